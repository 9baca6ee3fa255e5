import { useTranslate } from 'react-admin';
import { api } from '@shared/api';
import type { SalesActivity } from '@shared/types';
import { ACTIVITY_TYPES, type ActivityType } from '@shared/types/activities';
import { instantOf, wallClock } from '@shared/zone';
import { useMe, useZone } from '../../data/me';
import { useUsers } from '../../schema/input';
import { AskDialog } from '../../ui/AskDialog';
import { useAct } from '../../ui/act';
import { useDraft } from '../../ui/draft';
import { DateLine, NumberLine, Pick, TextLine } from '../../ui/fields';
import { Grid } from '../leads/LeadFacts';

interface Typed {
  type: ActivityType;
  subject: string | null;
  description: string | null;
  scheduled_at: string | null;
  duration_minutes: number | null;
  assigned_to: string | null;
}

/** The same hour tomorrow, on the quarter of an hour. */
const tomorrow = (zone: string | undefined): string => wallClock(Math.ceil((Date.now() + 86_400_000) / 900_000) * 900_000, zone).slice(0, 16);

interface Props {
  /** What it is about; a planned one is moved instead. */
  about: { lead_id?: string; deal_id?: string };
  activity?: SalesActivity;
  locationId?: string | null;
  onClose: () => void;
}

/** Plans an activity, or moves a planned one. */
export function ActivityDialog({ about, activity, locationId, onClose }: Props) {
  const translate = useTranslate();
  const me = useMe();
  const users = useUsers();
  const zone = useZone(activity?.location_id ?? locationId);
  const draft = useDraft<Typed>({
    type: activity?.type ?? 'PHONE_CALL', subject: activity?.subject ?? null, description: activity?.description ?? null,
    scheduled_at: activity ? wallClock(activity.scheduled_at, zone).slice(0, 16) : tomorrow(zone), duration_minutes: activity?.duration_minutes ?? 30, assigned_to: activity?.assigned_to ?? me?.user.id ?? null,
  });
  const act = useAct((input: Typed, key) => {
    const body = { ...input, subject: input.subject ?? '', description: input.description ?? undefined, scheduled_at: input.scheduled_at ? instantOf(input.scheduled_at, zone) : undefined, duration_minutes: input.duration_minutes ?? undefined, assigned_to: input.assigned_to ?? undefined };
    return activity ? api.patch(`/activities/${activity.id}`, { ...body, description: input.description ?? '' }, { key }) : api.post('/activities', { ...body, ...about }, { key });
  }, {
    stale: ['activities'],
    done: activity ? 'cnc.activity.moved' : 'cnc.activity.planned',
    onDone: onClose,
    onError: (error) => draft.refuse(error),
  });
  const label = (name: string) => translate(`cnc.activity.${name}`);
  const owner = activity?.assigned_to ? { id: activity.assigned_to, name: activity.assigned_name ?? translate('cnc.state.colleague') } : undefined;
  return (
    <AskDialog title={label(activity ? 'move' : 'plan')} draft={draft} submit={translate('cnc.action.save')} busy={act.isPending} onClose={onClose} onSubmit={() => act.mutate(draft.values)}>
      <TextLine name="subject" label={label('subject')} autoFocus />
      <Grid>
        <Pick name="type" label={label('type')} kind="activity" values={ACTIVITY_TYPES} />
        <Pick name="assigned_to" label={label('who')} choices={owner && users.every((user) => user.id !== owner.id) ? [owner, ...users] : users} />
        <DateLine type="datetime-local" name="scheduled_at" label={label('when')} />
        <NumberLine name="duration_minutes" label={label('minutes')} />
      </Grid>
      <TextLine name="description" label={label('description')} multiline minRows={2} />
    </AskDialog>
  );
}
