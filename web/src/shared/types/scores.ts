import type { Instant } from './common';

export const CRITERIA = ['IN_AREA', 'OFFERED', 'SIZE_KNOWN', 'VALUE', 'ADDRESSES', 'ASKED', 'PHONE', 'ANSWERED', 'OPENED', 'CAME_AGAIN', 'URGENCY', 'RELATIONSHIP', 'ATTEMPTS', 'FRAUD'] as const;
export type Criterion = (typeof CRITERIA)[number];
export type ScorePart = 'FIT' | 'INTENT' | 'URGENCY' | 'RELATIONSHIP' | 'MINUS';
export type ModelState = 'SHADOW' | 'ACTIVE' | 'RETIRED';

export interface ScoreReason {
  criterion?: Criterion;
  part: ScorePart;
  label: string;
  points: number;
  most: number;
}

export interface Readiness {
  leads: number;
  won: number;
  lost: number;
  leads_missing: number;
  won_missing: number;
  lost_missing: number;
}

/** What one feature of a model adds to the sum. */
export interface FeatureEffect {
  feature: string;
  location_id?: string | null;
  location_name?: string | null;
  effect: number;
}

export interface LeadScore {
  points: number;
  heat: 'HOT' | 'WARM' | 'COLD';
  reasons: ScoreReason[];
  probability?: { percent: number; reasons: FeatureEffect[]; model_id: string; model_version: number; trained_at: Instant } | null;
  silence?: 'OFF' | 'TOO_LITTLE_HISTORY' | 'NOT_TRAINED' | 'SHADOW' | 'CLOSED' | null;
  readiness?: Readiness | null;
}

export interface ReliabilityBin {
  count: number;
  predicted: number;
  observed: number;
  low: number;
  high: number;
}

export interface ModelReport {
  fit_leads: number;
  calibrate_leads: number;
  test_leads: number;
  test_looks: number;
  brier: number;
  base_brier: number;
  base_rate: number;
  calibration_error: number;
  bins: ReliabilityBin[];
}

export interface ScoreModel {
  id: string;
  model_version: number;
  state: ModelState;
  state_reason?: 'NO_BETTER' | 'NOT_CALIBRATED' | 'REPLACED' | 'BY_HAND' | 'LIVE_ERROR' | null;
  state_since: Instant;
  trained_at: Instant;
  history_from: Instant;
  leads: number;
  won: number;
  report: ModelReport;
}

export interface ScoreModelDetail extends ScoreModel {
  intercept: number;
  coefficients: FeatureEffect[];
  calibration: 'LOGISTIC' | 'ISOTONIC';
}

export interface ScoreSettings {
  criteria: { criterion: Criterion; part: ScorePart; weight: number; shipped: number }[];
  sum: number;
  probability_shown: boolean;
  readiness: Readiness;
}
