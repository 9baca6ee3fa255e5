import { useRef, useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { ApiError } from '@shared/apiError';
import type { Money, PortalQuote } from '@shared/types';
import { acceptQuote, isPriceChanged, payPage, prepareQuote, quoteKey, readQuote, sameMoney, type Acceptance } from '../quote';

interface AcceptanceState {
  /** Signs; `byCard` goes to the payment page first, and signing follows when the deposit is paid. */
  accept: (acceptance: Acceptance, byCard: boolean) => void;
  busy: boolean;
  fault: ApiError | null;
  priceChanged: { old: Money; new: Money } | null;
}

/**
 * Sends the acceptance. A repeat of the same words after a lost answer carries the same key, so
 * signing twice is signing once; other words are another act with a key of their own.
 */
export function useAcceptance(token: string, quote: PortalQuote, onPriceChanged: () => void): AcceptanceState {
  const queries = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<ApiError | null>(null);
  const [priceChanged, setPriceChanged] = useState<AcceptanceState['priceChanged']>(null);
  const attempt = useRef<{ words: string; key: string } | null>(null);

  const accept = async (acceptance: Acceptance, byCard: boolean) => {
    const words = JSON.stringify([acceptance, byCard]);
    if (attempt.current?.words !== words) attempt.current = { words, key: crypto.randomUUID() };
    setBusy(true);
    setFault(null);
    setPriceChanged(null);
    try {
      if (byCard) {
        const prepared = await prepareQuote(token, acceptance, attempt.current.key);
        window.location.assign(await payPage(token, prepared.acceptance_id));
        return;
      }
      const accepted = await acceptQuote(token, acceptance, attempt.current.key);
      const known = queries.getQueryData<PortalQuote>(quoteKey(token)) ?? quote;
      queries.setQueryData<PortalQuote>(quoteKey(token), {
        ...known,
        accepted: { signer_name: acceptance.signer_name, signed_at: new Date().toISOString(), signed_pdf_url: accepted.signed_pdf_url },
      });
      void queries.invalidateQueries({ queryKey: quoteKey(token) });
    } catch (caught) {
      if (!(caught instanceof ApiError)) throw caught;
      await afterRefusal(caught, acceptance.total_shown);
    } finally {
      setBusy(false);
    }
  };

  const afterRefusal = async (refusal: ApiError, shown: Money) => {
    if (refusal.retryable) {
      setFault(refusal);
      return;
    }
    // Whatever the reason, the page must show the quote as the server now has it.
    const fresh = await readQuote(token).catch(() => null);
    if (fresh) queries.setQueryData(quoteKey(token), fresh);
    if (isPriceChanged(refusal) && fresh && !sameMoney(fresh.quote.total, shown)) {
      setPriceChanged({ old: shown, new: fresh.quote.total });
      onPriceChanged();
    } else {
      setFault(refusal);
    }
  };

  return { accept: (acceptance, byCard) => void accept(acceptance, byCard), busy, fault, priceChanged };
}
