import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { useTranslate } from 'react-admin';
import { useState } from 'react';
import { api } from '@shared/api';
import type { Assessment, LiftCandidate, LiftCandidates, SiteLift } from '@shared/types';
import { useMay } from '../../data/me';
import { useAct } from '../../ui/act';
import { Async, Empty, Fact, Facts, Panel } from '../../ui/page';
import { SoftChip, useEnumLabel } from '../../ui/StatusChip';
import { useFormat } from '../../ui/values';
import { KeyButton } from '../leads/LeadDetail';
import { DutyDialog } from './DutyDialog';
import { LiftDialog } from './LiftDialog';
import { sentLift, verdictTone } from './sites';

interface Props {
  assessment: Assessment;
  readOnly: boolean;
  /** The lift being typed; `new` adds one. */
  editing: SiteLift | 'new' | null;
  onEdit: (lift: SiteLift | 'new' | null) => void;
}

/** What has to be lifted, with the machines that lift it. */
export function Lifts({ assessment, readOnly, editing, onEdit }: Props) {
  const translate = useTranslate();
  const [reading, setReading] = useState<SiteLift | null>(null);
  const remove = useAct((id: string, key) => api.put(`/site-assessments/${assessment.id}/lifts`, { lifts: assessment.lifts.filter((each) => each.id !== id).map(sentLift) }, { key }), { stale: ['site-assessments'], done: 'cnc.state.saved' });
  return (
    <Panel title={translate('cnc.site.lifts')} actions={readOnly ? null : <KeyButton hint="L" onClick={() => onEdit('new')}>{translate('cnc.site.add_lift')}</KeyButton>}>
      {assessment.lifts.length === 0 ? <Empty title={translate('cnc.site.no_lifts')} hint={readOnly ? undefined : translate('cnc.site.no_lifts_hint')} /> : null}
      <Stack component="ul" sx={{ listStyle: 'none', m: 0, p: 0, gap: 2.5 }}>
        {assessment.lifts.map((lift) => (
          <OneLift key={lift.id} assessment={assessment} lift={lift} readOnly={readOnly} onEdit={() => onEdit(lift)} onRemove={() => remove.mutate(lift.id)} onRead={() => setReading(lift)} />
        ))}
      </Stack>
      {editing ? <LiftDialog assessment={assessment} lift={editing === 'new' ? null : editing} onClose={() => onEdit(null)} /> : null}
      {reading ? <DutyDialog assessment={assessment} lift={reading} onClose={() => setReading(null)} /> : null}
    </Panel>
  );
}

interface LiftProps {
  assessment: Assessment;
  lift: SiteLift;
  readOnly: boolean;
  onEdit: () => void;
  onRemove: () => void;
  onRead: () => void;
}

function OneLift({ assessment, lift, readOnly, onEdit, onRemove, onRead }: LiftProps) {
  const translate = useTranslate();
  const enumLabel = useEnumLabel();
  const format = useFormat();
  const [machines, setMachines] = useState(false);
  const tonnes = (value: string) => `${format.decimal(value)} t`;
  const metres = (value: string) => `${format.decimal(value)} m`;
  const label = (name: string) => translate(`cnc.site.${name}`);
  return (
    <Box component="li">
      <Stack direction="row" sx={{ gap: 1, alignItems: 'center', flexWrap: 'wrap', mb: 1 }}>
        <Typography sx={{ fontWeight: 600 }}>{lift.name}</Typography>
        <SoftChip small tone={verdictTone(lift.verdict)}>{enumLabel('lift_verdict', lift.verdict)}</SoftChip>
        <Box sx={{ flex: 1 }} />
        <Button size="small" color="inherit" aria-expanded={machines} onClick={() => setMachines(!machines)}>{label('find_machines')}</Button>
        {readOnly ? null : <>
          <Button size="small" color="inherit" onClick={onRead}>{label('read_duty')}</Button>
          <Button size="small" color="inherit" onClick={onEdit}>{label('change_lift')}</Button>
          <Button size="small" color="inherit" onClick={onRemove}>{label('remove_lift')}</Button>
        </>}
      </Stack>
      <Facts columns={4}>
        <Fact label={label('gross')}><strong>{tonnes(lift.gross_t)}</strong> = {format.decimal(lift.load_t)} + {format.decimal(lift.rigging_t)} + {format.decimal(lift.block_t)}</Fact>
        <Fact label={label('radius_m')}>{metres(lift.radius_m)}</Fact>
        <Fact label={label('height_m')}>{metres(lift.height_m)}</Fact>
        <Fact label={label('boom')}>{metres(lift.boom_m)}</Fact>
        <Fact label={label('picks')}>{format.decimal(lift.picks)}</Fact>
        {lift.obstacles ? <Fact label={label('obstacles')}>{lift.obstacles}</Fact> : null}
      </Facts>
      {lift.duties.map((duty) => (
        <Stack key={duty.id} direction="row" sx={{ gap: 1, alignItems: 'center', flexWrap: 'wrap', mt: 1 }}>
          <Typography component="span" sx={{ fontWeight: 600 }}>{duty.machine_name}</Typography>
          <SoftChip small tone={verdictTone(duty.verdict)}>{enumLabel('lift_verdict', duty.verdict)}</SoftChip>
          <span>{translate('cnc.site.used', { percent: format.decimal(duty.utilisation_percent, 2), duty: format.decimal(duty.duty_t) })}</span>
          <Typography component="span" color="textSecondary" sx={{ fontSize: '0.82rem' }}>
            {[duty.configuration, duty.source, duty.verified_at ? translate('cnc.site.verified_by', { name: duty.verified_name ?? '' }) : duty.read_name ? translate('cnc.site.read_by', { name: duty.read_name }) : null].filter(Boolean).join(' · ')}
          </Typography>
          {duty.verified_at || readOnly ? null : <Verify assessment={assessment} dutyId={duty.id} />}
        </Stack>
      ))}
      {machines ? <Machines lift={lift} /> : null}
    </Box>
  );
}

