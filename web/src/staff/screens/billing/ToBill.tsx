import Button from '@mui/material/Button';
import Link from '@mui/material/Link';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import { useQuery } from '@tanstack/react-query';
import { useTranslate } from 'react-admin';
import { Link as RouterLink, useNavigate } from 'react-router';
import { api } from '@shared/api';
import type { Invoice, ToBillRow } from '@shared/types';
import { useMay } from '../../data/me';
import { useAct } from '../../ui/act';
import { Async, Empty, PageHead, Panel } from '../../ui/page';
import { SoftChip } from '../../ui/StatusChip';
import { MoneyText, useFormat } from '../../ui/values';

/** Hours after which an unbilled job stands out. */
const OLD_HOURS = 48;

export default function ToBill() {
  const translate = useTranslate();
  const navigate = useNavigate();
  const format = useFormat();
  const mayBill = useMay('invoice:CREATE');
  const query = useQuery({ queryKey: ['to-bill'], queryFn: () => api.list<ToBillRow>('/to-bill', { query: { limit: 200 } }) });
  const bill = useAct((jobId: string, key) => api.post<Invoice>(`/jobs/${jobId}/invoice`, {}, { key }), { stale: ['to-bill', 'invoices'], onDone: (invoice) => navigate(`/invoices/${invoice.id}/show`) });
  const ageOf = (row: ToBillRow) => row.age_hours ?? (row.finished_at ? Math.floor((Date.now() - new Date(row.finished_at).getTime()) / 3_600_000) : 0);
  return (
    <>
      <PageHead title={translate('cnc.menu.to_bill')} subtitle={translate('cnc.billing.to_bill_hint')} />
      <Async query={query}>
        {({ data }) => (
          <Panel flush>
            {data.length === 0 ? <Empty title={translate('cnc.billing.all_billed')} /> : (
              <Table size="small">
                <TableHead><TableRow>
                  <TableCell>{translate('enums.entity.job')}</TableCell><TableCell>{translate('enums.entity.customer')}</TableCell><TableCell>{translate('cnc.billing.age')}</TableCell><TableCell align="right">{translate('cnc.billing.quoted')}</TableCell><TableCell><span className="visually-hidden">{translate('cnc.action.do')}</span></TableCell>
                </TableRow></TableHead>
                <TableBody>
                  {data.map((row) => (
                    <TableRow key={row.id} hover>
                      <TableCell><Link component={RouterLink} to={`/jobs/${row.id}/show`}>{row.number}</Link> {row.title}</TableCell>
                      <TableCell>{row.customer_name}</TableCell>
                      <TableCell><SoftChip tone={ageOf(row) >= OLD_HOURS ? 'danger' : 'neutral'} small>{ageOf(row) >= OLD_HOURS ? `${format.decimal(Math.floor(ageOf(row) / 24))} ${translate('enums.unit.DAY')}` : `${format.decimal(ageOf(row))} h`}</SoftChip></TableCell>
                      <TableCell align="right"><MoneyText value={row.quoted} /></TableCell>
                      <TableCell align="right">{row.draft_id ? <Button component={RouterLink} to={`/invoices/${row.draft_id}/show`}>{translate('cnc.billing.open_draft')}</Button> : mayBill ? <Button loading={bill.isPending && bill.variables === row.id} onClick={() => bill.mutate(row.id)}>{translate('cnc.billing.make_invoice')}</Button> : null}</TableCell>
                    </TableRow>
                  ))}
                </TableBody>
              </Table>
            )}
          </Panel>
        )}
      </Async>
    </>
  );
}
