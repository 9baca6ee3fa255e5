import Box from '@mui/material/Box';
import { useTranslate } from 'react-admin';
import { api } from '@shared/api';
import type { Invoice, Money, Payment } from '@shared/types';
import { useAct } from '../../ui/act';
import { AskDialog } from '../../ui/AskDialog';
import { useDraft } from '../../ui/draft';
import { NumberLine, Pick, TextLine } from '../../ui/fields';
import { MoneyText } from '../../ui/values';
import { Sum } from './InvoicePage';
import { cashRounding, change } from './cash';

interface Taking {
  method: string;
  amount: string | null;
  tendered: string | null;
  reference: string | null;
}

export function PaymentDialog({ invoice, onClose }: { invoice: Invoice; onClose: () => void }) {
  const translate = useTranslate();
  const currency = invoice.balance?.currency ?? 'CAD';
  const draft = useDraft<Taking>({ method: 'CASH', amount: invoice.balance?.amount ?? null, tendered: null, reference: null });
  const { method, amount, tendered } = draft.values;
  const money: Money = { amount: amount ?? '0', currency };
  const cash = method === 'CASH';
  const rounded = cash ? cashRounding(money) : null;
  const back = rounded && tendered ? change(tendered, rounded.due) : null;
  const act = useAct(
    (input: Taking, key) => api.post<Payment>('/payments', {
      invoice_id: invoice.id, method: input.method, amount: { amount: input.amount, currency }, reference: cash ? undefined : (input.reference ?? undefined), tendered: input.tendered && cash ? { amount: input.tendered, currency } : undefined,
    }, { key }),
    { stale: ['invoices', 'ledger', 'dashboard'], done: 'cnc.billing.paid', onDone: onClose, onError: (error) => draft.refuse(error) },
  );
  const submit = () => {
    if (!amount || Number(amount) <= 0) return draft.setErrors({ amount: translate('cnc.form.required') });
    if (cash && tendered && back === null) return draft.setErrors({ tendered: translate('cnc.billing.too_little') });
    act.mutate(draft.values);
  };
  return (
    <AskDialog title={translate('cnc.billing.take_payment')} draft={draft} submit={translate('cnc.billing.record_payment')} busy={act.isPending} onClose={onClose} onSubmit={submit}>
      <Pick name="method" label={translate('cnc.quote.method')} kind="payment_method" values={['CASH', 'CHECK', 'BANK_TRANSFER']} />
      <NumberLine decimal name="amount" label={translate('cnc.billing.amount')} unit={currency} autoFocus />
      {cash ? null : <TextLine name="reference" label={translate(`cnc.billing.reference_${method}`)} />}
      {rounded ? (
        <>
          <NumberLine decimal name="tendered" label={translate('cnc.billing.tendered')} unit={currency} />
          <Box aria-live="polite" sx={{ bgcolor: 'background.default', borderRadius: 1, p: 1.5 }}>
            <Sum name={translate('cnc.billing.exact')}><MoneyText value={money} /></Sum>
            <Sum name={translate('cnc.billing.rounding')}><MoneyText value={rounded.difference} /></Sum>
            <Sum name={translate('cnc.billing.cash_due')} strong><MoneyText value={rounded.due} strong /></Sum>
            {back ? <Sum name={translate('cnc.billing.change')}><MoneyText value={back} strong /></Sum> : null}
          </Box>
        </>
      ) : null}
    </AskDialog>
  );
}
