import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Link from '@mui/material/Link';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'react-admin';
import { useState } from 'react';
import { Link as RouterLink } from 'react-router';
import { api } from '@shared/api';
import type { SalesActivity } from '@shared/types';
import { useMay } from '../../data/me';
import { AskDialog } from '../../ui/AskDialog';
import { useAct } from '../../ui/act';
import { useDraft } from '../../ui/draft';
import { TextLine } from '../../ui/fields';
import { SoftChip, useEnumLabel } from '../../ui/StatusChip';
import { useFormat } from '../../ui/values';
import { ActivityDialog } from './ActivityDialog';
import { CompleteDialog } from './CompleteDialog';

/** A planned activity with what can be done about it. */
export function ActivityLine({ activity, withSubject }: { activity: SalesActivity; withSubject?: boolean }) {
  const translate = useTranslate();
  const enumLabel = useEnumLabel();
  const format = useFormat(activity.location_id);
  const mayUpdate = useMay('activity:UPDATE');
  const [dialog, setDialog] = useState<'complete' | 'move' | 'drop' | null>(null);
  const close = () => setDialog(null);
  const subject = activity.deal_id ? { to: `/deals/${activity.deal_id}/show`, text: activity.deal_number } : activity.lead_id ? { to: `/leads/${activity.lead_id}/show`, text: activity.lead_number } : null;
  return (
    <Box component="li" sx={{ py: 1, borderBottom: 1, borderColor: 'divider', '&:last-of-type': { borderBottom: 0 } }}>
      <Stack direction="row" sx={{ gap: 1, alignItems: 'center', flexWrap: 'wrap' }}>
        <Box sx={{ flex: '1 1 200px', minWidth: 0 }}>
          <Typography sx={{ fontWeight: 600, overflowWrap: 'anywhere' }}>{activity.subject}</Typography>
          <Typography color="textSecondary" sx={{ fontSize: '0.84rem' }}>
            {[enumLabel('activity', activity.type), format.moment(activity.scheduled_at), activity.assigned_name].filter(Boolean).join(' · ')}
            {withSubject && subject ? <> · <Link component={RouterLink} to={subject.to}>{[activity.name, subject.text].filter(Boolean).join(' ')}</Link></> : null}
          </Typography>
        </Box>
        {activity.is_overdue ? <SoftChip small tone="danger">{translate('cnc.activity.overdue')}</SoftChip> : null}
        {mayUpdate ? <>
          <Button size="small" variant="outlined" onClick={() => setDialog('complete')}>{translate('cnc.activity.done')}</Button>
          <Button size="small" color="inherit" onClick={() => setDialog('move')}>{translate('cnc.activity.move')}</Button>
          <Button size="small" color="inherit" onClick={() => setDialog('drop')}>{translate('cnc.activity.drop')}</Button>
        </> : null}
      </Stack>
      {dialog === 'complete' ? <CompleteDialog activity={activity} onClose={close} /> : null}
      {dialog === 'move' ? <ActivityDialog about={{}} activity={activity} onClose={close} /> : null}
      {dialog === 'drop' ? <DropDialog activity={activity} onClose={close} /> : null}
    </Box>
  );
}

function DropDialog({ activity, onClose }: { activity: SalesActivity; onClose: () => void }) {
  const translate = useTranslate();
  const draft = useDraft<{ reason: string | null }>({ reason: null });
  const act = useAct((input: typeof draft.values, key) => api.post(`/activities/${activity.id}/drop`, { reason: input.reason ?? '' }, { key }), {
    stale: ['activities'],
    done: 'cnc.state.saved',
    onDone: onClose,
    onError: (error) => draft.refuse(error),
  });
  return (
    <AskDialog title={translate('cnc.activity.drop_title')} draft={draft} submit={translate('cnc.activity.drop')} busy={act.isPending} onClose={onClose} onSubmit={() => act.mutate(draft.values)}>
      <TextLine name="reason" label={translate('cnc.form.reason')} multiline minRows={2} autoFocus />
    </AskDialog>
  );
}
