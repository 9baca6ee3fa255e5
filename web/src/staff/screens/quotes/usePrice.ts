import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { api } from '@shared/api';
import type { Priced, PricingInput, Tariff } from '@shared/types';
import { priceable, pricingInput, quoteStops, type QuoteDraft } from './inputs';

const TYPING_PAUSE_MS = 300;

/** A value once it has stood still for a moment. */
export function useSettled<T>(value: T, delayMs = TYPING_PAUSE_MS): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), delayMs);
    return () => clearTimeout(timer);
  }, [value, delayMs]);
  return settled;
}

export function useTariffs() {
  return useQuery({ queryKey: ['tariffs'], queryFn: () => api.list<Tariff>('/tariffs', { query: { limit: 100 } }), staleTime: 300_000 });
}

export function useTariff(id: string | null | undefined) {
  return useQuery({ queryKey: ['tariffs', 'detail', id], queryFn: () => api.get<Tariff>(`/tariffs/${id}`), enabled: Boolean(id), staleTime: 300_000 });
}

/** The server's price of what is typed; saves nothing. The last price stays while a newer one is on its way. */
export function usePrice(draft: QuoteDraft) {
  const body = {
    kind: draft.kind, tariff_id: draft.tariff_id ?? undefined, location_id: draft.location_id ?? undefined, customer_id: draft.customer_id ?? undefined,
    service_date: draft.service_date, inputs: pricingInput(draft), stops: quoteStops(draft.stops),
  };
  const settled = useSettled(JSON.stringify(body));
  return useQuery({
    queryKey: ['quotes', 'price', settled],
    queryFn: ({ signal }) => api.post<Priced>('/quotes/price', JSON.parse(settled), { signal }),
    enabled: priceable(draft) && priceable(JSON.parse(settled) as { inputs: PricingInput }),
    placeholderData: keepPreviousData,
    retry: false,
    refetchOnWindowFocus: false,
    staleTime: 60_000,
  });
}
