import { useTranslate } from 'react-admin';
import { api } from '@shared/api';
import { useMe } from '../../data/me';
import { AskDialog } from '../../ui/AskDialog';
import { useAct } from '../../ui/act';
import { useDraft } from '../../ui/draft';
import { DateLine, NumberLine, Pick } from '../../ui/fields';

interface Values {
  month: string | null;
  location_id: string | null;
  amount: string | null;
  currency: string;
}

/** What shall be sold in a month; the same month again puts it right. */
export function TargetDialog({ location, onClose }: { location: string; onClose: () => void }) {
  const translate = useTranslate();
  const me = useMe();
  const text = (name: string) => translate(`cnc.report.${name}`);
  const draft = useDraft<Values>({ month: null, location_id: location || null, amount: null, currency: me?.company.currency ?? 'CAD' });
  const act = useAct((input: Values, key) => api.post('/sales-targets', { month: input.month ?? '', location_id: input.location_id, amount: { amount: input.amount ?? '', currency: input.currency } }, { key }), {
    stale: ['sales'], done: 'cnc.report.target_saved', onDone: onClose, onError: (error) => draft.refuse(error),
  });
  return (
    <AskDialog title={text('set_target')} draft={draft} submit={translate('cnc.action.save')} busy={act.isPending} disabled={!draft.values.month || !draft.values.amount} onClose={onClose} onSubmit={() => act.mutate(draft.values)}>
      <DateLine name="month" label={text('target_month')} required />
      <Pick name="location_id" label={text('location')} choices={me?.locations ?? []} optional none={text('whole_company')} />
      <NumberLine name="amount" label={text('amount')} decimal required />
      <Pick name="currency" label={text('currency')} values={['CAD', 'USD', 'EUR', 'INR']} />
    </AskDialog>
  );
}
