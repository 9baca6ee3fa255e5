import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import FormControlLabel from '@mui/material/FormControlLabel';
import Paper from '@mui/material/Paper';
import Stack from '@mui/material/Stack';
import Switch from '@mui/material/Switch';
import TextField from '@mui/material/TextField';
import MenuItem from '@mui/material/MenuItem';
import useMediaQuery from '@mui/material/useMediaQuery';
import type { Theme } from '@mui/material/styles';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslate } from 'react-admin';
import { useRef, useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { api } from '@shared/api';
import type { ConversationLine } from '@shared/types';
import { useMe } from '../../data/me';
import { usePageKeys } from '../../shell/keys';
import { Empty, LoadError, LoadingLines, PageHead } from '../../ui/page';
import { useEnumLabel } from '../../ui/StatusChip';
import { ConversationList } from './ConversationList';
import { ConversationPane, type PaneHandle } from './ConversationPane';
import { neighbour } from './inbox';

const STATES = ['OPEN', 'WAITING', 'SNOOZED', 'CLOSED'] as const;

/** List and conversation side by side; on a phone one after the other. */
export default function InboxPage() {
  const translate = useTranslate();
  const label = useEnumLabel();
  const navigate = useNavigate();
  const { id } = useParams();
  const me = useMe();
  const phone = useMediaQuery((theme: Theme) => theme.breakpoints.down('md'));
  const [state, setState] = useState<string>('OPEN');
  const [mine, setMine] = useState(false);
  const [q, setQ] = useState('');
  const pane = useRef<PaneHandle>(null);
  const filter = { state: state || undefined, assigned_to: mine ? me?.user.id : undefined, q: q.trim() || undefined };
  const query = useInfiniteQuery({
    queryKey: ['conversations', 'list', filter],
    initialPageParam: '',
    queryFn: ({ pageParam }) => api.list<ConversationLine>('/conversations', { query: { ...filter, limit: 50, cursor: pageParam || undefined } }),
    getNextPageParam: (last) => last.page.next,
  });
  const list = query.data?.pages.flatMap((page) => page.data) ?? [];
  const open = (next: string | undefined) => next && navigate(`/inbox/${next}`, { replace: id !== undefined });
  usePageKeys({
    j: () => open(neighbour(list, id, 1)),
    k: () => open(neighbour(list, id, -1)),
    r: () => pane.current?.answer(),
    e: () => pane.current?.close(),
    s: () => pane.current?.snooze(),
  });
  const showList = !phone || !id;
  return (
    <>
      {showList ? <PageHead title={translate('cnc.inbox.title')} subtitle={translate('cnc.inbox.hint')} /> : null}
      <Box sx={{ display: 'grid', gridTemplateColumns: { xs: '1fr', md: 'minmax(280px, 360px) 1fr' }, gap: 2, alignItems: 'start' }}>
        {showList ? (
          <Paper component="section" aria-label={translate('cnc.inbox.list')} elevation={1} sx={{ borderRadius: 1.25, minWidth: 0 }}>
            <Stack sx={{ p: 1.5, gap: 1 }}>
              <TextField size="small" name="q" label={translate('cnc.inbox.search')} value={q} onChange={(event) => setQ(event.target.value)} />
              <Stack direction="row" sx={{ gap: 1, alignItems: 'center', justifyContent: 'space-between' }}>
                <TextField select size="small" label={translate('cnc.inbox.state')} value={state} onChange={(event) => setState(event.target.value)} sx={{ minWidth: 130 }} slotProps={{ inputLabel: { shrink: true }, select: { displayEmpty: true } }}>
                  <MenuItem value="">{translate('cnc.inbox.all')}</MenuItem>
                  {STATES.map((value) => <MenuItem key={value} value={value}>{label('conversation_state', value)}</MenuItem>)}
                </TextField>
                <FormControlLabel control={<Switch size="small" checked={mine} onChange={(_, on) => setMine(on)} />} label={translate('cnc.inbox.mine')} />
              </Stack>
            </Stack>
            {query.isError ? <LoadError error={query.error} retry={() => void query.refetch()} /> : null}
            {query.isPending ? <Box sx={{ px: 2 }}><LoadingLines lines={6} /></Box> : null}
            {query.data && list.length === 0 ? <Empty title={translate('cnc.inbox.none')} /> : null}
            <ConversationList list={list} current={id} onOpen={open} />
            {query.hasNextPage ? <Button fullWidth loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>{translate('cnc.inbox.more')}</Button> : null}
          </Paper>
        ) : null}
        {id ? <ConversationPane key={id} ref={pane} id={id} onBack={phone ? () => navigate('/inbox') : undefined} onMoved={(to) => navigate(`/inbox/${to}`, { replace: true })} /> : null}
        {!id && !phone ? (
          <Paper elevation={1} sx={{ borderRadius: 1.25 }}>
            <Empty title={translate('cnc.inbox.choose')} hint={translate('cnc.inbox.choose_hint')} />
          </Paper>
        ) : null}
      </Box>
    </>
  );
}
