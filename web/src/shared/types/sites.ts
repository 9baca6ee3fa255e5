import type { Address, Day, Instant } from './common';

export const CONSTRAINT_KINDS = ['ROAD_ACCESS', 'HEIGHT_LIMITS', 'CRANE_SETUP', 'POWER_LINES', 'SURFACE_TYPE', 'OTHER'] as const;
export type ConstraintKind = (typeof CONSTRAINT_KINDS)[number];
export const SEVERITIES = ['OK', 'CARE', 'STOPPER'] as const;
export type Severity = (typeof SEVERITIES)[number];
export const ASSESSMENT_STATES = ['DRAFT', 'SIGNED', 'EXPIRED'] as const;
export type AssessmentState = (typeof ASSESSMENT_STATES)[number];
export type LiftVerdict = 'FITS' | 'CRITICAL' | 'ABOVE_LIMIT' | 'MANUAL';

export interface AssessmentLine {
  id: string;
  number: string;
  state: AssessmentState;
  lead_id?: string | null;
  deal_id?: string | null;
  customer_id?: string | null;
  location_id?: string | null;
  location_name?: string | null;
  assigned_to?: string | null;
  assigned_name?: string | null;
  title: string;
  site: Partial<Address>;
  open_stoppers: number;
  signed_at?: Instant | null;
  valid_until?: Day | null;
  superseded_at?: Instant | null;
  created_at: Instant;
  version: number;
}

export interface SiteConstraint {
  kind: ConstraintKind;
  severity: Severity;
  note?: string | null;
  no_lines: boolean;
  line_kv?: number | null;
  distance_m?: string | null;
  clear_distance_m?: string | null;
  pictures: number;
  resolved_at?: Instant | null;
  resolved_name?: string | null;
  resolution?: string | null;
}

/** In ten-thousandths of a picture's width and height. */
export type MarkPoint = [number, number];

export interface SiteMark {
  kind: 'ARROW' | 'LINE' | 'CIRCLE' | 'BOX' | 'FREE' | 'TEXT';
  colour: 'RED' | 'YELLOW' | 'BLUE';
  points: MarkPoint[];
  text?: string;
}

export interface SitePicture {
  id: string;
  shows: string;
  state: 'PENDING' | 'STORED';
  content_type: string;
  taken_at: Instant;
  marks: SiteMark[];
}

export interface LiftDuty {
  id: string;
  equipment_id: string;
  machine_number: string;
  machine_name: string;
  class?: string | null;
  configuration: string;
  chart_radius_m: string;
  chart_boom_m: string;
  duty_t: string;
  source: string;
  read_name?: string | null;
  verified_at?: Instant | null;
  verified_name?: string | null;
  utilisation_percent: string;
  verdict: LiftVerdict;
}

export interface SiteLift {
  id: string;
  name: string;
  load_t: string;
  rigging_t: string;
  block_t: string;
  gross_t: string;
  radius_m: string;
  height_m: string;
  boom_m: string;
  obstacles?: string | null;
  picks: number;
  duties: LiftDuty[];
  verdict: LiftVerdict;
}

export interface Assessment extends AssessmentLine {
  lead_number?: string | null;
  deal_number?: string | null;
  customer_name?: string | null;
  ground?: string | null;
  access?: string | null;
  notes?: string | null;
  constraints: SiteConstraint[];
  unanswered: ConstraintKind[];
  pictures: SitePicture[];
  lifts: SiteLift[];
  signed_name?: string | null;
  updated_at: Instant;
}

export interface LiftCandidate {
  equipment_id: string;
  number: string;
  name: string;
  class?: string | null;
  verdict: LiftVerdict;
  duty_t?: string | null;
  chart_radius_m?: string | null;
  configuration?: string | null;
  source?: string | null;
  utilisation_percent?: string | null;
}

export interface LiftCandidates {
  gross_t: string;
  boom_m: string;
  machines: LiftCandidate[];
  left_out: LiftCandidate[];
  manual: LiftCandidate[];
}
