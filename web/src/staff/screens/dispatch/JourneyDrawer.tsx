import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import CloseIcon from '@mui/icons-material/Close';
import Drawer from '@mui/material/Drawer';
import IconButton from '@mui/material/IconButton';
import Link from '@mui/material/Link';
import MenuItem from '@mui/material/MenuItem';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { useTranslate } from 'react-admin';
import { useState } from 'react';
import { Link as RouterLink } from 'react-router';
import { api } from '@shared/api';
import type { Board, Journey } from '@shared/types';
import { useMay } from '../../data/me';
import { useAct } from '../../ui/act';
import { AskDialog } from '../../ui/AskDialog';
import { useDraft } from '../../ui/draft';
import { TextLine } from '../../ui/fields';
import { Async, Fact, Facts } from '../../ui/page';
import { StatusChip, useEnumLabel } from '../../ui/StatusChip';
import { useFormat } from '../../ui/values';
import { useCause } from './causes';
import { StepList } from './StepList';

interface Props {
  id: string;
  crew: Board['crew'];
  onClose: () => void;
  onAssign?: () => void;
}

export const addressText = (address: unknown): string => {
  if (typeof address === 'string') return address;
  const a = (address ?? {}) as Record<string, string | null | undefined>;
  return [a.street, a.city, a.province, a.postal_code].filter(Boolean).join(', ');
};

const STAGE_ACTS: Record<string, ('depart' | 'arrive' | 'leave' | 'complete')[]> = {
  MORNING_PREP: ['depart'], EN_ROUTE: ['arrive', 'complete'], ONSITE: ['leave', 'complete'],
};

/** Who goes and with what can be changed until the day is done. */
const open = (journey: Journey): boolean => ['MORNING_PREP', 'EN_ROUTE', 'ONSITE'].includes(journey.status);

export function JourneyDrawer({ id, crew, onClose, onAssign }: Props) {
  const translate = useTranslate();
  const query = useQuery({ queryKey: ['journeys', 'detail', id], queryFn: () => api.get<Journey>(`/journeys/${id}`) });
  return (
    <Drawer anchor="right" open onClose={onClose} slotProps={{ paper: { sx: { width: { xs: '100%', sm: 480 }, p: 2.5 }, 'aria-label': translate('enums.entity.journey'), role: 'dialog' } }} sx={{ zIndex: (theme) => theme.zIndex.drawer + 2 }}>
      <IconButton onClick={onClose} aria-label={translate('cnc.action.close')} sx={{ position: 'absolute', right: 12, top: 12 }}><CloseIcon fontSize="small" /></IconButton>
      <Async query={query} lines={10}>{(journey) => <JourneyBody journey={journey} crew={crew} onAssign={onAssign} />}</Async>
    </Drawer>
  );
}

function JourneyBody({ journey, crew, onAssign }: { journey: Journey; crew: Board['crew']; onAssign?: () => void }) {
  const translate = useTranslate();
  const label = useEnumLabel();
  const format = useFormat(journey.location_id);
  const may = useMay('journey:UPDATE');
  const cause = useCause();
  const [cancelling, setCancelling] = useState(false);
  const stale = ['journeys', 'board', 'jobs', 'dashboard'];
  const stage = useAct((act: string, key) => api.post(`/journeys/${journey.id}/${act}`, {}, { key }), { stale, done: 'cnc.state.saved' });
  return (
    <Stack sx={{ gap: 2.5 }}>
      <Box sx={{ pr: 5 }}>
        <Typography variant="h2">{journey.customer_name ?? journey.title}</Typography>
        <Typography color="textSecondary">{journey.number} · <Link component={RouterLink} to={`/jobs/${journey.job_id}/show`}>{journey.job_number}</Link></Typography>
        <Stack direction="row" sx={{ gap: 0.75, mt: 1, flexWrap: 'wrap' }}>
          <StatusChip kind="journey_status" value={journey.status} />
          {journey.flags.map((flag) => <StatusChip key={flag.flag} kind="board_flag" value={flag.flag} />)}
        </Stack>
        {journey.flags.map((flag) => (flag.cause ? <Typography key={flag.flag} color="textSecondary" sx={{ mt: 0.5, fontSize: '0.85rem' }}>{label('board_flag', flag.flag)}: {cause(flag.cause)}</Typography> : null))}
      </Box>
      {may ? (
        <Stack direction="row" sx={{ gap: 1, flexWrap: 'wrap' }}>
          {(STAGE_ACTS[journey.status] ?? []).map((act, index) => (
            <Button key={act} variant={index === 0 ? 'contained' : 'outlined'} loading={stage.isPending && stage.variables === act} onClick={() => stage.mutate(act)}>{translate(`cnc.dispatch.act.${act}`)}</Button>
          ))}
          {onAssign && open(journey) ? <Button variant="outlined" onClick={onAssign}>{translate('cnc.dispatch.assign')}</Button> : null}
          {journey.status === 'MORNING_PREP' || journey.status === 'EN_ROUTE' ? <Button color="error" onClick={() => setCancelling(true)}>{translate('cnc.dispatch.cancel')}</Button> : null}
        </Stack>
      ) : null}
      <Facts columns={2}>
        <Fact label={translate('cnc.dispatch.planned')}>{format.time(journey.planned_start)} – {format.time(journey.planned_end)}</Fact>
        <Fact label={translate('cnc.dispatch.window')}>{journey.window_start ? `${format.time(journey.window_start)} – ${format.time(journey.window_end)}` : '—'}</Fact>
      </Facts>
      <Crew journey={journey} crew={crew} may={may && open(journey)} />
      <section>
        <Typography variant="h3">{translate('cnc.dispatch.stops')}</Typography>
        {(journey.stops ?? []).length === 0 ? <Typography color="textSecondary">{translate('cnc.dispatch.no_stops')}</Typography> : null}
        {(journey.stops ?? []).map((stop) => (
          <Box key={stop.id} sx={{ py: 0.5, display: 'flex', justifyContent: 'space-between', gap: 1 }}>
            <span><Box component="span" sx={{ color: 'text.secondary' }}>{label('stop_role', stop.role)} </Box>{addressText(stop.address)}</span>
            <span style={{ whiteSpace: 'nowrap' }}>{stop.actual_arrival ? format.time(stop.actual_arrival) : ''}</span>
          </Box>
        ))}
      </section>
      <StepList journey={journey} />
      <Entries journey={journey} />
      {cancelling ? <CancelDialog journey={journey} onClose={() => setCancelling(false)} /> : null}
    </Stack>
  );
}

