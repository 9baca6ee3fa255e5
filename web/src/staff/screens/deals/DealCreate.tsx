import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import { useTranslate } from 'react-admin';
import { useNavigate, useSearchParams } from 'react-router';
import { api } from '@shared/api';
import type { Deal } from '@shared/types';
import { useMe } from '../../data/me';
import { useAct } from '../../ui/act';
import { DraftForm, useDraft } from '../../ui/draft';
import { PageHead, Panel } from '../../ui/page';
import { typedOnly } from '../leads/LeadCreate';
import { CustomerPick } from '../quotes/CustomerPick';
import { DealFacts } from './DealFacts';

type NewDeal = Partial<Omit<Deal, 'value'>> & { value?: { amount?: string | null; currency?: string } };

export default function DealCreate() {
  const translate = useTranslate();
  const navigate = useNavigate();
  const me = useMe();
  const [search] = useSearchParams();
  const currency = me?.company.currency ?? 'CAD';
  const draft = useDraft<NewDeal>({ customer_id: search.get('customer') ?? undefined }, 'new-deal');
  const act = useAct((input: NewDeal, key) => {
    const { value, ...rest } = input;
    return api.post<Deal>('/deals', typedOnly({ ...rest, value: value?.amount ? { amount: value.amount, currency } : null }), { key });
  }, {
    stale: ['deals', 'boards', 'pipelines'],
    done: 'cnc.deal.created',
    onDone: (deal) => {
      draft.clear();
      navigate(`/deals/${deal.id}/show`);
    },
    onError: (error) => draft.refuse(error),
  });
  const submit = () => {
    if (!draft.values.customer_id) return draft.setErrors({ customer_id: translate('cnc.deal.need_customer') });
    act.mutate(draft.values);
  };
  return (
    <Box sx={{ maxWidth: 860 }}>
      <PageHead title={translate('cnc.deal.new')} subtitle={translate('cnc.deal.new_hint')} />
      <DraftForm draft={draft} onSubmit={submit}>
        <Panel>
          <Box sx={{ mb: 1.75 }}><CustomerPick name="customer_id" label={translate('cnc.deal.customer')} /></Box>
          <DealFacts currency={currency} />
          <Stack direction="row" sx={{ gap: 1, mt: 3 }}>
            <Button type="submit" variant="contained" loading={act.isPending}>{translate('cnc.deal.create')}</Button>
            <Button onClick={() => { draft.clear(); navigate('/deals'); }}>{translate('cnc.action.cancel')}</Button>
          </Stack>
        </Panel>
      </DraftForm>
    </Box>
  );
}
