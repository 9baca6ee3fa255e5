import type { Position } from './journey';

/** The server's names of the operations a phone may queue without network. */
export const OPERATION = {
  depart: 'dispatch.journey.depart',
  arrive: 'dispatch.journey.arrive',
  leave: 'dispatch.journey.leave',
  complete: 'dispatch.journey.complete',
  stepStart: 'dispatch.step.start',
  stepComplete: 'dispatch.step.complete',
  itemTick: 'dispatch.step.tick',
  entry: 'dispatch.journey.entry',
  crewAnswer: 'dispatch.crew.answer',
  mediaRegister: 'capture.media.register',
} as const;

export type OperationName = (typeof OPERATION)[keyof typeof OPERATION];

export interface StageInput {
  id: string;
  occurred_at: string;
  position?: Position;
}
export interface StepInput {
  id: string;
  number: number;
}
export interface TickInput extends StepInput {
  code: string;
  done: boolean;
  value?: unknown;
}
export interface EntryInput {
  id: string;
  type: 'NOTE' | 'STATUS_UPDATE' | 'CONFIRMATION';
  text?: string;
  tag?: 'ISSUE' | 'DAMAGE' | 'FEEDBACK';
}
export interface AnswerInput {
  id: string;
  answer: 'ACCEPT' | 'DECLINE';
  reason?: string;
}
export interface MediaInput {
  owner: 'journey_step' | 'journey';
  owner_id: string;
  kind: 'PHOTO' | 'SIGNATURE';
  purpose: string;
  content_type: string;
  bytes: number;
  sha256: string;
  taken_at: string;
  position?: Position;
}

/** What is to be done: the name decides the shape of the input. */
export type Act =
  | { operation: typeof OPERATION.depart | typeof OPERATION.arrive | typeof OPERATION.leave | typeof OPERATION.complete; input: StageInput }
  | { operation: typeof OPERATION.stepStart | typeof OPERATION.stepComplete; input: StepInput }
  | { operation: typeof OPERATION.itemTick; input: TickInput }
  | { operation: typeof OPERATION.entry; input: EntryInput }
  | { operation: typeof OPERATION.crewAnswer; input: AnswerInput }
  | { operation: typeof OPERATION.mediaRegister; input: MediaInput };

export type OperationState = 'WAITING' | 'APPLIED' | 'REJECTED' | 'CONFLICT';

/** One recorded act on its way to the server. */
export type QueuedOperation = Act & {
  /** UUID v7 made when the act is recorded; the server's idempotency key for it. */
  client_id: string;
  /** Rises by one on this phone for this person. */
  sequence: number;
  journey_id: string;
  recorded_at: string;
  state: OperationState;
  attempts: number;
  reason?: string;
  result?: unknown;
  answered_at?: string;
  /** The person has read why it was refused and put it aside. */
  dismissed?: boolean;
};

/** Time-ordered identifier (RFC 9562, version 7). */
export function uuidV7(now: number, random: Uint8Array = crypto.getRandomValues(new Uint8Array(10))): string {
  const bytes = new Uint8Array(16);
  let rest = now;
  for (let index = 5; index >= 0; index -= 1) {
    bytes[index] = rest % 256;
    rest = Math.floor(rest / 256);
  }
  bytes.set(random.subarray(0, 10), 6);
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
