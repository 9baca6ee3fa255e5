import type { Address, Day, Instant, Money } from './common';
import type { Routed } from './routing';

export const LEAD_STATUSES = ['NEW', 'CONTACTED', 'QUALIFIED', 'PROPOSAL_SENT', 'NEGOTIATION', 'WON', 'LOST', 'UNQUALIFIED', 'ARCHIVED'] as const;
export type LeadStatus = (typeof LEAD_STATUSES)[number];
export const PRIORITIES = ['LOW', 'MEDIUM', 'HIGH', 'URGENT'] as const;
export type Priority = (typeof PRIORITIES)[number];
export const SERVICE_TYPES = ['LOCAL_MOVE', 'LONG_DISTANCE', 'MOVING_AND_STORAGE', 'STORAGE', 'STORAGE_IN', 'STORAGE_OUT', 'COMMERCIAL', 'LABOUR_ONLY', 'JUNK_REMOVAL', 'CRANE_RENTAL', 'CRANE', 'RIGGING'] as const;
export const TOUCH_KINDS = ['CALL_OUT', 'EMAIL_OUT', 'SMS_OUT', 'MEETING', 'NOTE'] as const;
export type TouchKind = (typeof TOUCH_KINDS)[number];

export interface LeadCard {
  id: string;
  number: string;
  name: string;
  company_name?: string | null;
  email?: string | null;
  phone?: string | null;
  status: LeadStatus;
  priority: Priority;
  source?: string | null;
  service_type?: string | null;
  move_size?: string | null;
  move_date?: Day | null;
  origin_city?: string | null;
  destination_city?: string | null;
  location_id?: string | null;
  location_name?: string | null;
  assigned_to?: string | null;
  assigned_name?: string | null;
  score?: number | null;
  received_at: Instant;
  first_touch_at?: Instant | null;
  clock_started_at?: Instant | null;
  duplicate_of_customer_id?: string | null;
  /** 0 to 3: how far it was raised while it waits. */
  escalation?: number;
  version: number;
}

export interface LeadAddress extends Address {
  floor?: number | null;
  elevator?: boolean | null;
  stairs?: number | null;
}

export interface RentalWish {
  machine_class?: string | null;
  site_city?: string | null;
  site_province?: string | null;
  start_date?: Day | null;
  rental_days?: number | null;
  shift?: string | null;
  day_night?: string | null;
}

export interface LeadTouch {
  id: string;
  kind: string;
  note?: string | null;
  outcome?: string | null;
  at: Instant;
  by_name?: string | null;
}

export interface Lead extends LeadCard {
  first_name?: string | null;
  last_name?: string | null;
  full_name?: string | null;
  origin?: LeadAddress | null;
  destination?: LeadAddress | null;
  rental?: RentalWish | null;
  notes?: string | null;
  customer_id?: string | null;
  quote_id?: string | null;
  business_minutes?: number | null;
  routing?: Routed | null;
  score_reasons?: { label: string; part?: string; points: number }[];
  touches: LeadTouch[];
  activities: { id: string; type: string; subject: string; at: Instant; by_name?: string | null }[];
  duplicates: {
    leads: { id: string; number?: string; name: string; status?: string; score?: number }[];
    customers: { id: string; number?: string; display_name: string; score?: number }[];
  };
}

export interface LeadBoard {
  columns: { status: LeadStatus; count: number; items: LeadCard[] }[];
}

export interface LeadProvider {
  id: string;
  name: string;
  source: string;
  location_id?: string | null;
  reply_style: 'NATIVE' | 'SMARTMOVING';
  key?: string;
}

export interface Customer {
  id: string;
  number: string;
  kind: 'PERSON' | 'COMPANY';
  display_name: string;
  first_name?: string | null;
  last_name?: string | null;
  company_name?: string | null;
  email?: string | null;
  phone?: string | null;
  type: string;
  status: string;
  city?: string | null;
  province?: string | null;
  language?: string | null;
  location_id?: string | null;
  assigned_to?: string | null;
  address?: Address | null;
  addresses?: { id: string; kind: string; label?: string | null; address: Address }[];
  notes?: string | null;
  version: number;
}

export interface CustomerCard {
  customer: Customer;
  balance?: Money | null;
  oldest_debt?: Day | null;
  next_job?: CardJob | null;
  last_contact_at?: Instant | null;
  jobs?: CardJob[];
  quotes?: { id: string; number: string; status: string; total?: Money | null; views?: number }[];
  invoices?: { id: string; number: string | null; status: string; balance?: Money | null }[];
  leads?: { id: string; number: string; name: string; status: string }[];
  contacts?: { id: string; name: string; email?: string | null; phone?: string | null; designation?: string | null }[];
  consents?: ConsentState[];
  duplicates?: { customer_id: string; number: string; display_name: string; score: number; reasons: LikeReason[] }[];
  relations?: CustomerRelation[];
}

/** How a customer stands to another one. */
export interface CustomerRelation {
  id: string;
  kind: 'HOUSEHOLD' | 'PARENT_OF' | 'BROKER_FOR' | 'REFERRED' | 'PAYS_FOR';
  state: 'ACTIVE' | 'SUGGESTED';
  /** Whether the customer is the one who pays, the parent, the broker or who referred. */
  is_first: boolean;
  other_id: string;
  number: string;
  display_name: string;
  status: string;
  note?: string | null;
  created_at: Instant;
}

export interface CardJob {
  id: string;
  number: string;
  title: string;
  status: string;
  date?: Day | null;
}

/** Where one point stands for one channel and purpose. */
export interface ConsentState {
  point_id: string;
  channel: string;
  purpose: string;
  state: string;
  holds: boolean;
  source?: string | null;
  at?: Instant | null;
  expires_at?: Instant | null;
}

export interface TimelineEntry {
  kind: string;
  id: string;
  at: Instant;
  /** The record it leads to. */
  of: string;
  number?: string | null;
  title?: string | null;
  status?: string | null;
  amount?: Money | null;
  author_name?: string | null;
}

export interface Timeline {
  pinned: { id: string; body: string; at: Instant; author_name?: string | null }[];
  entries: TimelineEntry[];
  next?: string | null;
  kinds: string[];
}

/** Why two customers look alike, with its points. */
export interface LikeReason {
  reason: string;
  points: number;
}

export interface DuplicatePair {
  id: string;
  score: number;
  reasons: LikeReason[];
  state: string;
  customer_id: string;
  number: string;
  display_name: string;
  other_id: string;
  other_number: string;
  other_display_name: string;
}

export type MergeSide = 'SURVIVOR' | 'LOSER';

export interface MergeField {
  field: string;
  survivor: unknown;
  loser: unknown;
  result: unknown;
  differs: boolean;
  choice: MergeSide | null;
}

export interface MergePreview {
  survivor_id: string;
  survivor_name: string;
  survivor_version: number;
  loser_id: string;
  loser_name: string;
  loser_version: number;
  currency: string;
  fields: MergeField[];
  behind: Record<'leads' | 'quotes' | 'jobs' | 'invoices' | 'contacts' | 'points' | 'addresses', number>;
}

export interface MergeRow {
  id: string;
  survivor_id: string;
  survivor_number: string;
  survivor_name: string;
  loser_id: string;
  loser_number: string;
  loser_name: string;
  undone_at: Instant | null;
  created_at: Instant;
}

export interface CustomerMatch {
  id: string;
  number: string;
  display_name: string;
  email?: string | null;
  phone?: string | null;
  score: number;
  reasons?: string[];
}

export interface SearchHit {
  kind: string;
  id: string;
  title: string;
  subtitle?: string | null;
  number?: string | null;
}
