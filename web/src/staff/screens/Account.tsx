import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useQuery } from '@tanstack/react-query';
import { useTranslate } from 'react-admin';
import { api } from '@shared/api';
import type { Session } from '@shared/types';
import { useMe } from '../data/me';
import { useAct } from '../ui/act';
import { Async, Fact, Facts, PageHead, Panel } from '../ui/page';
import { SoftChip } from '../ui/StatusChip';
import { useFormat } from '../ui/values';
import NotificationPreferences from './notifications/NotificationPreferences';

export default function Account() {
  const translate = useTranslate();
  const format = useFormat();
  const me = useMe();
  const query = useQuery({ queryKey: ['sessions'], queryFn: async () => (await api.list<Session>('/sessions')).data });
  const end = useAct((ids: string[]) => Promise.all(ids.map((id) => api.delete(`/sessions/${id}`))), { stale: ['sessions'], done: 'cnc.account.ended' });
  return (
    <Box sx={{ maxWidth: 860, display: 'grid', gap: 2 }}>
      <PageHead title={translate('cnc.account.title')} />
      <Panel title={translate('cnc.account.profile')}>
        <Facts>
          <Fact label={translate('resources.users.fields.name')}>{me?.user.name}</Fact>
          <Fact label={translate('resources.users.fields.email')}>{me?.user.email}</Fact>
          <Fact label={translate('resources.users.fields.role_code')}>{me?.user.role.name}</Fact>
        </Facts>
      </Panel>
      <NotificationPreferences />
      <Async query={query}>
        {(sessions) => (
          <Panel
            title={translate('cnc.account.sessions')}
            actions={sessions.length > 1 ? <Button color="error" onClick={() => end.mutate(sessions.filter((s) => !s.current).map((s) => s.id))}>{translate('cnc.account.end_others')}</Button> : undefined}
          >
            {sessions.map((session) => (
              <Box key={session.id} sx={{ display: 'flex', gap: 2, alignItems: 'center', py: 1, borderBottom: 1, borderColor: 'divider' }}>
                <Box sx={{ flex: 1, minWidth: 0 }}>
                  <Box sx={{ fontWeight: 600, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }}>{session.device ?? session.agent ?? translate('cnc.account.device')}</Box>
                  <Box sx={{ color: 'text.secondary', fontSize: '0.8rem' }}>{[session.address, `${translate('cnc.account.last_used')} ${format.moment(session.last_used_at ?? session.started_at)}`].filter(Boolean).join(' · ')}</Box>
                </Box>
                {session.current ? <SoftChip tone="success" small>{translate('cnc.account.this_device')}</SoftChip> : <Button onClick={() => end.mutate([session.id])}>{translate('cnc.account.end')}</Button>}
              </Box>
            ))}
          </Panel>
        )}
      </Async>
    </Box>
  );
}
