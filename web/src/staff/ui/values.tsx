import Box from '@mui/material/Box';
import { useLocaleState } from 'react-admin';
import { formatAge, formatDay, formatDecimal, formatMoment, formatMomentExact, formatMoney, formatTime } from '@shared/format';
import type { Money } from '@shared/types';
import { useEffect, useState } from 'react';
import { wallClock } from '@shared/zone';
import { useZone } from '../data/me';

export const useLanguage = (): string => useLocaleState()[0];

/** The formatters in the reader's language and the location's zone. */
export function useFormat(locationId?: string | null) {
  const language = useLanguage();
  const zone = useZone(locationId);
  return {
    money: (value: Money | null | undefined) => formatMoney(value, language),
    decimal: (value: string | number | null | undefined, digits?: number) => formatDecimal(value, language, digits),
    day: (value: string | null | undefined, style?: 'brief' | 'short' | 'long') => formatDay(value, language, style),
    time: (value: string | null | undefined) => formatTime(value, language, zone),
    moment: (value: string | null | undefined) => formatMoment(value, language, zone),
    /** With year and seconds. */
    momentExact: (value: string | null | undefined) => formatMomentExact(value, language, zone),
    /** The calendar day on which a moment falls at the place. */
    dayOf: (value: string | null | undefined) => formatDay(value ? wallClock(value, zone) : value, language),
    age: (value: string | null | undefined, now: number) => formatAge(value, now, language),
  };
}

export function MoneyText({ value, strong }: { value: Money | null | undefined; strong?: boolean }) {
  const language = useLanguage();
  return (
    <Box component="span" sx={{ fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap', fontWeight: strong ? 650 : undefined }}>
      {formatMoney(value, language)}
    </Box>
  );
}

/** The present moment, moving on every half minute, for clocks that count. */
export function useNow(everyMs = 30_000): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
}
