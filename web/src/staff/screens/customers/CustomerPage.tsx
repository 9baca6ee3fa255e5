import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { useTranslate } from 'react-admin';
import { Link as RouterLink, useParams } from 'react-router';
import { api } from '@shared/api';
import { LoadError, LoadingLines, PageHead, Panel } from '../../ui/page';

interface Customer { id: string; number: string; display_name: string; email: string | null; phone: string | null; city: string | null; notes: string | null; incomplete?: boolean; status: string }

/** One customer. */
export default function CustomerPage() {
  const translate = useTranslate();
  const { id = '' } = useParams();
  const query = useQuery({ queryKey: ['customers', 'one', id], queryFn: () => api.get<Customer>(`/customers/${id}`) });
  if (query.isPending) return <LoadingLines />;
  if (query.isError) return <LoadError error={query.error} retry={() => void query.refetch()} />;
  const customer = query.data;
  return (
    <>
      <PageHead title={customer.display_name} subtitle={`${customer.number} · ${customer.status}`} actions={<Button component={RouterLink} to={`/history/customer/${customer.id}`}>{translate('cnc.history.title')}</Button>} />
      {customer.incomplete ? <Alert severity="warning" sx={{ mb: 2 }}>{translate('cnc.card.incomplete')}</Alert> : null}
      <Panel title={translate('cnc.card.contact')}>
        <Typography>{customer.email ?? '–'}</Typography>
        <Typography>{customer.phone ?? '–'}</Typography>
        <Typography>{customer.city ?? ''}</Typography>
        {customer.notes ? <Typography sx={{ mt: 1, whiteSpace: 'pre-wrap' }}>{customer.notes}</Typography> : null}
      </Panel>
    </>
  );
}
