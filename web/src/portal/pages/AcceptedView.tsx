import { useEffect, useRef } from 'react';
import { Box, Button, Link, Paper, Stack, Typography } from '@mui/material';
import CheckCircle from '@mui/icons-material/CheckCircle';
import Description from '@mui/icons-material/DescriptionOutlined';
import { Link as RouterLink } from 'react-router';
import { formatMoney, formatMomentExact } from '@shared/format';
import type { PortalQuote } from '@shared/types';
import { useReading } from '../language';
import { Contact } from '../parts/Contact';
import { Totals } from '../parts/Totals';

export function AcceptedView({ quote }: { token: string; quote: PortalQuote }) {
  const { t, language } = useReading();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    window.scrollTo(0, 0);
    heading.current?.focus();
  }, []);
  const signed = quote.accepted;
  return (
    <Stack spacing={3}>
      <Box>
        <CheckCircle color="success" sx={{ fontSize: 48, mb: 1 }} aria-hidden />
        <Typography variant="h1" ref={heading} tabIndex={-1} sx={{ outline: 'none', mb: 1 }}>{t('done.title')}</Typography>
        <Typography>{t('done.text', { company: quote.company.name })}</Typography>
      </Box>
      <Paper variant="outlined" sx={{ p: 2.5 }}>
        <Typography sx={{ fontWeight: 600 }}>{t('head.quote', { number: quote.quote.number })}</Typography>
        {signed && (
          <Typography color="textSecondary" sx={{ mb: 2 }}>
            {t('done.signed', { name: signed.signer_name, at: formatMomentExact(signed.signed_at, language) })}
          </Typography>
        )}
        <Totals quote={quote} />
        {signed?.deposit && (
          <Typography sx={{ mt: 2 }}>
            {t(`deposit.${signed.deposit.state}`, { deposit: formatMoney(signed.deposit.amount, language) })}
            {signed.deposit.state !== 'RECEIVED' && signed.deposit.held_until && ` ${t('deposit.held', { at: formatMomentExact(signed.deposit.held_until, language) })}`}
          </Typography>
        )}
        {signed?.signed_pdf_url ? (
          <Button variant="contained" fullWidth startIcon={<Description />} href={signed.signed_pdf_url} target="_blank" rel="noopener" sx={{ mt: 2.5 }}>
            {t('done.pdf')}
          </Button>
        ) : (
          <Typography color="textSecondary" sx={{ mt: 2 }}>{t('done.preparing')}</Typography>
        )}
      </Paper>
      <Link component={RouterLink} to="/verify" sx={{ py: 1 }}>{t('done.verify')}</Link>
      <Contact company={quote.company} />
    </Stack>
  );
}
