import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Link from '@mui/material/Link';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { useTranslate } from 'react-admin';
import { useState } from 'react';
import { Link as RouterLink, useParams } from 'react-router';
import { api } from '@shared/api';
import type { Sequence, SequencePerson } from '@shared/types/sequences';
import { useMay, useMe } from '../../data/me';
import { HistoryButton } from '../../schema/AutoForms';
import { usePageKeys } from '../../shell/keys';
import { useAct } from '../../ui/act';
import { Async, Empty, PageHead, Panel } from '../../ui/page';
import { SoftChip, StatusChip, useEnumLabel } from '../../ui/StatusChip';
import { useFormat } from '../../ui/values';
import { SequenceEditor } from './SequenceEditor';
import { StepLine } from './StepLine';

/** One sequence: its line of steps, who stands where, and how people left. */
export default function SequencePage() {
  const { id = '' } = useParams();
  const query = useQuery({ queryKey: ['sequences', 'one', id], queryFn: () => api.get<Sequence>(`/sequences/${id}`), refetchInterval: 30_000 });
  return <Async query={query} lines={8}>{(sequence) => <Page sequence={sequence} />}</Async>;
}

function Page({ sequence }: { sequence: Sequence }) {
  const translate = useTranslate();
  const label = useEnumLabel();
  const format = useFormat(sequence.location_id);
  const me = useMe();
  const mayChange = useMay('sequence:UPDATE');
  const [editing, setEditing] = useState(false);
  const [step, setStep] = useState<number | null>(null);
  usePageKeys({ e: mayChange && !editing ? () => setEditing(true) : undefined });
  const resume = useAct((_: null, key) => api.post(`/sequences/${sequence.id}/resume`, {}, { key }), { stale: ['sequences'], done: 'cnc.sequence.resumed' });
  const place = me?.locations.find((each) => each.id === sequence.location_id)?.name ?? translate('cnc.sequence.whole_company');
  const who = [label('sequence_enters', sequence.enters), sequence.source, sequence.service_type ? label('service_type', sequence.service_type) : null, place].filter(Boolean).join(' · ');
  return (
    <>
      <PageHead
        title={sequence.name} subtitle={who}
        badge={sequence.is_active ? <SoftChip tone="success">{translate('cnc.sequence.active')}</SoftChip> : <SoftChip tone="neutral">{translate('cnc.sequence.off')}</SoftChip>}
        actions={<>
          <HistoryButton entity="sequence" id={sequence.id} />
          {mayChange && !editing ? <Button variant="contained" onClick={() => setEditing(true)}>{translate('cnc.sequence.edit')}</Button> : null}
        </>}
      />
      {sequence.paused > 0 ? (
        <Alert severity="warning" sx={{ mb: 2 }} action={mayChange ? <Button color="inherit" loading={resume.isPending} onClick={() => resume.mutate(null)}>{translate('cnc.sequence.resume')}</Button> : undefined}>
          {translate('cnc.sequence.outage', { smart_count: sequence.paused })}
        </Alert>
      ) : null}
      {editing ? <SequenceEditor sequence={sequence} onClose={() => setEditing(false)} /> : (
        <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: { xs: '1fr', lg: 'minmax(0, 1.5fr) minmax(300px, 1fr)' }, alignItems: 'start' }}>
          <Panel title={translate('cnc.sequence.steps')} actions={<Typography color="textSecondary" sx={{ fontSize: '0.8rem' }}>{translate('cnc.sequence.version', { number: sequence.current_number, at: format.moment(sequence.current_since) })}</Typography>}>
            <StepLine steps={sequence.steps} chosen={step} onChoose={setStep} />
          </Panel>
          <Stack sx={{ gap: 2, minWidth: 0 }}>
            <Exits sequence={sequence} />
            <People sequence={sequence} step={step} />
          </Stack>
        </Box>
      )}
    </>
  );
}

