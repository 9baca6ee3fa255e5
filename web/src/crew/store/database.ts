import Dexie, { type Table } from 'dexie';
import type { Journey } from '../model/journey';
import type { QueuedOperation } from '../model/operation';

export type MediaState = 'WAITING' | 'STORED' | 'FAILED';

/** A photo or signature taken on this phone; the bytes stay until the server holds them. */
export interface CapturedMedia {
  /** The client id of the operation that registers it. */
  id: string;
  journey_id: string;
  step_number?: number;
  item_code?: string;
  kind: 'PHOTO' | 'SIGNATURE';
  content_type: string;
  bytes: number;
  sha256: string;
  taken_at: string;
  state: MediaState;
  blob?: Blob;
  /** Address the bytes go to, given by the server with the registration. */
  upload_url?: string;
  attempts: number;
  reason?: string;
  stored_at?: string;
}

/** Small facts about this phone and the day, by name. */
export interface Fact {
  key: string;
  value: unknown;
}

/**
 * Everything the screens show, one database for each person who uses the phone, so that nobody
 * reads or sends another's work and a sign-in never touches what is waiting.
 */
export class CrewStore extends Dexie {
  declare journeys: Table<Journey, string>;
  declare operations: Table<QueuedOperation, string>;
  declare media: Table<CapturedMedia, string>;
  declare facts: Table<Fact, string>;

  constructor(readonly userId: string) {
    super(`cnc-crew-${userId}`);
    this.version(1).stores({
      journeys: 'id',
      operations: 'client_id, sequence, state, journey_id',
      media: 'id, state, journey_id',
      facts: 'key',
    });
  }

  async fact<T>(key: string): Promise<T | undefined> {
    return (await this.facts.get(key))?.value as T | undefined;
  }

  async remember(key: string, value: unknown): Promise<void> {
    await this.facts.put({ key, value });
  }

  waitingOperations(): Promise<QueuedOperation[]> {
    return this.operations.where('state').equals('WAITING').sortBy('sequence');
  }
}

/** The phone's name towards the server, made once for each person. */
export async function deviceId(store: CrewStore): Promise<string> {
  return store.transaction('rw', store.facts, async () => {
    const known = await store.fact<string>('device_id');
    if (known) return known;
    const made = crypto.randomUUID();
    await store.remember('device_id', made);
    return made;
  });
}
