import Button from '@mui/material/Button';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { useTranslate } from 'react-admin';
import { useRef, useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { addDays, today } from '@shared/format';
import { api } from '@shared/api';
import type { Me, Quote, QuoteKind } from '@shared/types';
import { useMe } from '../../data/me';
import { useAct } from '../../ui/act';
import { useDraft } from '../../ui/draft';
import { LoadingLines, PageHead } from '../../ui/page';
import { useLanguage } from '../../ui/values';
import { PresetPick, type Preset } from './Presets';
import { QuoteBuilder } from './QuoteBuilder';
import { changesOf, fieldPaths, mayBeSent, needsApproval, newQuote, percentText, pricingInput, quoteStops, withOptions, type QuoteDraft } from './inputs';

export default function QuoteBuilderPage() {
  const me = useMe();
  return me ? <NewQuote me={me} /> : <LoadingLines />;
}

function NewQuote({ me }: { me: Me }) {
  const translate = useTranslate();
  const navigate = useNavigate();
  const language = useLanguage();
  const [params] = useSearchParams();
  const blank = (kind: QuoteKind): QuoteDraft => ({
    ...newQuote(kind, me.company.currency, addDays(today(me.company.timezone), 14), me.company.language ?? language, me.user.location_id ?? me.locations[0]?.id ?? null),
    customer_id: params.get('customer_id'),
  });
  const draft = useDraft<QuoteDraft>(blank(me.company.industry === 'CRANE_RENTAL' ? 'CRANE' : 'MOVING'), `new-quote-${params.get('customer_id') ?? ''}`);
  const [started, setStarted] = useState(0);
  const then = useRef<'ask' | 'send' | null>(null);
  const save = useAct(
    (input: QuoteDraft, key) => api.post<Quote>('/quotes', {
      customer_id: input.customer_id, location_id: input.location_id, kind: input.kind, service_date: input.service_date, language: input.language,
      terms: input.terms ?? undefined, lead_id: input.lead_id ?? undefined, tariff_id: input.tariff_id ?? undefined, inputs: pricingInput(input), stops: quoteStops(input.stops).length > 0 ? quoteStops(input.stops) : undefined,
    }, { key }),
    {
      stale: ['quotes', 'dashboard'],
      done: 'cnc.quote.saved',
      onDone: (quote) => {
        draft.clear();
        navigate(`/quotes/${quote.id}/show${then.current ? `?then=${then.current}` : ''}`);
      },
      onError: (error) => draft.refuse(error, fieldPaths),
    },
  );
  const submit = () => {
    if (!draft.values.customer_id) return draft.setErrors({ customer_id: translate('cnc.form.required') });
    if (!save.isPending) save.mutate(draft.values);
  };
  const go = (next: typeof then.current) => {
    then.current = next;
    submit();
  };
  const setKind = (kind: QuoteKind | null) => {
    if (kind && kind !== draft.values.kind) draft.replace({ ...blank(kind), customer_id: draft.values.customer_id, location_id: draft.values.location_id, service_date: draft.values.service_date });
  };
  /** The preset's work, fees and terms; customer, day and stops stay as typed. */
  const start = ({ inputs, terms }: Preset) => {
    setStarted((times) => times + 1);
    draft.replace({
      ...draft.values, inputs: withOptions(inputs), terms: terms ?? draft.values.terms, changes: changesOf(inputs),
      discount_percent: percentText(inputs.discount), deposit_percent: percentText(inputs.deposit),
      discount_amount: inputs.discount?.kind === 'AMOUNT' ? inputs.discount.amount.amount : null,
    });
  };
  return (
    <>
      <PageHead
        title={translate('cnc.palette.new_quote')}
        subtitle={translate('cnc.quote.new_hint')}
        actions={<>
          <PresetPick kind={draft.values.kind} onChoose={start} />
          <ToggleButtonGroup exclusive size="small" value={draft.values.kind} onChange={(_event, value: QuoteKind | null) => setKind(value)} aria-label={translate('resources.quotes.fields.kind')}>
            <ToggleButton value="MOVING">{translate('enums.quote_kind.MOVING')}</ToggleButton>
            <ToggleButton value="CRANE">{translate('enums.quote_kind.CRANE')}</ToggleButton>
          </ToggleButtonGroup>
        </>}
      />
      <QuoteBuilder
        key={`${draft.values.kind}${started}`}
        draft={draft}
        onSubmit={() => go(null)}
        onCommit={(priced) => go(needsApproval(priced) ? 'ask' : mayBeSent(priced) ? 'send' : null)}
        buttons={(priced) => <>
          <Button type="submit" variant="contained" size="large" loading={save.isPending}>{translate('cnc.quote.save_draft')}</Button>
          {needsApproval(priced) ? <Button size="large" onClick={() => go('ask')}>{translate('cnc.approval.save_and_ask')}</Button> : null}
          <Button size="large" onClick={() => { draft.clear(); navigate('/quotes'); }}>{translate('cnc.action.cancel')}</Button>
        </>}
      />
    </>
  );
}
