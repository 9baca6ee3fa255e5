import { SoftChip } from '../../ui/StatusChip';
import { useFormat, useNow } from '../../ui/values';
import type { LeadCard } from '@shared/types';
import { useTranslate } from 'react-admin';

/** Minutes after which a waiting lead goes to somebody else, and to everybody. */
const LATE_MINUTES = 5;
const VERY_LATE_MINUTES = 30;

/** Nobody waits for an answer any more. */
const CLOSED = new Set<LeadCard['status']>(['WON', 'LOST', 'UNQUALIFIED', 'ARCHIVED']);

/** When a lead came in; while nobody has answered, how long it has been waiting. */
export function LeadReceived({ record }: { record: LeadCard }) {
  const now = useNow();
  const format = useFormat(record.location_id);
  return record.first_touch_at || CLOSED.has(record.status) ? <span>{format.moment(record.received_at)}</span> : <LeadClock lead={record} now={now} />;
}

/** Time since the clock started, while nobody has answered yet. */
export function LeadClock({ lead, now }: { lead: Pick<LeadCard, 'clock_started_at' | 'received_at' | 'first_touch_at' | 'location_id' | 'escalation'>; now: number }) {
  const format = useFormat(lead.location_id);
  const translate = useTranslate();
  if (lead.first_touch_at) return null;
  const from = lead.clock_started_at ?? lead.received_at;
  const minutes = (now - new Date(from).getTime()) / 60_000;
  // The server counts the hours in which the location answers; without its word the wall clock colours.
  const level = lead.escalation ?? (minutes >= VERY_LATE_MINUTES ? 3 : minutes >= LATE_MINUTES ? 1 : 0);
  const tone = level >= 3 ? 'danger' : level >= 1 ? 'warning' : 'info';
  return <SoftChip tone={tone} small title={translate('cnc.lead.waiting')}>{format.age(from, now)}</SoftChip>;
}
