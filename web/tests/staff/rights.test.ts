import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { AREAS, RIGHTS, groupedRights, rightName } from '../../src/staff/screens/control/rights';
import { verdictReason } from '../../src/staff/screens/dispatch/causes';

const known = new Set([...readFileSync(join(import.meta.dirname, '../../../docs/roles.txt'), 'utf8').matchAll(/^ {2}(\w+): /gm)].map((match) => match[1] ?? ''));

describe('what rights are about', () => {
  it('ACC-15: has a name in both languages and a part of the business, each once', () => {
    expect(known.size).toBeGreaterThan(80);
    const names = (language: string) => groupedRights(known, language).flatMap(({ rights }) => rights.map((right) => right.name));
    const places = AREAS.flatMap((area) => Object.keys(RIGHTS[area]));
    expect([...known].filter((resource) => places.filter((place) => place === resource).length !== 1)).toEqual([]);
    expect(rightName('lead', 'fr')).toBe('Pistes');
    for (const language of ['en', 'fr']) expect(new Set(names(language)).size).toBe(known.size);
  });

  it('stands in the order of the reader’s alphabet within its group', () => {
    const french = groupedRights(['quote', 'activity', 'rating', 'lead', 'invoice'], 'fr');
    expect(french.map(({ area }) => area)).toEqual(['sell', 'money']);
    expect(french[0]?.rights.map((right) => right.name)).toEqual(['Activités de vente', 'Évaluations', 'Pistes', 'Soumissions']);
    expect(groupedRights(['unheard_of'], 'en')).toEqual([{ area: 'control', rights: [{ resource: 'unheard_of', name: 'Unheard of' }] }]);
  });
});

describe('why a truck does not fit', () => {
  const say = (reason: string) => verdictReason(reason, (at) => at.slice(11, 16), (key, values) => `${key} ${JSON.stringify(values)}`, (kind, value) => `${kind}.${value}`);
  it('is read from each sentence of the server', () => {
    expect(say('Taken from 2026-05-01T12:00:00Z to 2026-05-01T16:00:00Z: Brake service')).toBe('cnc.dispatch.taken {"name":"Brake service","from":"12:00","to":"16:00"}');
    expect(say('Truck 3: a paper expires before the work ends')).toBe('cnc.dispatch.misfit.paper {"name":"Truck 3"}');
    expect(say('Truck 3 is in_repair')).toBe('cnc.dispatch.misfit.is {"name":"Truck 3","what":"equipment_status.IN_REPAIR"}');
    expect(say('Truck 3 is a truck')).toBe('cnc.dispatch.misfit.is {"name":"Truck 3","what":"equipment_type.TRUCK"}');
    expect(say('Truck 3 is stationed at another location')).toBe('cnc.dispatch.misfit.other_place {"name":"Truck 3"}');
    expect(say('Something new.')).toBe('Something new.');
  });
});
