import { withOperations } from '../model/effect';
import type { Bundle } from '../model/journey';
import type { CrewStore } from './database';

/**
 * Takes the server's day into the store. What is still waiting is put over it again, in the same
 * transaction, so nothing recorded meanwhile disappears from the screen.
 */
export async function takeBundle(store: CrewStore, bundle: Bundle, now = Date.now()): Promise<void> {
  await store.transaction('rw', store.journeys, store.operations, store.media, store.facts, async () => {
    const waiting = await store.waitingOperations();
    const brought = new Set(bundle.journeys.map((journey) => journey.id));
    const stillNeeded = new Set(waiting.map((operation) => operation.journey_id));
    const held = await store.journeys.toCollection().primaryKeys();
    await store.journeys.bulkDelete(held.filter((id) => !brought.has(id) && !stillNeeded.has(id)));
    await store.journeys.bulkPut(bundle.journeys.map((journey) => withOperations(journey, waiting)));
    await store.remember('bundle_at', new Date(now).toISOString());
    if (bundle.consent_text) await store.remember('consent_text', bundle.consent_text);
    await store.remember('me', bundle.user);
  });
}

const DAY_MS = 86_400_000;

/** Acknowledged operations are kept 7 days, refused ones 30, pictures 24 h after the server has them. */
export async function forgetOld(store: CrewStore, now = Date.now()): Promise<void> {
  const older = (days: number) => new Date(now - days * DAY_MS).toISOString();
  await store.transaction('rw', store.operations, store.media, async () => {
    await store.operations
      .filter((each) =>
        (each.state === 'APPLIED' && (each.answered_at ?? '') < older(7)) ||
        ((each.state === 'REJECTED' || each.state === 'CONFLICT') && (each.answered_at ?? '') < older(30)))
      .delete();
    await store.media
      .where('state').equals('STORED')
      .filter((each) => (each.stored_at ?? '') < older(1))
      .delete();
  });
}
