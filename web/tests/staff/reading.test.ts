import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { formatDay, formatDecimal, formatMoney, formatMomentExact } from '@shared/format';
import { i18nProvider, texts } from '../../src/staff/i18n';
import { columnKinds } from '../../src/staff/screens/control/columnKinds';
import { FRENCH_COLUMNS } from '../../src/staff/screens/control/columnNames';
import { currencyOf, fieldName, readValue, type Place, type Words } from '../../src/staff/screens/control/reading';
import { humanised } from '../../src/staff/ui/StatusChip';

const ZONE = 'America/Toronto';
const DOCS = join(import.meta.dirname, '../../../docs');

async function wordsIn(language: 'en' | 'fr'): Promise<Words> {
  await i18nProvider.changeLocale(language);
  const translate = (key: string, options?: Record<string, unknown>): string => i18nProvider.translate(key, options);
  return {
    language, translate, label: (kind, value) => translate(`enums.${kind}.${value}`, { _: humanised(value) }),
    moment: (at) => formatMomentExact(at, language, ZONE), day: (day) => formatDay(day, language), money: (value) => formatMoney(value, language), decimal: (value, digits) => formatDecimal(value, language, digits),
  };
}

const spaces = (text: string): string => text.replaceAll(/[\u00a0\u202f]/g, ' ');
const ID = '0190a5c1-7f3e-7abc-8def-0123456789ab';

describe('a value of the trail', () => {
  const cases: [string, Place, unknown, string, string][] = [
    ['a moment in the place’s time', { table: 'lead', column: 'first_touch_at' }, '2026-11-30T19:04:05.123456+00:00', 'Nov 30, 2026, 2:04:05 p.m.', '30 nov. 2026, 14 h 04 min 05 s'],
    ['a day without a shift by zone', { table: 'lead', column: 'move_date' }, '2026-12-01', 'Dec 1, 2026', '1 déc. 2026'],
    ['a status in the words of its table', { table: 'lead', column: 'status' }, 'NEW', 'New', 'Nouvelle'],
    ['the same word of another table', { table: 'invoice', column: 'status' }, 'SENT', 'Issued', 'Émise'],
    ['a code that nobody named', { table: 'lead', column: 'service_type' }, 'PIANO_ONLY', 'Piano only', 'Piano only'],
    ['yes and no', { table: 'customer', column: 'credit_hold' }, false, 'No', 'Non'],
    ['an amount in the row’s currency', { table: 'quote', column: 'total_minor', currency: 'CAD' }, 135605, '$1,356.05', '1 356,05 $'],
    ['a negative amount below one', { table: 'payment', column: 'rounding_minor', currency: 'CAD' }, -2, '-$0.02', '-0,02 $'],
    ['an amount whose currency is not known', { table: 'quote', column: 'total_minor' }, 135605, '1,356.05', '1 356,05'],
    ['a number', { table: 'equipment', column: 'odometer_km' }, 120500, '120,500', '120 500'],
    ['a year without groups', { table: 'equipment', column: 'manufactured_year' }, 2018, '2018', '2018'],
    ['a price finer than the smallest coin', { table: 'quote_item', column: 'unit_price' }, 1_652_500, '165.25', '165,25'],
    ['a place', { table: 'location', column: 'latitude_micro' }, 43_653_200, '43.6532°', '43,6532°'],
    ['nothing', { table: 'lead', column: 'closed_at' }, null, '—', '—'],
    ['an empty record', { table: 'lead', column: 'rental' }, {}, '—', '—'],
    ['money within a record', { table: 'quote', column: 'deposit' }, { amount: '10.50', currency: 'CAD' }, '$10.50', '10,50 $'],
    ['codes in a list', { table: 'crew_member', column: 'language' }, ['en', 'fr'], 'English, French', 'Anglais, Français'],
    ['words of people stay as they are', { table: 'customer', column: 'notes' }, 'SENT twice', 'SENT twice', 'SENT twice'],
  ];
  it.each(cases)('reads %s', async (_name, place, value, english, french) => {
    expect(spaces(readValue(place, value, await wordsIn('en')).text)).toBe(english);
    expect(spaces(readValue(place, value, await wordsIn('fr')).text)).toBe(french);
  });

  it('keeps ids and hashes as they are, in letters of a machine', async () => {
    const words = await wordsIn('en');
    expect(readValue({ table: 'lead', column: 'assigned_to' }, ID, words)).toEqual({ text: ID, exact: ID, look: 'id' });
    expect(readValue({ table: 'lead', column: 'customer_id' }, 'cus_01h455vb4pex5vsknk084sn02q', words).look).toBe('id');
    expect(readValue({ table: 'quote', column: 'pdf_sha256' }, 'abc123', words).look).toBe('id');
    expect(readValue({ table: 'lead', column: 'status' }, 'NEW', words).look).toBe('text');
  });

  it('never loses the exact value', async () => {
    const words = await wordsIn('en');
    const exact = (column: string, value: unknown) => readValue({ table: 'quote', column, currency: 'CAD' }, value, words).exact;
    expect(exact('total_minor', 135605)).toBe('135605');
    expect(exact('status', 'SENT')).toBe('SENT');
    expect(exact('sent_at', '2026-11-30T19:04:05.123456+00:00')).toBe('2026-11-30T19:04:05.123456+00:00');
    expect(exact('po_required', true)).toBe('true');
    expect(exact('sent_at', null)).toBe('null');
    expect(exact('title', '')).toBe('""');
    expect(exact('stops', [{ role: 'PICKUP' }])).toBe('[{"role":"PICKUP"}]');
  });

  it('opens a record within a record and leaves out what is empty', async () => {
    const stop = { city: 'Oakville', elevator: true, floor: null };
    const read = readValue({ table: 'lead', column: 'origin' }, stop, await wordsIn('fr'));
    expect(read.look).toBe('parts');
    expect(spaces(read.text)).toBe('Ville : Oakville, Ascenseur : Oui');
    const long = readValue({ table: 'quote', column: 'inputs' }, { numbers: Array.from({ length: 40 }, (_, at) => ({ at })) }, await wordsIn('en'));
    expect(long.look).toBe('id');
  });
});

