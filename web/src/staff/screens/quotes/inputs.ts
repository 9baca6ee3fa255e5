import type { CraneWork, Derivation, DerivationNode, MoveWork, PartInput, PricingInput, Priced, QuoteKind, Tariff, TariffRule } from '@shared/types';

/** What the rep is typing: the quote's head and its pricing input with exactly one part. */
export interface QuoteDraft {
  customer_id: string | null;
  location_id: string | null;
  lead_id?: string | null;
  kind: QuoteKind;
  language: string;
  service_date: string;
  terms: string | null;
  tariff_id: string | null;
  inputs: PricingInput;
  /** Quote discount in percent and deposit in percent, as typed. */
  discount_percent: string | null;
  deposit_percent: string | null;
}

const moveWork = (): MoveWork => ({
  kind: 'MOVE',
  service: 'FULL',
  basis: { kind: 'HOURLY', movers: 3, trucks: 1, labour: { minutes: 300 }, travel: { rule_key: 'travel.trip-fee' } },
  articles: [],
  access: [],
  packing: [],
});

const craneWork = (): CraneWork => ({
  kind: 'CRANE_ORDER',
  length: { by: 'DAYS', days: 5, sundays: 0 },
  hours_per_shift: '8',
  shift: 'SINGLE',
  time: 'DAY',
  machines: [{ key: 'm1', class: '', quantity: 1 }],
  persons_fed: 0,
  persons_housed: 0,
  mobilisation: { distance_km: '0', trailers: 0, trailer_cost: '0' },
  risk: 'LOW',
  usage: 'NORMAL',
  riggers: 0,
  helpers: 0,
});

export function newQuote(kind: QuoteKind, currency: string, day: string, language: string, locationId: string | null): QuoteDraft {
  const part: PartInput = { key: 'p1', service_date: day, work: kind === 'CRANE' ? craneWork() : moveWork(), charges: [] };
  return {
    customer_id: null, location_id: locationId, kind, language, service_date: day, terms: null, tariff_id: null,
    inputs: { currency, estimate: 'NON_BINDING', surveyed: false, parts: [part] },
    discount_percent: null, deposit_percent: kind === 'MOVING' ? '20' : null,
  };
}

/** The published version that holds on a day; the newest where none does. */
export function versionOn(tariff: Tariff | undefined, day: string) {
  const published = (tariff?.versions ?? []).filter((version) => version.state === 'PUBLISHED');
  return published.find((version) => version.valid_from <= day && (!version.valid_to || day < version.valid_to)) ?? published.at(-1);
}

export const rulesOf = (tariff: Tariff | undefined, day: string): TariffRule[] => versionOn(tariff, day)?.rules ?? [];

const percent = (text: string | null): string | null => (text === null || text === '' || Number(text) === 0 ? null : `${text}%`);

/** The input as it is sent: only what was chosen, times and choices in the engine's words. */
export function pricingInput(draft: QuoteDraft): PricingInput {
  const discount = percent(draft.discount_percent);
  const deposit = percent(draft.deposit_percent);
  const { deposit: _deposit, discount: _discount, ...rest } = draft.inputs;
  const clean = withoutEmpty({
    ...rest,
    parts: draft.inputs.parts.map((part) => ({ ...part, service_date: draft.service_date, charges: part.charges?.map(asOption) })),
  }) as PricingInput;
  const named = clean.option_groups ?? [];
  if (named.every((group) => group.key !== EXTRAS) && clean.parts.some((part) => part.charges?.some((charge) => charge.option?.group === EXTRAS))) {
    clean.option_groups = [...named, { key: EXTRAS, kind: 'ANY' }];
  }
  if (discount) clean.discount = { kind: 'PERCENT', rate: discount };
  if (deposit) clean.deposit = { kind: 'PERCENT', rate: deposit };
  return clean;
}

/** Group of everything the customer may add freely. */
const EXTRAS = 'extras';

type Charge = NonNullable<PartInput['charges']>[number];

const asOption = ({ optional, option, ...charge }: Charge): Charge => {
  const chosen = (optional ?? Boolean(option)) ? (option ?? { group: EXTRAS, selected: false }) : undefined;
  return chosen ? { ...charge, option: chosen } : charge;
};

/** A kept quote's charges as the form ticks them. */
export const withOptions = (inputs: PricingInput): PricingInput => ({
  ...inputs, parts: inputs.parts.map((part) => ({ ...part, charges: part.charges?.map((charge) => ({ ...charge, optional: Boolean(charge.option) })) })),
});

function withoutEmpty(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutEmpty);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, inner]) => inner !== null && inner !== undefined && inner !== '')
      .map(([name, inner]) => [name, withoutEmpty(inner)]),
  );
}

/** The API names a part's figures without the level of the work they stand on. */
export function fieldPaths(field: string): string[] {
  const part = /^inputs\.parts\.(\d+)\.([a-z_.]+)$/.exec(field);
  if (!part) return [field];
  const work = `inputs.parts.${part[1]}.work`;
  return [field, `${work}.${part[2]}`, `${work}.basis.${part[2]}`];
}

/** Proposes the smallest crew where a draft made from a lead names none, so that a price stands at once. */
export function withCrew(inputs: PricingInput): PricingInput {
  return {
    ...inputs,
    parts: inputs.parts.map((part) => {
      if (part.work.kind !== 'MOVE' || part.work.basis.kind !== 'HOURLY') return part;
      const { movers, trucks, ...basis } = part.work.basis;
      return { ...part, work: { ...part.work, basis: { ...basis, movers: movers ?? 2, trucks: trucks ?? 1 } } };
    }),
  };
}

/** Minutes of a labour time typed as hours, e.g. "7.75". */
export const minutesOf = (hours: string | null): number | null => {
  if (hours === null || hours === '' || !/^\d*\.?\d*$/.test(hours)) return null;
  return Math.round(Number(hours) * 60);
};

export const hoursOf = (minutes: number | undefined | null): string => (minutes === undefined || minutes === null ? '' : String(Math.round((minutes / 60) * 100) / 100));

/** The node of the tree that a shown figure comes from, by its id or, for taxes, by its label. */
export function nodeFor(derivation: Derivation | undefined, key: string): DerivationNode | undefined {
  if (!derivation) return undefined;
  const search = (node: DerivationNode): DerivationNode | undefined => {
    if (node.id === key || node.label.toLowerCase() === key.toLowerCase()) return node;
    for (const child of node.children ?? []) {
      const found = search(child);
      if (found) return found;
    }
    return undefined;
  };
  for (const root of [derivation.total, ...(derivation.beside ?? [])]) {
    const found = search(root);
    if (found) return found;
  }
  return undefined;
}

/** Whether there is enough to ask for a price: every machine of a crane order is of some class. */
export const priceable = (draft: Pick<QuoteDraft, 'inputs'>): boolean => draft.inputs.parts.every(({ work }) => work.kind !== 'CRANE_ORDER' || work.machines.every((machine) => Boolean(machine.class)));

export const flagsOf = (priced: Priced | undefined) => priced?.flags ?? [];
export const mayBeSent = (priced: Priced | undefined): boolean => priced !== undefined && flagsOf(priced).every((flag) => flag.level === 'WARN');
