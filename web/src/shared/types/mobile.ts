import type { Day, Instant } from './common';
import type { Journey } from './dispatch';

export interface MobileBundle {
  user: { id: string; name: string; role?: string };
  server_time: Instant;
  journeys: (Journey & { date?: Day; customer?: { name: string; phone?: string | null } })[];
  consent_text?: string;
}

export interface MobileOperation {
  /** Made when the operation is queued; repeats carry the same one. */
  client_id: string;
  sequence: number;
  operation: string;
  input: Record<string, unknown>;
  recorded_at: Instant;
}

export interface MobileResults {
  results: { client_id: string; state: 'APPLIED' | 'REJECTED' | 'CONFLICT'; reason?: string; result?: unknown }[];
}

export interface MediaTicket {
  id: string;
  upload_url: string;
}
