import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import ChevronLeft from '@mui/icons-material/ChevronLeft';
import ChevronRight from '@mui/icons-material/ChevronRight';
import IconButton from '@mui/material/IconButton';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import ToggleButton from '@mui/material/ToggleButton';
import { useStore, useTranslate } from 'react-admin';
import { useRef, useState } from 'react';
import { useSearchParams } from 'react-router';
import { addDays, today } from '@shared/format';
import { api } from '@shared/api';
import type { Board, JobCard, JourneyCard, LaneVerdict } from '@shared/types';
import { instantOf } from '@shared/zone';
import { useMay, useMe, useZone } from '../../data/me';
import { usePageKeys } from '../../shell/keys';
import { useAct } from '../../ui/act';
import { Async, Empty, PageHead, Panel } from '../../ui/page';
import { useFormat } from '../../ui/values';
import { AssignDialog } from './AssignDialog';
import { CrewPanel, FlagPanel, UnassignedTray } from './BoardSide';
import { JourneyDrawer } from './JourneyDrawer';
import { LaneCalendar, type LaneHandle } from './LaneCalendar';
import { allJourneys, checkLanes, hasWork, useBoard, useMoveJourney, useNextWork } from './useBoard';

export default function DispatchBoard() {
  const translate = useTranslate();
  const me = useMe();
  const [params, setParams] = useSearchParams();
  const [remembered, remember] = useStore<string | null>('dispatch.location', null);
  const places = me?.locations ?? [];
  const known = params.get('location') ?? (places.some((place) => place.id === remembered) ? remembered : null) ?? (places.length === 1 ? places[0]!.id : null);
  // Who sees several locations begins where the next work is, and later where they left off.
  const nearest = useNextWork(today(me?.company.timezone), null, me !== undefined && known === null);
  const locationId = known ?? (nearest.isFetching ? null : (nearest.data?.location_id ?? me?.user.location_id ?? places[0]?.id ?? null));
  const zone = useZone(locationId);
  const date = params.get('date') ?? today(zone);
  const format = useFormat(locationId);
  const query = useBoard(date, locationId);
  const [onlyFlagged, setOnlyFlagged] = useState(false);
  const change = (next: Record<string, string | null>) => setParams((now) => {
    for (const [name, value] of Object.entries(next)) {
      if (value === null) now.delete(name);
      else now.set(name, value);
    }
    return now;
  }, { replace: true });
  const go = (days: number) => change({ date: addDays(date, days) });
  usePageKeys({ '[': () => go(-1), ']': () => go(1), t: () => change({ date: null }), f: () => setOnlyFlagged((now) => !now) });
  return (
    <>
      <PageHead
        title={translate('cnc.menu.dispatch')}
        subtitle={<Box component="span" sx={{ display: 'inline-block', '&::first-letter': { textTransform: 'uppercase' } }}>{format.day(date, 'long')}</Box>}
        actions={<>
          <IconButton onClick={() => go(-1)} aria-label={translate('cnc.dispatch.day_before')}><ChevronLeft /></IconButton>
          <TextField type="date" size="small" value={date} onChange={(event) => event.target.value && change({ date: event.target.value })} slotProps={{ htmlInput: { 'aria-label': translate('cnc.dispatch.date') } }} sx={{ width: 150 }} />
          <IconButton onClick={() => go(1)} aria-label={translate('cnc.dispatch.day_after')}><ChevronRight /></IconButton>
          <Button onClick={() => change({ date: null })}>{translate('cnc.state.today')}</Button>
          {me && me.locations.length > 1 ? (
            <TextField select size="small" value={locationId ?? ''} onChange={(event) => { remember(event.target.value); change({ location: event.target.value }); }} slotProps={{ htmlInput: { 'aria-label': translate('cnc.quote.field.location') } }} sx={{ minWidth: 140 }}>
              {me.locations.map((location) => <MenuItem key={location.id} value={location.id}>{location.name}</MenuItem>)}
            </TextField>
          ) : null}
          <ToggleButton value="flagged" size="small" selected={onlyFlagged} onChange={() => setOnlyFlagged(!onlyFlagged)}>{translate('cnc.dispatch.flagged')}</ToggleButton>
        </>}
      />
      {me && locationId === null && !nearest.isFetching ? <Panel><Empty title={translate('cnc.dispatch.no_place')} hint={translate('cnc.dispatch.no_place_hint')} /></Panel> : <Async query={query} lines={8}>
        {(board) => <BoardBody board={board} zone={zone} locationId={locationId} onlyFlagged={onlyFlagged} openId={params.get('journey')} open={(id) => change({ journey: id })} goTo={(day) => change({ date: day })} />}
      </Async>}
    </>
  );
}

interface BodyProps {
  board: Board;
  zone: string | undefined;
  locationId: string | null;
  onlyFlagged: boolean;
  openId: string | null;
  open: (id: string | null) => void;
  goTo: (day: string) => void;
}

type Lifted = { job: JobCard } | { member: Board['crew'][number] };

