import { describe, expect, it } from 'vitest';
import { dayText, readDay, weekdayName } from '../../src/staff/screens/routing/week';

describe('SAL-9 the hours of a week as people type them', () => {
  it('are read and written alike', () => {
    const hours = readDay('8-12, 13:30–18:00', 2);
    expect(hours).toEqual([{ weekday: 2, from_minute: 480, to_minute: 720 }, { weekday: 2, from_minute: 810, to_minute: 1080 }]);
    expect(dayText(hours ?? [], 2)).toBe('08:00-12:00, 13:30-18:00');
    expect(dayText(hours ?? [], 3)).toBe('');
    expect(readDay('0-24', 1)).toEqual([{ weekday: 1, from_minute: 0, to_minute: 1440 }]);
  });

  it('are a day off when empty and wrong when they cannot be read', () => {
    expect(readDay('  ', 7)).toEqual([]);
    for (const text of ['noon', '18-8', '8-25', '8:00', '8-12;13-18']) expect(readDay(text, 1)).toBeNull();
  });

  it('are named in both languages, Monday first', () => {
    expect(weekdayName(1, 'en')).toBe('Monday');
    expect(weekdayName(7, 'fr')).toBe('dimanche');
  });
});
