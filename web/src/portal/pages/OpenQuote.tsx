import { lazy, Suspense, useRef, useState } from 'react';
import { Alert, Box, Button, LinearProgress, Paper, Stack, Typography } from '@mui/material';
import Description from '@mui/icons-material/DescriptionOutlined';
import { formatDay, formatMoney } from '@shared/format';
import type { PortalQuote } from '@shared/types';
import { useReading } from '../language';
import { Contact } from '../parts/Contact';
import { Lines } from '../parts/Lines';
import { Options } from '../parts/Options';
import { Totals } from '../parts/Totals';
import { useSelection } from '../parts/useSelection';
import { pdfLink } from '../quote';

const SignSection = lazy(() => import('./SignSection'));
const Covers = lazy(() => import('../parts/Covers'));
const DeclineDialog = lazy(() => import('../parts/DeclineDialog'));

export function OpenQuote({ token, quote }: { token: string; quote: PortalQuote }) {
  const { t, language } = useReading();
  const [signing, setSigning] = useState(false);
  const [declining, setDeclining] = useState(false);
  const [spoken, setSpoken] = useState('');
  const [coverMissing, setCoverMissing] = useState(false);
  const signArea = useRef<HTMLDivElement>(null);
  const coverArea = useRef<HTMLDivElement>(null);
  const selection = useSelection(token, quote, (priced) => setSpoken(t('totals.live', { total: formatMoney(priced.quote.total, language) })));
  const { quote: offer, company } = quote;
  const total = formatMoney(offer.total, language);

  const covered = offer.covers.every((cover) => selection.choice.covers.some((chosen) => chosen.part === cover.part));
  const sign = () => {
    if (!covered) {
      setCoverMissing(true);
      coverArea.current?.focus({ preventScroll: true });
      coverArea.current?.scrollIntoView({ behavior: 'smooth', block: 'start' });
      return;
    }
    setSigning(true);
    requestAnimationFrame(() => signArea.current?.scrollIntoView({ behavior: 'smooth', block: 'start' }));
  };

  const acceptButton = (
    <Button variant="contained" size="large" fullWidth onClick={sign} disabled={selection.busy}>{t('act.accept')}</Button>
  );

  return (
    <>
      <Heading token={token} quote={quote} />
      <Box sx={{ display: 'grid', gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: 'minmax(0, 1fr) 360px' }, gap: 3, alignItems: 'start', pb: { xs: signing ? 0 : 11, md: 0 } }}>
        <Stack spacing={3}>
          <Stops stops={offer.stops} />
          <Paper variant="outlined" component="section" aria-labelledby="lines" sx={{ p: { xs: 2, sm: 2.5 } }}>
            <Typography variant="h2" id="lines" sx={{ mb: 1 }}>{t('lines.title')}</Typography>
            <Lines lines={offer.lines} />
          </Paper>
          {offer.options.length > 0 && (
            <Paper variant="outlined" component="section" aria-labelledby="options" sx={{ p: { xs: 2, sm: 2.5 } }}>
              <Typography variant="h2" id="options">{t('options.title')}</Typography>
              <Typography color="textSecondary" sx={{ mb: 1 }}>{t('options.text')}</Typography>
              {selection.failed && <Alert severity="error" sx={{ mb: 1 }}>{t('options.failed')}</Alert>}
              <Options options={offer.options} selected={selection.choice.selected} onSelect={(selected) => selection.choose({ selected })} />
            </Paper>
          )}
          {offer.covers.length > 0 && (
            <Paper variant="outlined" component="section" aria-labelledby="covers" ref={coverArea} tabIndex={-1} sx={{ p: { xs: 2, sm: 2.5 }, scrollMarginTop: 16, outline: 'none' }}>
              <Typography variant="h2" id="covers">{t('cover.title')}</Typography>
              <Typography color="textSecondary">{t('cover.text')}</Typography>
              {selection.failed && <Alert severity="error" sx={{ mt: 1 }}>{t('options.failed')}</Alert>}
              <Suspense fallback={<LinearProgress />}>
                <Covers covers={offer.covers} chosen={selection.choice.covers} missing={coverMissing && !covered} onChoose={(covers) => selection.choose({ covers })} />
              </Suspense>
            </Paper>
          )}
          {offer.terms && (
            <Box component="section" aria-labelledby="terms">
              <Typography variant="h2" id="terms" sx={{ mb: 1 }}>{t('terms.title')}</Typography>
              <Typography variant="body2" sx={{ whiteSpace: 'pre-wrap' }}>{offer.terms}</Typography>
            </Box>
          )}
        </Stack>
        <Stack spacing={3} sx={{ position: { md: 'sticky' }, top: { md: 24 } }}>
          <Paper variant="outlined" component="section" aria-labelledby="total" sx={{ p: 2.5 }}>
            <Typography variant="h2" id="total" sx={{ mb: 1 }}>{t('totals.title')}</Typography>
            {selection.busy ? <LinearProgress aria-label={t('totals.updating')} sx={{ mb: 0.5 }} /> : <Box sx={{ height: 8 }} />}
            <Totals quote={quote} busy={selection.busy} />
            <Stack spacing={1} sx={{ mt: 2, display: { xs: 'none', md: signing ? 'none' : 'flex' } }}>{acceptButton}</Stack>
            <Button fullWidth onClick={() => setDeclining(true)} sx={{ mt: 1 }} color="inherit">{t('act.decline')}</Button>
          </Paper>
          <Contact company={company} />
        </Stack>
      </Box>
      <Box ref={signArea} sx={{ scrollMarginTop: 16 }}>
        {signing && (
          <Suspense fallback={<LinearProgress />}>
            <SignSection token={token} quote={quote} repricing={selection.busy} onCancel={() => setSigning(false)} />
          </Suspense>
        )}
      </Box>
      {!signing && (
        <Paper square elevation={0} sx={{ display: { md: 'none' }, position: 'fixed', left: 0, right: 0, bottom: 0, zIndex: 10, borderTop: 1, borderColor: 'divider', p: 1.5, pb: 'calc(12px + env(safe-area-inset-bottom))' }}>
          <Stack direction="row" spacing={2} sx={{ alignItems: 'center' }}>
            <Typography component="p" sx={{ fontWeight: 700, fontSize: '1.25rem', fontVariantNumeric: 'tabular-nums' }}>{total}</Typography>
            {acceptButton}
          </Stack>
        </Paper>
      )}
      <Box role="status" sx={{ position: 'absolute', width: '1px', height: '1px', overflow: 'hidden', clip: 'rect(0 0 0 0)' }}>{spoken}</Box>
      {declining && (
        <Suspense fallback={null}>
          <DeclineDialog token={token} onClose={() => setDeclining(false)} />
        </Suspense>
      )}
    </>
  );
}

