import Button from '@mui/material/Button';
import Link from '@mui/material/Link';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { useTranslate } from 'react-admin';
import { Link as RouterLink, useNavigate } from 'react-router';
import { api } from '@shared/api';
import type { Estimate, EstimateLine, Lead } from '@shared/types';
import { useAct } from '../../ui/act';
import { Async, Panel } from '../../ui/page';
import { StatusChip } from '../../ui/StatusChip';
import { useFormat } from '../../ui/values';
import { useMay } from '../../data/me';
import { hours } from './sheet';

const useList = (leadId: string, enabled: boolean) => useQuery({
  enabled,
  queryKey: ['estimates', 'list', leadId],
  queryFn: () => api.list<EstimateLine>('/estimates', { query: { lead_id: leadId, is_newest: 'true', limit: 10 } }),
});

/** Opens the lead's newest estimate, or begins one. */
export function useOpenEstimate(lead: Lead, seen: boolean): { open: () => void; pending: boolean } {
  const navigate = useNavigate();
  const mayCreate = useMay('estimate:CREATE');
  const list = useList(lead.id, seen);
  const create = useAct((_input: null, key) => api.post<Estimate>('/estimates', { lead_id: lead.id }, { key }), { stale: ['estimates'], onDone: (made) => navigate(`/estimates/${made.id}`) });
  const newest = list.data?.data[0];
  const open = () => {
    if (newest) navigate(`/estimates/${newest.id}`);
    else if (mayCreate && list.isSuccess) create.mutate(null);
  };
  return { open, pending: create.isPending };
}

/** The estimates of a lead. */
export function LeadEstimates({ lead, onOpen, pending }: { lead: Lead; onOpen: () => void; pending: boolean }) {
  const translate = useTranslate();
  const format = useFormat();
  const mayCreate = useMay('estimate:CREATE');
  const query = useList(lead.id, true);
  return (
    <Panel title={translate('cnc.estimate.list')} actions={mayCreate && query.data?.data.length === 0 ? <Button size="small" loading={pending} onClick={onOpen}>{translate('cnc.estimate.create')}</Button> : null}>
      <Async query={query} lines={1}>
        {({ data }) => (
          <Stack sx={{ gap: 1 }}>
            {data.length === 0 ? <Typography color="textSecondary">{translate('cnc.estimate.none_hint')}</Typography> : null}
            {data.map((each) => (
              <Stack key={each.id} direction="row" sx={{ gap: 1, alignItems: 'center', flexWrap: 'wrap' }}>
                <Link component={RouterLink} to={`/estimates/${each.id}`} sx={{ fontWeight: 600 }}>{each.number}</Link>
                <StatusChip small kind="estimate_state" value={each.state} />
                <Typography component="span" color="textSecondary">
                  {format.decimal(each.volume_cuft)} {translate('cnc.estimate.unit.CUFT')} · {each.movers} {translate('cnc.estimate.input.movers')} · {format.decimal(String(hours(each.minutes)), 2)} h
                </Typography>
              </Stack>
            ))}
          </Stack>
        )}
      </Async>
    </Panel>
  );
}
