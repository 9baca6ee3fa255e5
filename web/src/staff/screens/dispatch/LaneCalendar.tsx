import Box from '@mui/material/Box';
import { useTheme } from '@mui/material/styles';
import { createCalendar, destroyCalendar, Interaction, ResourceTimeline, type Calendar } from '@event-calendar/core';
import '@event-calendar/core/index.css';
import { useTranslate } from 'react-admin';
import { useEffect, useRef } from 'react';
import { TONES, toneOf } from '@shared/brand';
import { formatTime, localeOf } from '@shared/format';
import type { Board, JourneyCard, LaneVerdict } from '@shared/types';
import { wallClock, wallOfDate } from '@shared/zone';
import { useEnumLabel } from '../../ui/StatusChip';
import { useLanguage } from '../../ui/values';
import { useVerdictReason } from './causes';

export interface LanePoint {
  truckId: string;
  /** Local time of the place, as dropped. */
  wall: string;
}

export interface LaneHandle {
  /** Lane and time below a point of the screen. */
  at: (x: number, y: number) => LanePoint | null;
  /** The journey whose card lies below a point of the screen. */
  journeyAt: (x: number, y: number) => string | null;
}

interface Props {
  board: Board;
  zone: string | undefined;
  verdicts: LaneVerdict[];
  onlyFlagged: boolean;
  handle: React.RefObject<LaneHandle | null>;
  onOpen: (id: string) => void;
  onLift: (journey: JourneyCard) => void;
  onDrop: (journey: JourneyCard, truckId: string, startWall: string, endWall: string, revert: () => void) => void;
}

/** Half hours of the day that are always shown; earlier and later work widens them. */
const FIRST_SLOT = 12;
const LAST_SLOT = 40;
const NARROWEST_SLOT = 23;
const LANE_NAMES = { phone: 112, desk: 190 };

const halfHour = (wall: string): number => Number(wall.slice(11, 13)) * 2 + (Number(wall.slice(14, 16)) >= 30 ? 1 : 0);
const clock = (slot: number): string => `${String(Math.floor(slot / 2)).padStart(2, '0')}:${slot % 2 === 0 ? '00' : '30'}`;

/** Part of the day to draw, in half hours since midnight, and the one to begin with. */
export function slotsOf(board: Pick<Board, 'date' | 'lanes'>, zone: string | undefined, now: string): { first: number; last: number; from: number } {
  const cards = board.lanes.flatMap((lane) => lane.journeys);
  const starts = cards.map((card) => wallClock(card.planned_start, zone)).map((wall) => (wall.slice(0, 10) < board.date ? 0 : halfHour(wall)));
  const ends = cards.map((card) => wallClock(card.planned_end, zone)).map((wall) => (wall.slice(0, 10) > board.date ? 48 : halfHour(wall) + 1));
  const first = Math.min(FIRST_SLOT, ...starts.map((slot) => slot - (slot % 2)));
  const last = Math.max(LAST_SLOT, ...ends.map((slot) => slot + (slot % 2)));
  const nearest = now.slice(0, 10) === board.date ? halfHour(now) - 4 : Math.min(...starts, 16) - 1;
  return { first, last, from: Math.max(first, nearest) };
}

