import Box from '@mui/material/Box';
import Checkbox from '@mui/material/Checkbox';
import { useQuery } from '@tanstack/react-query';
import { useTranslate } from 'react-admin';
import { api } from '@shared/api';
import type { NotificationPreference, NotificationPreferences as Wishes } from '@shared/types';
import { useAct } from '../../ui/act';
import { Async, Panel } from '../../ui/page';
import { useLanguage } from '../../ui/values';
import { Browsers } from './Browsers';
import { WhenToTell } from './WhenToTell';

/** What one is told of, how, and when; each change counts at once. */
export default function NotificationPreferences() {
  const translate = useTranslate();
  const query = useQuery({ queryKey: ['notifications', 'preferences'], queryFn: () => api.get<Wishes>('/notification-preferences') });
  return (
    <>
      <Panel title={translate('cnc.notice.when_told')}>
        <Async query={query} lines={3}>
          {(wishes) => (
            <Box sx={{ display: 'grid', gap: 2.5 }}>
              <WhenToTell when={wishes.when} timezone={wishes.timezone} />
              <Browsers browsers={wishes.browsers} pushKey={wishes.push_key} />
            </Box>
          )}
        </Async>
      </Panel>
      <Panel title={translate('cnc.notice.preferences')} flush>
        <Async query={query}>{({ preferences }) => <Grid preferences={preferences} />}</Async>
      </Panel>
    </>
  );
}

const WAYS = [
  { channel: 'IN_APP', of: (each: NotificationPreference) => each.in_app, always: true },
  { channel: 'PUSH', of: (each: NotificationPreference) => each.push, always: true },
  { channel: 'SMS', of: (each: NotificationPreference) => each.sms, always: false },
  { channel: 'EMAIL', of: (each: NotificationPreference) => each.email, always: false },
] as const;

function Grid({ preferences }: { preferences: NotificationPreference[] }) {
  const translate = useTranslate();
  const french = useLanguage() === 'fr';
  const act = useAct((wish: { kind: string; channel: string; is_on: boolean }) => api.put<Wishes>('/notification-preferences', { wishes: [wish] }), { stale: ['notifications'], done: 'cnc.notice.saved' });
  const way = (channel: string) => translate(`cnc.notice.by.${channel}`);
  return (
    <Box component="table" sx={{ width: '100%', borderCollapse: 'collapse', '& th, & td': { px: { xs: 1, sm: 2 }, py: 0.25, textAlign: 'left', borderTop: 1, borderColor: 'divider', fontWeight: 400 }, '& thead th': { fontWeight: 600, fontSize: '0.8rem', color: 'text.secondary', borderTop: 0 } }}>
      <thead>
        <tr>
          <th scope="col">{translate('cnc.notice.when')}</th>
          {WAYS.map(({ channel }) => <th key={channel} scope="col">{way(channel)}</th>)}
        </tr>
      </thead>
      <tbody>
        {preferences.map((each) => {
          const name = french ? each.name_fr : each.name_en;
          return (
            <tr key={each.kind}>
              <th scope="row">
                {name}
                {each.urgent ? <Box component="span" sx={{ display: 'block', color: 'text.secondary', fontSize: '0.78rem' }}>{translate('cnc.notice.cannot_wait')}</Box> : null}
              </th>
              {WAYS.map(({ channel, of, always }) => (
                <td key={channel}>
                  <Checkbox size="small" checked={of(each)} disabled={act.isPending || (always && each.urgent)} onChange={(event) => act.mutate({ kind: each.kind, channel, is_on: event.target.checked })} slotProps={{ input: { 'aria-label': `${name}: ${way(channel)}` } }} />
                </td>
              ))}
            </tr>
          );
        })}
      </tbody>
    </Box>
  );
}
