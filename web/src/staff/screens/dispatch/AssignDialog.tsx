import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import Radio from '@mui/material/Radio';
import RadioGroup from '@mui/material/RadioGroup';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { useTranslate } from 'react-admin';
import { useState } from 'react';
import { api } from '@shared/api';
import type { Board, JobCard, JourneyCard } from '@shared/types';
import { instantOf, wallClock } from '@shared/zone';
import { AskDialog } from '../../ui/AskDialog';
import { useAct } from '../../ui/act';
import { useDraft } from '../../ui/draft';
import { DateLine } from '../../ui/fields';
import { StatusChip, useEnumLabel } from '../../ui/StatusChip';
import { useFormat } from '../../ui/values';
import { useVerdictReason } from './causes';
import { checkLanes, planJourney, takenBy } from './useBoard';

interface Props {
  board: Board;
  zone: string | undefined;
  job?: JobCard;
  journey?: JourneyCard;
  initial?: { truckId?: string; wall?: string };
  onClose: () => void;
}

interface Plan {
  truck_id: string | null;
  start: string | null;
  end: string | null;
  crew: string[];
}

const later = (wall: string, hours: number): string => {
  const at = new Date(`${wall.slice(0, 16)}:00Z`);
  at.setUTCHours(at.getUTCHours() + hours);
  return at.toISOString().slice(0, 16);
};

function firstPlan({ board, zone, job, journey, initial }: Props): Plan {
  const from = journey?.planned_start ?? job?.scheduled_start ?? job?.window_start;
  const until = journey?.planned_end ?? job?.scheduled_end;
  const start = (initial?.wall ?? (from ? wallClock(from, zone) : `${board.date}T08:00`)).slice(0, 16);
  const hours = from && until ? Math.max(1, Math.round((new Date(until).getTime() - new Date(from).getTime()) / 3_600_000)) : Math.max(1, Math.ceil((job?.planned_minutes ?? 240) / 60));
  const end = initial?.wall || !until ? later(start, hours) : wallClock(until, zone).slice(0, 16);
  return { truck_id: initial?.truckId ?? journey?.truck_id ?? null, start, end, crew: [] };
}

