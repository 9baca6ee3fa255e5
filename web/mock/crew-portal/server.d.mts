export interface MockOperation {
  client_id: string;
  sequence: number;
  operation: string;
  input: Record<string, unknown>;
}
export interface MockState {
  journeys: { id: string; status: string; steps: { number: number; status: string }[] }[];
  applied: MockOperation[];
  batches: { at: number; key?: string; ids: string[] }[];
  uploads: number;
  dropAnswers: number;
  busy: number;
  refuse: Record<string, string>;
  sessionOver: boolean;
  signedIn: boolean;
  quotes: Map<string, { status: string; priceRaised: boolean }>;
  accepts: { key?: string; body: Record<string, unknown> }[];
}
export const PDF_SHA256: string;
export function startMock(port?: number): Promise<{ url: string; state: MockState; close: () => Promise<void> }>;
