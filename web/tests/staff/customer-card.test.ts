import { describe, expect, it } from 'vitest';
import { lightsOf } from '../../src/staff/screens/customers/ConsentLights';
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
