import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'react-admin';
import { api } from '@shared/api';
import type { Customer } from '@shared/types';
import { useMay } from '../../data/me';
import { useAct } from '../../ui/act';
import { openFile, saveFile } from '../../ui/saveFile';
import { useLanguage } from '../../ui/values';

/** What proves the customer's consent, on paper or for machines. */
export function ConsentProof({ customer }: { customer: Customer }) {
  const translate = useTranslate();
  const language = useLanguage();
  const may = useMay('consent:EXPORT');
  const name = `consent-${customer.number}`;
  const fetchProof = (format: 'pdf' | 'json', accept: string) => api.file(`/customers/${customer.id}/consent/proof`, accept, { query: { format, language: language === 'fr' ? 'fr' : 'en' } });
  const pdf = useAct((_: null) => fetchProof('pdf', 'application/pdf'), { onDone: (file) => openFile(file, `${name}.pdf`) });
  const json = useAct((_: null) => fetchProof('json', 'application/json'), { onDone: (file) => saveFile(file, `${name}.json`) });
  if (!may) return null;
  return (
    <Stack direction="row" sx={{ gap: 1, mb: 1.5, alignItems: 'center', flexWrap: 'wrap' }}>
      <Button loading={pdf.isPending} onClick={() => pdf.mutate(null)}>{translate('cnc.customer.proof')}</Button>
      <Button loading={json.isPending} onClick={() => json.mutate(null)}>{translate('cnc.customer.proof_json')}</Button>
      <Typography color="textSecondary">{translate('cnc.customer.proof_hint')}</Typography>
    </Stack>
  );
}
