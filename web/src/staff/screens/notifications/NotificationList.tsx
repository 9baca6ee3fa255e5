import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Close from '@mui/icons-material/Close';
import IconButton from '@mui/material/IconButton';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslate } from 'react-admin';
import { useEffect, useRef, type KeyboardEvent } from 'react';
import { useNavigate } from 'react-router';
import { api } from '@shared/api';
import type { Notice, Notices } from '@shared/types';
import { useAct } from '../../ui/act';
import { Empty, LoadError, LoadingLines } from '../../ui/page';
import { SoftChip, useEnumLabel } from '../../ui/StatusChip';
import { useFormat, useLanguage, useNow } from '../../ui/values';
import { placeOf, step } from './notices';

/** One's own notifications: arrows or j and k go through them, Enter opens, e puts away. */
export default function NotificationList({ onClose }: { onClose: () => void }) {
  const translate = useTranslate();
  const navigate = useNavigate();
  const box = useRef<HTMLUListElement>(null);
  const stale = ['notifications'];
  const query = useInfiniteQuery({
    queryKey: ['notifications', 'list'],
    initialPageParam: '',
    queryFn: ({ pageParam }) => api.get<Notices>('/notifications', { query: { before: pageParam || undefined } }),
    getNextPageParam: (last) => last.next,
  });
  const mark = useAct((input: { state: string; ids?: string[] }, key) => api.post('/notifications/read', input, { key }), { stale });
  const list = query.data?.pages.flatMap((page) => page.notifications) ?? [];
  const unread = query.data?.pages[0]?.unread ?? 0;
  const unseen = list.some((notice) => notice.seen_at === null);
  const { mutate } = mark;
  // Looking at the list is seeing what is in it; read is what was opened.
  useEffect(() => {
    if (unseen) mutate({ state: 'SEEN' });
  }, [unseen, mutate]);
  const open = (notice: Notice) => {
    if (notice.read_at === null) mutate({ state: 'READ', ids: [notice.id] });
    const place = placeOf(notice);
    if (place) {
      onClose();
      navigate(place);
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const items = [...(box.current?.querySelectorAll<HTMLElement>('[data-notice]') ?? [])];
    const at = items.findIndex((item) => item === document.activeElement);
    const next = step(event.key, at, items.length);
    if (next !== undefined) items[next]?.focus();
    else if (event.key === 'e' && at >= 0 && list[at]) mutate({ state: 'ARCHIVED', ids: [list[at].id] });
    else return;
    event.preventDefault();
  };
  return (
    <Box sx={{ py: 1 }} onKeyDown={onKeyDown}>
      <Stack direction="row" sx={{ alignItems: 'center', justifyContent: 'space-between', px: 2, gap: 1 }}>
        <Typography variant="h3" component="h2">{translate('cnc.notice.title')}</Typography>
        <Button size="small" disabled={unread === 0 || mark.isPending} onClick={() => mutate({ state: 'READ' })}>{translate('cnc.notice.read_all')}</Button>
      </Stack>
      {query.isError ? <Box sx={{ px: 2 }}><LoadError error={query.error} retry={() => void query.refetch()} /></Box> : null}
      {query.isPending ? <Box sx={{ px: 2 }}><LoadingLines lines={4} /></Box> : null}
      {query.data && list.length === 0 ? <Empty title={translate('cnc.notice.none')} /> : null}
      <Box component="ul" ref={box} sx={{ m: 0, p: 0, listStyle: 'none', maxHeight: '60vh', overflowY: 'auto' }}>
        {list.map((notice) => <Item key={notice.id} notice={notice} onOpen={() => open(notice)} onAway={() => mutate({ state: 'ARCHIVED', ids: [notice.id] })} />)}
      </Box>
      <Stack direction="row" sx={{ px: 1, justifyContent: 'space-between' }}>
        <Button size="small" onClick={() => { onClose(); navigate('/account'); }}>{translate('cnc.notice.preferences')}</Button>
        {query.hasNextPage ? <Button size="small" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>{translate('cnc.notice.more')}</Button> : null}
      </Stack>
    </Box>
  );
}

function Item({ notice, onOpen, onAway }: { notice: Notice; onOpen: () => void; onAway: () => void }) {
  const translate = useTranslate();
  const label = useEnumLabel();
  const format = useFormat(notice.location_id);
  const now = useNow();
  const text = useLanguage() === 'fr' ? notice.text_fr : notice.text_en;
  return (
    <Box component="li" sx={{ display: 'flex', alignItems: 'flex-start', borderTop: 1, borderColor: 'divider', '&:hover': { bgcolor: 'action.hover' } }}>
      <Box
        component="button" type="button" data-notice onClick={onOpen}
        sx={{ flex: 1, minWidth: 0, textAlign: 'left', font: 'inherit', color: 'text.primary', bgcolor: 'transparent', border: 0, cursor: 'pointer', px: 2, py: 1.25, fontWeight: notice.read_at ? 400 : 650, overflowWrap: 'anywhere' }}
      >
        {text}
        <Box component="span" sx={{ display: 'flex', gap: 1, alignItems: 'center', color: 'text.secondary', fontSize: '0.78rem', fontWeight: 400 }}>
          {format.age(notice.at, now)}
          {notice.priority === 'URGENT' ? <SoftChip small tone="danger">{label('priority', 'URGENT')}</SoftChip> : null}
          {notice.read_at ? null : <span>{translate('cnc.notice.unread')}</span>}
        </Box>
      </Box>
      <IconButton size="small" aria-label={translate('cnc.notice.away', { text })} onClick={onAway} sx={{ m: 0.75 }}><Close fontSize="small" /></IconButton>
    </Box>
  );
}
