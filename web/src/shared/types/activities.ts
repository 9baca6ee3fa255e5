import type { Instant } from './common';

export const ACTIVITY_TYPES = ['PHONE_CALL', 'EMAIL', 'MEETING', 'PROPOSAL_SENT', 'FOLLOW_UP', 'DEMO', 'SITE_VISIT', 'OTHER'] as const;
export type ActivityType = (typeof ACTIVITY_TYPES)[number];
export const ACTIVITY_STATES = ['PLANNED', 'DONE', 'DROPPED'] as const;
export const CALL_OUTCOMES = ['CONNECTED', 'LEFT_VOICEMAIL', 'LEFT_MESSAGE', 'NO_ANSWER', 'BUSY', 'WRONG_NUMBER', 'DISCONNECTED'] as const;

export interface SalesActivity {
  id: string;
  type: ActivityType;
  state: (typeof ACTIVITY_STATES)[number];
  subject: string;
  description?: string | null;
  lead_id?: string | null;
  lead_number?: string | null;
  deal_id?: string | null;
  deal_number?: string | null;
  customer_id?: string | null;
  name?: string | null;
  location_id?: string | null;
  assigned_to?: string | null;
  assigned_name?: string | null;
  scheduled_at: Instant;
  duration_minutes: number;
  is_overdue: boolean;
  call_outcome?: (typeof CALL_OUTCOMES)[number] | null;
  outcome?: string | null;
  closed_at?: Instant | null;
  drop_reason?: string | null;
  version: number;
}

export interface ActivityStanding {
  action?: { id: string; type: ActivityType; subject: string; scheduled_at: Instant; assigned_name?: string | null; is_overdue: boolean } | null;
  no_next_action: boolean;
}
