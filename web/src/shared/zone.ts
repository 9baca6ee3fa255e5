/** Local time of a place, `YYYY-MM-DDTHH:mm:ss`, without zone. */
export type WallClock = string;

const HOURS_24 = 86_400_000;

export function wallClock(instant: string | number | Date, zone?: string): WallClock {
  const text = new Intl.DateTimeFormat('sv-SE', {
    timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23',
  }).format(new Date(instant));
  return text.replace(' ', 'T');
}

function offsetMs(at: number, zone?: string): number {
  return Date.parse(`${wallClock(at, zone)}Z`) - Math.floor(at / 1000) * 1000;
}

/** The moment of a local time: one that does not exist moves forward by the gap, one that exists twice means the first. */
export function instantOf(wall: WallClock, zone?: string): string {
  const guess = Date.parse(`${wall.length === 16 ? `${wall}:00` : wall.slice(0, 19)}Z`);
  const before = guess - offsetMs(guess - HOURS_24, zone);
  const after = guess - offsetMs(guess + HOURS_24, zone);
  const exact = [before, after].filter((at) => Date.parse(`${wallClock(at, zone)}Z`) === guess);
  return new Date(exact.length > 0 ? Math.min(...exact) : before).toISOString();
}

/** Wall clock that a calendar widget shows in the browser's own zone. */
export function wallOfDate(date: Date): WallClock {
  const two = (n: number) => String(n).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}T${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
}
