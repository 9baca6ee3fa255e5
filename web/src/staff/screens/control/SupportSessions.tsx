import Button from '@mui/material/Button';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import { useQuery } from '@tanstack/react-query';
import { useTranslate } from 'react-admin';
import { api } from '@shared/api';
import type { SupportSession } from '@shared/types';
import { remaining } from '../../shell/SupportBanner';
import { useAct } from '../../ui/act';
import { Async, Empty, PageHead, Panel } from '../../ui/page';
import { SoftChip } from '../../ui/StatusChip';
import { useFormat, useNow } from '../../ui/values';

/** Visits of the installation's operators to this company: the running one can be ended here. */
export default function SupportSessions() {
  const translate = useTranslate();
  const format = useFormat();
  const now = useNow(1000);
  const query = useQuery({ queryKey: ['support-sessions'], queryFn: () => api.list<SupportSession>('/support-sessions') });
  const end = useAct((id: string, key) => api.post(`/support-sessions/${id}/end`, {}, { key }), { stale: ['support-sessions', 'me'], done: 'cnc.account.ended' });
  return (
    <>
      <PageHead title={translate('cnc.menu.support')} subtitle={translate('cnc.super.support_hint')} />
      <Async query={query}>
        {({ data }) => (
          <Panel flush>
            {data.length === 0 ? <Empty title={translate('cnc.super.no_support')} /> : (
              <Table size="small">
                <TableHead><TableRow><TableCell>{translate('cnc.audit.actor')}</TableCell><TableCell>{translate('cnc.form.reason')}</TableCell><TableCell>{translate('cnc.super.started')}</TableCell><TableCell>{translate('cnc.super.state')}</TableCell><TableCell><span className="visually-hidden">{translate('cnc.action.do')}</span></TableCell></TableRow></TableHead>
                <TableBody>
                  {data.map((session) => {
                    const live = !session.ended_at && new Date(session.ends_at).getTime() > now;
                    return (
                      <TableRow key={session.id}>
                        <TableCell>{session.admin_name}</TableCell>
                        <TableCell>{session.reason}</TableCell>
                        <TableCell>{format.moment(session.starts_at)}</TableCell>
                        <TableCell>{live ? <SoftChip tone="warning" small>{remaining(session.ends_at, now)}</SoftChip> : <SoftChip tone="neutral" small>{format.moment(session.ended_at ?? session.ends_at)}</SoftChip>}</TableCell>
                        <TableCell align="right">{live ? <Button color="error" onClick={() => end.mutate(session.id)}>{translate('cnc.account.end')}</Button> : null}</TableCell>
                      </TableRow>
                    );
                  })}
                </TableBody>
              </Table>
            )}
          </Panel>
        )}
      </Async>
    </>
  );
}