function Crew({ journey, crew, may }: { journey: Journey; crew: Board['crew']; may: boolean }) {
  const translate = useTranslate();
  const label = useEnumLabel();
  const stale = ['journeys', 'board', 'dashboard'];
  const add = useAct((memberId: string, key) => api.post(`/journeys/${journey.id}/crew`, { crew_member_id: memberId, role: crew.find((m) => m.id === memberId)?.position ?? 'MOVER' }, { key }), { stale });
  const remove = useAct((assignedId: string) => api.delete(`/journeys/${journey.id}/crew/${assignedId}`), { stale });
  const free = crew.filter((member) => !journey.crew.some((assigned) => assigned.crew_member_id === member.id || assigned.name === member.name));
  return (
    <section>
      <Typography variant="h3">{translate('cnc.dispatch.crew')} <Box component="span" sx={{ color: 'text.secondary', fontWeight: 400, fontSize: '0.85rem' }}>{translate('cnc.dispatch.crew_count', { have: journey.crew_confirmed, want: journey.crew_wanted })}</Box></Typography>
      {journey.crew.length === 0 ? <Typography color="textSecondary">{translate('cnc.dispatch.nobody')}</Typography> : null}
      {journey.crew.map((member) => (
        <Box key={member.id} sx={{ display: 'flex', alignItems: 'center', gap: 1, py: 0.4 }}>
          <Box sx={{ flex: 1 }}>{member.name} <Box component="span" sx={{ color: 'text.secondary', fontSize: '0.8rem' }}>{label('position', member.role)}{member.lead ? ` · ${translate('cnc.dispatch.lead')}` : ''}</Box></Box>
          <StatusChip kind="crew_state" value={member.state} small />
          {may ? <IconButton size="small" aria-label={`${translate('cnc.action.remove')}: ${member.name}`} disabled={remove.isPending} onClick={() => remove.mutate(member.id)}><CloseIcon sx={{ fontSize: 16 }} /></IconButton> : null}
        </Box>
      ))}
      {may && free.length > 0 ? (
        <TextField select fullWidth label={translate('cnc.dispatch.add_crew')} value="" disabled={add.isPending} onChange={(event) => add.mutate(event.target.value)} sx={{ mt: 1 }}>
          {free.map((member) => <MenuItem key={member.id} value={member.id}>{member.name} · {label('position', member.position)}{member.busy ? ` · ${translate('cnc.dispatch.busy')}` : ''}</MenuItem>)}
        </TextField>
      ) : null}
    </section>
  );
}

function Entries({ journey }: { journey: Journey }) {
  const translate = useTranslate();
  const format = useFormat(journey.location_id);
  const label = useEnumLabel();
  const entries = journey.entries ?? [];
  if (entries.length === 0) return null;
  return (
    <section>
      <Typography variant="h3">{translate('cnc.dispatch.entries')}</Typography>
      {entries.map((entry) => (
        <Box key={entry.id} sx={{ py: 0.5 }}>
          <Typography color="textSecondary" sx={{ fontSize: '0.78rem' }}>{[format.moment(entry.at), entry.by_name, label('entry_type', entry.type)].filter(Boolean).join(' · ')}</Typography>
          {entry.text ? <div>{entry.text}</div> : null}
        </Box>
      ))}
    </section>
  );
}

function CancelDialog({ journey, onClose }: { journey: Journey; onClose: () => void }) {
  const translate = useTranslate();
  const draft = useDraft<{ reason: string | null }>({ reason: null });
  const act = useAct((input: typeof draft.values, key) => api.post(`/journeys/${journey.id}/cancel`, { reason: input.reason ?? '' }, { key }), { stale: ['journeys', 'board', 'jobs', 'dashboard'], done: 'cnc.dispatch.cancelled', onDone: onClose, onError: (error) => draft.refuse(error) });
  return (
    <AskDialog title={translate('cnc.dispatch.cancel')} draft={draft} submit={translate('cnc.dispatch.cancel')} danger busy={act.isPending} onClose={onClose} onSubmit={() => act.mutate(draft.values)}>
      <TextLine name="reason" label={translate('cnc.form.reason')} required multiline minRows={2} autoFocus />
    </AskDialog>
  );
}
