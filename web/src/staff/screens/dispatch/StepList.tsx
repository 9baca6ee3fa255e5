import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'react-admin';
import { useState } from 'react';
import { inReading } from '@shared/format';
import { api } from '@shared/api';
import type { Journey, Step } from '@shared/types';
import { useAct } from '../../ui/act';
import { AskDialog } from '../../ui/AskDialog';
import { useDraft } from '../../ui/draft';
import { TextLine } from '../../ui/fields';
import { StatusChip } from '../../ui/StatusChip';
import { useLanguage } from '../../ui/values';

const CLOSED: Step['status'][] = ['COMPLETED', 'APPROVED', 'SKIPPED'];

/** Steps are taken in order: only the first open one can begin. */
const isNext = (journey: Journey, step: Step): boolean => journey.steps.every((other) => other.number >= step.number || CLOSED.includes(other.status));

/** Steps of a journey with what is ticked, and the acts the reader may do. */
export function StepList({ journey }: { journey: Journey }) {
  const translate = useTranslate();
  const language = useLanguage();
  const [rejecting, setRejecting] = useState<Step | null>(null);
  const act = useAct(
    ({ step, verb }: { step: number; verb: string }, key) => api.post(`/journeys/${journey.id}/steps/${step}/${verb}`, {}, { key }),
    { stale: ['journeys', 'board'], done: 'cnc.state.saved' },
  );
  return (
    <section>
      <Typography variant="h3">{translate('cnc.dispatch.steps')} {journey.progress.closed}/{journey.progress.steps}</Typography>
      <Box component="ol" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {journey.steps.map((step) => {
          const done = step.items.filter((item) => item.done).length;
          return (
            <Box component="li" key={step.id} sx={{ py: 1, borderBottom: 1, borderColor: 'divider' }}>
              <Stack direction="row" sx={{ gap: 1, alignItems: 'center' }}>
                <Box sx={{ flex: 1, fontWeight: 600 }}>{step.number}. {inReading(step.names, language, step.name)}</Box>
                {step.items.length > 0 ? <Typography color="textSecondary" sx={{ fontSize: '0.8rem' }}>{done}/{step.items.length}</Typography> : null}
                <StatusChip kind="step_status" value={step.status} small />
              </Stack>
              {step.status === 'IN_PROGRESS' || step.status === 'COMPLETED' ? (
                <Box component="ul" sx={{ listStyle: 'none', m: 0, mt: 0.5, p: 0, pl: 2, fontSize: '0.85rem' }}>
                  {step.items.map((item) => (
                    <li key={item.code}>
                      <span aria-hidden>{item.done ? '✓ ' : '○ '}</span>
                      <span className="visually-hidden">{translate(item.done ? 'cnc.dispatch.item_done' : 'cnc.dispatch.item_open')} </span>
                      {inReading(item.labels, language, item.label)}
                    </li>
                  ))}
                </Box>
              ) : null}
              <Stack direction="row" sx={{ gap: 1, mt: 0.5 }}>
                {step.may_edit && step.status === 'PENDING' && isNext(journey, step) ? <Button disabled={act.isPending} onClick={() => act.mutate({ step: step.number, verb: 'start' })}>{translate('cnc.dispatch.step.start')}</Button> : null}
                {step.may_edit && step.status === 'IN_PROGRESS' ? <Button disabled={act.isPending} onClick={() => act.mutate({ step: step.number, verb: 'complete' })}>{translate('cnc.dispatch.step.complete')}</Button> : null}
                {step.may_approve && step.status === 'COMPLETED' ? (
                  <>
                    <Button variant="contained" disabled={act.isPending} onClick={() => act.mutate({ step: step.number, verb: 'approve' })}>{translate('cnc.dispatch.step.approve')}</Button>
                    <Button color="error" onClick={() => setRejecting(step)}>{translate('cnc.dispatch.step.reject')}</Button>
                  </>
                ) : null}
              </Stack>
            </Box>
          );
        })}
      </Box>
      {rejecting ? <RejectDialog journeyId={journey.id} step={rejecting} onClose={() => setRejecting(null)} /> : null}
    </section>
  );
}

function RejectDialog({ journeyId, step, onClose }: { journeyId: string; step: Step; onClose: () => void }) {
  const translate = useTranslate();
  const language = useLanguage();
  const draft = useDraft<{ reason: string | null }>({ reason: null });
  const act = useAct((input: typeof draft.values, key) => api.post(`/journeys/${journeyId}/steps/${step.number}/reject`, { reason: input.reason ?? '' }, { key }), { stale: ['journeys', 'board'], done: 'cnc.state.saved', onDone: onClose, onError: (error) => draft.refuse(error) });
  return (
    <AskDialog title={`${translate('cnc.dispatch.step.reject')}: ${inReading(step.names, language, step.name)}`} draft={draft} submit={translate('cnc.dispatch.step.reject')} danger busy={act.isPending} onClose={onClose} onSubmit={() => act.mutate(draft.values)}>
      <TextLine name="reason" label={translate('cnc.form.reason')} required autoFocus multiline minRows={2} />
    </AskDialog>
  );
}