/** The trucks' day as lanes. Cards move between lanes by mouse; the keyboard's way is the "Assign…" dialog. */
export function LaneCalendar({ board, zone, verdicts, onlyFlagged, handle, onOpen, onLift, onDrop }: Props) {
  const host = useRef<HTMLDivElement>(null);
  const calendar = useRef<Calendar | null>(null);
  const theme = useTheme();
  const language = useLanguage();
  const translate = useTranslate();
  const label = useEnumLabel();
  const reasonText = useVerdictReason((at) => formatTime(at, language, zone));
  const tones = TONES[theme.palette.mode];
  const journeys = useRef(new Map<string, JourneyCard>());
  journeys.current = new Map(board.lanes.flatMap((lane) => lane.journeys.map((card) => [card.id, card] as const)));
  const latest = useRef({ onOpen, onLift, onDrop });
  latest.current = { onOpen, onLift, onDrop };

  useEffect(() => {
    const target = host.current;
    if (!target) return;
    const find = (event: { id: string }) => journeys.current.get(event.id);
    const made = createCalendar(target, [ResourceTimeline, Interaction], {
      view: 'resourceTimelineDay',
      headerToolbar: { start: '', center: '', end: '' },
      height: 'auto',
      slotDuration: '00:30',
      slotLabelInterval: '01:00',
      slotWidth: NARROWEST_SLOT,
      slotLabelFormat: { hour: 'numeric' },
      snapDuration: '00:15',
      nowIndicator: true,
      editable: true,
      eventDurationEditable: true,
      eventStartEditable: true,
      selectable: false,
      eventClick: ({ event }) => latest.current.onOpen(String(event.id)),
      eventDragStart: ({ event }) => {
        const journey = find({ id: String(event.id) });
        if (journey) latest.current.onLift(journey);
      },
      eventDrop: ({ event, newResource, revert }) => {
        const journey = find({ id: String(event.id) });
        const truck = newResource ? String(newResource.id) : String(event.resourceIds[0] ?? '');
        if (journey && truck) latest.current.onDrop(journey, truck, wallOfDate(event.start), wallOfDate(event.end), revert);
        else revert();
      },
      eventResize: ({ event, revert }) => {
        const journey = find({ id: String(event.id) });
        const truck = String(event.resourceIds[0] ?? '');
        if (journey && truck) latest.current.onDrop(journey, truck, wallOfDate(event.start), wallOfDate(event.end), revert);
        else revert();
      },
      // The widget's table roles do not form a valid table: the region is announced as a list of buttons instead.
      eventAllUpdated: () => mendRoles(target),
    });
    calendar.current = made;
    return () => {
      calendar.current = null;
      void destroyCalendar(made);
    };
  }, []);

  useEffect(() => {
    handle.current = {
      at: (x, y) => {
        const info = calendar.current?.dateFromPoint(x, y);
        return info?.resource ? { truckId: info.resource.id, wall: wallOfDate(info.date) } : null;
      },
      journeyAt: (x, y) => document.elementsFromPoint(x, y).map((node) => node.closest('.ec-event')?.querySelector<HTMLElement>('[data-journey]')?.dataset.journey).find(Boolean) ?? null,
    };
    return () => {
      handle.current = null;
    };
  }, [handle]);

  const slots = slotsOf(board, zone, wallClock(new Date().toISOString(), zone));
  useEffect(() => {
    const target = host.current;
    if (!target) return;
    const fit = () => {
      const names = target.querySelector<HTMLElement>('.ec-body .ec-sidebar')?.offsetWidth ?? LANE_NAMES.desk;
      calendar.current?.setOption('slotWidth', Math.max(NARROWEST_SLOT, Math.floor(((target.clientWidth - names - 4) / (slots.last - slots.first)) * 10) / 10));
    };
    calendar.current?.setOption('slotMinTime', clock(slots.first));
    calendar.current?.setOption('slotMaxTime', clock(slots.last));
    fit();
    const watcher = new ResizeObserver(fit);
    watcher.observe(target);
    // The names of the lanes come a moment later.
    const frame = requestAnimationFrame(fit);
    return () => {
      cancelAnimationFrame(frame);
      watcher.disconnect();
    };
  }, [slots.first, slots.last, board.lanes.length]);

  useEffect(() => {
    calendar.current?.setOption('scrollTime', clock(slots.from));
    // Only another day scrolls; a refreshed one stays where somebody scrolled to.
  }, [board.date]);

  useEffect(() => {
    const calendarNow = calendar.current;
    if (!calendarNow) return;
    const shown = (card: JourneyCard) => !onlyFlagged || card.flags.length > 0;
    calendarNow.setOption('locale', localeOf(language));
    calendarNow.setOption('date', board.date);
    calendarNow.setOption('resources', board.lanes.map((lane) => {
      const verdict = verdicts.find((v) => v.equipment_id === lane.equipment_id);
      return { id: lane.equipment_id, title: { domNodes: [laneTitle(lane, verdict?.reason ? { ...verdict, reason: reasonText(verdict.reason) } : verdict, tones, label, translate)] } };
    }));
    calendarNow.setOption('events', board.lanes.flatMap((lane) => lane.journeys.filter(shown).map((card) => {
      const tone = tones[card.flags[0] ? toneOf(card.flags[0].flag) : toneOf(card.status)];
      return {
        id: card.id,
        resourceIds: [lane.equipment_id],
        start: wallClock(card.planned_start, zone),
        end: wallClock(card.planned_end, zone),
        title: card.title,
        backgroundColor: tone.ground,
        textColor: tone.ink,
        editable: card.status === 'MORNING_PREP',
      };
    })));
    calendarNow.setOption('eventContent', ({ event }: { event: { id: string | number } }) => {
      const card = journeys.current.get(String(event.id));
      return card ? { domNodes: [cardNode(card, label, translate)] } : '';
    });
    const frame = requestAnimationFrame(() => host.current && mendRoles(host.current, translate('cnc.dispatch.lanes')));
    return () => cancelAnimationFrame(frame);
  }, [board, zone, verdicts, onlyFlagged, tones, language, label, translate]);

  return (
    <Box
      ref={host}
      className={theme.palette.mode === 'dark' ? 'ec-dark' : undefined}
      sx={{
        minWidth: 0,
        fontSize: '0.82rem',
        '&& .ec': {
          '--ec-bg-color': theme.palette.background.paper, '--ec-border-color': theme.palette.divider, '--ec-text-color': theme.palette.text.primary,
          '--ec-today-bg-color': theme.palette.background.paper, '--ec-highlight-color': theme.palette.action.hover, '--ec-now-indicator-color': theme.palette.error.main,
        },
        '& .ec-event': { borderRadius: '7px', boxShadow: 'none', border: '1px solid color-mix(in srgb, currentColor 28%, transparent)', padding: '4px 7px' },
        '& .ec-event:focus-visible, & .ec-event:has(button:focus-visible)': { outline: `2px solid ${theme.palette.primary.main}`, outlineOffset: 1 },
        '& .ec-event button': { outline: 'none' },
        '& .ec-toolbar': { display: 'none' },
        '& .ec-row-head': { textAlign: 'left', justifyContent: 'flex-start', alignItems: 'flex-start' },
        '& .ec-sidebar': { width: { xs: LANE_NAMES.phone, sm: LANE_NAMES.desk }, minWidth: 0, boxSizing: 'border-box' },
        '& .ec-sidebar .ec-row-head': { minWidth: 0, overflow: 'hidden' },
        '& .ec-sidebar .ec-row-head > *': { minWidth: 0, maxWidth: { xs: LANE_NAMES.phone - 18, sm: LANE_NAMES.desk - 18 } },
        '& .lane-name': { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: { xs: 'normal', sm: 'nowrap' }, fontSize: { xs: '0.74rem', sm: 'inherit' }, lineHeight: { xs: 1.2, sm: 'inherit' } },
        '& .ec-slots time': { fontSize: '0.72rem', whiteSpace: 'nowrap' },
        // The page's heading names the day.
        '& .ec-header .ec-col-head:not(.ec-slots)': { display: 'none' },
      }}
    />
  );
}

