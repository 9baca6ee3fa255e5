import type { Bundle, Journey } from '../../src/crew/model/journey';

export function sampleJourney(change: Partial<Journey> = {}): Journey {
  return {
    id: 'jny_a', number: 'JNY-1', title: 'Move', status: 'MORNING_PREP', version: 1,
    planned_start: '2026-11-24T13:00:00Z', planned_end: '2026-11-24T19:00:00Z',
    customer: { name: 'Maya Lindqvist', phone: '+1 416 555 0117' },
    crew: [{ id: 'asg_a', name: 'Dana Okafor', role: 'DRIVER', state: 'INVITED', user_id: 'usr_a' }],
    stops: [
      { id: 'stp_1', role: 'PICKUP', address: '88 Harbour Street, Toronto ON', state: 'PENDING' },
      { id: 'stp_2', role: 'DROPOFF', address: '412 Maple Grove Drive, Oakville ON', state: 'PENDING' },
    ],
    steps: [
      { id: 'ste_1', number: 1, code: 'READY_TO_GO', name: 'Ready to Go', status: 'IN_PROGRESS', approval: 'BEFORE_NEXT', items: [{ code: 'fuel', label: 'Fuel', required: true, media_required: false, done: false }] },
      { id: 'ste_2', number: 2, code: 'POINTS_A', name: 'Points A', status: 'PENDING', items: [] },
      { id: 'ste_3', number: 3, code: 'NEW_LOCATION', name: 'New Location', status: 'PENDING', items: [] },
      { id: 'ste_4', number: 4, code: 'BACK_TO_DISPATCHER', name: 'Back to Dispatcher', status: 'PENDING', items: [] },
    ],
    entries: [], media: [],
    ...change,
  };
}

export const sampleBundle = (...journeys: Journey[]): Bundle => ({
  user: { id: 'usr_a', name: 'Dana Okafor' }, server_time: '2026-11-24T12:00:00Z', journeys,
});