describe('the currency of a row', () => {
  it('is that of the first image that tells it', () => {
    expect(currencyOf({ total_minor: 1 }, null, { currency: 'USD' }, { currency: 'CAD' })).toBe('USD');
    expect(currencyOf({ currency: 'dollars' }, undefined)).toBeNull();
  });
});

describe('the name of a column', () => {
  it('is the list’s own, the record’s it points to, or its words', async () => {
    const [en, fr] = [await wordsIn('en'), await wordsIn('fr')];
    await i18nProvider.changeLocale('en');
    expect(fieldName('lead', 'assigned_to', en)).toBe('Owner');
    expect(fieldName('quote', 'total_minor', en)).toBe('Total');
    expect(fieldName('assigned_crew', 'journey_id', en)).toBe('Journey');
    expect(fieldName('lead', 'name_key', en)).toBe('Name key');
    await i18nProvider.changeLocale('fr');
    expect(fieldName('user', 'name', fr)).toBe('Nom');
    expect(fieldName('assigned_crew', 'journey_id', fr)).toBe('Trajet');
    expect(fieldName('quote', 'deposit_minor', fr)).toBe('Acompte');
    expect(fieldName('lead', 'brand_new_column', fr)).toBe('Brand new column');
  });

  it('is French for every column of the records with a history', async () => {
    const fr = await wordsIn('fr');
    const silent = new Set(['company_id', 'id', 'created_at', 'created_by', 'updated_at', 'updated_by', 'version', 'column']);
    const missing: string[] = [];
    for (const table of ['lead', 'deal', 'site_assessment', 'self_survey', 'sales_activity', 'customer', 'quote', 'job', 'journey', 'invoice', 'payment', 'equipment', 'crew_member', 'app_user', 'location']) {
      for (const [, column = ''] of readFileSync(join(DOCS, `schema/${table}.md`), 'utf8').matchAll(/^\| (\w+) \|/gm)) {
        if (silent.has(column)) continue;
        const plain = column.replace(/_(minor|micro|id)$/, '');
        const words = plain.replaceAll('_', ' ');
        const known = [column, plain].some((name) => name in FRENCH_COLUMNS) || fieldName(table, column, fr) !== words.charAt(0).toUpperCase() + words.slice(1);
        if (!known) missing.push(`${table}.${column}`);
      }
    }
    expect(missing).toEqual([]);
  });
});

describe('the groups of labels that columns are read by', () => {
  it('exist', () => {
    const enums = texts.enums as Record<string, unknown>;
    expect(columnKinds().filter((kind) => !(kind in enums))).toEqual([]);
  });
});
