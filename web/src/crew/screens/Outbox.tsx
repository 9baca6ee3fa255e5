import { Alert, Box, Button, Card, Stack, Typography } from '@mui/material';
import { useLiveQuery } from 'dexie-react-hooks';
import { formatMoment } from '@shared/format';
import { useKeep, usePreferences, useWorkplace } from '../context';
import { wordedIn, type Journey } from '../model/journey';
import { OPERATION, type QueuedOperation } from '../model/operation';
import { Heading } from '../parts/Heading';
import { StatusChip } from '../parts/StatusChip';
import { recordAgain } from '../store/record';
import type { Translate } from '../text';

const SHOWN_SENT = 20;

/** What waits, what was refused and what to do about it, and what was sent lately. */
export default function OutboxScreen() {
  const { t, language } = usePreferences();
  const { store, sender } = useWorkplace();
  const held = useLiveQuery(async () => ({
    operations: await store.operations.orderBy('sequence').toArray(),
    journeys: new Map((await store.journeys.toArray()).map((journey) => [journey.id, wordedIn(journey, language)])),
    pictures: await store.media.where('state').equals('WAITING').count(),
  }), [store, language]);
  if (!held) return null;
  const waiting = held.operations.filter((each) => each.state === 'WAITING');
  const refused = held.operations.filter((each) => (each.state === 'REJECTED' || each.state === 'CONFLICT') && !each.dismissed);
  const sent = held.operations.filter((each) => each.state === 'APPLIED').slice(-SHOWN_SENT).reverse();
  return (
    <>
      <Heading title={t('outbox.title')} back="#/" />
      <Stack spacing={2.5} sx={{ px: 2 }}>
        <Typography color="textSecondary">{waiting.length + held.pictures + refused.length === 0 ? t('outbox.none') : t('outbox.kept')}</Typography>
        {refused.length > 0 && (
          <Box component="section">
            <Typography variant="h2" sx={{ mb: 1 }}>{t('outbox.refused')} ({refused.length})</Typography>
            <Stack spacing={1.5}>{refused.map((each) => <RefusedCard key={each.client_id} operation={each} journey={held.journeys.get(each.journey_id)} />)}</Stack>
          </Box>
        )}
        {(waiting.length > 0 || held.pictures > 0) && (
          <Box component="section">
            <Typography variant="h2" sx={{ mb: 1 }}>{t('outbox.waiting')} ({waiting.length})</Typography>
            <Button variant="contained" fullWidth onClick={() => void sender.wake()} sx={{ mb: 1 }}>{t('outbox.send')}</Button>
            <Lines operations={waiting} journeys={held.journeys} />
            {held.pictures > 0 && <Typography color="textSecondary" sx={{ mt: 1 }}>{t('outbox.pictures')}: {held.pictures}</Typography>}
          </Box>
        )}
        {sent.length > 0 && (
          <Box component="section">
            <Typography variant="h2" sx={{ mb: 1 }}>{t('outbox.sent')}</Typography>
            <Lines operations={sent} journeys={held.journeys} />
          </Box>
        )}
      </Stack>
    </>
  );
}

function Lines({ operations, journeys }: { operations: QueuedOperation[]; journeys: Map<string, Journey> }) {
  const { t, language } = usePreferences();
  return (
    <Stack component="ul" sx={{ listStyle: 'none', p: 0, m: 0 }}>
      {operations.map((each) => (
        <Stack component="li" key={each.client_id} direction="row" spacing={1} sx={{ py: 1, borderBottom: 1, borderColor: 'divider', alignItems: 'baseline' }}>
          <Box sx={{ flex: 1, minWidth: 0 }}>
            <Typography sx={{ overflowWrap: 'anywhere' }}>{nameOf(each, journeys.get(each.journey_id), t)}</Typography>
            {each.state === 'WAITING' && each.attempts > 0 && <Typography variant="body2" color="textSecondary">{t('outbox.attempts', { n: each.attempts })}</Typography>}
          </Box>
          <Typography variant="body2" color="textSecondary" noWrap>{formatMoment(each.recorded_at, language)}</Typography>
        </Stack>
      ))}
    </Stack>
  );
}

function RefusedCard({ operation, journey }: { operation: QueuedOperation; journey?: Journey }) {
  const { t, language } = usePreferences();
  const { store } = useWorkplace();
  const keep = useKeep();
  const conflict = operation.state === 'CONFLICT';
  return (
    <Card sx={{ p: 1.5 }}>
      <Stack direction="row" spacing={1} sx={{ alignItems: 'center', mb: 0.5 }}>
        <Typography sx={{ fontWeight: 600, flex: 1 }}>{nameOf(operation, journey, t)}</Typography>
        <StatusChip status={conflict ? 'WARNING' : 'FAILED'} label={t(conflict ? 'state.CONFLICT' : 'state.REJECTED')} />
      </Stack>
      <Typography variant="body2" color="textSecondary">{formatMoment(operation.recorded_at, language)}</Typography>
      <Alert severity={conflict ? 'warning' : 'error'} sx={{ my: 1 }}>{operation.reason ?? t('outbox.no_reason')}</Alert>
      <Typography variant="body2"><strong>{t('outbox.what_to_do')}</strong> {t(conflict ? 'outbox.do_conflict' : 'outbox.do_rejected')}</Typography>
      <Stack direction="row" spacing={1} sx={{ mt: 1 }}>
        {!conflict && <Button variant="outlined" fullWidth onClick={() => void keep(() => recordAgain(store, operation))}>{t('outbox.again')}</Button>}
        <Button fullWidth onClick={() => void store.operations.update(operation.client_id, { dismissed: true })}>{t('outbox.dismiss')}</Button>
      </Stack>
    </Card>
  );
}

const SHOWN_LETTERS = 60;

/** What was done, in the words of the screen it was done on. */
function nameOf(operation: QueuedOperation, journey: Journey | undefined, t: Translate): string {
  const key = `op.${operation.operation}` as const;
  switch (operation.operation) {
    case OPERATION.itemTick: {
      const { number, code } = operation.input;
      const item = journey?.steps.find((step) => step.number === number)?.items.find((each) => each.code === code);
      return t(key, { number, item: item?.label ?? code });
    }
    case OPERATION.stepStart:
    case OPERATION.stepComplete:
      return t(key, { number: operation.input.number });
    case OPERATION.mediaRegister:
      return t(key, { kind: t(`media.${operation.input.kind}`) });
    case OPERATION.entry:
      return t(key, { text: (operation.input.text ?? '').slice(0, SHOWN_LETTERS) });
    default:
      return t(key);
  }
}
