import { describe, expect, it } from 'vitest';
import type { Template, TemplateLine } from '@shared/types';
import { differences, firstWords, inserted, switchOf } from '../../src/staff/screens/templates/words';

const template = {
  in_force: [{ language: 'en', source: 'SHIPPED', subject: 'S', body: 'shipped' }, { language: 'fr', source: 'SHIPPED', subject: 'S', body: 'd’origine' }],
  versions: [{ language: 'en', state: 'RETIRED', subject: 'old', body: 'old' }, { language: 'en', state: 'DRAFT', subject: 'D', body: 'draft' }],
} as Template;

describe('MSG-5 words of one’s own', () => {
  it('begin with the draft, else with what holds', () => {
    expect(firstWords(template, 'en')).toEqual({ subject: 'D', body: 'draft' });
    expect(firstWords(template, 'fr')).toEqual({ subject: 'S', body: 'd’origine' });
  });

  it('take a variable where the cursor is', () => {
    expect(inserted('Hello , you', 6, 6, '{{ customer }}')).toEqual({ text: 'Hello {{ customer }}, you', at: 20 });
    expect(inserted('abc', 0, 3, 'x')).toEqual({ text: 'x', at: 1 });
  });

  it('show what a version changed', () => {
    const before = { subject: 'S', body: 'a\nb\nc' };
    expect(differences(before, { subject: 'S', body: 'a\nB\nc\nd' }).map((line) => `${line.change} ${line.text}`)).toEqual(['same S', 'same a', 'gone b', 'new B', 'same c', 'new d']);
    expect(differences(undefined, before).every((line) => line.change === 'same')).toBe(true);
  });

  it('leave by themselves as the company says, a location may say otherwise', () => {
    const line = (switches: TemplateLine['switches']) => ({ switches }) as TemplateLine;
    expect(switchOf(line([]))).toEqual({ on: false, otherwise: 0 });
    expect(switchOf(line([{ location_id: null, is_on: true }, { location_id: 'a', is_on: false }, { location_id: 'b', is_on: true }]))).toEqual({ on: true, otherwise: 1 });
    expect(switchOf(line([{ location_id: 'a', is_on: true }]))).toEqual({ on: false, otherwise: 1 });
  });
});
