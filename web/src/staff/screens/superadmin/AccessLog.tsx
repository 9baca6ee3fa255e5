import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import { useQuery } from '@tanstack/react-query';
import { useTranslate } from 'react-admin';
import { api } from '@shared/api';
import { Async, Empty, PageHead, Panel } from '../../ui/page';
import { useEnumLabel } from '../../ui/StatusChip';
import { useFormat } from '../../ui/values';

interface LogRow {
  id: string;
  at: string;
  admin_name?: string | null;
  act: string;
  company_name?: string | null;
  reason?: string | null;
  address?: string | null;
}

export default function AccessLog() {
  const translate = useTranslate();
  const format = useFormat();
  const label = useEnumLabel();
  const query = useQuery({ queryKey: ['super', 'log'], queryFn: () => api.list<LogRow>('/super-admin/access-log', { query: { limit: 100 } }) });
  return (
    <>
      <PageHead title={translate('cnc.super.log')} />
      <Async query={query}>
        {({ data }) => (
          <Panel flush>
            {data.length === 0 ? <Empty title={translate('cnc.super.no_log')} /> : (
              <Table size="small">
                <TableHead><TableRow><TableCell>{translate('cnc.audit.at')}</TableCell><TableCell>{translate('cnc.audit.actor')}</TableCell><TableCell>{translate('cnc.audit.action')}</TableCell><TableCell>{translate('cnc.super.company_name')}</TableCell><TableCell>{translate('cnc.form.reason')}</TableCell></TableRow></TableHead>
                <TableBody>
                  {data.map((row) => (
                    <TableRow key={row.id}><TableCell sx={{ whiteSpace: 'nowrap' }}>{format.moment(row.at)}</TableCell><TableCell>{row.admin_name ?? '—'}</TableCell><TableCell>{label('platform_act', row.act)}</TableCell><TableCell>{row.company_name ?? '—'}</TableCell><TableCell>{row.reason ?? '—'}</TableCell></TableRow>
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
