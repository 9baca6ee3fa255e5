import type { Instant } from './common';

export const ROOM_KINDS = ['KITCHEN', 'LIVING_ROOM', 'DINING_ROOM', 'BEDROOM', 'KIDS_ROOM', 'OFFICE', 'BATHROOM', 'LAUNDRY', 'BASEMENT', 'GARAGE', 'OUTDOOR', 'COMMERCIAL', 'OTHER'] as const;
export type RoomKind = (typeof ROOM_KINDS)[number];
export const ITEM_FLAGS = ['FRAGILE', 'HEAVY', 'BULKY', 'APPLIANCE', 'PIANO', 'ASSEMBLY', 'CRATING', 'HIGH_VALUE', 'PROHIBITED'] as const;
export type ItemFlag = (typeof ITEM_FLAGS)[number];
export const ESTIMATE_METHODS = ['ONSITE', 'VIDEO', 'PHONE', 'SELF_SURVEY'] as const;
export const STOP_ROLES = ['PICKUP', 'DROPOFF', 'STORAGE'] as const;
export const CARTON_MATERIALS = ['carton-small', 'carton-medium', 'carton-large', 'carton-extra-large'] as const;

export interface Article {
  code: number;
  name_en: string;
  name_fr: string;
  aliases: string;
  volume_cuft: string;
  weight_lb?: number | null;
  room: RoomKind;
  flags: ItemFlag[];
  is_active: boolean;
  is_own: boolean;
}

export interface SheetItem {
  article_code?: number | null;
  name?: string | null;
  volume_cuft?: string | null;
  weight_lb?: number | null;
  going: number;
  staying: number;
  flags?: ItemFlag[] | null;
  from_stop?: number | null;
  to_stop?: number | null;
  acknowledged?: boolean;
  notes?: string | null;
}

export interface SheetRoom {
  kind: RoomKind;
  name?: string | null;
  items: SheetItem[];
}

export interface SheetStop {
  role: (typeof STOP_ROLES)[number];
  address?: { street?: string | null; city?: string | null; province?: string | null; postal_code?: string | null; country?: string | null };
  floor: number;
  elevator: boolean;
  carry_ft: number;
  parking?: string;
  notes?: string | null;
}

export interface SheetCarton {
  material: string;
  quantity: number;
  packed_by: 'OWNER' | 'CARRIER' | 'NONE';
  unpacked?: boolean;
}

export interface Sheet {
  stops: SheetStop[];
  rooms: SheetRoom[];
  cartons: SheetCarton[];
}

export interface EstimateOutputs {
  mode: 'PRESET' | 'INVENTORY' | 'MANUAL';
  volume_cuft: string;
  low_volume_cuft?: string | null;
  high_volume_cuft?: string | null;
  weight_lb: string;
  movers: number;
  trucks: number;
  minutes: number;
  low_minutes: number;
  high_minutes: number;
  driving_minutes: number;
  too_long: boolean;
  days: number;
  packers: number;
  packing_minutes: number;
  unpacking_minutes: number;
  suggested_cartons: Record<string, number>;
}

export interface FormulaStep {
  name: string;
  subject?: string | null;
  rule: string;
  of: { name: string; value: string; unit: string }[];
  value: string;
  unit: string;
}

export interface EstimatePreview {
  outputs: EstimateOutputs;
  steps: FormulaStep[];
  unsettled_prohibited: number;
  unvalued: number;
}

export interface TypedFigures {
  volume_cuft?: string | null;
  weight_lb?: string | null;
  movers?: number | null;
  trucks?: number | null;
  minutes?: number | null;
}

export interface Estimate {
  id: string;
  number: string;
  estimate_version: number;
  parent_id?: string | null;
  is_newest: boolean;
  lead_id?: string | null;
  customer_id?: string | null;
  name?: string | null;
  location_name?: string | null;
  state: 'DRAFT' | 'SUBMITTED' | 'REVIEWED' | 'LOCKED';
  method: (typeof ESTIMATE_METHODS)[number];
  service_type: string;
  density_lb_per_cuft?: string | null;
  move_size?: string | null;
  driving_minutes: number;
  distance_km?: number | null;
  typed?: TypedFigures | null;
  typed_reason?: string | null;
  sheet: Sheet;
  outputs: EstimateOutputs;
  unsettled_prohibited: number;
  quote_id?: string | null;
  updated_at: Instant;
  version: number;
}

export interface EstimateLine {
  id: string;
  number: string;
  estimate_version: number;
  state: Estimate['state'];
  mode: EstimateOutputs['mode'];
  volume_cuft: number;
  weight_lb: number;
  movers: number;
  trucks: number;
  minutes: number;
  created_at: Instant;
}

export interface Coded {
  code: string;
  name_en: string;
  name_fr: string;
  is_active: boolean;
}

export interface ExplainedEstimate {
  formula: { origin: 'SHIPPED' | 'COMPANY' | 'LOCATION'; formula_version: number; made_by_name?: string | null; note?: string | null };
  steps: FormulaStep[];
  kept_at?: Instant | null;
}

export interface EstimateDifference {
  what: string;
  subject?: string | null;
  before: unknown;
  after: unknown;
}
