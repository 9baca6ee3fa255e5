import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import ButtonBase from '@mui/material/ButtonBase';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'react-admin';
import type { Board, JobCard, JourneyCard } from '@shared/types';
import { Panel } from '../../ui/page';
import { SoftChip, StatusChip, useEnumLabel } from '../../ui/StatusChip';
import { useFormat } from '../../ui/values';
import { useCause } from './causes';
import { allJourneys } from './useBoard';

interface TrayProps {
  jobs: JobCard[];
  journeys: JourneyCard[];
  onOpen: (id: string) => void;
  mayAssign: boolean;
  onAssign: (job: JobCard) => void;
  onLift: (job: JobCard) => void;
  onPutDown: () => void;
}

/** Jobs of the day without a truck; dragged onto a lane or placed by the button. */
export function UnassignedTray({ jobs, journeys, onOpen, mayAssign, onAssign, onLift, onPutDown }: TrayProps) {
  const translate = useTranslate();
  return (
    <Panel title={translate('cnc.dispatch.unassigned')} actions={jobs.length > 0 ? <SoftChip tone="warning" small>{jobs.length}</SoftChip> : undefined}>
      {jobs.length + journeys.length === 0 ? <Typography color="textSecondary">{translate('cnc.dispatch.all_assigned')}</Typography> : null}
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gap: 1, maxHeight: { lg: 'max(360px, calc(100vh - 400px))' }, overflowY: { lg: 'auto' } }}>
        {jobs.map((job) => (
          <Box
            component="li"
            key={job.id}
            draggable={mayAssign}
            onDragStart={(event) => {
              event.dataTransfer.setData('text/plain', job.number);
              onLift(job);
            }}
            onDragEnd={onPutDown}
            sx={{ border: 1, borderColor: 'divider', borderRadius: 1, p: 1.25, cursor: mayAssign ? 'grab' : undefined, bgcolor: 'background.default' }}
          >
            <JobLine job={job} />
            {mayAssign ? <Button onClick={() => onAssign(job)} sx={{ mt: 0.5, ml: -1 }}>{translate('cnc.dispatch.assign')}</Button> : null}
          </Box>
        ))}
      </Box>
      {journeys.map((card) => (
        <ButtonBase key={card.id} onClick={() => onOpen(card.id)} sx={{ display: 'block', width: 1, textAlign: 'left', font: 'inherit', border: 1, borderColor: 'divider', borderRadius: 1, p: 1.25, mt: 1 }}>
          <strong>{card.customer_name ?? card.title}</strong> <SoftChip tone="warning" small>{translate('cnc.dispatch.without_truck')}</SoftChip>
        </ButtonBase>
      ))}
    </Panel>
  );
}

function JobLine({ job }: { job: JobCard }) {
  const format = useFormat(job.location_id);
  const translate = useTranslate();
  const from = job.window_start ?? job.scheduled_start;
  const until = job.window_end ?? job.scheduled_end;
  return (
    <>
      <Typography sx={{ fontWeight: 600 }}>{job.customer_name ?? job.title}</Typography>
      <Typography color="textSecondary" sx={{ fontSize: '0.8rem' }}>{[job.number, job.customer_name ? job.title : null].filter(Boolean).join(' · ')}</Typography>
      <Typography sx={{ fontSize: '0.8rem' }}>
        {from ? `${format.time(from)}${until ? ` – ${format.time(until)}` : ''}` : translate('cnc.dispatch.any_time')}
        {job.crew_wanted ? ` · ${translate('cnc.dispatch.crew_wanted', { count: job.crew_wanted })}` : ''}
      </Typography>
    </>
  );
}

export function FlagPanel({ board, onOpen }: { board: Board; onOpen: (id: string) => void }) {
  const translate = useTranslate();
  const cause = useCause();
  const flagged = allJourneys(board).filter((card) => card.flags.length > 0);
  return (
    <Panel title={translate('cnc.dashboard.flags')}>
      {flagged.length === 0 ? <Typography color="textSecondary">{translate('cnc.dashboard.no_flags')}</Typography> : null}
      {flagged.flatMap((card) => card.flags.map((flag) => (
        <ButtonBase key={`${card.id}${flag.flag}`} onClick={() => onOpen(card.id)} sx={{ display: 'block', width: 1, textAlign: 'left', py: 0.6, px: 0.75, mx: -0.75, borderRadius: 1.5, font: 'inherit', '&:hover': { bgcolor: 'action.hover' } }}>
          <Box component="span" sx={{ display: 'flex', columnGap: 1, flexWrap: 'wrap', alignItems: 'center' }}><Box component="span" sx={{ fontWeight: 600 }}>{card.customer_name ?? card.number}</Box><StatusChip kind="board_flag" value={flag.flag} small /></Box>
          {flag.cause ? <Typography component="span" color="textSecondary" sx={{ display: 'block', fontSize: '0.8rem' }}>{cause(flag.cause)}</Typography> : null}
        </ButtonBase>
      )))}
    </Panel>
  );
}

interface CrewProps {
  board: Board;
  /** Absent for who may not assign; the keyboard's way is the journey's own crew list. */
  onLift?: (member: Board['crew'][number]) => void;
  onPutDown: () => void;
}

export function CrewPanel({ board, onLift, onPutDown }: CrewProps) {
  const translate = useTranslate();
  const label = useEnumLabel();
  if (board.crew.length === 0) return <Panel title={translate('cnc.dispatch.crew')}><Typography color="textSecondary">{translate('cnc.dispatch.no_crew')}. {translate('cnc.dispatch.no_crew_hint')}</Typography></Panel>;
  return (
    <Panel title={translate('cnc.dispatch.crew')}>
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {board.crew.map((member) => (
          <Box
            component="li"
            key={member.id}
            draggable={Boolean(onLift)}
            onDragStart={(event) => {
              event.dataTransfer.setData('text/plain', member.name);
              onLift?.(member);
            }}
            onDragEnd={onPutDown}
            sx={{ display: 'flex', justifyContent: 'space-between', gap: 1, py: 0.5, px: 0.75, mx: -0.75, borderRadius: 1, alignItems: 'center', cursor: onLift ? 'grab' : undefined, '&:hover': onLift ? { bgcolor: 'action.hover' } : undefined }}
          >
            <span>{member.name} <Box component="span" sx={{ color: 'text.secondary', fontSize: '0.8rem' }}>{label('position', member.position)}</Box></span>
            {member.busy ? <SoftChip tone="info" small>{translate('cnc.dispatch.busy')}</SoftChip> : <StatusChip kind="crew_status" value={member.status} small />}
          </Box>
        ))}
      </Box>
    </Panel>
  );
}
