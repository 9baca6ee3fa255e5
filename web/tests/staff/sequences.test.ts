import { describe, expect, it } from 'vitest';
import { filtersOf } from '../../src/staff/screens/customers/segments';
import { cleaned, clockOf, emptyStep, minuteOf, movedUp } from '../../src/staff/screens/sequences/steps';

describe('a step of a sequence', () => {
  it('MSG-33: is typed as a time and kept as minutes', () => {
    expect([minuteOf('10:00'), minuteOf('0:05'), minuteOf('24:00'), minuteOf('ten'), minuteOf('9:60')]).toEqual([600, 5, null, null, null]);
    expect([clockOf(600), clockOf(5), clockOf(1439)]).toEqual(['10:00', '00:05', '23:59']);
  });

  it('keeps only what its kind has', () => {
    const call = cleaned({ ...emptyStep(false), kind: 'CALL', title: 'Call', condition: '  ' });
    expect([call.template_key, call.title, call.condition]).toEqual([null, 'Call', null]);
    expect(cleaned({ ...emptyStep(true), at_minute: 600 }).at_minute).toBeNull();
    expect(cleaned({ ...emptyStep(false), title: 'left over' }).title).toBeNull();
  });

  it('moves up within its list', () => {
    expect(movedUp(['a', 'b', 'c'], 2)).toEqual(['a', 'c', 'b']);
    expect(movedUp(['a', 'b'], 0)).toEqual(['a', 'b']);
  });
});

describe('a segment', () => {
  it('CUS-24: is what the list is filtered by, without order and page', () => {
    const list = { sort: 'display_name', limit: 25, cursor: 'x', q: ' oak ', city: 'Toronto', status: ['ACTIVE', 'INACTIVE'], kind: '', province: null };
    expect(filtersOf(list)).toEqual({ q: 'oak', filters: { city: 'Toronto', status: 'ACTIVE,INACTIVE' } });
    expect(filtersOf({})).toEqual({ q: null, filters: {} });
  });
});
