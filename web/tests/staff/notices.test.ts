import { describe, expect, it } from 'vitest';
import { placeOf, step } from '../../src/staff/screens/notifications/notices';

describe('MSG-19 notifications', () => {
  it('lead to the record they are about', () => {
    expect(placeOf({ kind: 'LEAD_ASSIGNED', entity: 'lead', entity_id: 'lea_1' })).toBe('/leads/lea_1/show');
    expect(placeOf({ kind: 'APPROVAL_ASKED', entity: 'quote', entity_id: 'quo_1' })).toBe('/approvals');
    expect(placeOf({ kind: 'APPROVAL_WAITS', entity: 'quote', entity_id: 'quo_1' })).toBe('/approvals');
    expect(placeOf({ kind: 'APPROVAL_REFUSED', entity: 'quote', entity_id: 'quo_1' })).toBe('/quotes/quo_1/show');
    expect(placeOf({ kind: 'MESSAGE_RECEIVED', entity: 'conversation', entity_id: 'cnv_1' })).toBe('/inbox/cnv_1');
    expect(placeOf({ kind: 'JOB_ASSIGNED', entity: 'journey', entity_id: 'jny_1' })).toBe('/dispatch?journey=jny_1');
    expect(placeOf({ kind: 'WORDS_MISSING', entity: 'message', entity_id: 'cmm_1' })).toBeUndefined();
  });

  it('are gone through by keys, staying inside the list', () => {
    expect([step('j', -1, 3), step('ArrowDown', 2, 3), step('k', 0, 3), step('End', 0, 3), step('Home', 2, 3)]).toEqual([0, 2, 0, 2, 0]);
    expect(step('j', -1, 0)).toBeUndefined();
    expect(step('x', 1, 3)).toBeUndefined();
  });
});
