import { describe, expect, it } from 'vitest';
import { formatAge, formatDay, formatMoney } from '@shared/format';
import { instantOf, wallClock } from '@shared/zone';

const TORONTO = 'America/Toronto';

describe('local times of a place', () => {
  it('go there and back', () => {
    expect(wallClock('2026-06-27T14:03:11-04:00', TORONTO)).toBe('2026-06-27T14:03:11');
    expect(instantOf('2026-06-27T14:03', TORONTO)).toBe('2026-06-27T18:03:00.000Z');
    expect(instantOf('2026-12-01T08:00', 'America/Regina')).toBe('2026-12-01T14:00:00.000Z');
  });

  it('move forward where the clock jumps', () => {
    expect(instantOf('2026-03-08T02:30', TORONTO)).toBe('2026-03-08T07:30:00.000Z');
  });

  it('mean the first of two', () => {
    expect(instantOf('2026-11-01T01:30', TORONTO)).toBe('2026-11-01T05:30:00.000Z');
  });
});

describe('figures for people', () => {
  it('write exact amounts in both languages', () => {
    expect(formatMoney({ amount: '12345678901234.56', currency: 'CAD' }, 'en')).toBe('$12,345,678,901,234.56');
    expect(formatMoney({ amount: '1234.50', currency: 'CAD' }, 'fr').replaceAll(/\s/g, ' ')).toBe('1 234,50 $');
    expect(formatMoney({ amount: '169448.00', currency: 'INR' }, 'en')).toBe('₹1,69,448.00');
  });

  it('write days without any zone', () => {
    expect(formatDay('2026-01-01', 'en')).toBe('Jan 1, 2026');
  });

  it('count in the largest fitting unit', () => {
    const now = Date.parse('2026-01-02T00:00:00Z');
    expect(formatAge('2026-01-01T23:56:00Z', now, 'en')).toBe('4 mins');
    expect(formatAge('2026-01-01T20:00:00Z', now, 'en')).toBe('4 hrs');
  });
});
