import type { Day, Money } from './common';

/** Facts and choices a price is computed from; only the server computes. Quantities are decimal text. */
export interface PricingInput {
  currency: string;
  priced_on?: Day;
  estimate?: 'NON_BINDING' | 'BINDING' | 'NOT_TO_EXCEED';
  surveyed?: boolean;
  /** Tax is left out for this reason; needs approval. */
  untaxed_reason?: string;
  /** The tariff's minimum amount is left out; needs approval. */
  without_minimum?: boolean;
  recipient?: { address?: Place };
  parts: PartInput[];
  option_groups?: { key: string; kind: 'ANY' | 'ONE'; minimum?: number; maximum?: number }[];
  adjustments?: { line: string; unit_price?: string; discount?: Discount }[];
  discount?: Discount;
  deal?: 'ADVANCE' | 'NO_ADVANCE' | 'CREDIT' | 'LONG_CREDIT';
  deposit?: { kind: 'PERCENT'; rate: string } | { kind: 'AMOUNT'; amount: Money };
  planned_cost?: Money;
}

export type Discount = { kind: 'PERCENT'; rate: string } | { kind: 'AMOUNT'; amount: Money };

export interface Place {
  country: string;
  region?: string;
}

export interface PartInput {
  key: string;
  tariff_version_id?: string;
  service_date: Day;
  places?: { origin?: Place; destinations?: { place: Place; share: string }[]; site?: Place };
  work: MoveWork | CraneWork | ChargesWork;
  /** `optional` is how the builder's form says that a charge has an option. */
  charges?: { rule_key: string; quantity?: string; second_quantity?: string; option?: { group: string; selected: boolean }; optional?: boolean }[];
  /** Index price of fuel. */
  fuel_index?: string;
}

export interface ChargesWork {
  kind: 'CHARGES';
}

export interface MoveWork {
  kind: 'MOVE';
  service: 'FULL' | 'LOAD_ONLY' | 'UNLOAD_ONLY' | 'STORAGE' | 'LABOUR_ONLY' | 'PACKING_ONLY';
  basis: HourlyBasis | { kind: 'LINEHAUL' } | { kind: 'LANE'; from: LaneEnd; to: LaneEnd } | { kind: 'BY_CHARGES' };
  volume_cuft?: string;
  weight_lb?: string;
  distance_km?: string;
  /** As the crow flies; the server knows it from the stops. */
  straight_km?: string;
  drive_minutes?: number;
  articles?: { name: string; weight_lb: string; count: number }[];
  access?: { condition: string; extent: string; volume_cuft?: string }[];
  packing?: { material: string; supplied?: number; packed?: number; unpacked?: number; rented?: number; rented_days?: number }[];
  packing_labour?: { packers: number; minutes: number };
  valuation?: { option: string; declared_value?: string; deductible?: string; insurer?: string };
  transit_storage_days?: number;
}

export interface LaneEnd {
  postal_code?: string;
  city?: string;
  region?: string;
}

export interface HourlyBasis {
  kind: 'HOURLY';
  movers?: number;
  trucks?: number;
  labour: { minutes: number; low_minutes?: number; high_minutes?: number };
  formula_minutes?: number;
  travel?: {
    rule_key?: string;
    office_to_origin?: Leg;
    origin_to_destination?: Leg;
    destination_to_office?: Leg;
    farthest_stop_km?: string;
    break_minutes?: number;
  };
}

/** A stretch of road. */
export interface Leg {
  distance_km: string;
  minutes: number;
}

export interface CraneWork {
  kind: 'CRANE_ORDER';
  length: { by: 'DAYS'; days: number; sundays?: number } | { by: 'DATES'; from: Day; to: Day; sunday_working?: boolean };
  hours_per_shift?: string;
  shift?: 'SINGLE' | 'DOUBLE';
  time?: 'DAY' | 'NIGHT';
  machines: { key: string; class: string; quantity: number }[];
  without_operator?: boolean;
  persons_fed?: number;
  persons_housed?: number;
  mobilisation?: { manual?: string; distance_km?: string; trailers?: number; trailer_cost?: string };
  risk?: 'LOW' | 'MEDIUM' | 'HIGH';
  usage?: 'NORMAL' | 'MEDIUM' | 'HEAVY';
  extra_charge?: string;
  incidentals?: { number: number }[];
  riggers?: number;
  helpers?: number;
}
