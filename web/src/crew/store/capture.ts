import { OPERATION, uuidV7, type MediaInput } from '../model/operation';
import type { Journey, Position, Step } from '../model/journey';
import { sha256Hex } from '../photo';
import type { CrewStore } from './database';
import { record, type Recorded } from './record';

export interface Picture {
  journey: Journey;
  step?: Step;
  item_code?: string;
  kind: 'PHOTO' | 'SIGNATURE';
  purpose: string;
  blob: Blob;
  position?: Position | null;
}

/**
 * Puts a picture on the phone: bytes, registration, the ticked item it proves and what was said
 * with it, all in one transaction. The hash is taken of exactly the bytes kept.
 */
export async function keepPicture(store: CrewStore, picture: Picture, alongside: Recorded[] = [], now = Date.now()): Promise<void> {
  const { journey, step, kind, blob } = picture;
  const id = uuidV7(now);
  const sha256 = await sha256Hex(blob);
  const taken_at = new Date(now).toISOString();
  const input: MediaInput = {
    owner: step ? 'journey_step' : 'journey',
    owner_id: step ? step.id : journey.id,
    kind,
    purpose: picture.purpose,
    content_type: blob.type,
    bytes: blob.size,
    sha256,
    taken_at,
    ...(picture.position ? { position: picture.position } : {}),
  };
  await record(
    store,
    [{ client_id: id, operation: OPERATION.mediaRegister, input, journey_id: journey.id }, ...alongside],
    {
      id, journey_id: journey.id, kind, sha256, taken_at, blob,
      content_type: blob.type, bytes: blob.size, state: 'WAITING', attempts: 0,
      ...(step ? { step_number: step.number } : {}),
      ...(picture.item_code ? { item_code: picture.item_code } : {}),
    },
    now,
  );
}
