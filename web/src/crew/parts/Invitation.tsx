import { Alert, Button, Stack } from '@mui/material';
import { useMe, usePreferences, useRecord } from '../context';
import type { Journey } from '../model/journey';
import { OPERATION } from '../model/operation';

/** The person's own seat in this crew, where it still waits for an answer. */
export function Invitation({ journey }: { journey: Journey }) {
  const { t } = usePreferences();
  const me = useMe();
  const keep = useRecord();
  const seat = journey.crew.find((each) => each.user_id != null && each.user_id === me?.id);
  if (seat?.state !== 'INVITED') return null;
  const answer = (given: 'ACCEPT' | 'DECLINE') =>
    void keep([{ operation: OPERATION.crewAnswer, input: { id: seat.id, answer: given }, journey_id: journey.id }]);
  return (
    <Alert severity="info" icon={false} sx={{ '& .MuiAlert-message': { width: '100%' } }}>
      {t('invite.title')}
      <Stack direction="row" spacing={1} sx={{ mt: 1 }}>
        <Button variant="contained" fullWidth onClick={() => answer('ACCEPT')}>{t('invite.accept')}</Button>
        <Button variant="outlined" fullWidth onClick={() => answer('DECLINE')}>{t('invite.decline')}</Button>
      </Stack>
    </Alert>
  );
}