const TABLE_ROLES = new Set(['table', 'rowgroup', 'row', 'cell', 'gridcell', 'columnheader', 'rowheader', 'grid', 'treegrid']);

function mendRoles(root: HTMLElement, name?: string): void {
  for (const node of root.querySelectorAll('[role], [aria-colindex], [aria-rowindex], [aria-colcount], [aria-rowcount]')) {
    if (TABLE_ROLES.has(node.getAttribute('role') ?? '')) node.removeAttribute('role');
    for (const attribute of ['aria-colindex', 'aria-rowindex', 'aria-colcount', 'aria-rowcount', 'aria-colspan', 'aria-rowspan']) node.removeAttribute(attribute);
  }
  for (const card of root.querySelectorAll<HTMLElement>('.ec-event')) {
    if (card.hasAttribute('role')) card.removeAttribute('role');
    if (card.tabIndex !== -1) card.tabIndex = -1;
  }
  const main = root.querySelector<HTMLElement>('.ec-main');
  if (!main) return;
  main.tabIndex = 0;
  main.setAttribute('role', 'region');
  if (name) main.setAttribute('aria-label', name);
}

type Tones = (typeof TONES)['light'];
type Label = (kind: string, value: string) => string;
type Translate = (key: string, options?: Record<string, unknown>) => string;