function Heading({ token, quote }: { token: string; quote: PortalQuote }) {
  const { t, language } = useReading();
  const offer = quote.quote;
  const { customer } = offer;
  const name = typeof customer === 'string' ? customer : customer.name;
  return (
    <Box sx={{ mb: 3, display: 'flex', flexWrap: 'wrap', gap: 2, alignItems: 'flex-start' }}>
      <Box sx={{ flex: 1, minWidth: 240 }}>
        <Typography variant="h1">{t('head.quote', { number: offer.number })}</Typography>
        <Typography color="textSecondary">
          {[t('head.for', { name }), offer.version > 1 ? t('head.version', { version: offer.version }) : ''].filter(Boolean).join(' · ')}
        </Typography>
        {offer.valid_until && <Typography color="textSecondary">{t('head.valid', { day: formatDay(offer.valid_until, language, 'long') })}</Typography>}
      </Box>
      <Button variant="outlined" startIcon={<Description />} href={pdfLink(token, quote)} target="_blank" rel="noopener">{t('head.pdf')}</Button>
    </Box>
  );
}

function Stops({ stops }: { stops: PortalQuote['quote']['stops'] }) {
  const { t } = useReading();
  if (stops.length === 0) return null;
  const label = (role: string) => (['PICKUP', 'DROPOFF', 'STORAGE', 'SITE', 'YARD'].includes(role) ? t(`stops.${role}` as 'stops.SITE') : role);
  return (
    <Paper variant="outlined" component="section" aria-labelledby="stops" sx={{ p: { xs: 2, sm: 2.5 } }}>
      <Typography variant="h2" id="stops" sx={{ mb: 1 }}>{t('stops.title')}</Typography>
      <Box component="dl" sx={{ m: 0, display: 'grid', gridTemplateColumns: 'auto 1fr', columnGap: 2, rowGap: 1 }}>
        {stops.map((stop, index) => (
          <Box key={`${stop.role}${index}`} sx={{ display: 'contents' }}>
            <Typography component="dt" color="textSecondary">{label(stop.role)}</Typography>
            <Typography component="dd" sx={{ m: 0, overflowWrap: 'anywhere' }}>{stop.address}</Typography>
          </Box>
        ))}
      </Box>
    </Paper>
  );
}
