import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Link from '@mui/material/Link';
import MenuItem from '@mui/material/MenuItem';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { useTranslate } from 'react-admin';
import { useState } from 'react';
import { Link as RouterLink } from 'react-router';
import { api } from '@shared/api';
import type { Lead } from '@shared/types';
import type { Enrolment, SequenceLine } from '@shared/types/sequences';
import { useMay } from '../../data/me';
import { useAct } from '../../ui/act';
import { Async, Panel } from '../../ui/page';
import { SoftChip, useEnumLabel } from '../../ui/StatusChip';
import { useFormat } from '../../ui/values';

/** The sequence a lead goes through, with a way to stop it, or the way into one. */
export default function LeadSequence({ lead }: { lead: Lead }) {
  const translate = useTranslate();
  const query = useQuery({ queryKey: ['sequences', 'lead', lead.id], queryFn: () => api.get<{ enrolments: Enrolment[] }>(`/leads/${lead.id}/sequences`) });
  return (
    <Panel title={translate('cnc.sequence.of_lead')}>
      <Async query={query} lines={2}>{({ enrolments }) => <Inside lead={lead} enrolments={enrolments} />}</Async>
    </Panel>
  );
}

function Inside({ lead, enrolments }: { lead: Lead; enrolments: Enrolment[] }) {
  const translate = useTranslate();
  const label = useEnumLabel();
  const format = useFormat(lead.location_id);
  const mayUpdate = useMay('lead:UPDATE');
  const standing = enrolments.find((each) => each.state === 'ACTIVE' || each.state === 'PAUSED');
  const colon = translate('cnc.sequence.pair', { what: '', more: '' });
  const past = enrolments.filter((each) => each !== standing);
  const stop = useAct((enrolment: Enrolment, key) => api.post(`/sequences/${enrolment.sequence_id}/leave`, { lead_id: lead.id }, { key }), { stale: ['sequences'], done: 'cnc.sequence.stopped' });
  return (
    <Stack sx={{ gap: 1 }}>
      {standing ? (
        <Stack direction="row" sx={{ gap: 1, alignItems: 'flex-start' }}>
          <Box sx={{ flex: 1, minWidth: 0 }}>
            <Name enrolment={standing} /> {standing.state === 'PAUSED' ? <SoftChip small tone="warning">{label('enrolment_state', 'PAUSED')}</SoftChip> : null}
            <Typography color="textSecondary" sx={{ fontSize: '0.82rem' }}>
              {[translate('cnc.sequence.progress', { step: standing.step, steps: standing.steps }), standing.due_at ? translate('cnc.sequence.next_at', { at: format.moment(standing.due_at) }) : null].filter(Boolean).join(' · ')}
            </Typography>
          </Box>
          {mayUpdate ? <Button size="small" color="error" loading={stop.isPending} onClick={() => stop.mutate(standing)}>{translate('cnc.sequence.stop')}</Button> : null}
        </Stack>
      ) : <Enter lead={lead} may={mayUpdate} />}
      {standing ? <Passages enrolment={standing} locationId={lead.location_id} /> : null}
      {past.map((each) => (
        <Typography key={each.id} color="textSecondary" sx={{ fontSize: '0.82rem' }}>
          <Name enrolment={each} />{colon}{each.exit_reason ? label('exit_reason', each.exit_reason) : label('enrolment_state', each.state)}, {format.moment(each.ended_at)}
        </Typography>
      ))}
    </Stack>
  );
}

function Name({ enrolment }: { enrolment: Enrolment }) {
  const maySee = useMay('sequence:VIEW');
  return maySee ? <Link component={RouterLink} to={`/sequences/${enrolment.sequence_id}`}>{enrolment.sequence_name}</Link> : <span>{enrolment.sequence_name}</span>;
}

function Passages({ enrolment, locationId }: { enrolment: Enrolment; locationId?: string | null }) {
  const translate = useTranslate();
  const label = useEnumLabel();
  const format = useFormat(locationId);
  return (
    <Box component="ol" sx={{ listStyle: 'none', m: 0, p: 0 }}>
      {enrolment.passages.map((passage) => {
        const why = passage.reason ? translate(`enums.skip_reason.${passage.reason}`, { _: label('consent_reason', passage.reason) }) : null;
        const what = passage.outcome === 'SENT' && passage.channel ? `${label('step_kind', passage.channel)}, ${label('message_status', passage.message_status ?? 'QUEUED')}` : label('passage', passage.outcome);
        return (
          <Stack component="li" key={passage.step} direction="row" sx={{ justifyContent: 'space-between', gap: 1, fontSize: '0.85rem', py: 0.25 }}>
            <span>{passage.step}. {why ? translate('cnc.sequence.pair', { what, more: why }) : what}</span>
            <Typography color="textSecondary" sx={{ fontSize: '0.78rem', whiteSpace: 'nowrap' }}>{format.moment(passage.at)}</Typography>
          </Stack>
        );
      })}
    </Box>
  );
}

function Enter({ lead, may }: { lead: Lead; may: boolean }) {
  const translate = useTranslate();
  const maySee = useMay('sequence:VIEW');
  const [chosen, setChosen] = useState('');
  const open = may && maySee;
  const query = useQuery({ queryKey: ['sequences', 'list', 'active'], enabled: open, queryFn: () => api.list<SequenceLine>('/sequences', { query: { is_active: true, limit: 200 } }) });
  const enrol = useAct((sequence: string, key) => api.post(`/sequences/${sequence}/enrol`, { lead_id: lead.id }, { key }), { stale: ['sequences', 'leads', 'activities'], done: 'cnc.sequence.enrolled' });
  const offered = (query.data?.data ?? []).filter((each) => !each.location_id || each.location_id === lead.location_id);
  if (!open || offered.length === 0) return <Typography color="textSecondary">{translate('cnc.sequence.not_in_one')}</Typography>;
  return (
    <Stack direction="row" sx={{ gap: 1, alignItems: 'center' }}>
      <TextField select size="small" fullWidth label={translate('cnc.sequence.enrol')} value={chosen} onChange={(event) => setChosen(event.target.value)}>
        {offered.map((each) => <MenuItem key={each.id} value={each.id}>{each.name}</MenuItem>)}
      </TextField>
      <Button disabled={!chosen} loading={enrol.isPending} onClick={() => enrol.mutate(chosen)}>{translate('cnc.action.add')}</Button>
    </Stack>
  );
}