/** Everything dragging does, by keyboard: truck, times and crew of a job or a journey. */
export function AssignDialog(props: Props) {
  const { board, zone, job, journey, onClose } = props;
  const translate = useTranslate();
  const label = useEnumLabel();
  const format = useFormat(journey?.location_id ?? job?.location_id);
  const reasonText = useVerdictReason(format.time);
  const draft = useDraft<Plan>(firstPlan(props));
  const { values } = draft;
  const [taken, setTaken] = useState<ReturnType<typeof takenBy>>(null);
  const subject = journey ? { journey_id: journey.id } : { job_id: job?.id };
  const fit = useQuery({ queryKey: ['board', 'check', subject, board.date], queryFn: () => checkLanes({ ...subject, date: board.date }), retry: false });
  const verdicts = fit.data?.lanes ?? [];
  const act = useAct(
    async (plan: Plan, key) => {
      const times = { truck_id: plan.truck_id ?? undefined, planned_start: instantOf(plan.start ?? '', zone), planned_end: instantOf(plan.end ?? '', zone) };
      if (journey) return api.patch(`/journeys/${journey.id}`, times, { version: journey.version });
      if (!job) return undefined;
      return planJourney({ job, date: (plan.start ?? board.date).slice(0, 10), ...times, truck_id: plan.truck_id ?? '', crew_member_ids: plan.crew }, key);
    },
    {
      stale: ['board', 'journeys', 'jobs', 'dashboard'],
      done: 'cnc.dispatch.assigned',
      onDone: onClose,
      onError: (error) => {
        const other = takenBy(error);
        setTaken(other);
        return other !== null || draft.refuse(error);
      },
    },
  );
  const submit = () => {
    const missing: Record<string, string> = {};
    if (!values.truck_id) missing.truck_id = translate('cnc.form.required');
    if (!values.start) missing.start = translate('cnc.form.required');
    if (!values.end || (values.start && values.end <= values.start)) missing.end = translate('cnc.dispatch.end_after_start');
    if (Object.keys(missing).length > 0) return draft.setErrors(missing);
    setTaken(null);
    act.mutate(values);
  };
  const toggle = (id: string) => draft.set('crew', values.crew.includes(id) ? values.crew.filter((other) => other !== id) : [...values.crew, id]);
  const name = journey ? `${journey.number} · ${journey.title}` : `${job?.number ?? ''} · ${job?.title ?? ''}`;
  return (
    <AskDialog title={translate('cnc.dispatch.assign_title', { name })} draft={draft} submit={translate('cnc.dispatch.assign_do')} busy={act.isPending} wide onClose={onClose} onSubmit={submit}>
      {taken ? <Alert severity="error">{translate('cnc.dispatch.taken', { name: taken.title ?? '', from: format.time(taken.starts), to: format.time(taken.ends) })}</Alert> : null}
      <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: { xs: '1fr', sm: '1fr 1fr' } }}>
        <DateLine type="datetime-local" name="start" label={translate('cnc.dispatch.start')} />
        <DateLine type="datetime-local" name="end" label={translate('cnc.dispatch.end')} />
      </Box>
      <Box>
        <Typography id="truck-label" variant="subtitle2" component="h3">{translate('cnc.dispatch.truck')}</Typography>
        {draft.errors.truck_id ? <Typography color="error" sx={{ fontSize: '0.8rem' }}>{draft.errors.truck_id}</Typography> : null}
        {fit.isError ? <Typography color="textSecondary" sx={{ fontSize: '0.8rem' }}>{translate('cnc.dispatch.unchecked')}</Typography> : null}
        {board.lanes.length === 0 ? <Typography color="textSecondary">{translate('cnc.dispatch.no_trucks')}. {translate('cnc.dispatch.no_trucks_hint')}</Typography> : null}
        <RadioGroup aria-labelledby="truck-label" value={values.truck_id ?? ''} onChange={(_event, value) => draft.set('truck_id', value)}>
          {board.lanes.map((lane) => {
            const verdict = verdicts.find((v) => v.equipment_id === lane.equipment_id);
            return (
              <FormControlLabel
                key={lane.equipment_id}
                value={lane.equipment_id}
                control={<Radio size="small" sx={{ mt: -0.25 }} />}
                sx={{ alignItems: 'flex-start', mb: 0.5 }}
                disabled={verdict?.verdict === 'RED'}
                label={<Box sx={{ pt: 0.6 }}><Stack direction="row" sx={{ gap: 1, alignItems: 'center', flexWrap: 'wrap' }}>{lane.name} · {lane.number}{verdict ? <StatusChip kind="verdict" value={verdict.verdict} small /> : null}</Stack>{verdict?.reason ? <Typography color="textSecondary" sx={{ fontSize: '0.8rem' }}>{reasonText(verdict.reason)}</Typography> : null}</Box>}
              />
            );
          })}
        </RadioGroup>
      </Box>
      {journey ? null : (
        <Box role="group" aria-labelledby="crew-label">
          <Typography id="crew-label" variant="subtitle2" component="h3">{translate('cnc.dispatch.crew')}{job?.crew_wanted ? ` (${values.crew.length}/${job.crew_wanted})` : ''}</Typography>
          {board.crew.length === 0 ? <Typography color="textSecondary">{translate('cnc.dispatch.no_crew')}. {translate('cnc.dispatch.no_crew_hint')}</Typography> : null}
          <Box sx={{ display: 'grid', gridTemplateColumns: { xs: '1fr', sm: '1fr 1fr' } }}>
            {[...board.crew].sort((a, b) => Number(a.busy) - Number(b.busy)).map((member) => (
              <FormControlLabel
                key={member.id}
                control={<Checkbox size="small" checked={values.crew.includes(member.id)} onChange={() => toggle(member.id)} />}
                label={`${member.name} · ${label('position', member.position)}${member.busy ? ` · ${translate('cnc.dispatch.busy')}` : ''}`}
              />
            ))}
          </Box>
        </Box>
      )}
    </AskDialog>
  );
}
