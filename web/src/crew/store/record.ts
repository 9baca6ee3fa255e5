import { withOperation } from '../model/effect';
import { uuidV7, type Act, type QueuedOperation } from '../model/operation';
import type { CapturedMedia, CrewStore } from './database';

export type Recorded = { journey_id: string; client_id?: string } & Act;

/**
 * Writes what was done and what it changes on the screen in one transaction: either both are on
 * the phone or neither. Several acts (starting a step and ticking its item) belong together.
 */
export async function record(store: CrewStore, acts: Recorded[], media?: CapturedMedia, now = Date.now()): Promise<QueuedOperation[]> {
  return store.transaction('rw', store.operations, store.journeys, store.media, store.facts, async () => {
    let sequence = (await store.fact<number>('sequence')) ?? 0;
    const operations: QueuedOperation[] = [];
    for (const act of acts) {
      sequence += 1;
      const operation: QueuedOperation = {
        ...act,
        client_id: act.client_id ?? uuidV7(now),
        sequence,
        recorded_at: new Date(now).toISOString(),
        state: 'WAITING',
        attempts: 0,
      };
      await store.operations.add(operation);
      const journey = await store.journeys.get(operation.journey_id);
      if (journey) await store.journeys.put(withOperation(journey, operation));
      operations.push(operation);
    }
    if (media) await store.media.add(media);
    await store.remember('sequence', sequence);
    return operations;
  });
}

/** Records a refused act anew: a new key and number, so the server judges it afresh. */
export async function recordAgain(store: CrewStore, refused: QueuedOperation): Promise<void> {
  const { operation, input, journey_id } = refused;
  await record(store, [{ operation, input, journey_id } as Recorded]);
  await store.operations.update(refused.client_id, { dismissed: true });
}
