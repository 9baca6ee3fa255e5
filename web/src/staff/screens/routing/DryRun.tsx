import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Link from '@mui/material/Link';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'react-admin';
import { useState } from 'react';
import { Link as RouterLink } from 'react-router';
import { api } from '@shared/api';
import { ApiError } from '@shared/apiError';
import type { RoutingPool, TriedLead } from '@shared/types';
import { useMe } from '../../data/me';
import { useAct } from '../../ui/act';
import { Panel } from '../../ui/page';
import { Candidates } from './Candidates';

/** The leads of the last days under the rules as they stand, with the choice explained. */
export function DryRun({ pools }: { pools: RoutingPool[] }) {
  const translate = useTranslate();
  const [condition, setCondition] = useState('');
  const [wrong, setWrong] = useState<string | null>(null);
  const label = (name: string, options?: Record<string, unknown>) => translate(`cnc.routing.${name}`, options);
  const act = useAct((text: string) => api.post<{ leads: TriedLead[]; matched: number }>('/routing-rules/test', text.trim() ? { condition: text } : {}), {
    onDone: () => setWrong(null),
    onError: (error) => {
      const problem = error instanceof ApiError ? error.fields.find((each) => each.field === 'condition') : undefined;
      setWrong(problem?.message ?? null);
      return Boolean(problem);
    },
  });
  const tried = act.data;
  return (
    <Panel title={label('try')}>
      <Typography color="textSecondary" sx={{ mb: 1 }}>{label('try_hint')}</Typography>
      <Stack component="form" direction="row" sx={{ gap: 1, alignItems: 'flex-start', flexWrap: 'wrap' }} onSubmit={(event) => { event.preventDefault(); act.mutate(condition); }}>
        <TextField size="small" sx={{ flex: '1 1 260px' }} label={label('try_condition')} value={condition} onChange={(event) => setCondition(event.target.value)} error={wrong !== null} helperText={wrong ?? undefined} slotProps={{ htmlInput: { spellCheck: false } }} />
        <Button type="submit" variant="outlined" loading={act.isPending}>{label('try_run')}</Button>
      </Stack>
      <Box role="status">
        {tried && tried.leads.length === 0 ? <Typography sx={{ mt: 1 }}>{label('nothing')}</Typography> : null}
        {tried && tried.leads.length > 0 && condition.trim() ? <Typography sx={{ mt: 1, fontWeight: 600 }}>{label('matched', { n: tried.matched, all: tried.leads.length })}</Typography> : null}
      </Box>
      {tried?.leads.map((lead) => <Tried key={lead.id} lead={lead} pools={pools} />)}
    </Panel>
  );
}

function Tried({ lead, pools }: { lead: TriedLead; pools: RoutingPool[] }) {
  const translate = useTranslate();
  const me = useMe();
  const label = (name: string) => translate(`cnc.routing.${name}`);
  const place = me?.locations.find((each) => each.id === lead.location_id)?.name;
  const pool = pools.find((each) => each.id === lead.pool_id)?.name;
  const chosen = lead.candidates.find((each) => each.chosen)?.name;
  const rule = lead.by_draft ? label('by_draft') : (lead.rule_name ?? label('by_nearest'));
  return (
    <Box component="details" sx={{ borderTop: 1, borderColor: 'divider', py: 0.75, mt: 0.75 }}>
      <Box component="summary" sx={{ cursor: 'pointer' }}>
        <Link component={RouterLink} to={`/leads/${lead.id}/show`}>{lead.number}</Link> {lead.name}: {[rule, place, pool ?? label('nowhere'), pool ? chosen ?? label('nobody') : null].filter(Boolean).join(' → ')}
      </Box>
      {lead.failed.map((each) => <Typography key={each.rule} color="error" sx={{ fontSize: '0.82rem' }}>{each.rule}: {each.reason}</Typography>)}
      <Candidates candidates={lead.candidates} />
    </Box>
  );
}
