import Alert from '@mui/material/Alert';
import ArrowBack from '@mui/icons-material/ArrowBack';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import Paper from '@mui/material/Paper';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { useTranslate } from 'react-admin';
import { useEffect, useImperativeHandle, useRef, useState, type Ref } from 'react';
import { Link } from 'react-router';
import { api } from '@shared/api';
import type { Conversation } from '@shared/types';
import { useMay } from '../../data/me';
import { useAct } from '../../ui/act';
import { Async } from '../../ui/page';
import { StatusChip } from '../../ui/StatusChip';
import { useFormat } from '../../ui/values';
import { AnswerBox } from './AnswerBox';
import { AssignSelect } from './AssignSelect';
import { laterTimes } from './inbox';
import { MessageThread } from './MessageThread';

/** What the keyboard does to the conversation in view. */
export interface PaneHandle {
  answer: () => void;
  close: () => void;
  snooze: () => void;
}

interface Props {
  id: string;
  ref: Ref<PaneHandle>;
  onBack?: () => void;
  /** What was said here stands in another conversation now. */
  onMoved: (id: string) => void;
}

export function ConversationPane({ id, ref, onBack, onMoved }: Props) {
  const query = useQuery({ queryKey: ['conversations', 'one', id], queryFn: () => api.get<Conversation>(`/conversations/${id}`) });
  return (
    <Paper component="section" elevation={1} sx={{ borderRadius: 1.25, minWidth: 0, p: { xs: 1.5, sm: 2 } }}>
      <Async query={query} lines={8}>{(it) => <Pane conversation={it} ref={ref} onBack={onBack} onMoved={onMoved} />}</Async>
    </Paper>
  );
}

function Pane({ conversation: it, ref, onBack, onMoved }: Omit<Props, 'id'> & { conversation: Conversation }) {
  const translate = useTranslate();
  const format = useFormat(it.location_id);
  const may = useMay('conversation:UPDATE');
  const answer = useRef<HTMLTextAreaElement>(null);
  const later = useRef<HTMLButtonElement>(null);
  const [choosing, setChoosing] = useState(false);
  const stale = ['conversations'];
  const close = useAct((_: null, key) => api.post(`/conversations/${it.id}/close`, {}, { key }), { stale, done: 'cnc.inbox.closed' });
  const reopen = useAct((_: null, key) => api.post(`/conversations/${it.id}/reopen`, {}, { key }), { stale, done: 'cnc.inbox.reopened' });
  const snooze = useAct((until: string, key) => api.post(`/conversations/${it.id}/snooze`, { until }, { key }), { stale, done: 'cnc.inbox.snoozed' });
  const read = useAct((clear: boolean, key) => api.post(`/conversations/${it.id}/read`, { clear_marks: clear }, { key }), { stale });
  const attach = useAct((customer: string, key) => api.post<Conversation>(`/conversations/${it.id}/attach`, { customer_id: customer }, { key }), {
    stale, done: 'cnc.inbox.attached', onDone: (shown) => shown.id !== it.id && onMoved(shown.id),
  });
  const { mutate: markRead } = read;
  // Looking at it is reading it.
  useEffect(() => {
    if (may && it.unread > 0 && document.visibilityState === 'visible') markRead(false);
  }, [may, it.unread, markRead]);
  const closed = it.state === 'CLOSED';
  useImperativeHandle(ref, () => ({
    answer: () => answer.current?.focus(),
    close: () => may && !closed && close.mutate(null),
    snooze: () => may && setChoosing(true),
  }));
  return (
    <>
      <Stack direction="row" sx={{ gap: 1, alignItems: 'center', flexWrap: 'wrap', mb: 1 }}>
        {onBack ? <IconButton onClick={onBack} aria-label={translate('cnc.inbox.back')} edge="start"><ArrowBack /></IconButton> : null}
        <Box sx={{ flex: 1, minWidth: 160 }}>
          {/* On a phone it is the page; beside the list it is a part of it. */}
          <Typography variant="h2" component={onBack ? 'h1' : 'h2'} sx={{ overflowWrap: 'anywhere' }}>{it.title}</Typography>
          {it.customer_id
            ? <Box component={Link} to={`/customers/${it.customer_id}/show`} sx={{ color: 'primary.main' }}>{translate('cnc.inbox.customer')}</Box>
            : <Typography color="textSecondary">{it.point}</Typography>}
        </Box>
        <StatusChip kind="conversation_state" value={it.state} />
        {it.snoozed_until ? <Typography color="textSecondary" sx={{ fontSize: '0.84rem' }}>{translate('cnc.inbox.snoozed_until', { at: format.moment(it.snoozed_until) })}</Typography> : null}
      </Stack>
      {may ? (
        <Stack direction="row" sx={{ gap: 1, alignItems: 'center', flexWrap: 'wrap', mb: 1.5 }}>
          <AssignSelect conversation={it} />
          <Button ref={later} onClick={() => setChoosing(true)} loading={snooze.isPending}>{translate('cnc.inbox.snooze')}</Button>
          {closed || it.state === 'SNOOZED'
            ? <Button onClick={() => reopen.mutate(null)} loading={reopen.isPending}>{translate('cnc.inbox.reopen')}</Button> : null}
          {closed ? null : <Button onClick={() => close.mutate(null)} loading={close.isPending}>{translate('cnc.inbox.close')}</Button>}
          <Menu open={choosing} anchorEl={later.current} onClose={() => setChoosing(false)}>
            {laterTimes(new Date()).map(({ key, at }) => (
              <MenuItem key={key} onClick={() => { setChoosing(false); snooze.mutate(at); }}>{translate(`cnc.inbox.${key}`)}</MenuItem>
            ))}
          </Menu>
        </Stack>
      ) : null}
      {it.marks.includes('MAY_MEAN_STOP') ? (
        <Alert severity="warning" sx={{ mb: 1.5 }} action={may ? <Button color="inherit" onClick={() => read.mutate(true)}>{translate('cnc.inbox.unmark')}</Button> : undefined}>
          {translate('cnc.inbox.marked')}
        </Alert>
      ) : null}
      {may && it.suggestions.length > 0 ? (
        <Alert severity="info" sx={{ mb: 1.5 }}>
          {translate('cnc.inbox.may_be')}
          <Stack direction="row" sx={{ gap: 1, flexWrap: 'wrap', mt: 0.5 }}>
            {it.suggestions.map((hit) => (
              <Button key={hit.customer_id} size="small" variant="outlined" color="inherit" disabled={attach.isPending} onClick={() => attach.mutate(hit.customer_id)}>
                {translate('cnc.inbox.attach', { name: hit.name })}
              </Button>
            ))}
          </Stack>
        </Alert>
      ) : null}
      <MessageThread conversation={it} />
      {may ? <AnswerBox conversation={it} field={answer} /> : null}
    </>
  );
}
