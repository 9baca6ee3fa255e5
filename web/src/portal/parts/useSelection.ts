import { useCallback, useEffect, useRef, useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import type { PortalQuote } from '@shared/types';
import { quoteKey, selectedOptions, selectOptions } from '../quote';

export interface Selection {
  selected: string[];
  select: (selected: string[]) => void;
  busy: boolean;
  failed: boolean;
}

/**
 * The choice on the screen follows the finger at once; the figures follow the server. A newer
 * choice overtakes an older one on its way, and a failed one falls back to the last confirmed.
 */
export function useSelection(token: string, quote: PortalQuote, onPriced: (quote: PortalQuote) => void): Selection {
  const queries = useQueryClient();
  const [wish, setWish] = useState<string[] | null>(null);
  const [failed, setFailed] = useState(false);
  const running = useRef<AbortController | null>(null);
  const told = useRef(onPriced);
  told.current = onPriced;
  useEffect(() => () => running.current?.abort(), []);

  const select = useCallback((selected: string[]) => {
    running.current?.abort();
    const request = new AbortController();
    running.current = request;
    setWish(selected);
    setFailed(false);
    selectOptions(token, selected, request.signal).then(
      (priced) => {
        if (request.signal.aborted) return;
        queries.setQueryData(quoteKey(token), priced);
        setWish(null);
        told.current(priced);
      },
      () => {
        if (request.signal.aborted) return;
        setWish(null);
        setFailed(true);
        void queries.invalidateQueries({ queryKey: quoteKey(token) });
      },
    );
  }, [queries, token]);

  return { selected: wish ?? selectedOptions(quote), select, busy: wish !== null, failed };
}
