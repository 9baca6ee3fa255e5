import Link from '@mui/material/Link';
import { useTranslate } from 'react-admin';
import { api } from '@shared/api';
import type { Payment } from '@shared/types';
import { useRefusal } from '../../ui/refusal';
import { openFile } from '../../ui/saveFile';

/** Number of the receipt; opens it. */
export function ReceiptCell({ record }: { record: Payment }) {
  const translate = useTranslate();
  const refuse = useRefusal();
  if (!record.number) return <span>—</span>;
  const name = record.number;
  const open = async () => {
    try {
      openFile(await api.file(`/payments/${record.id}/receipt`, 'application/pdf'), `${name}.pdf`);
    } catch (error) {
      refuse(error);
    }
  };
  return <Link component="button" type="button" onClick={() => void open()} aria-label={translate('cnc.billing.receipt', { number: name })} sx={{ font: 'inherit', verticalAlign: 'baseline' }}>{name}</Link>;
}
