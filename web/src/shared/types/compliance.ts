import type { Instant } from './common';

export interface AuditRow {
  id: string;
  at: Instant;
  actor_name?: string | null;
  actor_kind: string;
  operation: string;
  action: string;
  outcome: 'DONE' | 'REFUSED' | 'FAILED';
  severity: 'INFO' | 'WARNING' | 'CRITICAL';
  entity?: string | null;
  entity_id?: string | null;
  entity_label?: string | null;
  reason?: string | null;
  request_id?: string | null;
  address?: string | null;
}

export interface RowChange {
  table: string;
  row_id: string;
  version?: number;
  act: 'INSERT' | 'UPDATE' | 'DELETE';
  before?: Record<string, unknown> | null;
  after?: Record<string, unknown> | null;
}

export interface AuditDetail {
  entry?: AuditRow;
  changes: RowChange[];
  proof?: { state: string; block?: number | null; hash?: string | null; checkpoint?: string | null } | string | null;
}

export interface ChainState {
  blocks: number;
  last_block?: { number: number; hash?: string; last_at?: Instant } | null;
  unsealed: number;
  last_checkpoint?: { at?: Instant; block?: number; signature?: string } | null;
  public_key?: string | null;
}

export interface RecordHistory {
  can_roll_back: boolean;
  versions: RecordVersion[];
}

export interface RecordVersion {
  version: number;
  at: Instant;
  actor_name?: string | null;
  operation?: string;
  reason?: string | null;
  act: string;
  before?: Record<string, unknown> | null;
  after?: Record<string, unknown> | null;
}
