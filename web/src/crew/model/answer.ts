import type { ItemKind } from './journey';

/** The smallest and largest answer of a kind and how far one press of plus or minus goes. */
export interface Scale {
  least: number;
  most: number;
  press: number;
}

export const SCALES: Partial<Record<ItemKind, Scale>> = {
  PERCENT: { least: 0, most: 100, press: 5 },
  COUNT: { least: 0, most: 1_000_000, press: 1 },
};

export const RATINGS = [1, 2, 3, 4, 5] as const;
/** What a gauge shows: empty, quarters, full. */
export const QUARTERS = [0, 25, 50, 75, 100] as const;
export const LONGEST_TEXT = 2_000;

export const numberOf = (value: unknown): number | null => (typeof value === 'number' && Number.isFinite(value) ? value : null);

/** The next whole press up or down; the first press of an unanswered item begins at its least answer. */
export function pressed(value: number | null, direction: 1 | -1, { least, most, press }: Scale): number {
  if (value === null) return direction > 0 ? Math.min(most, least + press) : least;
  const next = direction > 0 ? Math.floor(value / press) * press + press : Math.ceil(value / press) * press - press;
  return Math.min(most, Math.max(least, next));
}

/** What somebody typed as a whole number within the scale; null when it is none. */
export function typedNumber(text: string, { least, most }: Scale): number | null {
  const trimmed = text.replace(/\s/g, '');
  if (!/^\d{1,9}$/.test(trimmed)) return null;
  return Math.min(most, Math.max(least, Number(trimmed)));
}
