import { useTranslate } from 'react-admin';
import { api } from '@shared/api';
import type { Assessment, SiteLift } from '@shared/types';
import { AskDialog } from '../../ui/AskDialog';
import { useAct } from '../../ui/act';
import { useDraft } from '../../ui/draft';
import { NumberLine, TextLine } from '../../ui/fields';
import { Grid } from '../leads/LeadFacts';
import { sentLift } from './sites';

interface Typed {
  name: string | null;
  load_t: string | null;
  rigging_t: string | null;
  block_t: string | null;
  radius_m: string | null;
  height_m: string | null;
  obstacles: string | null;
  picks: number | null;
}

const EMPTY: Typed = { name: null, load_t: null, rigging_t: null, block_t: null, radius_m: null, height_m: null, obstacles: null, picks: 1 };

/** One line of the lift list; the list is put again as a whole. */
export function LiftDialog({ assessment, lift, onClose }: { assessment: Assessment; lift: SiteLift | null; onClose: () => void }) {
  const translate = useTranslate();
  const draft = useDraft<Typed>(lift ? { ...EMPTY, ...sentLift(lift), obstacles: lift.obstacles ?? null } : EMPTY, `lift-${assessment.id}-${lift?.id ?? 'new'}`);
  const at = lift ? assessment.lifts.findIndex((each) => each.id === lift.id) : assessment.lifts.length;
  const act = useAct((input: Typed, key) => {
    const typed = { ...input, id: lift?.id, name: input.name ?? '', load_t: input.load_t ?? '0', rigging_t: input.rigging_t ?? '0', block_t: input.block_t ?? '0', radius_m: input.radius_m ?? '0', height_m: input.height_m ?? '0', obstacles: input.obstacles ?? undefined, picks: input.picks ?? undefined };
    const lifts: object[] = assessment.lifts.map(sentLift);
    lifts[at] = typed;
    return api.put(`/site-assessments/${assessment.id}/lifts`, { lifts }, { key });
  }, {
    stale: ['site-assessments'],
    done: 'cnc.state.saved',
    onDone: () => {
      draft.clear();
      onClose();
    },
    onError: (error) => draft.refuse(error, (field) => [field.replace(`lifts.${at}.`, '')]),
  });
  const label = (name: string) => translate(`cnc.site.${name}`);
  return (
    <AskDialog wide title={label(lift ? 'change_lift' : 'add_lift')} draft={draft} submit={translate('cnc.action.save')} busy={act.isPending} onClose={onClose} onSubmit={() => act.mutate(draft.values)}>
      <TextLine name="name" label={label('lift_name')} autoFocus />
      <Grid columns={3}>
        <NumberLine name="load_t" label={label('load_t')} decimal unit="t" />
        <NumberLine name="rigging_t" label={label('rigging_t')} decimal unit="t" />
        <NumberLine name="block_t" label={label('block_t')} decimal unit="t" />
        <NumberLine name="radius_m" label={label('radius_m')} decimal unit="m" />
        <NumberLine name="height_m" label={label('height_m')} decimal unit="m" />
        <NumberLine name="picks" label={label('picks')} />
      </Grid>
      <TextLine name="obstacles" label={label('obstacles')} />
    </AskDialog>
  );
}
