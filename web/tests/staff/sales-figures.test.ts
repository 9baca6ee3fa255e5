import { describe, expect, it } from 'vitest';
import { CRITERIA } from '@shared/types/scores';
import type { Analytics, Outcome } from '@shared/types';
import { i18nProvider } from '../../src/staff/i18n';
import { analyticsCsv, cell } from '../../src/staff/screens/forecast/csv';

const row = (key: string | null): Outcome => ({
  key, leads: 70, won: 31, lost: 29, open: 10,
  conversion: { percent: 44.3, low_percent: 33.2, high_percent: 55.9, of: 70 }, close_rate: { percent: 51.7, low_percent: 39.3, high_percent: 63.8, of: 60 },
  cost: { amount: '1750.00', currency: 'CAD' }, cost_per_lead: { amount: '25.00', currency: 'CAD' }, cost_per_win: null,
});

describe('the figures as a file', () => {
  it('a line for each group and the total last', () => {
    const data: Analytics = { by: 'SOURCE', from: '2026-01-01', to: '2026-03-31', rows: [row('Portal, west'), row(null)], total: row(null) };
    const lines = analyticsCsv(data, (key) => key ?? 'Not known', ['Source', 'Leads'], 'All').split('\r\n');
    expect(lines).toEqual([
      'Source,Leads',
      '"Portal, west",70,31,29,10,44.3,33.2,55.9,51.7,39.3,63.8,1750.00,25.00,,CAD',
      'Not known,70,31,29,10,44.3,33.2,55.9,51.7,39.3,63.8,1750.00,25.00,,CAD',
      'All,70,31,29,10,44.3,33.2,55.9,51.7,39.3,63.8,1750.00,25.00,,CAD',
      '',
    ]);
  });

  it('keeps a spreadsheet from reading a name as a formula', () => {
    expect([cell('=HYPERLINK(1)'), cell('+1 416'), cell('say "hi"'), cell(-5), cell(null)]).toEqual(["'=HYPERLINK(1)", "'+1 416", '"say ""hi"""', '-5', '']);
  });
});

describe('words of the score', () => {
  it('names every criterion in both languages', async () => {
    for (const language of ['en', 'fr']) {
      await i18nProvider.changeLocale(language);
      for (const criterion of CRITERIA) expect(i18nProvider.translate(`enums.criterion.${criterion}`, { _: '' }), `${language} ${criterion}`).not.toBe('');
    }
  });
});
