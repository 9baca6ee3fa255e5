import { describe, expect, it } from 'vitest';
import { lightsOf } from '../../src/staff/screens/customers/ConsentLights';
import { ROLES, payerOf, roleOf } from '../../src/staff/screens/customers/relating';
import { pathOf } from '../../src/staff/screens/customers/Timeline';

const entry = (channel: string, purpose: string, state: string, holds: boolean) => ({ point_id: `${channel}${state}`, channel, purpose, state, holds });

describe('the card of a customer', () => {
  it('cus_20 a light is green where marketing may go, red where it was withdrawn, else grey', () => {
    const lights = lightsOf([
      entry('EMAIL', 'MARKETING', 'IMPLIED', true),
      entry('SMS', 'MARKETING', 'GIVEN', true), entry('SMS', 'MARKETING', 'WITHDRAWN', false),
      entry('CALL', 'MARKETING', 'IMPLIED', false), entry('CALL', 'SERVICE', 'GIVEN', true),
    ]);
    expect(lights.map((light) => [light.channel, light.state])).toEqual([['EMAIL', 'GIVEN'], ['SMS', 'WITHDRAWN'], ['CALL', 'NONE']]);
    expect(lightsOf([]).map((light) => light.state)).toEqual(['NONE', 'NONE', 'NONE']);
  });

  it('cus_21 an entry leads to its record, all about a quote to the quote', () => {
    expect(pathOf({ kind: 'QUOTE_VIEW', of: 'quo_1' })).toBe('/quotes/quo_1/show');
    expect(pathOf({ kind: 'MERGE', of: 'cus_1' })).toBe('/customers/cus_1/show');
    expect(pathOf({ kind: 'NOTE', of: 'cno_1' })).toBeUndefined();
  });
});

describe('how a customer stands to others', () => {
  it('cus_27 each role of the other one is sent as kind and side, and read back as the same role', () => {
    for (const [role, { kind, reverse }] of Object.entries(ROLES)) expect(roleOf({ kind, is_first: !reverse })).toBe(role);
  });

  it('cus_27 the payer is whoever pays now, not who is paid for', () => {
    const relation = { id: '', number: '', display_name: '', status: 'ACTIVE', created_at: '', kind: 'PAYS_FOR', state: 'ACTIVE' } as const;
    const [paid, payer] = [{ ...relation, other_id: 'cus_1', is_first: true }, { ...relation, other_id: 'cus_2', is_first: false }];
    expect(payerOf([paid, payer])?.other_id).toBe('cus_2');
    expect(payerOf([paid])).toBeUndefined();
    expect(payerOf(undefined)).toBeUndefined();
  });
});
