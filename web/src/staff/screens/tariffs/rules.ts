import type { TariffRule } from '@shared/types';

/** A figure of a rule: text, whole number, yes or no, or a list of words. */
export type FigureKind = 'text' | 'number' | 'yes' | 'list';

const NUMBERS = new Set(['movers', 'trucks', 'minutes', 'free_ft', 'step_ft', 'first_days', 'further_days', 'at_most_days', 'days', 'grace_minutes', 'month', 'day', 'micro_days', 'small_days', 'monthly_days', 'yearly_days', 'terms_days', 'billing_step_minutes', 'weekday_minutes']);
const YES = new Set(['automatic', 'commissionable', 'discountable', 'public', 'office_to_origin', 'origin_to_destination', 'destination_to_office', 'minimum_hours', 'minimum_includes_travel', 'round_total_to_major']);
const LISTS = new Set(['weekend', 'peak_dates', 'holidays', 'postal_prefixes', 'cities', 'regions', 'of']);
const MINIMUMS = /^minimum_minutes\./;

export function figureKind(path: string, kind?: string): FigureKind {
  const last = path.split('.').at(-1) ?? path;
  if (MINIMUMS.test(path) || NUMBERS.has(last)) return 'number';
  if (YES.has(last)) return 'yes';
  // A day class names weekend days; an hourly rate has a weekend price.
  if (LISTS.has(last) && !path.startsWith('rates.')) return kind === undefined || kind === 'DAY_CLASS' || last !== 'weekend' ? 'list' : 'text';
  return 'text';
}

const RATES = ['rates.weekday', 'rates.weekend', 'rates.peak', 'rates.holiday'];

/** Figures a rule of a kind can have, in the order people read them; `#` stands for the places of a list. */
const FIGURES: Record<string, string[]> = {
  HOURLY: ['movers', 'trucks', ...RATES],
  HOURLY_ADDITION: ['adds', ...RATES],
  DAY_CLASS: ['weekend', 'seasons.#.from.month', 'seasons.#.from.day', 'seasons.#.to.month', 'seasons.#.to.day', 'peak_dates', 'holidays', 'weekend_factor', 'peak_factor', 'holiday_factor'],
  TRAVEL: ['mode.mode', 'mode.price', 'mode.minutes', 'mode.bands.#.up_to_distance', 'mode.bands.#.charge.by', 'mode.bands.#.charge.price', 'mode.bands.#.charge.minutes', 'mode.office_to_origin', 'mode.origin_to_destination', 'mode.destination_to_office', 'mode.price_per_distance'],
  TRUCK: ['basis', 'price'],
  LINEHAUL: ['from_distance', 'below_distance', 'measure', 'breaks.#.from', 'breaks.#.price'],
  ZONE: ['zone', 'postal_prefixes', 'cities', 'regions'],
  LANE: ['from_zone', 'to_zone', 'brackets.#.up_to_cuft', 'brackets.#.price', 'beyond_per_cuft', 'includes'],
  ACCESS: ['condition', 'price', 'free_ft', 'step_ft'],
  BULKY: ['over_lb', 'price'],
  PACKING: ['material', 'supplied', 'packed', 'unpacked', 'rented', 'rented_by'],
  PACKING_LABOUR: ['packer_hour'],
  VALUATION: ['option', 'least.#.value', 'least.#.per', 'least.#.at_least', 'charges.#.deductible', 'charges.#.price_per_thousand'],
  TRANSIT_STORAGE: ['first_period', 'first_days', 'further_period', 'further_days', 'handling', 'at_most_days'],
  FEE: ['fee.method', 'fee.price', 'fee.rate.from', 'fee.rate.rate', 'fee.rate.steps.#.from', 'fee.rate.steps.#.rate', 'fee.rate.prices.#.from', 'fee.rate.prices.#.price', 'fee.of', 'fee.bands.#.up_to_distance', 'fee.bands.#.price', 'category', 'tax_class', 'automatic', 'condition', 'cap', 'floor', 'commissionable', 'discountable', 'public'],
  SERVICE: ['service', 'price', 'unit', 'tax_class'],
  MACHINE_RATE: ['class', 'rates.micro_hour', 'rates.small_hour', 'rates.month', 'rates.year', 'rates.running_km', 'capacity_tonnes'],
  HIRE_RATE: ['class', 'capacity_tonnes', 'hour'],
  HIRE_CREW: ['role', 'hour'],
  RENTAL_PERIOD: ['class', 'periods.#.days', 'periods.#.price', 'policy', 'waiver', 'grace_minutes'],
};

