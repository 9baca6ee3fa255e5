import { OPERATION, type QueuedOperation } from '../model/operation';
import { Refused } from '../session/http';
import { deviceId, type CrewStore } from '../store/database';
import type { BatchAnswer, CrewApi, OperationAnswer } from './api';

const BATCH = 100;

export interface Sent {
  applied: number;
  refused: number;
}

/** The server answered, but nothing of what was sent was decided. */
export class NoProgress extends Error {}

/**
 * Sends what is waiting, oldest first, until nothing is left. An operation leaves the queue only
 * by the server's answer to it; a refusal parks that one and the next go on.
 */
export async function sendOperations(store: CrewStore, api: CrewApi): Promise<Sent> {
  const device = await deviceId(store);
  let batchSize = BATCH;
  const sent: Sent = { applied: 0, refused: 0 };
  for (;;) {
    const waiting = (await store.waitingOperations()).slice(0, batchSize);
    if (waiting.length === 0) return sent;
    await countAttempt(store, waiting);
    let answer: BatchAnswer;
    try {
      answer = await api.sendOperations(device, waiting.map(asSent), new Date().toISOString());
    } catch (fault) {
      if (!(fault instanceof Refused)) throw fault;
      const expected = expectedSequence(fault);
      if (expected !== undefined && ((await sendAgainFrom(store, expected)) || (await closeGap(store, expected)))) continue;
      if (waiting.length > 1) {
        // One of them spoils the batch: find it by sending one at a time.
        batchSize = 1;
        continue;
      }
      await parkUnread(store, waiting[0]!, fault);
      sent.refused += 1;
      continue;
    }
    const decided = await takeAnswers(store, answer.results);
    sent.applied += decided.applied;
    sent.refused += decided.refused;
    if (decided.applied + decided.refused === 0) throw new NoProgress();
    if (answer.last_sequence !== undefined) await noteServerSequence(store, answer.last_sequence);
  }
}

const asSent = ({ client_id, sequence, operation, input, recorded_at }: QueuedOperation) =>
  ({ client_id, sequence, operation, input, recorded_at });

async function countAttempt(store: CrewStore, waiting: QueuedOperation[]): Promise<void> {
  await store.operations.bulkUpdate(waiting.map((each) => ({ key: each.client_id, changes: { attempts: each.attempts + 1 } })));
}

async function takeAnswers(store: CrewStore, answers: OperationAnswer[]): Promise<Sent> {
  const answeredAt = new Date().toISOString();
  const decided: Sent = { applied: 0, refused: 0 };
  await store.transaction('rw', store.operations, store.media, store.journeys, async () => {
    for (const answer of answers) {
      const operation = await store.operations.get(answer.client_id);
      if (!operation || operation.state !== 'WAITING') continue;
      if (!['APPLIED', 'REJECTED', 'CONFLICT'].includes(answer.state)) continue;
      decided[answer.state === 'APPLIED' ? 'applied' : 'refused'] += 1;
      const { state, reason, result } = answer;
      await store.operations.update(answer.client_id, { state, reason, result, answered_at: answeredAt });
      if (operation.operation === OPERATION.mediaRegister) await takeTicket(store, answer);
      if (operation.operation === OPERATION.entry && answer.state === 'APPLIED') await markSent(store, operation);
    }
  });
  return decided;
}

/** The note's single tick becomes a double one. */
async function markSent(store: CrewStore, { journey_id, client_id }: QueuedOperation): Promise<void> {
  await store.journeys.where('id').equals(journey_id).modify((journey) => {
    for (const entry of journey.entries) if (entry.id === client_id) entry.waiting = false;
  });
}

/** The registration's answer says where the picture's bytes go. */
async function takeTicket(store: CrewStore, answer: OperationAnswer): Promise<void> {
  const ticket = answer.result as { id?: string; upload_url?: string; state?: string } | undefined;
  if (answer.state !== 'APPLIED') {
    await store.media.update(answer.client_id, { state: 'FAILED', reason: answer.reason });
  } else if (ticket?.state === 'STORED') {
    await store.media.update(answer.client_id, { state: 'STORED', stored_at: new Date().toISOString() });
  } else if (ticket?.upload_url || ticket?.id) {
    await store.media.update(answer.client_id, { upload_url: ticket.upload_url ?? `/api/uploads/${ticket.id}` });
  }
}

/** Where the server misses earlier numbers, what it once acknowledged is offered again. */
async function sendAgainFrom(store: CrewStore, expected: number): Promise<boolean> {
  return store.transaction('rw', store.operations, async () => {
    const lost = await store.operations
      .where('sequence').aboveOrEqual(expected)
      .filter((each) => each.state !== 'WAITING')
      .primaryKeys();
    await store.operations.bulkUpdate(lost.map((key) => ({ key, changes: { state: 'WAITING' as const } })));
    return lost.length > 0;
  });
}

/** The server misses a number this phone no longer has: what waits takes the numbers it expects. */
async function closeGap(store: CrewStore, expected: number): Promise<boolean> {
  return store.transaction('rw', store.operations, store.facts, async () => {
    const first = (await store.waitingOperations())[0];
    const gap = first ? first.sequence - expected : 0;
    if (gap <= 0) return false;
    await store.operations.where('state').equals('WAITING').modify((each) => { each.sequence -= gap; });
    await store.remember('sequence', ((await store.fact<number>('sequence')) ?? gap) - gap);
    return true;
  });
}

async function noteServerSequence(store: CrewStore, last: number): Promise<void> {
  const known = (await store.fact<number>('server_sequence')) ?? 0;
  if (last < known) await sendAgainFrom(store, last + 1);
  await store.remember('server_sequence', last);
}

/**
 * The server refused to read the operation, so its number was never used there: it is parked and
 * the later ones, none of which the server can have taken, move up to close the gap.
 */
async function parkUnread(store: CrewStore, operation: QueuedOperation, fault: Refused): Promise<void> {
  await store.transaction('rw', store.operations, store.media, store.facts, async () => {
    await store.operations.update(operation.client_id, {
      state: 'REJECTED', reason: fault.message, sequence: 0, answered_at: new Date().toISOString(),
    });
    if (operation.operation === OPERATION.mediaRegister) {
      await store.media.update(operation.client_id, { state: 'FAILED', reason: fault.message });
    }
    await store.operations.where('sequence').above(operation.sequence).modify((each) => { each.sequence -= 1; });
    await store.remember('sequence', ((await store.fact<number>('sequence')) ?? 1) - 1);
  });
}

function expectedSequence(fault: Refused): number | undefined {
  const expected = (fault.data as { expected?: unknown } | undefined)?.expected;
  return typeof expected === 'number' ? expected : undefined;
}
