import { useCallback, useEffect, useRef, useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import type { PortalQuote } from '@shared/types';
import { choiceOf, quoteKey, selectOptions, type Choice } from '../quote';

export interface Selection {
  choice: Choice;
  choose: (change: Partial<Choice>) => void;
  busy: boolean;
  failed: boolean;
}

/**
 * The choice on the screen follows the finger at once; the figures follow the server. A newer
 * choice overtakes an older one on its way, and a failed one falls back to the last confirmed.
 */
export function useSelection(token: string, quote: PortalQuote, onPriced: (quote: PortalQuote) => void): Selection {
  const queries = useQueryClient();
  const [wish, setWish] = useState<Choice | null>(null);
  const [failed, setFailed] = useState(false);
  const running = useRef<AbortController | null>(null);
  const told = useRef(onPriced);
  told.current = onPriced;
  useEffect(() => () => running.current?.abort(), []);

  const current = wish ?? choiceOf(quote);
  const latest = useRef(current);
  latest.current = current;
  const choose = useCallback((change: Partial<Choice>) => {
    const choice = { ...latest.current, ...change };
    running.current?.abort();
    const request = new AbortController();
    running.current = request;
    setWish(choice);
    setFailed(false);
    selectOptions(token, choice, request.signal).then(
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

  return { choice: current, choose, busy: wish !== null, failed };
}
