import type { Bundle } from '../model/journey';
import type { OperationState } from '../model/operation';
import { authorised } from '../session/session';

export interface SentOperation {
  client_id: string;
  sequence: number;
  operation: string;
  input: unknown;
  recorded_at: string;
}
export interface OperationAnswer {
  client_id: string;
  state: Exclude<OperationState, 'WAITING'>;
  reason?: string;
  result?: unknown;
}
export interface BatchAnswer {
  results: OperationAnswer[];
  /** Highest number the server has of this phone, where it tells. */
  last_sequence?: number;
}

/** What the phone asks of the server; the tests put their own in its place. */
export interface CrewApi {
  sendOperations(device: string, operations: SentOperation[], sentAt: string): Promise<BatchAnswer>;
  upload(url: string, bytes: Blob): Promise<{ state: string }>;
  bundle(): Promise<Bundle>;
}

export const crewApi: CrewApi = {
  sendOperations: (device_id, operations, sent_at) =>
    authorised<BatchAnswer>('/mobile/operations', {
      method: 'POST',
      // Each operation carries its own key; the envelope's is new because its sending time is.
      key: crypto.randomUUID(),
      body: { device_id, sent_at, operations },
    }),
  upload: (url, bytes) => authorised<{ state: string }>(url, { method: 'PUT', bytes }),
  bundle: () => authorised<Bundle>('/mobile/bundle'),
};