function BoardBody({ board, zone, locationId, onlyFlagged, openId, open, goTo }: BodyProps) {
  const translate = useTranslate();
  const mayAssign = useMay('journey:UPDATE');
  const [verdicts, setVerdicts] = useState<LaneVerdict[]>([]);
  const [assigning, setAssigning] = useState<{ job?: JobCard; journey?: JourneyCard; initial?: { truckId?: string; wall?: string } } | null>(null);
  const lanes = useRef<LaneHandle | null>(null);
  const move = useMoveJourney(board.date, locationId);
  const check = (input: { journey_id?: string; job_id?: string }) => {
    setVerdicts([]);
    checkLanes({ ...input, date: board.date }).then((answer) => setVerdicts(answer.lanes ?? []), () => undefined);
  };
  const drop = (journey: JourneyCard, truckId: string, startWall: string, endWall: string, revert: () => void) => {
    const verdict = verdicts.find((v) => v.equipment_id === truckId);
    setVerdicts([]);
    if (!mayAssign || verdict?.verdict === 'RED') return revert();
    move({ journey, truck_id: truckId, planned_start: instantOf(startWall, zone), planned_end: instantOf(endWall, zone) });
  };
  const lifted = useRef<Lifted | null>(null);
  const lift = (thing: Lifted) => {
    lifted.current = thing;
    if ('job' in thing) check({ job_id: thing.job.id });
  };
  const putDown = () => {
    lifted.current = null;
    setVerdicts([]);
  };
  const join = useAct(
    ({ journeyId, member }: { journeyId: string; member: Board['crew'][number] }, key) => api.post(`/journeys/${journeyId}/crew`, { crew_member_id: member.id, role: member.position }, { key }),
    { stale: ['board', 'journeys', 'dashboard'], done: 'cnc.dispatch.joined' },
  );
  const dropAt = (x: number, y: number) => {
    const thing = lifted.current;
    putDown();
    if (thing && 'job' in thing) {
      const point = lanes.current?.at(x, y);
      if (point) setAssigning({ job: thing.job, initial: { truckId: point.truckId, wall: point.wall } });
    } else if (thing) {
      const journeyId = lanes.current?.journeyAt(x, y);
      if (journeyId) join.mutate({ journeyId, member: thing.member });
    }
  };
  const next = useNextWork(board.date, locationId, !hasWork(board)).data;
  const format = useFormat(locationId);
  const focused = openId ? allJourneys(board).find((card) => card.id === openId) : undefined;
  usePageKeys({
    a: () => {
      if (focused) setAssigning({ journey: focused });
      else if (board.unassigned[0]) setAssigning({ job: board.unassigned[0] });
    },
  });
  return (
    <>
      {hasWork(board) ? null : (
        <Alert severity="info" sx={{ mb: 2 }} action={next?.date ? <Button color="inherit" onClick={() => goTo(next.date ?? board.date)}>{translate('cnc.dispatch.next_work', { day: format.day(next.date) })}</Button> : undefined}>
          {translate('cnc.dispatch.nothing_planned')}
        </Alert>
      )}
      <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: { xs: 'minmax(0, 1fr)', lg: '248px minmax(0, 1fr)' }, alignItems: 'start' }}>
        <Box sx={{ display: 'grid', gap: 2, minWidth: 0, order: { xs: 2, lg: 1 } }}>
          <UnassignedTray jobs={board.unassigned} journeys={board.without_truck ?? []} onOpen={open} mayAssign={mayAssign} onAssign={(job) => setAssigning({ job })} onLift={(job) => lift({ job })} onPutDown={putDown} />
          <FlagPanel board={board} onOpen={open} />
          <CrewPanel board={board} onLift={mayAssign ? (member) => lift({ member }) : undefined} onPutDown={putDown} />
        </Box>
        <Panel
          flush
          sx={{ order: { xs: 1, lg: 2 }, overflow: 'hidden' }}
          onDragOver={(event) => lifted.current && event.preventDefault()}
          onDrop={(event) => {
            event.preventDefault();
            dropAt(event.clientX, event.clientY);
          }}
        >
          {board.lanes.length === 0
            ? <Empty title={translate('cnc.dispatch.no_trucks')} hint={translate('cnc.dispatch.no_trucks_hint')} />
            : <LaneCalendar board={board} zone={zone} verdicts={verdicts} onlyFlagged={onlyFlagged} handle={lanes} onOpen={open} onLift={(journey) => check({ journey_id: journey.id })} onDrop={drop} />}
        </Panel>
      </Box>
      {openId ? <JourneyDrawer id={openId} onClose={() => open(null)} onAssign={focused && mayAssign ? () => setAssigning({ journey: focused }) : undefined} crew={board.crew} /> : null}
      {assigning ? <AssignDialog key={assigning.job?.id ?? assigning.journey?.id} board={board} zone={zone} {...assigning} onClose={() => setAssigning(null)} /> : null}
    </>
  );
}
