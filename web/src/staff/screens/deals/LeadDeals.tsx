import Link from '@mui/material/Link';
import Stack from '@mui/material/Stack';
import { useQuery } from '@tanstack/react-query';
import { useTranslate } from 'react-admin';
import { Link as RouterLink } from 'react-router';
import { api } from '@shared/api';
import type { DealCard, Lead } from '@shared/types';
import { useMay } from '../../data/me';
import { Async, Panel } from '../../ui/page';
import { SoftChip } from '../../ui/StatusChip';
import { MoneyText, useLanguage } from '../../ui/values';
import { nameIn } from './board';

/** The deals a lead was converted into; nothing until there is one. */
export function LeadDeals({ lead }: { lead: Pick<Lead, 'id' | 'customer_id'> }) {
  const translate = useTranslate();
  const language = useLanguage();
  const may = useMay('deal:VIEW');
  const query = useQuery({ enabled: may && Boolean(lead.customer_id), queryKey: ['deals', 'of-lead', lead.id], queryFn: () => api.list<DealCard>('/deals', { query: { lead_id: lead.id, limit: 10 } }) });
  if (!may || !lead.customer_id || query.data?.data.length === 0) return null;
  return (
    <Panel title={translate('cnc.deal.list')}>
      <Async query={query} lines={1}>
        {({ data }) => (
          <Stack sx={{ gap: 1 }}>
            {data.map((deal) => (
              <Stack key={deal.id} direction="row" sx={{ gap: 1, alignItems: 'center', flexWrap: 'wrap' }}>
                <Link component={RouterLink} to={`/deals/${deal.id}/show`} sx={{ fontWeight: 600 }}>{deal.number}</Link>
                <SoftChip small tone={deal.stage === 'WON' ? 'success' : deal.stage === 'LOST' ? 'danger' : 'info'}>{nameIn({ name_en: deal.stage_name_en, name_fr: deal.stage_name_fr }, language)}</SoftChip>
                {deal.value ? <MoneyText value={deal.value} /> : null}
              </Stack>
            ))}
          </Stack>
        )}
      </Async>
    </Panel>
  );
}
