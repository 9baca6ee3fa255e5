import type { SequenceStep, SequenceWanted } from '@shared/types/sequences';

/** 600 reads 10:00. */
export const clockOf = (minute: number): string => `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;

/** 10:00 reads 600; nothing where it is no time. */
export function minuteOf(text: string): number | null {
  const found = /^(\d{1,2}):(\d{2})$/.exec(text.trim());
  if (!found) return null;
  const [hour, minute] = [Number(found[1]), Number(found[2])];
  return hour < 24 && minute < 60 ? hour * 60 + minute : null;
}

export const emptyStep = (first: boolean): SequenceStep => ({
  kind: 'EMAIL', wait_from: first ? 'START' : 'STEP', wait_count: first ? 0 : 1, wait_unit: first ? 'MINUTES' : 'OPEN_DAYS', at_minute: first ? null : 600, in_open_hours: false,
  template_key: 'sales.follow.hello', title: null, condition: null,
});

export const emptySequence = (name: string): SequenceWanted => ({
  name, location_id: null, enters: 'LEADS', source: null, service_type: null, is_active: false,
  ends_on_reply: true, ends_on_booking: true, ends_on_stages: ['UNQUALIFIED', 'WON', 'LOST'], steps: [],
});

/** Only what the server keeps of a step: a call has no words, a message no title. */
export const cleaned = (step: SequenceStep): SequenceStep => ({
  kind: step.kind, wait_from: step.wait_from, wait_count: step.wait_count, wait_unit: step.wait_unit, in_open_hours: step.in_open_hours,
  at_minute: step.wait_unit === 'DAYS' || step.wait_unit === 'OPEN_DAYS' ? step.at_minute : null,
  template_key: step.kind === 'CALL' ? null : step.template_key,
  title: step.kind === 'CALL' ? step.title : null,
  condition: step.condition?.trim() ? step.condition.trim() : null,
});

/** One step earlier, in a new list. */
export function movedUp<T>(all: readonly T[], at: number): T[] {
  const next = [...all];
  const [one] = next.splice(at, 1);
  if (one !== undefined) next.splice(Math.max(at - 1, 0), 0, one);
  return next;
}
