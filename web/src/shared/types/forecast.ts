import type { Day, Money } from './common';

export const OUTCOMES_BY = ['SOURCE', 'PROVIDER', 'CAMPAIGN', 'REP', 'LOCATION', 'SERVICE', 'SIZE', 'HOUR'] as const;
export type OutcomesBy = (typeof OUTCOMES_BY)[number];

export interface Share {
  percent: number;
  low_percent: number;
  high_percent: number;
  of: number;
}

export interface Outcome {
  key?: string | null;
  leads: number;
  won: number;
  lost: number;
  open: number;
  conversion?: Share | null;
  close_rate?: Share | null;
  cost?: Money | null;
  cost_per_lead?: Money | null;
  cost_per_win?: Money | null;
}

export interface Analytics {
  by: OutcomesBy;
  from: Day;
  to: Day;
  rows: Outcome[];
  total: Outcome;
}

export interface ForecastMonth {
  month?: Day | null;
  overdue: boolean;
  currency: string;
  deals: number;
  value?: Money;
  weighted?: Money;
  committed?: Money;
  won?: Money;
  target?: Money | null;
}

export interface Forecast {
  velocity: { currency: string; open: number; win_rate?: Share | null; mean_value?: Money | null; mean_days_to_close?: number | null; a_day?: Money | null }[];
  months: ForecastMonth[];
  slices: { month?: Day | null; location_id?: string | null; location_name?: string | null; machine_class?: string | null; currency: string; deals: number; value?: Money; weighted?: Money; committed?: Money }[];
  past: { month: Day; currency: string; forecast?: Money | null; forecast_on?: Day | null; actual?: Money; error_percent?: number | null; target?: Money | null }[];
  mean_error_percent?: number | null;
}

export interface ExchangeRates {
  currency: string;
  others: string[];
  rates: { id: string; currency: string; day: Day; rate: string }[];
}