function element(tag: string, text: string, style: Partial<CSSStyleDeclaration> = {}): HTMLElement {
  const node = document.createElement(tag);
  node.textContent = text;
  Object.assign(node.style, style);
  return node;
}

function laneTitle(lane: Board['lanes'][number], verdict: LaneVerdict | undefined, tones: Tones, label: Label, translate: Translate): HTMLElement {
  const cut = { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' };
  const node = element('div', '', { padding: '2px 0', minWidth: '0', width: '100%' });
  const name = element('div', lane.name, { fontWeight: '600' });
  name.className = 'lane-name';
  name.title = lane.name;
  const facts = element('div', '', { display: 'flex', gap: '6px', alignItems: 'center' });
  facts.append(element('span', `${lane.number} · ${label('equipment_type', lane.type)}`, { opacity: '0.8', fontSize: '0.75rem', ...cut }));
  // Beside the number, so that no lane changes its height while something is dragged over it.
  if (verdict) facts.append(chip(label('verdict', verdict.verdict), tones[toneOf(verdict.verdict)], verdict.reason));
  else if (!lane.ready) facts.append(chip(translate('cnc.dispatch.not_ready'), tones.warning));
  node.append(name, facts);
  return node;
}

function chip(text: string, tone: { ground: string; ink: string }, reason?: string | null): HTMLElement {
  const node = element('span', text, { background: tone.ground, color: tone.ink, borderRadius: '99px', padding: '0 7px', fontSize: '0.7rem', lineHeight: '1.5', fontWeight: '600', flex: 'none' });
  if (reason) node.title = reason;
  return node;
}

function cardNode(card: JourneyCard, label: Label, translate: Translate): HTMLElement {
  // The widget's own box may not be a button; this one bubbles its click to it.
  const node = element('button', '', { display: 'block', width: '100%', padding: '0', border: '0', background: 'none', color: 'inherit', font: 'inherit', textAlign: 'left', cursor: 'inherit', lineHeight: '1.35', overflow: 'hidden' });
  node.setAttribute('type', 'button');
  node.dataset.journey = card.id;
  node.title = [card.customer_name ?? card.title, card.number].join(' · ');
  node.append(element('div', card.customer_name ?? card.title, { fontWeight: '650', whiteSpace: 'nowrap', overflow: 'hidden', textOverflow: 'ellipsis' }));
  const facts = [label('journey_status', card.status), translate('cnc.dispatch.crew_count', { have: card.crew_confirmed, want: card.crew_wanted }), `${card.progress.closed}/${card.progress.steps}`];
  node.append(element('div', facts.join(' · '), { fontSize: '0.74rem', whiteSpace: 'nowrap', overflow: 'hidden', textOverflow: 'ellipsis' }));
  for (const flag of card.flags) node.append(element('div', `⚑ ${label('board_flag', flag.flag)}`, { fontWeight: '650', fontSize: '0.74rem' }));
  return node;
}
