import type { Instant } from './common';

export const ABILITIES = ['ABLE', 'INACTIVE', 'NOT_AT_WORK', 'OPEN_CAP', 'UNTOUCHED_CAP', 'LANGUAGE', 'HAD_IT'] as const;

export interface Candidate {
  user_id: string;
  name: string;
  ability: (typeof ABILITIES)[number];
  weight: number;
  assigned_today: number;
  open: number;
  untouched: number;
  last_assigned?: Instant | null;
  chosen: boolean;
}

export interface Routed {
  outcome: 'MEMBER' | 'FALLBACK' | 'QUEUE' | 'OWN' | 'HANDED_OVER';
  rule_name?: string | null;
  pool_name?: string | null;
  location_name?: string | null;
  chosen_name?: string | null;
  candidates: Candidate[];
  at: Instant;
}

export interface RoutingRule {
  id: string;
  name: string;
  position: number;
  condition: string;
  location_id?: string | null;
  pool_id?: string | null;
  is_active: boolean;
  rule_version: number;
}

export interface PoolMember {
  user_id: string;
  name?: string;
  weight: number;
  open_cap: number;
  untouched_cap: number;
  languages: string[];
  is_active: boolean;
}

export interface RoutingPool {
  id: string;
  name: string;
  location_id?: string | null;
  location_name?: string | null;
  is_default: boolean;
  fallback_to?: string | null;
  fallback_name?: string | null;
  is_active: boolean;
  members: PoolMember[];
}

export interface TriedLead {
  id: string;
  number: string;
  name: string;
  by_draft: boolean;
  rule_name?: string | null;
  location_id?: string | null;
  pool_id?: string | null;
  candidates: Candidate[];
  failed: { rule: string; reason: string }[];
}
