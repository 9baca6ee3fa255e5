import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import { useQuery } from '@tanstack/react-query';
import { useTranslate } from 'react-admin';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { api } from '@shared/api';
import type { CompanyRow, SupportStarted } from '@shared/types';
import { enterSupport } from '../../data/support';
import { useAct } from '../../ui/act';
import { AskDialog } from '../../ui/AskDialog';
import { useDraft } from '../../ui/draft';
import { TextLine } from '../../ui/fields';
import { Async, Empty, PageHead, Panel } from '../../ui/page';
import { StatusChip, useEnumLabel } from '../../ui/StatusChip';
import { useFormat } from '../../ui/values';

/** Columns a phone has no room for. */
const DESK = { display: { xs: 'none', md: 'table-cell' } };
const SHORTEST_REASON = 20;

export default function Companies() {
  const translate = useTranslate();
  const label = useEnumLabel();
  const format = useFormat();
  const [visiting, setVisiting] = useState<CompanyRow | null>(null);
  const query = useQuery({ queryKey: ['super', 'companies'], queryFn: () => api.list<CompanyRow>('/super-admin/companies', { query: { limit: 200 } }) });
  return (
    <>
      <PageHead title={translate('cnc.super.companies')} actions={<Button variant="contained" component={Link} to="/super-admin/companies/new">{translate('cnc.super.new_company')}</Button>} />
      <Async query={query}>
        {({ data }) => (
          <Panel flush>
            {data.length === 0 ? <Empty title={translate('cnc.empty.title')} /> : (
              <Table size="small">
                <TableHead><TableRow>
                  <TableCell>{translate('cnc.super.company_name')}</TableCell><TableCell sx={DESK}>{translate('cnc.super.industry')}</TableCell><TableCell>{translate('cnc.super.state')}</TableCell><TableCell align="right" sx={DESK}>{translate('cnc.super.locations')}</TableCell><TableCell align="right" sx={DESK}>{translate('cnc.super.users')}</TableCell><TableCell sx={DESK}>{translate('cnc.super.created')}</TableCell><TableCell><span className="visually-hidden">{translate('cnc.action.do')}</span></TableCell>
                </TableRow></TableHead>
                <TableBody>
                  {data.map((company) => (
                    <TableRow key={company.id} hover>
                      <TableCell><strong>{company.name}</strong><br /><span style={{ opacity: 0.8, fontSize: '0.8rem' }}>{company.slug}</span></TableCell>
                      <TableCell sx={DESK}>{label('industry', company.industry)}</TableCell>
                      <TableCell><StatusChip kind="company_status" value={company.status} small /></TableCell>
                      <TableCell align="right" sx={DESK}>{company.locations ?? '—'}</TableCell>
                      <TableCell align="right" sx={DESK}>{company.users ?? '—'}</TableCell>
                      <TableCell sx={DESK}>{format.moment(company.created_at)}</TableCell>
                      <TableCell align="right"><Button onClick={() => setVisiting(company)}>{translate('cnc.super.enter')}</Button></TableCell>
                    </TableRow>
                  ))}
                </TableBody>
              </Table>
            )}
          </Panel>
        )}
      </Async>
      {visiting ? <SupportDialog company={visiting} onClose={() => setVisiting(null)} /> : null}
    </>
  );
}

function SupportDialog({ company, onClose }: { company: CompanyRow; onClose: () => void }) {
  const translate = useTranslate();
  const navigate = useNavigate();
  const draft = useDraft<{ reason: string | null }>({ reason: null });
  const act = useAct((input: typeof draft.values, key) => api.post<SupportStarted>(`/super-admin/companies/${company.id}/support-sessions`, { reason: input.reason ?? '', mode: 'READ' }, { key }), {
    onDone: (started) => {
      enterSupport(started);
      navigate('/');
    },
    onError: (error) => draft.refuse(error),
  });
  const submit = () => {
    if ((draft.values.reason ?? '').trim().length < SHORTEST_REASON) return draft.setErrors({ reason: translate('cnc.super.reason_hint') });
    act.mutate(draft.values);
  };
  return (
    <AskDialog title={translate('cnc.super.support_title', { name: company.name })} draft={draft} submit={translate('cnc.super.start')} busy={act.isPending} onClose={onClose} onSubmit={submit}>
      <Alert severity="info">{translate('cnc.super.support_explain')}</Alert>
      <TextLine name="reason" label={translate('cnc.form.reason')} helperText={translate('cnc.super.reason_hint')} required multiline minRows={3} autoFocus />
    </AskDialog>
  );
}
