import { formatPhone } from '@shared/format';
import type { Money } from '@shared/types';
import { amountText } from '../billing/cash';
import { FRENCH_COLUMNS } from './columnNames';
import { kindOf } from './columnKinds';

/** What a value is read with: the reader's language, words and formats. */
export interface Words {
  language: string;
  translate: (key: string, options?: Record<string, unknown>) => string;
  label: (kind: string, value: string) => string;
  moment: (at: string) => string;
  day: (day: string) => string;
  money: (value: Money) => string;
  decimal: (value: number | string, digits?: number) => string;
}

/** Where a value stands. */
export interface Place {
  table: string;
  column: string;
  /** Of the amounts in the row, where the row tells it. */
  currency?: string | null;
}

export interface Reading {
  /** For people. */
  text: string;
  /** As it is kept. */
  exact: string;
  /** `id`: letters of a machine. `nothing`: there is no value. `parts`: a record in a record. */
  look: 'text' | 'id' | 'nothing' | 'parts';
  parts?: { name: string; reading: Reading }[];
}

const INSTANT = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d(:?\d\d)?)$/;
const DAY = /^\d{4}-\d\d-\d\d$/;
const ID = /^([a-z]{3}_[0-9a-z]{26}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;
const MACHINE = /(_hash|_key|sha256)$/;
const MICRO = 1_000_000;
/** Unit prices are kept finer than the smallest coin. */
const UNIT_PRICE_STEPS = 10_000;
/** A record within a record with more values than this is shown as it is kept. */
const MOST_PARTS = 30;

type Row = Record<string, unknown>;

const isRow = (value: unknown): value is Row => typeof value === 'object' && value !== null && !Array.isArray(value);
const isMoney = (value: unknown): value is Money => isRow(value) && Object.keys(value).length === 2 && typeof value.currency === 'string' && typeof value.amount === 'string' && /^-?\d+(\.\d+)?$/.test(value.amount);
const isEmpty = (value: unknown): boolean => value === null || value === undefined || value === '' || (typeof value === 'object' && Object.keys(value).length === 0);
const exactly = (value: unknown): string => (typeof value === 'string' && value !== '' ? value : JSON.stringify(value ?? null));
const valuesIn = (value: unknown): number => (typeof value === 'object' && value !== null ? Object.values(value).reduce((sum: number, inner) => sum + valuesIn(inner), 0) : 1);

/** A colon as the language sets it. */
export const colon = (language: string): string => (language.startsWith('fr') ? '\u00a0:' : ':');

/** The currency a row is kept in, from the first image that tells it. */
export function currencyOf(...images: (Row | null | undefined)[]): string | null {
  for (const image of images) if (typeof image?.currency === 'string' && /^[A-Z]{3}$/.test(image.currency)) return image.currency;
  return null;
}

/** A value of the trail as people read it. */
export function readValue(place: Place, value: unknown, words: Words): Reading {
  const exact = exactly(value);
  const as = (text: string): Reading => ({ text, exact, look: 'text' });
  if (isEmpty(value)) return { text: '—', exact, look: 'nothing' };
  if (typeof value === 'boolean') return as(words.translate(value ? 'cnc.state.yes' : 'cnc.state.no'));
  if (typeof value === 'number') return as(readNumber(place, value, words));
  if (typeof value === 'string') return ID.test(value) || value.startsWith('\\x') || MACHINE.test(place.column) ? { text: value, exact, look: 'id' } : as(readText(place, value, words));
  if (isMoney(value)) return as(words.money(value));
  if (Array.isArray(value) && value.every((inner) => typeof inner !== 'object' || inner === null)) {
    const read = value.map((inner) => readValue(place, inner, words));
    return { text: read.map((inner) => inner.text).join(', '), exact, look: read.some((inner) => inner.look === 'id') ? 'id' : 'text' };
  }
  if (valuesIn(value) > MOST_PARTS) return { text: JSON.stringify(value, null, 1), exact, look: 'id' };
  const parts = Array.isArray(value)
    ? value.map((inner, index) => ({ name: String(index + 1), reading: readValue(place, inner, words) }))
    : Object.entries(value as Row)
      .map(([name, inner]) => ({ name: fieldName(place.table, name, words), reading: readValue({ ...place, column: name }, inner, words) }))
      .filter((part) => part.reading.look !== 'nothing');
  return parts.length === 0 ? { text: '—', exact, look: 'nothing' } : { text: parts.map((part) => `${part.name}${colon(words.language)} ${part.reading.text}`).join(', '), exact, look: 'parts', parts };
}

function readNumber({ column, currency }: Place, value: number, words: Words): string {
  if (column.endsWith('_minor') && Number.isSafeInteger(value)) {
    const amount = amountText(BigInt(value));
    return currency ? words.money({ amount, currency }) : words.decimal(amount, 2);
  }
  if (column.endsWith('_micro')) return `${words.decimal(value / MICRO)}°`;
  if (column === 'unit_price') return words.decimal(value / UNIT_PRICE_STEPS);
  return column.endsWith('_year') ? String(value) : words.decimal(value);
}

function readText({ table, column }: Place, value: string, words: Words): string {
  if (INSTANT.test(value)) return words.moment(value.replace(' ', 'T'));
  if (DAY.test(value)) return words.day(value);
  const kind = kindOf(table, column);
  if (kind && /^[A-Za-z][A-Za-z0-9_]*$/.test(value)) return words.label(kind, value);
  return column === 'phone' || column.startsWith('phone_e') ? formatPhone(value) : value;
}

/** Lists of the app whose fields already have names. */
const RESOURCE: Record<string, string> = {
  lead: 'leads', customer: 'customers', quote: 'quotes', job: 'jobs', invoice: 'invoices', payment: 'payments', equipment: 'equipment', crew_member: 'crew-members', app_user: 'users', location: 'locations',
};

/** The table behind the name of a record's kind, where they differ. */
export const tableOf = (entity: string): string => ({ user: 'app_user', crew: 'crew_member', message: 'communication' })[entity] ?? entity;

/** Name of a column in the reader's language; its own words where nobody named it. */
export function fieldName(table: string, column: string, { language, translate }: Pick<Words, 'language' | 'translate'>): string {
  const plain = column.replace(/_(minor|micro|id)$/, '');
  const resource = RESOURCE[tableOf(table)];
  for (const name of [column, plain]) {
    const known: string = resource ? translate(`resources.${resource}.fields.${name}`, { _: '' }) : '';
    if (known) return known;
  }
  const entity: string = column.endsWith('_id') ? translate(`enums.entity.${plain}`, { _: '' }) : '';
  if (entity) return entity;
  const french = language.startsWith('fr') ? (FRENCH_COLUMNS[column] ?? FRENCH_COLUMNS[plain]) : undefined;
  const words = plain.replaceAll('_', ' ');
  return french ?? words.charAt(0).toUpperCase() + words.slice(1);
}
