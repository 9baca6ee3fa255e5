// @vitest-environment node
import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { OPERATION } from '../../src/crew/model/operation';
import { Refused, SessionOver, Unreachable } from '../../src/crew/session/http';
import { takeBundle } from '../../src/crew/store/bundle';
import { keepPicture } from '../../src/crew/store/capture';
import { CrewStore } from '../../src/crew/store/database';
import { record, recordAgain, type Recorded } from '../../src/crew/store/record';
import { sendMedia } from '../../src/crew/sync/send-media';
import { sendOperations } from '../../src/crew/sync/send-operations';
import { pauseMs, Sender } from '../../src/crew/sync/sender';
import { sampleBundle, sampleJourney } from './journey-sample';
import { RecordingServer } from './server';

let store: CrewStore;
let server: RecordingServer;
let person = 0;

beforeEach(async () => {
  person += 1;
  store = new CrewStore(`usr_${person}`);
  server = new RecordingServer();
  await takeBundle(store, sampleBundle(sampleJourney()));
});
afterEach(() => store.delete());

const note = (text: string): Recorded => ({ operation: OPERATION.entry, input: { id: 'jny_a', type: 'NOTE', text }, journey_id: 'jny_a' });
const depart: Recorded = { operation: OPERATION.depart, input: { id: 'jny_a', occurred_at: '2026-11-24T13:02:00Z' }, journey_id: 'jny_a' };
const waiting = () => store.operations.where('state').equals('WAITING').count();
const send = () => new Sender(store, server, (work) => work()).wake();

describe('recording', () => {
  it('mob_8_sequence_rises_by_one_and_the_screen_follows_at_once', async () => {
    await record(store, [note('a'), note('b')]);
    await record(store, [depart]);
    const operations = await store.waitingOperations();
    expect(operations.map((each) => each.sequence)).toEqual([1, 2, 3]);
    expect(new Set(operations.map((each) => each.client_id)).size).toBe(3);
    const journey = await store.journeys.get('jny_a');
    expect(journey?.status).toBe('EN_ROUTE');
    expect(journey?.entries.map((entry) => entry.text)).toEqual(['a', 'b']);
  });

  it('keeps neither the act nor its effect when one of them cannot be written', async () => {
    const failing = { ...depart, client_id: 'same' };
    await record(store, [failing]);
    await expect(record(store, [note('lost?'), { ...depart, client_id: 'same' }])).rejects.toThrow();
    expect(await store.operations.count()).toBe(1);
    expect((await store.journeys.get('jny_a'))?.entries).toEqual([]);
    expect(await store.fact('sequence')).toBe(1);
  });
});

describe('sending', () => {
  it('mob_9_sends_in_order_and_applies_each_once', async () => {
    await record(store, [note('a')]);
    await record(store, [note('b'), depart]);
    expect(await sendOperations(store, server)).toEqual({ applied: 3, refused: 0 });
    expect(server.applied.map((each) => each.sequence)).toEqual([1, 2, 3]);
    expect(await waiting()).toBe(0);
  });

  it('mob_9_applies_once_when_the_answer_is_lost', async () => {
    await record(store, [note('a'), depart]);
    server.loseAnswers = 2;
    await expect(sendOperations(store, server)).rejects.toBeInstanceOf(Unreachable);
    await expect(sendOperations(store, server)).rejects.toBeInstanceOf(Unreachable);
    expect(await waiting()).toBe(2);
    await record(store, [note('b')]);
    await sendOperations(store, server);
    expect(server.batches.length).toBe(3);
    expect(server.applied.map((each) => each.sequence)).toEqual([1, 2, 3]);
    const ids = server.batches.map((batch) => batch[0]?.client_id);
    expect(new Set(ids).size).toBe(1);
  });

  it('mob_10_parks_a_refused_one_with_its_reason_and_goes_on', async () => {
    server.refuse = { [OPERATION.depart]: 'The truck is out of service.' };
    await record(store, [note('a'), depart, note('b')]);
    await send();
    expect(server.applied.map((each) => each.sequence)).toEqual([1, 3]);
    const parked = await store.operations.where('state').equals('REJECTED').toArray();
    expect(parked).toMatchObject([{ sequence: 2, reason: 'The truck is out of service.' }]);

    server.refuse = {};
    await recordAgain(store, parked[0]!);
    await send();
    expect(server.applied.map((each) => each.sequence)).toEqual([1, 3, 4]);
    expect((await store.operations.get(parked[0]!.client_id))?.dismissed).toBe(true);
  });

  it('parks what the server will not read and closes the gap it would leave', async () => {
    await record(store, [note('bad'), note('b'), note('c')]);
    const honest = server.sendOperations.bind(server);
    server.sendOperations = async (device, operations) => {
      if (operations.some((each) => (each.input as { text: string }).text === 'bad')) throw new Refused(422, 'INVALID', 'The text is not allowed.');
      return honest(device, operations);
    };
    await sendOperations(store, server);
    expect(server.applied.map((each) => (each.input as { text: string }).text)).toEqual(['b', 'c']);
    expect(server.applied.map((each) => each.sequence)).toEqual([1, 2]);
    expect(await store.operations.where('state').equals('REJECTED').count()).toBe(1);
    await record(store, [note('d')]);
    await sendOperations(store, server);
    expect(server.applied.length).toBe(3);
  });

  it('mob_4_offers_again_what_a_restored_server_has_lost', async () => {
    await record(store, [note('a'), note('b')]);
    await sendOperations(store, server);
    server = new RecordingServer();
    const restored = server.sendOperations.bind(server);
    server.sendOperations = async (device, operations) => {
      if (operations[0]!.sequence > 1 && server.applied.length === 0) throw new Refused(409, 'SEQUENCE_GAP', 'Expected 1.', { expected: 1 });
      return restored(device, operations);
    };
    await record(store, [note('c')]);
    await sendOperations(store, server);
    expect(server.applied.map((each) => each.sequence)).toEqual([1, 2, 3]);
  });

  it.each([
    ['no network', new Unreachable()],
    ['an ended session', new SessionOver()],
  ])('mob_2_keeps_everything_on %s', async (_name, fault) => {
    await record(store, [note('a'), depart]);
    server.sendOperations = () => Promise.reject(fault);
    const sender = new Sender(store, server, (work) => work());
    await sender.wake();
    expect(await waiting()).toBe(2);
    expect(await store.fact('sending')).toBe(fault instanceof SessionOver ? 'SIGNED_OUT' : 'LATER');
  });

  it('what is recorded during a run is sent by the same run', async () => {
    await record(store, [note('a')]);
    const sender = new Sender(store, server, (work) => work());
    server.beforeAnswer = async () => {
      server.beforeAnswer = async () => undefined;
      await record(store, [note('b')]);
      void sender.wake();
    };
    await sender.wake();
    expect(server.applied.map((each) => each.sequence)).toEqual([1, 2]);
  });

  it('pauses from one second to one minute', () => {
    expect([1, 2, 3, 7, 30].map((failures) => pauseMs(failures, 1))).toEqual([1000, 2000, 4000, 60_000, 60_000]);
    expect(pauseMs(1, 0)).toBe(500);
  });
});

