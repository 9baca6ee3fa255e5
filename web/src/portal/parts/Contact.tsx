import { formatPhone } from '@shared/format';
import { Box, Link, Stack, Typography } from '@mui/material';
import type { PortalQuote } from '@shared/types';
import { useReading } from '../language';

export function Contact({ company }: { company: PortalQuote['company'] }) {
  const { t } = useReading();
  if (!company.phone && !company.email) return null;
  return (
    <Box component="section" aria-labelledby="contact">
      <Typography variant="h2" id="contact" sx={{ mb: 0.5 }}>{t('contact.title')}</Typography>
      <Stack>
        {company.phone && (
          <Link href={`tel:${company.phone.replace(/[^\d+]/g, '')}`} sx={{ py: 1.25 }}>{t('contact.call', { phone: formatPhone(company.phone) })}</Link>
        )}
        {company.email && <Link href={`mailto:${company.email}`} sx={{ py: 1.25, overflowWrap: 'anywhere' }}>{t('contact.mail', { email: company.email })}</Link>}
      </Stack>
    </Box>
  );
}
