import Button from '@mui/material/Button';
import { useTranslate } from 'react-admin';
import { useState } from 'react';
import { api } from '@shared/api';
import type { Quote } from '@shared/types';
import { useMay } from '../../data/me';
import { useAct } from '../../ui/act';
import { AskDialog } from '../../ui/AskDialog';
import { useDraft } from '../../ui/draft';
import { NumberLine, Pick, TextLine } from '../../ui/fields';
import { Fact, Facts, Panel } from '../../ui/page';
import { StatusChip } from '../../ui/StatusChip';
import { useFormat } from '../../ui/values';

const OPEN = ['SENT', 'VIEWED', 'ACCEPTED', 'CONVERTED'];

/** What is held of the day, and what was paid ahead for it. */
export function DayAndDeposit({ quote }: { quote: Quote }) {
  const translate = useTranslate();
  const format = useFormat(quote.location_id);
  const mayTake = useMay('payment:CREATE');
  const [taking, setTaking] = useState(false);
  const { booking } = quote;
  const deposit = quote.priced?.deposit;
  const asked = deposit && Number(deposit.amount) > 0 && OPEN.includes(quote.status) ? deposit : null;
  const due = asked ? Number(asked.amount) - Number(quote.paid_ahead?.amount ?? 0) : 0;
  if (!booking && !asked) return null;
  return (
    <Panel title={translate('cnc.quote.ahead.title')} actions={mayTake && due > 0 ? <Button onClick={() => setTaking(true)}>{translate('cnc.quote.ahead.take')}</Button> : null}>
      <Facts columns={2}>
        {booking ? <Fact label={translate('cnc.quote.ahead.day')}>{format.day(booking.day)} <StatusChip kind="booking_state" value={booking.state} small /></Fact> : null}
        {booking ? <Fact label={translate('cnc.quote.ahead.means')}>{translate('cnc.quote.ahead.trucks_movers', { trucks: booking.trucks, movers: booking.movers })}</Fact> : null}
        {booking?.held_until ? <Fact label={translate('cnc.quote.ahead.until')}>{format.moment(booking.held_until)}</Fact> : null}
        {booking?.state === 'CANCELLED' && booking.end_reason ? <Fact label={translate('cnc.quote.ahead.ended')}>{translate(`cnc.quote.ahead.reason.${booking.end_reason}`, { _: booking.end_reason })}</Fact> : null}
        {asked ? <Fact label={translate('cnc.quote.deposit')}>{format.money(asked)}</Fact> : null}
        {asked ? <Fact label={translate('cnc.quote.ahead.paid')}>{quote.paid_ahead ? format.money(quote.paid_ahead) : translate('cnc.quote.ahead.nothing')}</Fact> : null}
      </Facts>
      {taking && asked ? <TakeDialog quote={quote} amount={due.toFixed(2)} currency={asked.currency} onClose={() => setTaking(false)} /> : null}
    </Panel>
  );
}

function TakeDialog({ quote, amount, currency, onClose }: { quote: Quote; amount: string; currency: string; onClose: () => void }) {
  const translate = useTranslate();
  const draft = useDraft<{ method: string; amount: string | null; reference: string | null }>({ method: 'BANK_TRANSFER', amount, reference: null });
  const act = useAct((input: typeof draft.values, key) => api.post('/deposits', { quote_id: quote.id, method: input.method, amount: { amount: input.amount ?? '0', currency }, reference: input.reference ?? undefined }, { key }), {
    stale: ['quotes', 'payments'], done: 'cnc.quote.ahead.taken', onDone: onClose, onError: (error) => draft.refuse(error),
  });
  return (
    <AskDialog title={translate('cnc.quote.ahead.take_title', { number: quote.number })} draft={draft} submit={translate('cnc.quote.ahead.take')} busy={act.isPending} onClose={onClose} onSubmit={() => act.mutate(draft.values)}>
      <Pick name="method" label={translate('cnc.quote.ahead.method')} kind="payment_method" values={['BANK_TRANSFER', 'CHECK', 'CASH']} />
      <NumberLine decimal name="amount" label={translate('cnc.quote.deposit')} unit={currency} autoFocus />
      <TextLine name="reference" label={translate('cnc.quote.ahead.reference')} />
    </AskDialog>
  );
}
