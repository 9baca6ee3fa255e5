import type { Day, Instant, Money } from './common';
import type { PricingInput } from './pricing';

export const QUOTE_STATUSES = ['DRAFT', 'PENDING_APPROVAL', 'SENT', 'VIEWED', 'ACCEPTED', 'REJECTED', 'EXPIRED', 'CONVERTED'] as const;
export type QuoteStatus = (typeof QUOTE_STATUSES)[number];
export type QuoteKind = 'MOVING' | 'CRANE';

export interface QuoteRow {
  id: string;
  number: string;
  quote_version: number;
  kind: QuoteKind;
  status: QuoteStatus;
  customer_id: string;
  customer_name: string;
  title?: string | null;
  total?: Money;
  valid_until?: Day | null;
  sent_at?: Instant | null;
  accepted_at?: Instant | null;
  location_id?: string | null;
  version: number;
}

export interface RuleRef {
  rule_key: string;
  tariff_version_id: string;
}

/** One figure and how it came about. */
export interface DerivationNode {
  label: string;
  value: string;
  unit: string;
  operation?: { kind: string };
  rounding?: { kind: string; places?: number; step?: string };
  rule?: RuleRef;
  id?: string;
  public?: boolean;
  children?: DerivationNode[];
}

export interface Derivation {
  currency: string;
  total: DerivationNode;
  beside?: DerivationNode[];
}

export interface PricedLine {
  key: string;
  part: string;
  rule?: RuleRef;
  category: string;
  tax_class: string;
  description_key: string;
  subject?: string;
  quantity: string;
  unit: string;
  unit_price: string;
  computed_unit_price?: string;
  computed: Money;
  amount: Money;
  discount: Money;
  net: Money;
  option?: { group: string; selected: boolean };
  selected: boolean;
  public: boolean;
}

export interface TaxLine {
  jurisdiction: string;
  tax: string;
  rate: string;
  base: Money;
  amount: Money;
}

export interface QuoteFlag {
  code: string;
  level: 'WARN' | 'APPROVAL' | 'BLOCK';
  subject: string;
  /** Key of what was found. */
  reason: string;
  /** The same as a sentence in the reader's language, where the server gives one. */
  message?: string;
}

export interface QuoteFlags {
  flags: QuoteFlag[];
  may_send: boolean;
  /** Whether somebody with more authority can be asked. */
  may_ask: boolean;
  /** Whether this very price was approved. */
  is_approved: boolean;
}

export const APPROVAL_STATES = ['ASKED', 'APPROVED', 'REJECTED', 'WITHDRAWN', 'EXPIRED'] as const;

/** A question about a price, and its answer. */
export interface Approval {
  id: string;
  quote_id: string;
  state: (typeof APPROVAL_STATES)[number];
  is_this_price: boolean;
  reason: string;
  findings: QuoteFlag[];
  total?: Money;
  discount?: Money;
  discount_share?: string | null;
  margin?: string | null;
  asked_by?: string | null;
  asked_by_name?: string | null;
  asked_at: Instant;
  expires_at: Instant;
  answered_by_name?: string | null;
  answered_at?: Instant | null;
  note?: string | null;
  /** Who is asked now. */
  level?: 'MANAGER' | 'ADMIN';
  /** Offered with a no: another discount and what the quote comes to with it. */
  counter_discount?: string | null;
  counter_total?: Money | null;
}

export interface ApprovalRow extends Pick<Approval, 'id' | 'quote_id' | 'state' | 'reason' | 'findings' | 'total' | 'discount' | 'asked_by' | 'asked_by_name' | 'asked_at' | 'expires_at' | 'answered_at' | 'note' | 'level'> {
  number: string;
  quote_version: number;
  title: string;
  customer_name: string;
  location_id: string;
}

/** Where the work happens. */
export interface QuoteStop {
  role: 'PICKUP' | 'DROPOFF' | 'STORAGE' | 'SITE' | 'YARD';
  address: { street?: string; unit?: string; city?: string; province?: string; postal_code?: string; country?: string; floor?: number; elevator?: boolean; stairs?: number; note?: string };
  latitude_micro?: number;
  longitude_micro?: number;
  carry_ft?: number;
  volume_cuft?: number;
}

export const TARIFF_REACHES = ['LOCAL', 'WITHIN', 'BETWEEN', 'CROSS_BORDER'] as const;
export type TariffReach = (typeof TARIFF_REACHES)[number];
export const MOVE_SERVICES = ['FULL', 'LOAD_ONLY', 'UNLOAD_ONLY', 'STORAGE', 'LABOUR_ONLY', 'PACKING_ONLY'] as const;

/** The tariff of a part, and why it was taken. */
export interface PartTariff {
  part: string;
  tariff_id: string;
  tariff_version_id: string;
  name: string;
  number: number;
  state: string;
  reasons: ('KEPT' | 'CHOSEN' | 'LOCATION' | 'SERVICE_TYPE' | 'REACH' | 'GENERAL')[];
  reach?: TariffReach | null;
  others: { tariff_id: string; name: string }[];
}

interface LineFigures {
  quantity: string;
  unit: string;
  unit_price?: string;
  net?: Money;
  selected: boolean;
}

