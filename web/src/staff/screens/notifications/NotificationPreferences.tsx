import Box from '@mui/material/Box';
import Checkbox from '@mui/material/Checkbox';
import { useQuery } from '@tanstack/react-query';
import { useTranslate } from 'react-admin';
import { api } from '@shared/api';
import type { NotificationPreference } from '@shared/types';
import { useAct } from '../../ui/act';
import { Async, Panel } from '../../ui/page';
import { useLanguage } from '../../ui/values';

type Answer = { preferences: NotificationPreference[] };

/** What one is told of, and how; each tick counts at once. */
export default function NotificationPreferences() {
  const translate = useTranslate();
  const query = useQuery({ queryKey: ['notifications', 'preferences'], queryFn: () => api.get<Answer>('/notification-preferences') });
  return (
    <Panel title={translate('cnc.notice.preferences')} flush>
      <Async query={query}>{({ preferences }) => <Grid preferences={preferences} />}</Async>
    </Panel>
  );
}

function Grid({ preferences }: Answer) {
  const translate = useTranslate();
  const french = useLanguage() === 'fr';
  const act = useAct((wish: { kind: string; channel: string; is_on: boolean }) => api.put<Answer>('/notification-preferences', { wishes: [wish] }), { stale: ['notifications'], done: 'cnc.notice.saved' });
  const ways = [{ channel: 'IN_APP', of: (each: NotificationPreference) => each.in_app }, { channel: 'EMAIL', of: (each: NotificationPreference) => each.email }] as const;
  const way = (channel: string) => translate(`cnc.notice.by.${channel}`);
  return (
    <Box component="table" sx={{ width: '100%', borderCollapse: 'collapse', '& th, & td': { px: 2, py: 0.25, textAlign: 'left', borderTop: 1, borderColor: 'divider', fontWeight: 400 }, '& thead th': { fontWeight: 600, fontSize: '0.8rem', color: 'text.secondary', borderTop: 0 } }}>
      <thead>
        <tr>
          <th scope="col">{translate('cnc.notice.when')}</th>
          {ways.map(({ channel }) => <th key={channel} scope="col">{way(channel)}</th>)}
        </tr>
      </thead>
      <tbody>
        {preferences.map((each) => {
          const name = french ? each.name_fr : each.name_en;
          return (
            <tr key={each.kind}>
              <th scope="row">{name}</th>
              {ways.map(({ channel, of }) => (
                <td key={channel}>
                  <Checkbox size="small" checked={of(each)} disabled={act.isPending} onChange={(event) => act.mutate({ kind: each.kind, channel, is_on: event.target.checked })} slotProps={{ input: { 'aria-label': `${name}: ${way(channel)}` } }} />
                </td>
              ))}
            </tr>
          );
        })}
      </tbody>
    </Box>
  );
}
