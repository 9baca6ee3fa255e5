// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { withOperations } from '../../src/crew/model/effect';
import { nextAction } from '../../src/crew/model/next-action';
import { OPERATION, uuidV7, type Act, type QueuedOperation } from '../../src/crew/model/operation';
import { mapLink, phoneLink } from '../../src/crew/parts/navigate';
import { isSignature } from '../../src/signing/strokes';
import { sampleJourney } from './journey-sample';

const at = '2026-11-24T13:00:00Z';
const queued = (acts: Act[]): QueuedOperation[] => acts.map((act, index) => ({
  ...act, client_id: `op_${index}`, sequence: index + 1, journey_id: 'jny_a', recorded_at: at, state: 'WAITING', attempts: 0,
}));
const stage = (operation: typeof OPERATION.depart | typeof OPERATION.arrive | typeof OPERATION.leave | typeof OPERATION.complete): Act => ({ operation, input: { id: 'jny_a', occurred_at: at } });
const done = (number: number): Act => ({ operation: OPERATION.stepComplete, input: { id: 'jny_a', number } });

describe('the next action', () => {
  it('dsp_8_leads_through_the_four_steps', () => {
    const acts: Act[] = [];
    const shown = () => {
      const next = nextAction(withOperations(sampleJourney(), queued(acts)));
      return next.kind === 'STEP' ? `STEP ${next.step.number}` : next.kind;
    };
    const seen: string[] = [shown()];
    for (const act of [done(1), stage(OPERATION.depart), stage(OPERATION.arrive), done(2), stage(OPERATION.leave), stage(OPERATION.arrive), done(3), done(4), stage(OPERATION.complete)]) {
      acts.push(act);
      seen.push(shown());
    }
    expect(seen).toEqual(['STEP 1', 'DEPART', 'ARRIVE', 'STEP 2', 'LEAVE', 'ARRIVE', 'STEP 3', 'STEP 4', 'COMPLETE', 'NONE']);
  });

  it('dsp_4_warns_while_step_1_waits_for_approval', () => {
    const journey = sampleJourney();
    journey.steps[0]!.status = 'COMPLETED';
    expect(nextAction(journey)).toMatchObject({ kind: 'DEPART', unapproved: { number: 1 } });
    journey.steps[0]!.status = 'APPROVED';
    expect(nextAction(journey)).toEqual({ kind: 'DEPART' });
  });
});

describe('effects', () => {
  it('mob_13_states_only_move_forward', () => {
    const onsite = sampleJourney({ status: 'ONSITE' });
    expect(withOperations(onsite, queued([stage(OPERATION.depart)])).status).toBe('ONSITE');
    const finished = sampleJourney({ status: 'COMPLETED' });
    expect(withOperations(finished, queued([stage(OPERATION.arrive)])).status).toBe('COMPLETED');
    const closed = sampleJourney();
    closed.steps[0]!.status = 'APPROVED';
    expect(withOperations(closed, queued([done(1)])).steps[0]!.status).toBe('APPROVED');
  });

  it('answers an invitation', () => {
    const answered = withOperations(sampleJourney(), queued([{ operation: OPERATION.crewAnswer, input: { id: 'asg_a', answer: 'ACCEPT' } }]));
    expect(answered.crew[0]?.state).toBe('CONFIRMED');
  });

  it('writes a note once, however often it is put over the journey', () => {
    const note = queued([{ operation: OPERATION.entry, input: { id: 'jny_a', type: 'NOTE', text: 'x' } }]);
    expect(withOperations(withOperations(sampleJourney(), note), note).entries).toHaveLength(1);
  });
});

describe('small parts', () => {
  it('cap_15_takes_a_slip_of_the_finger_for_no_signature', () => {
    const points = (count: number, step: number) => [{ points: Array.from({ length: count }, (_each, index) => ({ time: index * step })) }];
    expect(isSignature(points(9, 100))).toBe(false);
    expect(isSignature(points(20, 10))).toBe(false);
    expect(isSignature(points(20, 20))).toBe(true);
  });

  it('makes keys of version 7 that sort by time', () => {
    const early = uuidV7(1_000);
    const late = uuidV7(2_000);
    expect(early).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(early < late).toBe(true);
    expect(parseInt(uuidV7(1_764_000_000_000).replace(/-/g, '').slice(0, 12), 16)).toBe(1_764_000_000_000);
  });

  it('opens the map and the dialler of the phone', () => {
    expect(mapLink('7 Elm Avenue', 'Android')).toBe('geo:0,0?q=7%20Elm%20Avenue');
    expect(mapLink({ street: '7 Elm Avenue', city: 'Toronto', latitude: 43.6, longitude: -79.4 }, 'Android')).toBe('geo:43.6,-79.4?q=7%20Elm%20Avenue%2C%20Toronto');
    expect(mapLink('7 Elm Avenue', 'iPhone')).toBe('maps://?daddr=7%20Elm%20Avenue');
    expect(phoneLink('+1 (416) 555-0117')).toBe('tel:+14165550117');
  });
});