export const RULE_KINDS = Object.keys(FIGURES);

type Value = unknown;
type Fields = Record<string, Value>;
const isFields = (value: Value): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Where a rule's figures stand. */
export function pathsOf(value: Value, at = ''): string[] {
  if (value === null || value === undefined) return [];
  if (Array.isArray(value)) return value.some(isFields) ? value.flatMap((inner, index) => pathsOf(inner, `${at}.${index}`)) : [at];
  if (isFields(value)) return Object.entries(value).flatMap(([name, inner]) => pathsOf(inner, at ? `${at}.${name}` : name));
  return [at];
}

/** Columns of a grid of rules of one kind: all figures they can have, one more place in every list, then what else they hold. */
export function columnsOf(kind: string, rules: TariffRule[]): string[] {
  const held = [...new Set(rules.flatMap(({ rule_key: _key, kind: _kind, ...body }) => pathsOf(body)))];
  const known = FIGURES[kind] ?? [];
  const listOf = (pattern: string) => pattern.slice(0, pattern.indexOf('.#'));
  const places = (list: string) => Math.max(0, ...held.filter((path) => path.startsWith(`${list}.`)).map((path) => Number(path.slice(list.length + 1).split('.')[0]) + 1)) + 1;
  const done = new Set<string>();
  const columns = known.flatMap((pattern) => {
    if (!pattern.includes('.#')) return [pattern];
    const list = listOf(pattern);
    if (done.has(list)) return [];
    done.add(list);
    const inner = known.filter((each) => each.startsWith(`${list}.#`));
    return Array.from({ length: places(list) }, (_, index) => inner.map((each) => each.replace('#', String(index)))).flat();
  });
  return [...columns, ...held.filter((path) => !columns.includes(path))];
}

export function figureAt(rule: Value, path: string): Value {
  return path.split('.').reduce<Value>((level, step) => (level === null || level === undefined ? undefined : (level as Fields)[step]), rule);
}

/** The figure as a cell shows it. */
export function cellText(rule: TariffRule, path: string): string {
  const value = figureAt(rule, path);
  if (value === null || value === undefined) return '';
  return Array.isArray(value) ? value.join(', ') : String(value);
}

/** What a cell's text means; nothing where it is empty. */
export function figureOf(path: string, kind: string, text: string): Value {
  const trimmed = text.trim();
  if (trimmed === '') return undefined;
  switch (figureKind(path, kind)) {
    case 'number': {
      const number = Number(trimmed.replaceAll(/[\s\u00a0\u202f]/g, ''));
      return Number.isInteger(number) ? number : trimmed;
    }
    case 'yes': return trimmed === 'true';
    case 'list': return trimmed.split(',').map((word) => word.trim()).filter((word) => word !== '');
    default: return trimmed;
  }
}

function put(level: Value, steps: string[], value: Value): Value {
  const [step = '', ...rest] = steps;
  const copy: Fields | Value[] = Array.isArray(level) ? [...level] : isFields(level) ? { ...level } : /^\d+$/.test(step) ? [] : {};
  const inner = rest.length === 0 ? value : put((copy as Fields)[step], rest, value);
  if (inner !== undefined) (copy as Fields)[step] = inner;
  else if (Array.isArray(copy)) copy.splice(Number(step), 1);
  else delete copy[step];
  const empty = Array.isArray(copy) ? copy.length === 0 : Object.keys(copy).length === 0;
  return empty && value === undefined ? undefined : copy;
}

/** A rule with one figure changed; an empty cell takes the figure out, with what it leaves empty. */
export function withFigure(rule: TariffRule, path: string, text: string): TariffRule {
  const value = figureOf(path, rule.kind, text);
  const { rule_key, kind, ...body } = rule;
  return { ...((put(body, path.split('.'), value) as Fields | undefined) ?? {}), rule_key, kind };
}