/** A second person says that the chart was read rightly. */
function Verify({ assessment, dutyId }: { assessment: Assessment; dutyId: string }) {
  const translate = useTranslate();
  const may = useMay('site_assessment:APPROVE');
  const act = useAct((_input: null, key) => api.post(`/site-assessments/${assessment.id}/duties/verify`, { duty_id: dutyId }, { key }), { stale: ['site-assessments', 'lift-candidates'], done: 'cnc.state.saved' });
  return may ? <Button size="small" variant="outlined" loading={act.isPending} onClick={() => act.mutate(null)}>{translate('cnc.site.verify')}</Button> : null;
}

/** The company's cranes, as far as their charts were read. */
function Machines({ lift }: { lift: SiteLift }) {
  const translate = useTranslate();
  const { load_t, rigging_t, block_t, radius_m, height_m } = lift;
  const query = useQuery({ queryKey: ['lift-candidates', load_t, rigging_t, block_t, radius_m, height_m], queryFn: () => api.post<LiftCandidates>('/lifts/candidates', { load_t, rigging_t, block_t, radius_m, height_m }) });
  return (
    <Box sx={{ mt: 1, p: 1.5, borderRadius: 1.25, bgcolor: 'action.hover' }}>
      <Async query={query} lines={2}>
        {({ machines, left_out, manual }) => (
          <Stack sx={{ gap: 0.75 }}>
            {machines.length + left_out.length + manual.length === 0 ? <Typography color="textSecondary">{translate('cnc.site.no_cranes')}</Typography> : null}
            {[...machines, ...left_out].map((each) => <Machine key={each.equipment_id} machine={each} />)}
            {manual.length > 0 ? (
              <Box>
                <Typography sx={{ fontWeight: 600 }}>{translate('cnc.site.manual')}: {manual.map((each) => each.name).join(', ')}</Typography>
                <Typography color="textSecondary" sx={{ fontSize: '0.82rem' }}>{translate('cnc.site.manual_hint')}</Typography>
              </Box>
            ) : null}
          </Stack>
        )}
      </Async>
    </Box>
  );
}

function Machine({ machine }: { machine: LiftCandidate }) {
  const translate = useTranslate();
  const enumLabel = useEnumLabel();
  const format = useFormat();
  return (
    <Stack direction="row" sx={{ gap: 1, alignItems: 'center', flexWrap: 'wrap' }}>
      <Typography component="span" sx={{ fontWeight: 600 }}>{machine.name}</Typography>
      <SoftChip small tone={verdictTone(machine.verdict)}>{enumLabel('lift_verdict', machine.verdict)}</SoftChip>
      <span>{translate('cnc.site.used', { percent: format.decimal(machine.utilisation_percent, 2), duty: format.decimal(machine.duty_t) })}</span>
      <Typography component="span" color="textSecondary" sx={{ fontSize: '0.82rem' }}>{[machine.configuration, machine.source].filter(Boolean).join(' · ')}</Typography>
    </Stack>
  );
}
