import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { useTranslate } from 'react-admin';
import { api } from '@shared/api';
import type { Assessment, LiftCandidates, SiteLift } from '@shared/types';
import { AskDialog } from '../../ui/AskDialog';
import { useAct } from '../../ui/act';
import { useDraft } from '../../ui/draft';
import { NumberLine, Pick, TextLine } from '../../ui/fields';
import { Grid } from '../leads/LeadFacts';

interface Typed {
  equipment_id: string | null;
  configuration: string | null;
  chart_radius_m: string | null;
  chart_boom_m: string | null;
  duty_t: string | null;
  source: string | null;
}

/** What a machine's own chart says for a lift; somebody else verifies it. */
export function DutyDialog({ assessment, lift, onClose }: { assessment: Assessment; lift: SiteLift; onClose: () => void }) {
  const translate = useTranslate();
  const { load_t, rigging_t, block_t, radius_m, height_m } = lift;
  const found = useQuery({ queryKey: ['lift-candidates', load_t, rigging_t, block_t, radius_m, height_m], queryFn: () => api.post<LiftCandidates>('/lifts/candidates', { load_t, rigging_t, block_t, radius_m, height_m }) }).data;
  const cranes = found ? [...found.machines, ...found.left_out, ...found.manual] : [];
  const draft = useDraft<Typed>({ equipment_id: null, configuration: null, chart_radius_m: null, chart_boom_m: null, duty_t: null, source: null });
  const act = useAct((input: Typed, key) => api.post(`/site-assessments/${assessment.id}/duties`, {
    lift_id: lift.id, equipment_id: input.equipment_id, configuration: input.configuration ?? '', chart_radius_m: input.chart_radius_m ?? '0', chart_boom_m: input.chart_boom_m ?? '0', duty_t: input.duty_t ?? '0', source: input.source ?? '',
  }, { key }), {
    stale: ['site-assessments', 'lift-candidates'],
    done: 'cnc.state.saved',
    onDone: onClose,
    onError: (error) => draft.refuse(error),
  });
  const label = (name: string) => translate(`cnc.site.${name}`);
  return (
    <AskDialog wide title={`${label('read_duty')}: ${lift.name}`} draft={draft} submit={translate('cnc.action.save')} busy={act.isPending} disabled={!draft.values.equipment_id} onClose={onClose} onSubmit={() => act.mutate(draft.values)}>
      <Typography color="textSecondary">{label('duty_hint')}</Typography>
      <Pick name="equipment_id" label={label('machine')} choices={cranes.map((each) => ({ id: each.equipment_id, name: each.name }))} autoFocus />
      <TextLine name="configuration" label={label('configuration')} />
      <Grid columns={3}>
        <NumberLine name="chart_radius_m" label={label('chart_radius_m')} decimal unit="m" />
        <NumberLine name="chart_boom_m" label={label('chart_boom_m')} decimal unit="m" />
        <NumberLine name="duty_t" label={label('duty_t')} decimal unit="t" />
      </Grid>
      <TextLine name="source" label={label('source')} />
    </AskDialog>
  );
}
