import type { Money } from '@shared/types';

/** Smallest coin in minor units, where a currency's cash is rounded; the server decides, this only shows ahead. */
const CASH_STEP: Record<string, bigint> = { CAD: 5n };

export function minorOf(text: string): bigint | null {
  const match = /^(\d+)(?:\.(\d{0,2}))?$/.exec(text.trim());
  if (!match) return null;
  return BigInt(match[1] ?? '0') * 100n + BigInt((match[2] ?? '').padEnd(2, '0') || '0');
}

export function amountText(minor: bigint): string {
  const sign = minor < 0n ? '-' : '';
  const digits = (minor < 0n ? -minor : minor).toString().padStart(3, '0');
  return `${sign}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** Amount due in coins: the nearest multiple of the smallest coin, and how far that is from the exact amount. */
export function cashRounding(amount: Money): { due: Money; difference: Money } {
  const minor = minorOf(amount.amount) ?? 0n;
  const step = CASH_STEP[amount.currency] ?? 1n;
  const due = ((minor + step / 2n) / step) * step;
  return { due: { amount: amountText(due), currency: amount.currency }, difference: { amount: amountText(due - minor), currency: amount.currency } };
}

export function change(tendered: string, due: Money): Money | null {
  const given = minorOf(tendered);
  const owed = minorOf(due.amount);
  if (given === null || owed === null || given < owed) return null;
  return { amount: amountText(given - owed), currency: due.currency };
}
