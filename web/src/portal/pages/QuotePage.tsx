import { lazy, Suspense, useEffect } from 'react';
import { Alert, AlertTitle, Box, Button, LinearProgress, Stack, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { formatDay } from '@shared/format';
import type { PortalQuote } from '@shared/types';
import { useReading } from '../language';
import { Contact } from '../parts/Contact';
import { Page } from '../parts/Page';
import { isUnknownLink, quoteKey, readQuote, standOf } from '../quote';
import { AcceptedView } from './AcceptedView';
import { Gone } from './Gone';
import { OpenQuote } from './OpenQuote';

const PayingView = lazy(() => import('./PayingView'));

export function QuotePage() {
  const { token = '' } = useParams();
  const { t, suggest } = useReading();
  const { data, error, isPending, refetch } = useQuery({
    queryKey: quoteKey(token),
    queryFn: ({ signal }) => readQuote(token, signal),
  });
  const spoken = data?.quote.language;
  useEffect(() => {
    if (spoken) suggest(spoken.startsWith('fr') ? 'fr' : 'en');
  }, [spoken, suggest]);

  if (error && !data) return isUnknownLink(error) ? <Gone /> : <NotLoaded retry={() => void refetch()} />;
  if (isPending || !data) {
    return (
      <Page title={t('doc.none')}>
        <LinearProgress aria-label={t('load.busy')} />
      </Page>
    );
  }
  const title = t('doc.title', { number: data.quote.number, company: data.company.name });
  const stand = standOf(data);
  const paying = data.quote.paying;
  if (stand === 'OPEN' && paying) {
    return (
      <Page title={title} company={data.company.name}>
        <Suspense fallback={<LinearProgress aria-label={t('load.busy')} />}><PayingView key={paying.acceptance_id} token={token} quote={data} acceptanceId={paying.acceptance_id} /></Suspense>
      </Page>
    );
  }
  if (stand === 'OPEN') {
    return <Page title={title} company={data.company.name} wide><OpenQuote token={token} quote={data} /></Page>;
  }
  return (
    <Page title={title} company={data.company.name}>
      {stand === 'ACCEPTED' ? <AcceptedView token={token} quote={data} /> : <ClosedView quote={data} stand={stand} />}
    </Page>
  );
}

function NotLoaded({ retry }: { retry: () => void }) {
  const { t } = useReading();
  return (
    <Page title={t('doc.none')}>
      <Alert severity="error" action={<Button color="inherit" onClick={retry}>{t('load.retry')}</Button>}>
        <AlertTitle>{t('load.failed')}</AlertTitle>
        {t('load.failed_text')}
      </Alert>
    </Page>
  );
}

const SENTENCES = {
  EXPIRED: ['state.expired', 'state.expired_text'],
  WITHDRAWN: ['state.withdrawn', 'state.withdrawn_text'],
  DECLINED: ['state.declined', 'state.declined_text'],
} as const;

function ClosedView({ quote, stand }: { quote: PortalQuote; stand: keyof typeof SENTENCES }) {
  const { t, language } = useReading();
  const [title, text] = SENTENCES[stand];
  const values = { company: quote.company.name, day: formatDay(quote.quote.valid_until, language, 'long') };
  return (
    <Stack spacing={3}>
      <Box>
        <Typography variant="h1" sx={{ mb: 1 }}>{t(title, values)}</Typography>
        <Typography color="textSecondary" sx={{ mb: 1 }}>{t('head.quote', { number: quote.quote.number })}</Typography>
        <Typography>{t(text, values)}</Typography>
        {stand === 'WITHDRAWN' && <Typography sx={{ mt: 1 }}>{t('state.superseded_text')}</Typography>}
      </Box>
      <Contact company={quote.company} />
    </Stack>
  );
}
