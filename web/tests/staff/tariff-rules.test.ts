import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { TariffRule } from '@shared/types';
import { enumTexts } from '../../src/staff/i18n/texts/enums';
import { tariffTexts } from '../../src/staff/i18n/texts/tariffs';
import { cellText, codesOf, columnsOf, figureName, figureOf, freshKey, pastedCells, RULE_KINDS, withFigure, withPasted } from '../../src/staff/screens/tariffs/rules';

const hourly = (key: string, movers: number, weekday: string): TariffRule => ({ rule_key: key, kind: 'HOURLY', movers, trucks: 1, rates: { weekday } });

describe('rules as a grid', () => {
  it('have a column for every figure, and one more place in each list', () => {
    expect(columnsOf('HOURLY', [hourly('a', 2, '139.00')])).toEqual(['movers', 'trucks', 'rates.weekday', 'rates.weekend', 'rates.peak', 'rates.holiday']);
    const lane: TariffRule = { rule_key: 'l', kind: 'LANE', from_zone: 'A', to_zone: 'B', brackets: [{ up_to_cuft: '600', price: '1290.00' }], includes: '' };
    expect(columnsOf('LANE', [lane]).filter((path) => path.startsWith('brackets'))).toEqual(['brackets.0.up_to_cuft', 'brackets.0.price', 'brackets.1.up_to_cuft', 'brackets.1.price']);
    expect(columnsOf('UNKNOWN', [{ rule_key: 'x', kind: 'UNKNOWN', a: { b: 1 } }])).toEqual(['a.b']);
  });

  it('keep the kind of a figure: text of money, whole numbers, yes and no, lists', () => {
    expect(figureOf('rates.weekend', 'HOURLY', '149.00')).toBe('149.00');
    expect(figureOf('movers', 'HOURLY', '3')).toBe(3);
    expect(figureOf('weekend', 'DAY_CLASS', 'SATURDAY, SUNDAY')).toEqual(['SATURDAY', 'SUNDAY']);
    expect(figureOf('automatic', 'FEE', 'false')).toBe(false);
    expect(figureOf('movers', 'HOURLY', 'three'), 'the server says what is wrong').toBe('three');
  });

  it('change one figure and take an emptied one out with what it leaves empty', () => {
    const rule = hourly('hourly.2-1', 2, '139.00');
    const dearer = withFigure(rule, 'rates.weekday', '149.00');
    expect(dearer).toEqual({ rule_key: 'hourly.2-1', kind: 'HOURLY', movers: 2, trucks: 1, rates: { weekday: '149.00' } });
    expect(rule.rates, 'the rule before stays').toEqual({ weekday: '139.00' });
    expect(withFigure(withFigure(rule, 'rates.peak', '169.00'), 'rates.peak', '')).toEqual(rule);
    const linehaul = withFigure({ rule_key: 'x', kind: 'LINEHAUL' }, 'breaks.0.from', '2000');
    expect(linehaul.breaks).toEqual([{ from: '2000' }]);
    expect(withFigure(linehaul, 'breaks.0.from', '')).not.toHaveProperty('breaks');
    expect(cellText({ rule_key: 'z', kind: 'ZONE', cities: ['Laval', 'Montréal'] }, 'cities')).toBe('Laval, Montréal');
  });

  it('take cells from a spreadsheet', () => {
    expect(pastedCells('139.00')).toBeNull();
    const cells = pastedCells('139.00\t149.00\r\n189.00\t204.00\r\n');
    expect(cells).toEqual([['139.00', '149.00'], ['189.00', '204.00']]);
    const rules = [hourly('a', 2, '1'), hourly('b', 3, '1'), hourly('c', 4, '1')];
    const columns = columnsOf('HOURLY', rules);
    const pasted = withPasted(rules, columns, { row: 0, column: columns.indexOf('rates.weekday') + 1 }, cells ?? []);
    expect(pasted.map((rule) => rule.rates)).toEqual([{ weekday: '139.00', weekend: '149.00' }, { weekday: '189.00', weekend: '204.00' }, { weekday: '1' }]);
    expect(withPasted(rules, columns, { row: 2, column: 0 }, [['d', '5']])[2]).toMatchObject({ rule_key: 'd', movers: 5 });
  });

  it('get keys that no rule has', () => {
    expect(freshKey([hourly('hourly', 2, '1'), hourly('hourly-2', 2, '1')], 'hourly')).toBe('hourly-3');
  });

  it('offer codes where a figure has them; a fee’s condition is free', () => {
    expect(codesOf('ACCESS', 'condition')).toContain('STAIRS');
    expect(codesOf('FEE', 'condition')).toBeUndefined();
    expect(codesOf('VALUATION', 'least.0.per')).toEqual(['KILOGRAM', 'POUND']);
    expect(codesOf('TRAVEL', 'mode.bands.0.charge.by')).toEqual(['PRICE', 'TIME']);
    expect(figureName('breaks.1.price')).toEqual({ key: 'breaks_price', place: 2 });
  });

  it('have words in both languages for every kind, figure and code', () => {
    const words = tariffTexts.tariff as unknown as Record<'kind' | 'figure' | 'code', Record<string, unknown>>;
    const categories = enumTexts.category as unknown as Record<string, unknown>;
    for (const kind of RULE_KINDS) {
      expect(words.kind[kind], kind).toBeDefined();
      for (const path of columnsOf(kind, [])) {
        const { key } = figureName(path);
        expect(words.figure[key] ?? words.figure[path.split('.').at(-1) ?? ''], `${kind} ${path}`).toBeDefined();
        for (const code of codesOf(kind, path) ?? []) expect(words.code[code] ?? categories[code], `${path} ${code}`).toBeDefined();
      }
    }
  });

  it('are those the server reads', () => {
    const schemas = (JSON.parse(readFileSync(join(import.meta.dirname, '../../../openapi.json'), 'utf8')) as { components: { schemas: Record<string, unknown> } }).components.schemas;
    const text = JSON.stringify(schemas);
    for (const kind of RULE_KINDS) expect(text, kind).toContain(`"${kind}"`);
  });
});
