import Box from '@mui/material/Box';
import { useTheme } from '@mui/material/styles';
import { createCalendar, destroyCalendar, Interaction, ResourceTimeline, type Calendar } from '@event-calendar/core';
import '@event-calendar/core/index.css';
import { useTranslate } from 'react-admin';
import { useEffect, useRef } from 'react';
import { TONES, toneOf } from '@shared/brand';
import { localeOf } from '@shared/format';
import type { Board, JourneyCard, LaneVerdict } from '@shared/types';
import { wallClock, wallOfDate } from '@shared/zone';
import { useEnumLabel } from '../../ui/StatusChip';
import { useLanguage } from '../../ui/values';

export interface LanePoint {
  truckId: string;
  /** Local time of the place, as dropped. */
  wall: string;
}

export interface LaneHandle {
  /** Lane and time below a point of the screen. */
  at: (x: number, y: number) => LanePoint | null;
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

/** The trucks' day as lanes. Cards move between lanes by mouse; the keyboard's way is the "Assign…" dialog. */
export function LaneCalendar({ board, zone, verdicts, onlyFlagged, handle, onOpen, onLift, onDrop }: Props) {
  const host = useRef<HTMLDivElement>(null);
  const calendar = useRef<Calendar | null>(null);
  const theme = useTheme();
  const language = useLanguage();
  const translate = useTranslate();
  const label = useEnumLabel();
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
      slotMinTime: '05:00',
      slotMaxTime: '22:00',
      slotWidth: 34,
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
    };
    return () => {
      handle.current = null;
    };
  }, [handle]);

  useEffect(() => {
    const calendarNow = calendar.current;
    if (!calendarNow) return;
    const shown = (card: JourneyCard) => !onlyFlagged || card.flags.length > 0;
    calendarNow.setOption('locale', localeOf(language));
    calendarNow.setOption('date', board.date);
    calendarNow.setOption('resources', board.lanes.map((lane) => {
      const verdict = verdicts.find((v) => v.equipment_id === lane.equipment_id);
      return { id: lane.equipment_id, title: { domNodes: [laneTitle(lane, verdict, tones, label, translate)] } };
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
        '& .ec-event:focus-visible': { outline: `2px solid ${theme.palette.primary.main}`, outlineOffset: 1 },
        '& .ec-toolbar': { display: 'none' },
        '& .ec-row-head, & .ec-sidebar': { textAlign: 'left', justifyContent: 'flex-start', alignItems: 'flex-start' },
        '& .ec-sidebar, & .ec-resource': { minWidth: { xs: 96, sm: 168 } },
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
  const node = element('div', '', { padding: '2px 0', whiteSpace: 'normal' });
  node.append(element('div', lane.name, { fontWeight: '600' }));
  node.append(element('div', `${lane.number} · ${label('equipment_type', lane.type)}`, { opacity: '0.8', fontSize: '0.75rem' }));
  if (!lane.ready) node.append(chip(translate('cnc.dispatch.not_ready'), tones.warning));
  if (verdict) node.append(chip([label('verdict', verdict.verdict), verdict.reason].filter(Boolean).join(': '), tones[toneOf(verdict.verdict)]));
  return node;
}

const chip = (text: string, tone: { ground: string; ink: string }): HTMLElement =>
  element('div', text, { background: tone.ground, color: tone.ink, borderRadius: '99px', padding: '1px 8px', fontSize: '0.72rem', fontWeight: '600', display: 'inline-block', marginTop: '3px' });

function cardNode(card: JourneyCard, label: Label, translate: Translate): HTMLElement {
  const node = element('div', '', { lineHeight: '1.35', overflow: 'hidden' });
  node.append(element('div', card.customer_name ?? card.title, { fontWeight: '650', whiteSpace: 'nowrap', overflow: 'hidden', textOverflow: 'ellipsis' }));
  const facts = [label('journey_status', card.status), translate('cnc.dispatch.crew_count', { have: card.crew_confirmed, want: card.crew_wanted }), `${card.progress.closed}/${card.progress.steps}`];
  node.append(element('div', facts.join(' · '), { fontSize: '0.74rem', whiteSpace: 'nowrap', overflow: 'hidden', textOverflow: 'ellipsis' }));
  for (const flag of card.flags) node.append(element('div', `⚑ ${label('board_flag', flag.flag)}`, { fontWeight: '650', fontSize: '0.74rem' }));
  return node;
}
