import type { Discount } from '@shared/types/pricing';
import type { CraneWork, Derivation, DerivationNode, MoveWork, PartInput, PricingInput, Priced, QuoteKind, QuoteStop, Tariff, TariffRule } from '@shared/types';

/** What the rep is typing: the quote's head and its pricing input with one to five parts. */
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
  stops: QuoteStop[];
  /** Quote discount in percent or as an amount, and deposit in percent, as typed. */
  discount_percent: string | null;
  discount_amount: string | null;
  deposit_percent: string | null;
  /** Prices and discounts of single lines, as typed. */
  changes: LineChange[];
}

export interface LineChange {
  line: string;
  unit_price?: string | null;
  discount_percent?: string | null;
  /** A discount that is no percentage stays as it is. */
  kept?: Discount;
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

/** Most parts of a quote. */
export const MOST_PARTS = 5;

export type PartKind = 'MOVE' | 'CRANE_ORDER' | 'CHARGES';

/** Another part; its day is the quote's until it gets one of its own. */
export function newPart(kind: PartKind, parts: PartInput[]): PartInput {
  const free = [1, 2, 3, 4, 5].map((n) => `p${n}`).find((key) => parts.every((part) => part.key !== key)) ?? `p${parts.length + 1}`;
  const work = kind === 'MOVE' ? moveWork() : kind === 'CRANE_ORDER' ? craneWork() : { kind: 'CHARGES' as const };
  return { key: free, service_date: '', work, charges: [] };
}

/** The tariffs that can price a part, by the kind of its work. */
export function tariffKindOf(part: PartInput | undefined, quoteKind: QuoteKind): QuoteKind {
  if (part?.work.kind === 'MOVE') return 'MOVING';
  if (part?.work.kind === 'CRANE_ORDER') return 'CRANE';
  return quoteKind;
}

export function newQuote(kind: QuoteKind, currency: string, day: string, language: string, locationId: string | null): QuoteDraft {
  const part: PartInput = { key: 'p1', service_date: day, work: kind === 'CRANE' ? craneWork() : moveWork(), charges: [] };
  return {
    customer_id: null, location_id: locationId, kind, language, service_date: day, terms: null, tariff_id: null,
    inputs: { currency, estimate: 'NON_BINDING', surveyed: false, parts: [part] },
    discount_percent: null, discount_amount: null, deposit_percent: kind === 'MOVING' ? '20' : null, changes: [],
    stops: kind === 'MOVING' ? [{ role: 'PICKUP', address: { country: 'CA' } }, { role: 'DROPOFF', address: { country: 'CA' } }] : [],
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
  const { deposit: _deposit, discount: _discount, adjustments: _adjustments, planned_cost: cost, ...rest } = draft.inputs;
  const clean = withoutEmpty({
    ...rest,
    parts: draft.inputs.parts.map((part, at) => ({ ...withoutVersion(withoutPlaces(part, quoteStops(draft.stops)), draft), service_date: at === 0 ? draft.service_date : part.service_date || draft.service_date, charges: part.charges?.map(asOption) })),
  }) as PricingInput;
  const named = clean.option_groups ?? [];
  if (named.every((group) => group.key !== EXTRAS) && clean.parts.some((part) => part.charges?.some((charge) => charge.option?.group === EXTRAS))) {
    clean.option_groups = [...named, { key: EXTRAS, kind: 'ANY' }];
  }
  if (discount) clean.discount = { kind: 'PERCENT', rate: discount };
  else if (Number(draft.discount_amount ?? 0) > 0) clean.discount = { kind: 'AMOUNT', amount: { amount: draft.discount_amount ?? '0', currency: draft.inputs.currency } };
  const adjustments = draft.changes.map(adjustment).filter((each) => each !== null);
  if (adjustments.length > 0) clean.adjustments = adjustments;
  if (deposit) clean.deposit = { kind: 'PERCENT', rate: deposit };
  if (cost?.amount) clean.planned_cost = { amount: cost.amount, currency: draft.inputs.currency };
  return clean;
}

const adjustment = (change: LineChange) => {
  const rate = percent(change.discount_percent ?? null);
  const unitPrice = change.unit_price || undefined;
  const discount: Discount | undefined = rate ? { kind: 'PERCENT', rate } : change.kept;
  if (!change.line || (!discount && !unitPrice)) return null;
  return { line: change.line, ...(unitPrice ? { unit_price: unitPrice } : {}), ...(discount ? { discount } : {}) };
};

/** A kept quote's line changes as the form shows them. */
export const changesOf = (inputs: PricingInput): LineChange[] => (inputs.adjustments ?? []).map(({ line, unit_price, discount }) => ({
  line, unit_price: unit_price ?? null, discount_percent: discount?.kind === 'PERCENT' ? discount.rate.replace('%', '') : null,
  ...(discount?.kind === 'AMOUNT' ? { kept: discount } : {}),
}));

/** A discount or deposit in per cent as the form shows it. */
export const percentText = (rule: unknown): string | null => {
  const rate = (rule as { kind?: string; rate?: string } | undefined)?.rate;
  return rate ? rate.replace('%', '') : null;
};

/** Stops that say where they are. */
export const quoteStops = (stops: QuoteStop[]): QuoteStop[] => (withoutEmpty(stops) as QuoteStop[]).filter(({ address }) => Boolean(address?.street || address?.city || address?.province || address?.postal_code));

/** Places follow from the stops; what followed from earlier ones is left behind. */
function withoutPlaces(part: PartInput, stops: QuoteStop[]): PartInput {
  if (stops.length === 0) return part;
  const { places: _places, ...rest } = part;
  return rest;
}

/** Whoever chooses a tariff gives up the version that a part had. */
function withoutVersion(part: PartInput, draft: Pick<QuoteDraft, 'tariff_id' | 'kind'>): PartInput {
  if (!draft.tariff_id || tariffKindOf(part, draft.kind) !== draft.kind) return part;
  const { tariff_version_id: _version, ...rest } = part;
  return rest;
}

/** Hindrances at the stops as fees are counted by: flights, elevators, feet of carry, stops beyond two. */
export function accessOf(stops: QuoteStop[]): NonNullable<MoveWork['access']> {
  const known = quoteStops(stops).filter(({ role }) => role !== 'YARD');
  const rows = known.flatMap(({ address, carry_ft, volume_cuft }) => {
    const share = volume_cuft ? { volume_cuft: String(volume_cuft) } : {};
    const flights = address.stairs ?? Math.max(0, (address.floor ?? 1) - 1);
    const up = address.elevator ? [{ condition: 'ELEVATOR', extent: '1', ...share }] : flights > 0 ? [{ condition: 'STAIRS', extent: String(flights), ...share }] : [];
    return carry_ft && carry_ft > 50 ? [...up, { condition: 'CARRY', extent: String(carry_ft) }] : up;
  });
  return known.length > 2 ? [...rows, { condition: 'EXTRA_STOP', extent: String(known.length - 2) }] : rows;
}

/** How a travel rule of the tariff charges driving. */
export function travelModeOf(rules: TariffRule[], ruleKey: string | undefined): string | undefined {
  const rule = rules.find((each) => each.kind === 'TRAVEL' && each.rule_key === ruleKey);
  return (rule?.mode as { mode?: string } | undefined)?.mode;
}

/** Deductibles the tariff has a charge for under an option. */
export function deductiblesOf(rules: TariffRule[], option: string | undefined): string[] {
  const rule = rules.find((each) => each.kind === 'VALUATION' && each.option === option);
  return ((rule?.charges as { deductible: string }[] | undefined) ?? []).map(({ deductible }) => deductible);
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
/** Whether somebody else has to agree before it is sent. */
export const needsApproval = (priced: Priced | undefined): boolean => flagsOf(priced).some((flag) => flag.level === 'APPROVAL') && flagsOf(priced).every((flag) => flag.level !== 'BLOCK');
export const mayBeSent = (priced: Priced | undefined): boolean => priced !== undefined && flagsOf(priced).every((flag) => flag.level === 'WARN');