function Exits({ sequence }: { sequence: Sequence }) {
  const translate = useTranslate();
  const label = useEnumLabel();
  const lines = [...sequence.exits.map((exit) => ({ name: label('exit_reason', exit.reason), people: exit.people })), ...(sequence.done ? [{ name: label('enrolment_state', 'DONE'), people: sequence.done }] : [])];
  const most = Math.max(1, ...lines.map((line) => line.people));
  const ends = [sequence.ends_on_reply ? translate('cnc.sequence.ends_reply') : null, sequence.ends_on_booking ? translate('cnc.sequence.ends_booking') : null, ...sequence.ends_on_stages.map((stage) => label('lead_status', stage))].filter(Boolean).join(', ');
  return (
    <Panel title={translate('cnc.sequence.exits')}>
      {lines.length === 0 ? <Typography color="textSecondary">{translate('cnc.sequence.no_exits')}</Typography> : null}
      {lines.map((line) => (
        <Box key={line.name} sx={{ py: 0.5 }}>
          <Stack direction="row" sx={{ justifyContent: 'space-between', fontSize: '0.88rem' }}><span>{line.name}</span><strong>{line.people}</strong></Stack>
          <Box aria-hidden sx={{ height: 5, borderRadius: 9, bgcolor: 'divider', overflow: 'hidden' }}><Box sx={{ width: `${(line.people / most) * 100}%`, height: 1, bgcolor: 'primary.main' }} /></Box>
        </Box>
      ))}
      <Typography color="textSecondary" sx={{ fontSize: '0.8rem', mt: 1 }}>{translate('cnc.sequence.ends')}: {ends}. {translate('cnc.sequence.ends_always')}.</Typography>
    </Panel>
  );
}

function People({ sequence, step }: { sequence: Sequence; step: number | null }) {
  const translate = useTranslate();
  const label = useEnumLabel();
  const format = useFormat(sequence.location_id);
  const filter = step === null ? {} : { step, state: 'ACTIVE,PAUSED' };
  const query = useQuery({
    queryKey: ['sequences', 'people', sequence.id, step],
    queryFn: () => api.list<SequencePerson>('/sequence-enrolments', { query: { sequence_id: sequence.id, limit: 25, ...filter } }),
  });
  return (
    <Panel title={translate('cnc.sequence.who')} actions={<Typography color="textSecondary" sx={{ fontSize: '0.8rem' }}>{step === null ? translate('cnc.sequence.everybody') : translate('cnc.sequence.of_step', { n: step })}</Typography>}>
      <Async query={query} lines={4}>
        {({ data }) => data.length === 0 ? <Empty title={translate('cnc.sequence.nobody_yet')} /> : (
          <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
            {data.map((person) => (
              <Stack component="li" key={person.id} direction="row" sx={{ py: 0.75, gap: 1, borderTop: 1, borderColor: 'divider', alignItems: 'center', flexWrap: 'wrap', '&:first-of-type': { borderTop: 0 } }}>
                <Box sx={{ flex: 1, minWidth: 150 }}>
                  <Link component={RouterLink} to={`/leads/${person.lead_id}/show`}>{person.name}</Link>
                  <Typography color="textSecondary" sx={{ fontSize: '0.78rem' }}>
                    {[person.lead_number, person.due_at ? translate('cnc.sequence.next_at', { at: format.moment(person.due_at) }) : translate('cnc.sequence.since', { at: format.moment(person.started_at) })].join(' · ')}
                  </Typography>
                </Box>
                {person.exit_reason ? <SoftChip small tone="neutral">{label('exit_reason', person.exit_reason)}</SoftChip> : <StatusChip small kind="enrolment_state" value={person.state} tone={person.state === 'ACTIVE' ? 'info' : person.state === 'PAUSED' ? 'warning' : 'neutral'} />}
              </Stack>
            ))}
          </Box>
        )}
      </Async>
    </Panel>
  );
}
