import { describe, expect, it } from 'vitest';
import type { Board, JourneyCard } from '../../src/shared/types';
import { slotsOf } from '../../src/staff/screens/dispatch/LaneCalendar';

const ZONE = 'America/Toronto';
const lanes = (...times: [string, string][]): Board['lanes'] => [{
  equipment_id: 'equ_1', name: 'Truck 1', number: 'EQ1', type: 'TRUCK', ready: true,
  journeys: times.map(([planned_start, planned_end], n) => ({ id: `jrn_${n}`, planned_start, planned_end }) as JourneyCard),
}];

describe('the part of the day the lanes show', () => {
  it('is the working day when nothing is planned, beginning in the morning', () => {
    expect(slotsOf({ date: '2026-06-01', lanes: lanes() }, ZONE, '2026-05-30T10:00:00')).toEqual({ first: 12, last: 40, from: 15 });
  });

  it('grows by whole hours to hold early and late work', () => {
    // 04:30 and 21:15 in Toronto.
    const board = { date: '2026-06-01', lanes: lanes(['2026-06-01T08:30:00Z', '2026-06-02T01:15:00Z']) };
    expect(slotsOf(board, ZONE, '2026-05-30T10:00:00')).toMatchObject({ first: 8, last: 44 });
  });

  it('ends at midnight for work that runs into the next day', () => {
    const board = { date: '2026-06-01', lanes: lanes(['2026-06-01T20:00:00Z', '2026-06-02T10:00:00Z']) };
    expect(slotsOf(board, ZONE, '2026-05-30T10:00:00').last).toBe(48);
  });

  it('begins two hours before now on the day itself', () => {
    expect(slotsOf({ date: '2026-06-01', lanes: lanes() }, ZONE, '2026-06-01T15:10:00').from).toBe(26);
  });
});
