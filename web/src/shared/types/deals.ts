import type { Day, Instant, Money } from './common';

export const DEAL_STAGES = ['QUALIFICATION', 'PROPOSAL', 'NEGOTIATION', 'WON', 'LOST'] as const;
export type DealStage = (typeof DEAL_STAGES)[number];

export interface DealCard {
  id: string;
  number: string;
  title: string;
  pipeline_id: string;
  stage_id: string;
  stage: DealStage;
  stage_name_en: string;
  stage_name_fr: string;
  stage_since: Instant;
  age_days: number;
  is_late: boolean;
  lead_id?: string | null;
  customer_id: string;
  customer_name: string;
  location_id?: string | null;
  location_name?: string | null;
  assigned_to?: string | null;
  assigned_name?: string | null;
  /** Absent for roles that see no money. */
  value?: Money;
  value_source: 'TYPED' | 'QUOTE';
  probability: number;
  expected_close?: Day | null;
  machine_class?: string | null;
  start_date?: Day | null;
  closed_at?: Instant | null;
  version: number;
}

export interface PipelineStage {
  id: string | null;
  base: DealStage;
  name_en: string;
  name_fr: string;
  probability: number;
  age_limit_days?: number | null;
  own_rate?: number | null;
}

export interface Pipeline {
  id: string | null;
  name_en: string;
  name_fr: string;
  is_default: boolean;
  is_active: boolean;
  stages: PipelineStage[];
  closed_deals?: number | null;
}

export interface DealSum {
  currency: string;
  count: number;
  value?: Money;
  weighted?: Money;
}

/** Sums of several currencies in the company's own; without a rate there is none, and it says which is missing. */
export interface CompanySum {
  currency: string;
  value?: Money | null;
  weighted?: Money | null;
  rates: { currency: string; day: Day; rate: string }[];
  missing: string[];
}

export interface DealColumn {
  stage: PipelineStage;
  count: number;
  sums: DealSum[];
  in_company: CompanySum;
  items: DealCard[];
}

export interface DealBoard {
  pipeline: Pipeline;
  columns: DealColumn[];
  open: DealSum[];
  open_in_company: CompanySum;
}

export interface DealsMoved {
  batch: string;
  moved: { id: string; number: string; from: DealStage; to: DealStage; stage_id: string }[];
  refused: { id: string; number?: string | null; title?: string | null; code: string; message: string }[];
  undo_until: Instant;
}

export interface Deal extends DealCard {
  pipeline_name_en: string;
  pipeline_name_fr: string;
  age_limit_days?: number | null;
  lead_number?: string | null;
  value_fixed: boolean;
  value_quote_id?: string | null;
  weighted?: Money;
  probability_by_hand: boolean;
  source?: string | null;
  days?: number | null;
  competitor?: string | null;
  notes?: string | null;
  won_reason?: string | null;
  lost_reason?: string | null;
  quotes: { id: string; number: string; quote_version: number; status: string; title: string; total?: Money; service_date: Day; accepted_at?: Instant | null }[];
  changes: { id: string; from_stage?: DealStage | null; to_stage: DealStage; from_name_en?: string | null; from_name_fr?: string | null; to_name_en?: string | null; to_name_fr?: string | null; reason?: string | null; at: Instant; by_name?: string | null }[];
  scheduling?: { quote_id: string; start: Day; end: Day; machines: { class: string; quantity: number }[]; job_id?: string | null; job_number?: string | null } | null;
}
