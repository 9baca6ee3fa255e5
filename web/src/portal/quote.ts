import { api } from '@shared/api';
import { ApiError } from '@shared/apiError';
import type { CoverChoice, Instant, Money, PortalQuote } from '@shared/types';

export type SigningMethod = 'DRAWN' | 'TYPED' | 'CLICK';

/** What is chosen: exactly these options, and how the goods are protected. */
export interface Choice {
  selected: string[];
  covers: CoverChoice[];
}

export interface Acceptance {
  selected: string[];
  covers: CoverChoice[];
  signer_name: string;
  signer_email?: string;
  method: SigningMethod;
  signature_svg?: string;
  typed_name?: string;
  consent: true;
  total_shown: Money;
}
export interface Accepted {
  status: string;
  signed_pdf_url?: string | null;
}
export interface Verification {
  genuine: boolean;
  number?: string | null;
  signed_at?: Instant | null;
}

const path = (token: string): string => `/portal/quotes/${encodeURIComponent(token)}`;

export const quoteKey = (token: string) => ['portal-quote', token] as const;

export const readQuote = (token: string, signal?: AbortSignal): Promise<PortalQuote> =>
  api.get<PortalQuote>(path(token), { anonymous: true, signal });

/** The server prices the choice; the page only shows its answer. */
export const selectOptions = (token: string, choice: Choice, signal?: AbortSignal): Promise<PortalQuote> =>
  api.post<PortalQuote>(`${path(token)}/select`, choice, { anonymous: true, signal });

export const acceptQuote = (token: string, acceptance: Acceptance, key: string): Promise<Accepted> =>
  api.post<Accepted>(`${path(token)}/accept`, acceptance, { anonymous: true, key });

export interface Prepared {
  acceptance_id: string;
  expires_at: Instant;
}

/** Everything is held; nothing is signed before the deposit is paid. */
export const prepareQuote = (token: string, acceptance: Acceptance, key: string): Promise<Prepared> =>
  api.post<Prepared>(`${path(token)}/accept/prepare`, acceptance, { anonymous: true, key });

/** The payment provider's own page: no card number is ever typed here. */
export const payPage = async (token: string, acceptance_id: string): Promise<string> =>
  (await api.post<{ pay_url: string }>(`${path(token)}/accept/pay`, { acceptance_id }, { anonymous: true })).pay_url;

export const completeQuote = (token: string, acceptance_id: string): Promise<Accepted> =>
  api.post<Accepted>(`${path(token)}/accept/complete`, { acceptance_id }, { anonymous: true, key: `complete-${acceptance_id}-${crypto.randomUUID()}` });

export const giveUp = (token: string): Promise<unknown> => api.post(`${path(token)}/accept/give-up`, {}, { anonymous: true });

export const rejectQuote = (token: string, reason: string): Promise<unknown> =>
  api.post(`${path(token)}/reject`, { reason }, { anonymous: true });

export const verifyDocument = (sha256: string): Promise<Verification> =>
  api.post<Verification>('/public/verify', { sha256 }, { anonymous: true });

export const pdfLink = (token: string, quote: PortalQuote): string => quote.quote.pdf_url ?? `/api${path(token)}/pdf`;

export type Stand = 'OPEN' | 'ACCEPTED' | 'EXPIRED' | 'WITHDRAWN' | 'DECLINED';

/** Where the quote stands for its reader. */
export function standOf({ quote, accepted }: PortalQuote): Stand {
  const status: string = quote.status;
  if (accepted || status === 'ACCEPTED' || status === 'CONVERTED') return 'ACCEPTED';
  if (status === 'EXPIRED') return 'EXPIRED';
  if (status === 'WITHDRAWN' || status === 'SUPERSEDED') return 'WITHDRAWN';
  if (status === 'REJECTED') return 'DECLINED';
  return 'OPEN';
}

export const selectedOptions = ({ quote }: PortalQuote): string[] =>
  quote.options.filter((option) => option.selected).map((option) => option.id);

/** The covers the customer has chosen so far. */
export const chosenCovers = ({ quote }: PortalQuote): CoverChoice[] =>
  quote.covers.flatMap((cover) => (cover.chosen && cover.priced ? [cover.priced] : []));

export const choiceOf = (quote: PortalQuote): Choice => ({ selected: selectedOptions(quote), covers: chosenCovers(quote) });

export const sameMoney = (a: Money, b: Money): boolean => a.amount === b.amount && a.currency === b.currency;

export const isPriceChanged = (fault: unknown): boolean => fault instanceof ApiError && fault.code === 'PRICE_CHANGED';

/** A wrong, foreign or spent link: one neutral page for all of them. */
export const isUnknownLink = (fault: unknown): boolean => fault instanceof ApiError && [400, 401, 403, 404, 410, 422].includes(fault.status);

export async function sha256Hex(file: Blob): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', await file.arrayBuffer());
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
