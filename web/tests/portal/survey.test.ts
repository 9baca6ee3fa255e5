import { describe, expect, it } from 'vitest';
import { articlesLike, missingParts } from '../../src/portal/survey';
import { surveyWords } from '../../src/portal/text/survey';

const ARTICLES = [
  { code: 1, name_en: 'Bed, double', name_fr: 'Lit double', aliases: '', room: 'BEDROOM' as const },
  { code: 2, name_en: 'Bench', name_fr: 'Banc', aliases: '', room: 'OUTDOOR' as const },
  { code: 3, name_en: 'Refrigerator, small', name_fr: 'Réfrigérateur, petit', aliases: 'fridge', room: 'KITCHEN' as const },
  { code: 4, name_en: 'Waterbed', name_fr: 'Lit d’eau', aliases: '', room: 'BEDROOM' as const },
];

describe('what a customer types', () => {
  it('finds articles by beginning, room and other words, without minding accents', () => {
    expect(articlesLike(ARTICLES, 'be', 'BEDROOM', false).map((each) => each.code)).toEqual([1, 2, 4]);
    expect(articlesLike(ARTICLES, 'be', 'OUTDOOR', false).map((each) => each.code)).toEqual([2, 1, 4]);
    expect(articlesLike(ARTICLES, 'fridge', 'KITCHEN', false)).toEqual([{ code: 3, name: 'Refrigerator, small' }]);
    expect(articlesLike(ARTICLES, 'refrig', 'KITCHEN', true)).toEqual([{ code: 3, name: 'Réfrigérateur, petit' }]);
    expect(articlesLike(ARTICLES, 'b', 'KITCHEN', false)).toEqual([]);
  });
});

describe('a picture that was broken off', () => {
  it('is missing only the parts that have not come', () => {
    expect(missingParts({ bytes: 900_008, parts: [0, 2] }, 262_144)).toEqual([1, 3]);
    expect(missingParts({ bytes: 262_144, parts: [0] }, 262_144)).toEqual([]);
  });
});

describe('the words of the page', () => {
  it('stand in both languages', () => {
    expect(surveyWords('en')('send', { company: 'Maple' })).toBe('Send to Maple');
    expect(surveyWords('fr')('send', { company: 'Maple' })).toBe('Envoyer à Maple');
  });
});