/** Rows and cells of what was copied from a spreadsheet; a single value is none. */
export function pastedCells(text: string): string[][] | null {
  const rows = text.replaceAll('\r', '').replace(/\n$/, '').split('\n').map((row) => row.split('\t'));
  return rows.length > 1 || (rows[0]?.length ?? 0) > 1 ? rows : null;
}

/** Rules with pasted cells written over, from a row and column on. The first column is the key. */
export function withPasted(rules: TariffRule[], columns: string[], from: { row: number; column: number }, cells: string[][]): TariffRule[] {
  return rules.map((rule, row) => {
    const pasted = cells[row - from.row];
    if (!pasted) return rule;
    return pasted.reduce((changed, text, at) => {
      const column = from.column + at;
      if (column === 0) return text.trim() ? { ...changed, rule_key: text.trim() } : changed;
      const path = columns[column - 1];
      return path ? withFigure(changed, path, text) : changed;
    }, rule);
  });
}

/** A key that no rule has. */
export function freshKey(rules: TariffRule[], like: string): string {
  const taken = new Set(rules.map(({ rule_key }) => rule_key));
  for (let count = 2; ; count += 1) if (!taken.has(`${like}-${count}`)) return `${like}-${count}`;
}

/** Codes a figure can have; free text where there are none. */
const CODES: Record<string, string[]> = {
  'adds': ['MOVER', 'TRUCK'], 'mode.mode': ['NONE', 'FLAT', 'HOURS', 'RADIUS', 'PORTION', 'PORT_TO_PORT', 'DOUBLE_DRIVE'], 'charge.by': ['PRICE', 'TIME'], 'basis': ['PER_TRUCK', 'PER_HOUR', 'PER_DISTANCE'],
  'measure': ['PER100_LB', 'PER1000_LB_DISTANCE', 'PER_CUBIC_FOOT'], 'rented_by': ['ITEM', 'WEEK'], 'option': ['RELEASED', 'DECLARED_LUMP', 'FULL_REPLACEMENT', 'INSURED_ELSEWHERE'], 'per': ['KILOGRAM', 'POUND'],
  'fee.method': ['FLAT', 'TWO_FACTOR', 'PER_DISTANCE', 'PER_ITEM', 'PERCENTAGE', 'DISTANCE_TABLE', 'DRIVE_TIME', 'PER100_LB', 'RATE_TIMES_DISTANCE'], 'fee.rate.from': ['FIXED', 'INDEX'], 'policy': ['CHEAPEST', 'SINGLE'],
  'service': ['LIFTING', 'TRANSPORT', 'ATTACHMENT', 'OPERATOR', 'CONSULTATION', 'OTHER'], 'unit': ['HOUR', 'DAY', 'SHIFT', 'ITEM', 'MONTH'],
  'tax_class': ['FREIGHT', 'MATERIAL', 'GOODS', 'SITE_WORK', 'SERVICE', 'RENTAL', 'STORAGE', 'SURCHARGE', 'INSURANCE', 'OUT_OF_SCOPE'],
  'category': ['LABOUR', 'MACHINE', 'SUNDAY_WORK', 'CREW', 'RENTAL', 'TRAVEL', 'MOBILISATION', 'LINEHAUL', 'LANE', 'ACCESS', 'BULKY', 'PACKING', 'TRANSIT_STORAGE', 'STORAGE', 'LODGING', 'RISK', 'USAGE', 'EXTRA', 'SERVICE', 'FEE', 'PERCENTAGE_FEE'],
};

export function codesOf(kind: string, path: string): string[] | undefined {
  // A fee's condition is an expression; a hindrance's is one of a few.
  if (path === 'condition') return kind === 'ACCESS' ? ['STAIRS', 'ELEVATOR', 'CARRY', 'SHUTTLE', 'WAITING', 'EXTRA_STOP'] : undefined;
  return CODES[path] ?? CODES[path.split('.').slice(-2).join('.')] ?? (/\.per$/.test(path) ? CODES.per : undefined);
}

/** A figure's name in the dictionary, and its place in a list where it has one. */
export function figureName(path: string): { key: string; place?: number } {
  const steps = path.split('.');
  const place = steps.find((step) => /^\d+$/.test(step));
  return { key: steps.filter((step) => !/^\d+$/.test(step)).join('_'), ...(place === undefined ? {} : { place: Number(place) + 1 }) };
}