/** A quote's price beside what other rates make of it. */
export interface ReRated {
  quote_id: string;
  before?: Money | null;
  after?: Money | null;
  change?: Money | null;
  tariffs_before: PartTariff[];
  tariffs_after: PartTariff[];
  lines: { part: string; rule_key?: string | null; description: string; change: 'SAME' | 'CHANGED' | 'ADDED' | 'REMOVED'; before?: LineFigures | null; after?: LineFigures | null; difference?: Money }[];
  problems: { field: string; code: string; message: string }[];
}

export interface Priced {
  /** Where the price was just asked for. */
  tariffs?: PartTariff[];
  currency: string;
  lines: PricedLine[];
  gross: Money;
  discount: Money;
  subtotal: Money;
  taxes: TaxLine[];
  total: Money;
  deposit: Money;
  low_total?: Money;
  high_total?: Money;
  margin?: string;
  flags: QuoteFlag[];
  derivation?: Derivation;
}

export interface QuoteItem {
  id: string;
  description: string;
  category: string;
  quantity: string;
  unit: string;
  unit_price?: string | Money;
  total?: Money;
  is_optional: boolean;
  selected: boolean;
}

export interface Quote extends QuoteRow {
  inputs: PricingInput;
  stops?: QuoteStop[];
  /** What is taken of its day. */
  booking?: { day: Day; trucks: number; movers: number; state: 'HELD' | 'CONFIRMED' | 'CANCELLED'; held_until?: Instant | null; end_reason?: string | null } | null;
  paid_ahead?: Money | null;
  priced?: Priced;
  items: QuoteItem[];
  tariffs?: PartTariff[];
  service_date?: Day | null;
  language?: string | null;
  terms?: string | null;
  lead_id?: string | null;
  job_id?: string | null;
  portal_url?: string | null;
  pdf_url?: string | null;
  signed_pdf_url?: string | null;
  signature?: {
    signer_name: string;
    signer_email?: string | null;
    method: string;
    signed_at: Instant;
    address?: string | null;
    device?: string | null;
    pdf_sha256?: string | null;
    signed_pdf_sha256?: string | null;
  } | null;
}

export interface TariffRule {
  rule_key: string;
  kind: string;
  [figure: string]: unknown;
}

export interface Tariff {
  id: string;
  name: string;
  kind: string;
  currency: string;
  distance_unit?: string;
  location_id?: string | null;
  location_ids?: string[];
  service_types?: string[];
  reach?: TariffReach | null;
  price_by?: string;
  versions?: TariffVersion[];
  version?: number;
}

export interface TariffVersion {
  id: string;
  number: number;
  state: string;
  valid_from: Day;
  valid_to?: Day | null;
  settings?: object;
  rules: TariffRule[];
}

/** What a version would do to open drafts. */
export interface TariffImpact {
  drafts: number;
  touched: number;
  sum_before?: Money;
  sum_after?: Money;
  largest_change?: Money | null;
  quotes: { quote_id: string; number: string; title: string; before?: Money; after?: Money | null; change?: Money | null; reason?: string | null }[];
  cheap_periods: { rule_key: string; period: string }[];
}

export interface FigureChange {
  figure: string;
  before?: unknown;
  after?: unknown;
}

/** Two versions side by side. */
export interface TariffComparison {
  before: number;
  after: number;
  settings: FigureChange[];
  rules: { rule_key: string; kind: string; change: 'ADDED' | 'REMOVED' | 'CHANGED'; figures: FigureChange[] }[];
  unchanged: number;
}

/** What the customer's page shows. */
export type CoverOption = 'RELEASED' | 'DECLARED_LUMP' | 'FULL_REPLACEMENT' | 'INSURED_ELSEWHERE';
/** How the goods of a part are protected, as the customer chose it. */
export interface CoverChoice {
  part: string;
  option: CoverOption;
  deductible?: string | null;
  declared_value?: string | null;
  insurer?: string | null;
}
export interface PortalCoverOffer {
  option: CoverOption;
  deductible?: string | null;
  text: string;
  price: Money;
}
export interface PortalCover {
  part: string;
  offers: PortalCoverOffer[];
  /** What the totals reckon with. */
  priced?: CoverChoice | null;
  /** Whether the customer chose it. */
  chosen: boolean;
}

export interface PortalQuote {
  company: { name: string; phone?: string | null; email?: string | null };
  quote: {
    number: string;
    version: number;
    status: QuoteStatus;
    language: string;
    valid_until?: Day | null;
    customer: { name: string; email?: string | null; phone?: string | null } | string;
    stops: { role: string; address: string }[];
    lines: { id?: string; description: string; quantity?: string; unit?: string; unit_price?: string; total: Money }[];
    options: { id: string; description: string; group?: string; kind?: 'ANY' | 'ONE'; selected: boolean; total: Money }[];
    covers: PortalCover[];
    subtotal: Money;
    discount?: Money;
    taxes: TaxLine[];
    total: Money;
    deposit?: Money;
    /** Whether the deposit can be paid by card while accepting. */
    deposit_by_card?: boolean;
    /** What was being accepted with a deposit by card when the page was left. */
    paying?: { acceptance_id: string; expires_at: Instant } | null;
    low_total?: Money;
    high_total?: Money;
    terms?: string | null;
    pdf_url?: string | null;
  };
  accepted?: {
    signer_name: string;
    signed_at: Instant;
    signed_pdf_url?: string | null;
    deposit?: { amount: Money; state: 'DUE' | 'UNDER_WAY' | 'RECEIVED'; held_until?: Instant | null } | null;
  } | null;
}