describe('fetching the day', () => {
  it('puts what still waits over the server’s journeys', async () => {
    await record(store, [note('mine'), depart]);
    await takeBundle(store, sampleBundle(sampleJourney({ notes: 'from the office' })));
    const journey = await store.journeys.get('jny_a');
    expect(journey).toMatchObject({ status: 'EN_ROUTE', notes: 'from the office' });
    expect(journey?.entries).toHaveLength(1);
  });

  it('is fetched when asked or when something was refused, not with every act', async () => {
    let fetched = 0;
    server.bundle = async () => { fetched += 1; return sampleBundle(sampleJourney()); };
    const sender = new Sender(store, server, (work) => work());
    await sender.wake(true);
    await record(store, [note('a')]);
    await sender.wake();
    expect(fetched).toBe(1);
    expect((await store.journeys.get('jny_a'))?.entries).toMatchObject([{ text: 'a', waiting: false }]);
    server.refuse = { [OPERATION.depart]: 'no' };
    await record(store, [depart]);
    await sender.wake();
    expect(fetched).toBe(2);
  });

  it('mob_6_removes_a_journey_taken_away_only_after_its_outbox_is_empty', async () => {
    await record(store, [note('mine')]);
    await takeBundle(store, sampleBundle());
    expect(await store.journeys.count()).toBe(1);
    await send();
    expect(await store.journeys.count()).toBe(0);
  });

  it('takes back on the screen what the server refused', async () => {
    server.refuse = { [OPERATION.depart]: 'no' };
    server.day = sampleBundle(sampleJourney());
    await record(store, [depart]);
    await send();
    expect((await store.journeys.get('jny_a'))?.status).toBe('MORNING_PREP');
  });
});

describe('pictures', () => {
  const take = async (kind: 'PHOTO' | 'SIGNATURE', at: number) => {
    const journey = sampleJourney();
    await keepPicture(store, { journey, step: journey.steps[0], kind, purpose: 'OTHER', blob: new Blob([kind], { type: 'image/png' }) }, [], at);
  };

  it('mob_15_registration_goes_ahead_and_the_bytes_stay_until_stored', async () => {
    await take('PHOTO', Date.parse('2026-11-24T13:00:00Z'));
    const kept = (await store.media.toArray())[0]!;
    expect(kept.sha256).toHaveLength(64);
    expect((await store.journeys.get('jny_a'))?.media).toMatchObject([{ id: kept.id, state: 'PENDING' }]);
    await sendOperations(store, server);
    expect(server.stored).toEqual([]);
    server.down = true;
    await expect(sendMedia(store, server)).rejects.toBeInstanceOf(Unreachable);
    expect((await store.media.get(kept.id))?.blob).toBeDefined();
    server.down = false;
    await sendMedia(store, server);
    expect(await store.media.get(kept.id)).toMatchObject({ state: 'STORED' });
    expect(server.stored).toEqual(['/api/uploads/1']);
  });

  it('cap_5_signatures_go_before_photos', async () => {
    await take('PHOTO', Date.parse('2026-11-24T13:00:00Z'));
    await take('SIGNATURE', Date.parse('2026-11-24T13:05:00Z'));
    await send();
    expect(server.stored).toEqual(['/api/uploads/2', '/api/uploads/1']);
  });

  it('registers anew when the ticket has run out, under a new key and with the same bytes', async () => {
    await take('PHOTO', Date.parse('2026-11-24T13:00:00Z'));
    let first = true;
    const honest = server.upload.bind(server);
    server.upload = async (url) => {
      if (first) {
        first = false;
        throw new Refused(404, 'NOT_FOUND', 'Not found.');
      }
      return honest(url);
    };
    await send();
    expect(server.stored).toEqual(['/api/uploads/2']);
    expect(server.applied.map((each) => each.operation)).toEqual([OPERATION.mediaRegister, OPERATION.mediaRegister]);
    expect(await store.media.toArray()).toMatchObject([{ state: 'STORED' }]);
  });
});
