export interface Stretch {
  weekday: number;
  from_minute: number;
  to_minute: number;
}

export const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;

const clock = (minute: number): string => `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;

/** The stretches of one weekday as people type them: "08:00-12:00, 13:00-18:00". */
export const dayText = (hours: readonly Stretch[], weekday: number): string => hours
  .filter((each) => each.weekday === weekday)
  .map((each) => `${clock(each.from_minute)}-${clock(each.to_minute)}`)
  .join(', ');

/** What was typed for a weekday; null where it cannot be read. An empty text is a day off. */
export function readDay(text: string, weekday: number): Stretch[] | null {
  if (text.trim() === '') return [];
  const out: Stretch[] = [];
  for (const part of text.split(',')) {
    const found = /^\s*(\d{1,2})(?::(\d{2}))?\s*[-–]\s*(\d{1,2})(?::(\d{2}))?\s*$/.exec(part);
    if (!found) return null;
    const [from, to] = [[found[1], found[2]], [found[3], found[4]]].map(([hour, minute]) => Number(hour) * 60 + Number(minute ?? 0)) as [number, number];
    if (from >= to || to > 1440) return null;
    out.push({ weekday, from_minute: from, to_minute: to });
  }
  return out;
}

/** The name of a weekday in the reader's language; 1 is Monday. */
export const weekdayName = (weekday: number, language: string): string => new Intl.DateTimeFormat(language.startsWith('fr') ? 'fr-CA' : 'en-CA', { weekday: 'long', timeZone: 'UTC' }).format(new Date(Date.UTC(2024, 0, weekday)));
