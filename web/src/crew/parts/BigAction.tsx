import { useState } from 'react';
import { Alert, Button, Dialog, DialogActions, DialogContent, DialogContentText, Stack } from '@mui/material';
import { useRecord, usePreferences, useWorkplace } from '../context';
import type { Journey } from '../model/journey';
import { nextAction, type NextAction } from '../model/next-action';
import { OPERATION } from '../model/operation';
import { go, toStep } from '../route';
import type { Translate } from '../text';
import { usePosition } from './usePosition';

const STAGE_OPERATION = {
  DEPART: OPERATION.depart, ARRIVE: OPERATION.arrive, LEAVE: OPERATION.leave, COMPLETE: OPERATION.complete,
} as const;

/** The one large button: what comes next for this journey. */
export function BigAction({ journey }: { journey: Journey }) {
  const { t } = usePreferences();
  const { tell, sender } = useWorkplace();
  const keep = useRecord();
  const { find, dialog } = usePosition();
  const [busy, setBusy] = useState(false);
  const [confirming, setConfirming] = useState(false);
  const next = nextAction(journey);

  const move = async (kind: keyof typeof STAGE_OPERATION) => {
    setConfirming(false);
    setBusy(true);
    // The moment of the tap counts, not the one when a position was found.
    const occurred_at = new Date().toISOString();
    const position = await find();
    const kept = await keep([{
      operation: STAGE_OPERATION[kind],
      input: { id: journey.id, occurred_at, ...(position ? { position } : {}) },
      journey_id: journey.id,
    }]);
    if (kept && !position) tell(t('position.none'));
    setBusy(false);
  };

  const act = () => {
    if (next.kind === 'STEP') go(toStep(journey.id, next.step.number));
    else if (next.kind === 'COMPLETE') setConfirming(true);
    else if (next.kind !== 'NONE') void move(next.kind);
  };

  if (next.kind === 'NONE') {
    return <Alert severity={journey.status === 'CANCELLED' ? 'warning' : 'success'}>{t(journey.status === 'CANCELLED' ? 'action.cancelled' : 'action.done')}</Alert>;
  }
  return (
    <Stack spacing={1}>
      {next.kind === 'DEPART' && next.unapproved && (
        <Alert severity="warning" sx={{ py: 0 }}>
          {t('action.unapproved', { number: next.unapproved.number })}
          <Button size="small" color="inherit" onClick={() => void sender.wake(true)} sx={{ display: 'block', px: 0 }}>{t('action.check_approval')}</Button>
        </Alert>
      )}
      <Button variant="contained" fullWidth onClick={act} disabled={busy} data-testid="next-action"
        sx={{ minHeight: 64, fontSize: '1.1875rem', lineHeight: 1.2 }}>
        {labelOf(next, t)}
      </Button>
      {dialog}
      <Dialog open={confirming} onClose={() => setConfirming(false)} aria-labelledby="complete-text">
        <DialogContent>
          <DialogContentText id="complete-text">{t('action.confirm_complete')}</DialogContentText>
        </DialogContent>
        <DialogActions sx={{ p: 2 }}>
          <Button onClick={() => setConfirming(false)}>{t('action.cancel')}</Button>
          <Button variant="contained" onClick={() => void move('COMPLETE')}>{t('action.complete')}</Button>
        </DialogActions>
      </Dialog>
    </Stack>
  );
}

function labelOf(next: NextAction, t: Translate): string {
  switch (next.kind) {
    case 'STEP': return t('action.step', { number: next.step.number, name: next.step.name });
    case 'DEPART': return t('action.depart');
    case 'ARRIVE': return next.stop ? t('action.arrive', { place: t(`place.${next.stop.role}`) }) : t('action.arrive_any');
    case 'LEAVE': return next.next ? t('action.leave', { place: t(`place.${next.next.role}`) }) : t('action.leave_any');
    case 'COMPLETE': return t('action.complete');
    case 'NONE': return '';
  }
}
