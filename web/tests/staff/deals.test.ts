import { describe, expect, it } from 'vitest';
import type { DealBoard, DealCard, DealColumn, DealStage } from '@shared/types';
import { added, moveCards, nameIn, weightedOf } from '../../src/staff/screens/deals/board';

const card = (id: string, amount: string, stage: DealStage, probability: number): DealCard => ({
  id, number: id, title: id, pipeline_id: 'pip_1', stage_id: `pst_${stage}`, stage, stage_name_en: stage, stage_name_fr: stage, stage_since: '2026-05-01T12:00:00Z', age_days: 9, is_late: true,
  customer_id: 'cus_1', customer_name: 'Ann', value: { amount, currency: 'CAD' }, value_source: 'TYPED', probability, version: 1,
});
const nothing = { currency: 'CAD', value: null, weighted: null, rates: [], missing: [] };
const column = (base: DealStage, probability: number, items: DealCard[], value: string, weighted: string, count = items.length): DealColumn => ({
  stage: { id: `pst_${base}`, base, name_en: base, name_fr: base, probability }, count, items, in_company: nothing, sums: count ? [{ currency: 'CAD', count, value: { amount: value, currency: 'CAD' }, weighted: { amount: weighted, currency: 'CAD' } }] : [],
});
const board = (): DealBoard => ({
  pipeline: { id: 'pip_1', name_en: 'Moves', name_fr: 'Déménagements', is_default: true, is_active: true, stages: [] }, open: [], open_in_company: nothing,
  columns: [column('QUALIFICATION', 10, [card('a', '12000.00', 'QUALIFICATION', 10), card('b', '0.05', 'QUALIFICATION', 55)], '12100.00', '1210.00', 60), column('PROPOSAL', 40, [], '', ''), column('WON', 100, [], '', '')],
});

describe('SAL-20 sums change as cards move', () => {
  it('by what the cards are worth, over all cards of a column', () => {
    const after = moveCards(board(), ['a'], 'pst_PROPOSAL');
    expect(after.columns[0]).toMatchObject({ count: 59, sums: [{ count: 59, value: { amount: '100.00' }, weighted: { amount: '10.00' } }] });
    expect(after.columns[1]).toMatchObject({ count: 1, sums: [{ count: 1, value: { amount: '12000.00' }, weighted: { amount: '4800.00' } }] });
    expect(after.columns[1]?.items[0]).toMatchObject({ stage: 'PROPOSAL', probability: 40, is_late: false });
  });

  it('and a probability set by hand stays between open columns', () => {
    expect(moveCards(board(), ['b'], 'pst_PROPOSAL').columns[1]?.items[0]?.probability).toBe(55);
    expect(moveCards(board(), ['b'], 'pst_WON').columns[2]?.items[0]?.probability).toBe(100);
  });

  it('moves many at once and leaves the board alone when the column is unknown', () => {
    const both = moveCards(board(), ['a', 'b'], 'pst_WON');
    expect(both.columns.map((each) => each.count)).toEqual([58, 0, 2]);
    const before = board();
    expect(moveCards(before, ['a'], 'pst_NONE')).toBe(before);
  });

  it('adds exact decimals', () => {
    expect(added({ amount: '0.10', currency: 'CAD' }, { amount: '0.20', currency: 'CAD' }, 1).amount).toBe('0.30');
    expect(added({ amount: '1.00', currency: 'CAD' }, { amount: '1.05', currency: 'CAD' }, -1).amount).toBe('-0.05');
    expect(weightedOf({ amount: '0.05', currency: 'CAD' }, 50).amount).toBe('0.03');
  });

  it('names a stage in the reader’s language', () => {
    expect(nameIn({ name_en: 'Won', name_fr: 'Gagnée' }, 'fr')).toBe('Gagnée');
  });
});
