import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { useTranslate } from 'react-admin';
import { useDeferredValue, useState, type KeyboardEvent, type RefObject } from 'react';
import { api } from '@shared/api';
import { ApiError } from '@shared/apiError';
import type { Conversation, MessageChannel, TextPreview } from '@shared/types';
import { useAct } from '../../ui/act';
import { useEnumLabel } from '../../ui/StatusChip';
import { firstWay } from './inbox';

interface Props {
  conversation: Conversation;
  field: RefObject<HTMLTextAreaElement | null>;
}

/** An answer by a channel that is allowed; where one is not, it says why. */
export function AnswerBox({ conversation: it, field }: Props) {
  const translate = useTranslate();
  const label = useEnumLabel();
  const [chosen, setChosen] = useState<MessageChannel | null>(null);
  const [text, setText] = useState('');
  const [subject, setSubject] = useState('');
  const [saidBefore, setSaidBefore] = useState(false);
  const way = it.ways.find((w) => w.allowed && w.channel === chosen) ?? firstWay(it.ways, it.channel);
  const mail = way?.channel === 'EMAIL';
  const needsSubject = mail && !it.messages.some((m) => m.channel === 'EMAIL' && m.direction === 'IN' && m.subject);
  const counted = useDeferredValue(text);
  const preview = useQuery({
    queryKey: ['text-preview', counted],
    queryFn: () => api.post<TextPreview>('/messages/preview', { text: counted }),
    enabled: way?.channel === 'SMS' && counted.trim() !== '',
    placeholderData: (before) => before,
  });
  const send = useAct(
    (again: boolean, key) => api.post(`/conversations/${it.id}/messages`, { channel: way?.channel, text, subject: mail && subject ? subject : undefined, again }, { key }),
    {
      stale: ['conversations'], done: 'cnc.inbox.sent',
      onDone: () => { setText(''); setSubject(''); setSaidBefore(false); },
      onError: (error) => {
        const before = error instanceof ApiError && error.code === 'SAID_JUST_NOW';
        if (before) setSaidBefore(true);
        return false;
      },
    },
  );
  const tooLong = way?.channel === 'SMS' && preview.data?.fits === false;
  const ready = way !== undefined && text.trim() !== '' && !(needsSubject && subject.trim() === '') && !tooLong;
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && ready) send.mutate(saidBefore);
  };
  return (
    <Stack sx={{ gap: 1, mt: 1.5 }}>
      <Stack direction="row" sx={{ gap: 1, alignItems: 'center', flexWrap: 'wrap' }}>
        <ToggleButtonGroup exclusive size="small" value={way?.channel ?? null} aria-label={translate('cnc.inbox.by')} onChange={(_, value: MessageChannel | null) => value && setChosen(value)}>
          {it.ways.map((w) => <ToggleButton key={w.channel} value={w.channel} disabled={!w.allowed}>{label('message_channel', w.channel)}</ToggleButton>)}
        </ToggleButtonGroup>
        {way ? <Typography color="textSecondary" sx={{ fontSize: '0.84rem', overflowWrap: 'anywhere' }}>{translate('cnc.inbox.to', { to: way.to })}</Typography> : null}
      </Stack>
      {it.ways.filter((w) => !w.allowed).map((w) => (
        <Typography key={w.channel} color="textSecondary" sx={{ fontSize: '0.84rem' }}>
          {translate('cnc.inbox.not_by', { channel: label('message_channel', w.channel), reason: label('consent_reason', w.code ?? '') })}
        </Typography>
      ))}
      {mail ? <TextField size="small" label={translate('cnc.inbox.subject')} value={subject} required={needsSubject} onChange={(event) => setSubject(event.target.value)} /> : null}
      <TextField
        multiline minRows={3} maxRows={10} label={translate('cnc.inbox.answer')} value={text} inputRef={field} disabled={way === undefined}
        onChange={(event) => { setText(event.target.value); setSaidBefore(false); }} onKeyDown={onKeyDown}
      />
      <Stack direction="row" sx={{ gap: 1, justifyContent: 'space-between', alignItems: 'center' }}>
        <Box sx={{ fontSize: '0.84rem', color: tooLong ? 'error.main' : 'text.secondary' }} aria-live="polite">
          {way?.channel === 'SMS' && text.trim() && preview.data
            ? (tooLong ? translate('cnc.inbox.too_long') : translate('cnc.inbox.segments', { units: preview.data.units, smart_count: preview.data.segments })) : null}
        </Box>
        <Button variant="contained" disabled={!ready || send.isPending} loading={send.isPending} onClick={() => send.mutate(saidBefore)}>
          {translate(saidBefore ? 'cnc.inbox.again' : 'cnc.inbox.send')}
        </Button>
      </Stack>
    </Stack>
  );
}
