import Alert from '@mui/material/Alert';
import Stack from '@mui/material/Stack';
import { useQuery } from '@tanstack/react-query';
import { useTranslate } from 'react-admin';
import { api } from '@shared/api';
import type { ProviderState } from '@shared/types/bulk';
import { useMay } from '../data/me';
import { useFormat } from '../ui/values';

/** Says since when a provider fails and how many messages wait for it. */
export default function DeliveryBanner() {
  const translate = useTranslate();
  const format = useFormat();
  const maySee = useMay('message:VIEW');
  const query = useQuery({ queryKey: ['delivery'], enabled: maySee, refetchInterval: 60_000, queryFn: () => api.get<{ providers: ProviderState[] }>('/message-delivery') });
  const down = (query.data?.providers ?? []).filter((each) => each.state !== 'CLOSED');
  if (down.length === 0) return null;
  return (
    <Stack sx={{ gap: 1, mb: 1.5 }}>
      {down.map((each) => (
        <Alert key={`${each.channel}${each.sender_id ?? ''}`} severity="warning" role="status">
          <strong>{translate(`cnc.delivery.down.${each.channel}`, { since: format.moment(each.since), address: each.address ?? '' })}</strong>{' '}
          {translate('cnc.delivery.waiting', { smart_count: each.waiting })} {each.next_trial_at ? translate('cnc.delivery.trial', { at: format.time(each.next_trial_at) }) : null}
          {each.last_error ? <div>{each.last_error}</div> : null}
        </Alert>
      ))}
    </Stack>
  );
}
