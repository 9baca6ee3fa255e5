import { Refused } from '../session/http';
import { OPERATION, type MediaInput } from '../model/operation';
import type { CapturedMedia, CrewStore } from '../store/database';
import { record } from '../store/record';
import type { CrewApi } from './api';

const TRIES = 2;

/** Signatures go before photos, photos oldest first. */
const order = (a: CapturedMedia, b: CapturedMedia): number =>
  (a.kind === b.kind ? a.taken_at.localeCompare(b.taken_at) : a.kind === 'SIGNATURE' ? -1 : 1);

/**
 * Brings the bytes of registered pictures to the server, one after the other. Stops early when new
 * operations were recorded meanwhile, since those go first.
 */
export async function sendMedia(store: CrewStore, api: CrewApi): Promise<'DONE' | 'OPERATIONS_FIRST'> {
  const due = (await store.media.where('state').equals('WAITING').toArray())
    .filter((media) => media.upload_url && media.blob)
    .sort(order);
  for (const media of due) {
    if ((await store.operations.where('state').equals('WAITING').count()) > 0) return 'OPERATIONS_FIRST';
    await sendOne(store, api, media);
  }
  return (await store.operations.where('state').equals('WAITING').count()) > 0 ? 'OPERATIONS_FIRST' : 'DONE';
}

async function sendOne(store: CrewStore, api: CrewApi, media: CapturedMedia): Promise<void> {
  try {
    const answer = await api.upload(media.upload_url!, media.blob!);
    if (answer.state === 'STORED') {
      await store.media.update(media.id, { state: 'STORED', stored_at: new Date().toISOString(), reason: undefined });
      return;
    }
    await afterRefusal(store, media, answer.state);
  } catch (fault) {
    if (!(fault instanceof Refused)) throw fault;
    if (fault.status === 404 || fault.status === 410) await registerAgain(store, media);
    else await afterRefusal(store, media, fault.message);
  }
}

async function afterRefusal(store: CrewStore, media: CapturedMedia, reason: string): Promise<void> {
  const attempts = media.attempts + 1;
  await store.media.update(media.id, { attempts, reason, state: attempts >= TRIES ? 'FAILED' : 'WAITING' });
}

/** The ticket has run out: the same picture is registered once more, the bytes keep waiting. */
export async function registerAgain(store: CrewStore, media: CapturedMedia): Promise<void> {
  const first = await store.operations.get(media.id);
  if (first?.operation !== OPERATION.mediaRegister) {
    await store.media.update(media.id, { state: 'FAILED' });
    return;
  }
  const input: MediaInput = first.input;
  await store.transaction('rw', store.operations, store.journeys, store.media, store.facts, async () => {
    const [operation] = await record(store, [{ operation: OPERATION.mediaRegister, input, journey_id: media.journey_id }]);
    await store.media.delete(media.id);
    await store.media.add({ ...media, id: operation!.client_id, state: 'WAITING', upload_url: undefined, attempts: 0, reason: undefined });
    await store.operations.update(media.id, { dismissed: true });
  });
}
