import Typography from '@mui/material/Typography';
import { useTranslate } from 'react-admin';
import { api } from '@shared/api';
import type { SalesActivity } from '@shared/types';
import { ACTIVITY_TYPES, CALL_OUTCOMES } from '@shared/types/activities';
import { instantOf } from '@shared/zone';
import { useZone } from '../../data/me';
import { AskDialog } from '../../ui/AskDialog';
import { useAct } from '../../ui/act';
import { useDraft } from '../../ui/draft';
import { DateLine, Pick, TextLine } from '../../ui/fields';
import { Grid } from '../leads/LeadFacts';

interface Typed {
  call_outcome: string | null;
  outcome: string | null;
  next: { type: string | null; subject: string | null; scheduled_at: string | null };
}

/** How it went, and what comes next. */
export function CompleteDialog({ activity, onClose }: { activity: SalesActivity; onClose: () => void }) {
  const translate = useTranslate();
  const zone = useZone(activity.location_id);
  const draft = useDraft<Typed>({ call_outcome: null, outcome: null, next: { type: null, subject: null, scheduled_at: null } });
  const act = useAct(({ call_outcome, outcome, next }: Typed, key) => api.post(`/activities/${activity.id}/complete`, {
    call_outcome: call_outcome ?? undefined,
    outcome: outcome ?? undefined,
    next: next.type ? { type: next.type, subject: next.subject ?? '', scheduled_at: next.scheduled_at ? instantOf(next.scheduled_at, zone) : new Date().toISOString() } : undefined,
  }, { key }), {
    stale: ['activities', 'leads', 'deals'],
    done: 'cnc.activity.completed',
    onDone: onClose,
    onError: (error) => draft.refuse(error),
  });
  const label = (name: string) => translate(`cnc.activity.${name}`);
  return (
    <AskDialog title={`${activity.subject}: ${label('complete')}`} draft={draft} submit={label('done')} busy={act.isPending} onClose={onClose} onSubmit={() => act.mutate(draft.values)}>
      {activity.type === 'PHONE_CALL' ? <Pick name="call_outcome" label={label('call_outcome')} kind="call_outcome" values={CALL_OUTCOMES} optional /> : null}
      <TextLine name="outcome" label={label('outcome')} multiline minRows={2} autoFocus />
      <Typography sx={{ fontWeight: 600 }}>{label('then')}</Typography>
      <Pick name="next.type" label={label('type')} kind="activity" values={ACTIVITY_TYPES} optional none={label('then_none')} />
      {draft.values.next.type ? (
        <Grid>
          <TextLine name="next.subject" label={label('subject')} />
          <DateLine type="datetime-local" name="next.scheduled_at" label={label('when')} />
        </Grid>
      ) : null}
    </AskDialog>
  );
}
