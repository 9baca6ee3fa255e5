import { describe, expect, it } from 'vitest';
import type { ImportCounts } from '@shared/types';
import { mappingBy, planOf, secondsLeft, stepOf } from '../../src/staff/screens/imports/progress';

const counts: ImportCounts = {
  new: 90, known: 6, repeated: 3, errors: 1, warnings: 2, created: 0, changed: 0, unchanged: 0, skipped: 0, left_out: 0, taken_back: 0, kept: 0,
};

describe('imports', () => {
  it('int_33 each policy says before it runs what it will do', () => {
    expect(planOf(counts, 'SKIP')).toEqual({ create: 90, change: 0, skip: 9 });
    expect(planOf(counts, 'UPDATE')).toEqual({ create: 90, change: 6, skip: 3 });
    expect(planOf(counts, 'ASK')).toEqual({ create: 99, change: 0, skip: 0 });
    expect(planOf(counts, 'CREATE')).toEqual({ create: 99, change: 0, skip: 0 });
  });

  it('int_33 a held import stays at the step it was held in', () => {
    expect(stepOf({ state: 'MAPPED', phase: 'CHECKING' })).toBe('map');
    expect(stepOf({ state: 'PAUSED', phase: 'CHECKING' })).toBe('check');
    expect(stepOf({ state: 'FAILED', phase: 'RUNNING' })).toBe('run');
    expect(stepOf({ state: 'PAUSED', phase: 'UNDOING' })).toBe('report');
    expect(stepOf({ state: 'UNDONE', phase: 'UNDOING' })).toBe('report');
  });

  it('the time left follows the pace so far', () => {
    const begun = { line: 500, at: 10_000 };
    expect(secondsLeft(begun, 1_500, 20_000, 6_500)).toBe(50);
    expect(secondsLeft(begun, 500, 20_000, 6_500)).toBeUndefined();
    expect(secondsLeft(undefined, 500, 20_000, 6_500)).toBeUndefined();
  });

  it('int_33 a saved mapping serves the same headings in another order', () => {
    expect(mappingBy([{ name: 'Mail' }, { name: 'New' }, { name: 'Name' }], { Name: 'name', Mail: 'email' })).toEqual(['email', null, 'name']);
  });
});
