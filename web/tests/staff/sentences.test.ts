import { describe, expect, it } from 'vitest';
import { formatPhone, inReading, zoneName } from '@shared/format';
import { sentenceIn } from '../../src/staff/i18n/sentences';

describe('what the server says in English', () => {
  it('reads in French where it is known, and as it came where not', () => {
    expect(sentenceIn('Storage is taxed where it is kept.', 'fr')).toBe('L’entreposage est taxé là où les biens sont gardés.');
    expect(sentenceIn('4 days to the date', 'fr')).toBe('4 j avant la date');
    expect(sentenceIn('Something new', 'fr')).toBe('Something new');
    expect(sentenceIn('No date', 'en')).toBe('No date');
  });

  it('a checklist speaks the reader’s language', () => {
    expect(inReading({ en: 'Fuel', fr: 'Carburant' }, 'fr', 'Fuel')).toBe('Carburant');
    expect(inReading(undefined, 'fr', 'Fuel')).toBe('Fuel');
  });
});

describe('numbers and places', () => {
  it('sets the groups of a telephone number apart', () => {
    expect(formatPhone('+14165550308')).toBe('+1 416 555-0308');
    expect(formatPhone('+919822101208')).toBe('+91 98221 01208');
    expect(formatPhone('+33123456789')).toBe('+33123456789');
  });

  it('names the zone of another place', () => {
    expect(zoneName('2026-07-01T12:00:00Z', 'en', 'America/Toronto')).toBe('EDT');
  });
});
