import type { DealBoard, DealCard, DealColumn, DealSum, Money } from '@shared/types';

/** A decimal text as whole units of its last place. */
const minor = (money: Money): { units: bigint; places: number } => {
  const [whole = '0', rest = ''] = money.amount.split('.');
  return { units: BigInt(whole + rest), places: rest.length };
};

const text = (units: bigint, places: number): string => {
  const digits = (units < 0n ? -units : units).toString().padStart(places + 1, '0');
  const cut = digits.length - places;
  return `${units < 0n ? '-' : ''}${digits.slice(0, cut)}${places ? `.${digits.slice(cut)}` : ''}`;
};

/** One amount more or less, both in one currency. */
export function added(to: Money, what: Money, sign: 1 | -1): Money {
  const places = minor(to).places;
  return { currency: to.currency, amount: text(minor(to).units + BigInt(sign) * minor(what).units, places) };
}

/** Value × per cent, rounded half up to the smallest unit. */
export function weightedOf(value: Money, percent: number): Money {
  const { units, places } = minor(value);
  return { currency: value.currency, amount: text((units * BigInt(percent) + 50n) / 100n, places) };
}

const zero = (money: Money): Money => ({ currency: money.currency, amount: text(0n, minor(money).places) });

/** The column's sums with a card more or less. */
function resummed(sums: DealSum[], card: DealCard, percent: number, sign: 1 | -1): DealSum[] {
  const { value } = card;
  if (!value) return sums.map((sum) => ({ ...sum, count: sum.count + sign }));
  const known = sums.some((sum) => sum.currency === value.currency);
  const all = known ? sums : [...sums, { currency: value.currency, count: 0, value: zero(value), weighted: zero(value) }];
  return all
    .map((sum) => (sum.currency !== value.currency || !sum.value || !sum.weighted ? sum : {
      ...sum, count: sum.count + sign, value: added(sum.value, value, sign), weighted: added(sum.weighted, weightedOf(value, percent), sign),
    }))
    .filter((sum) => sum.count > 0);
}

/** What a card's probability will be in another column: what was set by hand stays between open ones. */
export function probabilityIn(card: DealCard, from: DealColumn, to: DealColumn): number {
  const byHand = card.probability !== from.stage.probability;
  const open = to.stage.base !== 'WON' && to.stage.base !== 'LOST';
  return byHand && open ? card.probability : to.stage.probability;
}

/** Rates are the server's: until it answers nothing is said in the company's currency. */
const unsaid = (column: DealColumn): DealColumn['in_company'] => ({ ...column.in_company, value: null, weighted: null, missing: [] });

/** The board as it will look once the server agrees. */
export function moveCards(board: DealBoard, ids: readonly string[], stageId: string, index = 0): DealBoard {
  const target = board.columns.find((column) => column.stage.id === stageId);
  if (!target) return board;
  const moved: { card: DealCard; percent: number }[] = [];
  const left = board.columns.map((column) => {
    if (column === target) return column;
    let { sums, count } = column;
    const items = column.items.filter((card) => {
      if (!ids.includes(card.id)) return true;
      sums = resummed(sums, card, card.probability, -1);
      count -= 1;
      moved.push({ card, percent: probabilityIn(card, column, target) });
      return false;
    });
    return items.length === column.items.length ? column : { ...column, items, sums, in_company: unsaid(column), count };
  });
  return {
    ...board,
    columns: left.map((column) => {
      if (column.stage.id !== stageId) return column;
      const items = [...column.items];
      items.splice(index, 0, ...moved.map(({ card, percent }) => ({ ...card, stage_id: stageId, stage: column.stage.base, probability: percent, age_days: 0, is_late: false })));
      const sums = moved.reduce((all, { card, percent }) => resummed(all, card, percent, 1), column.sums);
      return { ...column, items, sums, in_company: unsaid(column), count: column.count + moved.length };
    }),
  };
}

/** The name of a stage or pipeline in the reader's language. */
export const nameIn = (named: { name_en: string; name_fr: string }, language: string): string => (language.startsWith('fr') ? named.name_fr : named.name_en);
