export type BulkState = 'DRAFT' | 'CHECKING' | 'CHECKED' | 'RUNNING' | 'PAUSED' | 'DONE' | 'CANCELLED';

export interface Segment {
  id: string;
  name: string;
  scope: 'OWN' | 'LOCATION' | 'COMPANY';
  location_id: string | null;
  location_name: string | null;
  q: string | null;
  filters: Record<string, string | number | boolean>;
  may_change: boolean;
}

export interface BulkLine {
  id: string;
  name: string;
  channel: 'EMAIL' | 'SMS';
  purpose: string;
  location_id: string | null;
  segment_name: string;
  state: BulkState;
  created_at: string;
  created_name: string | null;
}

export interface BulkWords {
  variant: 'A' | 'B';
  language: 'en' | 'fr';
  subject: string | null;
  body: string;
}

export interface Counted {
  reason: string;
  points: number;
}

export interface Rate {
  part: number;
  of: number;
  share_bp: number | null;
  low_bp: number | null;
  high_bp: number | null;
}

export interface Bulk extends BulkLine {
  words: BulkWords[];
  per_minute: number;
  without_point: number;
  doubles: number;
  ready: number;
  written: number;
  skipped: Counted[];
  messages: Counted[];
  segments: number;
  variants: { variant: 'A' | 'B'; sent: number; delivered: Rate; answered: Rate }[];
  comparison: { difference_bp: number; low_bp: number; high_bp: number; better: 'A' | 'B' | null } | null;
  needs_approval: boolean;
  checked_at: string | null;
  approved_at: string | null;
  approved_name: string | null;
  started_at: string | null;
  ended_at: string | null;
}

export interface ProviderState {
  channel: 'EMAIL' | 'SMS';
  sender_id: string | null;
  address: string | null;
  state: 'CLOSED' | 'OPEN' | 'HALF_OPEN';
  since: string | null;
  next_trial_at: string | null;
  waiting: number;
  waiting_since: string | null;
  last_error: string | null;
}
