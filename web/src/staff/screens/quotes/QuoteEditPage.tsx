import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import { useQuery } from '@tanstack/react-query';
import { useTranslate } from 'react-admin';
import { useRef, useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { api } from '@shared/api';
import { ApiError } from '@shared/apiError';
import { addDays, today } from '@shared/format';
import type { Quote } from '@shared/types';
import { useAct } from '../../ui/act';
import { useDraft } from '../../ui/draft';
import { Async, PageHead } from '../../ui/page';
import { StatusChip } from '../../ui/StatusChip';
import { QuoteBuilder } from './QuoteBuilder';
import { changesOf, fieldPaths, mayBeSent, needsApproval, newQuote, percentText, pricingInput, quoteStops, withCrew, withOptions, type QuoteDraft } from './inputs';

export function draftOf(quote: Quote): QuoteDraft {
  const day = quote.service_date ?? addDays(today(), 14);
  const blank = newQuote(quote.kind, quote.inputs?.currency ?? quote.total?.currency ?? 'CAD', day, quote.language ?? 'en', quote.location_id ?? null);
  const inputs = quote.inputs?.parts?.length ? withOptions(withCrew(quote.inputs)) : blank.inputs;
  return {
    ...blank, customer_id: quote.customer_id, lead_id: quote.lead_id ?? null, terms: quote.terms ?? null, inputs,
    service_date: quote.service_date ?? inputs.parts[0]?.service_date ?? day,
    discount_percent: percentText(inputs.discount), deposit_percent: percentText(inputs.deposit),
    discount_amount: inputs.discount?.kind === 'AMOUNT' ? inputs.discount.amount.amount : null,
    changes: changesOf(inputs), stops: quote.stops?.length ? quote.stops : blank.stops,
  };
}

/** A converted lead's draft is made a moment after the answer. */
const WAIT_FOR_DRAFT = { retry: (count: number, error: unknown) => count < 8 && error instanceof ApiError && error.status === 404, retryDelay: 500 };

export default function QuoteEditPage() {
  const { id = '' } = useParams();
  const query = useQuery<Quote>({ queryKey: ['quotes', 'detail', id], queryFn: () => api.get<Quote>(`/quotes/${id}`), ...WAIT_FOR_DRAFT });
  return <Async query={query} lines={10}>{(quote) => <EditQuote key={quote.id} quote={quote} reload={() => query.refetch()} />}</Async>;
}

function EditQuote({ quote, reload }: { quote: Quote; reload: () => Promise<unknown> }) {
  const translate = useTranslate();
  const navigate = useNavigate();
  const [version] = useState(quote.version);
  const [conflict, setConflict] = useState(false);
  const then = useRef<'ask' | 'send' | null>(null);
  const draft = useDraft<QuoteDraft>(draftOf(quote), `quote-${quote.id}`);
  const save = useAct(
    (input: QuoteDraft) => api.patch<Quote>(`/quotes/${quote.id}`, { inputs: pricingInput(input), stops: quoteStops(input.stops), service_date: input.service_date, language: input.language, terms: input.terms ?? undefined, tariff_id: input.tariff_id ?? undefined }, { version }),
    {
      stale: ['quotes'],
      done: 'cnc.quote.saved',
      onDone: () => {
        draft.clear();
        navigate(`/quotes/${quote.id}/show${then.current ? `?then=${then.current}` : ''}`);
      },
      onError: (error) => {
        if (error instanceof ApiError && error.status === 412) {
          setConflict(true);
          void reload();
          return true;
        }
        return draft.refuse(error, fieldPaths);
      },
    },
  );
  const go = (next: typeof then.current) => {
    then.current = next;
    if (!save.isPending) save.mutate(draft.values);
  };
  return (
    <>
      <PageHead title={`${quote.number} v${quote.quote_version}`} subtitle={quote.customer_name} badge={<StatusChip kind="quote_status" value={quote.status} />} />
      {conflict ? <Alert severity="warning" sx={{ mb: 2 }}><strong>{translate('cnc.refusal.changed')}</strong> {translate('cnc.refusal.changed_hint')}</Alert> : null}
      <QuoteBuilder
        draft={draft}
        fixedCustomer
        onSubmit={() => go(null)}
        onCommit={(priced) => go(needsApproval(priced) ? 'ask' : mayBeSent(priced) ? 'send' : null)}
        buttons={(priced) => <>
          <Button type="submit" variant="contained" size="large" loading={save.isPending}>{translate('cnc.action.save')}</Button>
          {needsApproval(priced) ? <Button size="large" onClick={() => go('ask')}>{translate('cnc.approval.save_and_ask')}</Button> : null}
          <Button size="large" onClick={() => { draft.clear(); navigate(`/quotes/${quote.id}/show`); }}>{translate('cnc.action.cancel')}</Button>
        </>}
      />
    </>
  );
}
