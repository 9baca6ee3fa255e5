import type { Language, Money } from './types';

export type Locale = 'en-CA' | 'fr-CA';

export const localeOf = (language: string): Locale => (language.startsWith('fr') ? 'fr-CA' : 'en-CA');

const cache = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat>();

function cached<T extends Intl.NumberFormat | Intl.DateTimeFormat>(key: string, make: () => T): T {
  let format = cache.get(key);
  if (!format) cache.set(key, (format = make()));
  return format as T;
}

/** Amount with its currency; the exact decimal text goes to the formatter, never through a float. */
export function formatMoney(money: Money | null | undefined, language: string): string {
  if (!money) return '—';
  const { amount, currency } = money;
  const format = cached(`m${language}${currency}`, () =>
    new Intl.NumberFormat(currency === 'INR' && language === 'en' ? 'en-IN' : localeOf(language), {
      style: 'currency',
      currency,
      currencyDisplay: 'narrowSymbol',
    }),
  );
  // The type of `format` does not know decimal text yet; every browser of the last years does.
  return format.format(amount as unknown as number);
}

/** Decimal text in the reader's notation. */
export function formatDecimal(value: string | number | null | undefined, language: string, digits?: number): string {
  if (value === null || value === undefined || value === '') return '—';
  if (typeof value === 'string' && !/^-?\d+(\.\d+)?$/.test(value)) return value;
  const format = cached(`d${language}${digits}`, () =>
    new Intl.NumberFormat(localeOf(language), digits === undefined ? { maximumFractionDigits: 6 } : { minimumFractionDigits: digits, maximumFractionDigits: digits }),
  );
  return format.format(value as number);
}

const DAY_STYLES: Record<'brief' | 'short' | 'long', Intl.DateTimeFormatOptions> = {
  brief: { day: 'numeric', month: 'short' },
  short: { day: 'numeric', month: 'short', year: 'numeric' },
  long: { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
};

/** A calendar day, without any shift by time zone. */
export function formatDay(day: string | null | undefined, language: string, style: 'brief' | 'short' | 'long' = 'short'): string {
  if (!day) return '—';
  const date = new Date(`${day.slice(0, 10)}T00:00:00Z`);
  if (Number.isNaN(date.getTime())) return day;
  const format = cached(`y${language}${style}`, () =>
    new Intl.DateTimeFormat(localeOf(language), {
      timeZone: 'UTC',
      ...DAY_STYLES[style],
    }),
  );
  return format.format(date);
}

function moment(kind: string, options: Intl.DateTimeFormatOptions, at: string | null | undefined, language: string, zone?: string): string {
  if (!at) return '—';
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) return at;
  const format = cached(`${kind}${language}${zone}`, () =>
    new Intl.DateTimeFormat(localeOf(language), { ...options, hourCycle: language === 'fr' ? 'h23' : 'h12', timeZone: zone }),
  );
  return format.format(date);
}

export const formatTime = (at: string | null | undefined, language: string, zone?: string) =>
  moment('t', { hour: 'numeric', minute: '2-digit' }, at, language, zone);

export const formatMoment = (at: string | null | undefined, language: string, zone?: string) =>
  moment('o', { day: 'numeric', month: 'short', hour: 'numeric', minute: '2-digit' }, at, language, zone);

export const formatMomentExact = (at: string | null | undefined, language: string, zone?: string) =>
  moment('x', { dateStyle: 'medium', timeStyle: 'medium' }, at, language, zone);

/** Time between two moments in the largest fitting unit, e.g. "4 min", "3 h", "2 d". */
export function formatAge(from: string | null | undefined, now: number, language: string): string {
  if (!from) return '—';
  const minutes = Math.max(0, Math.floor((now - new Date(from).getTime()) / 60_000));
  if (minutes < 1) return language.startsWith('fr') ? 'à l’instant' : 'just now';
  const [value, unit] = minutes < 90 ? [minutes, 'minute'] : minutes < 2880 ? [Math.floor(minutes / 60), 'hour'] : [Math.floor(minutes / 1440), 'day'];
  const format = cached(`a${language}${unit}`, () =>
    new Intl.NumberFormat(localeOf(language), { style: 'unit', unit: unit as string, unitDisplay: 'short' }),
  );
  return format.format(value as number);
}

/** Today at the given zone as `YYYY-MM-DD`. */
export function today(zone?: string): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: zone }).format(new Date());
}

export function addDays(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

/** A text kept in several languages, in the reader's; else as the server wrote it. */
export const inReading = (labels: Record<string, string> | null | undefined, language: string, plain: string): string => labels?.[language.slice(0, 2)] ?? plain;

/** A North American or Indian number with its groups set apart; others as they are. */
export function formatPhone(phone: string): string {
  const american = /^\+1(\d{3})(\d{3})(\d{4})$/.exec(phone);
  if (american) return `+1 ${american[1]} ${american[2]}-${american[3]}`;
  const indian = /^\+91(\d{5})(\d{5})$/.exec(phone);
  return indian ? `+91 ${indian[1]} ${indian[2]}` : phone;
}

/** Short name of a zone at a moment, e.g. "PST", to tell two places apart. */
export function zoneName(at: string, language: string, zone: string): string {
  const format = cached(`z${language}${zone}`, () => new Intl.DateTimeFormat(localeOf(language), { timeZone: zone, timeZoneName: 'short', hour: 'numeric' }));
  return (format as Intl.DateTimeFormat).formatToParts(new Date(at)).find((part) => part.type === 'timeZoneName')?.value ?? '';
}

export const browserLanguage = (): Language => (navigator.language.startsWith('fr') ? 'fr' : 'en');
