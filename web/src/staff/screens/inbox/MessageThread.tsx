import AttachFile from '@mui/icons-material/AttachFileOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'react-admin';
import { useEffect, useRef } from 'react';
import { api } from '@shared/api';
import type { Conversation, SaidMessage } from '@shared/types';
import { useAct } from '../../ui/act';
import { saveFile } from '../../ui/saveFile';
import { StatusChip, useEnumLabel } from '../../ui/StatusChip';
import { useFormat } from '../../ui/values';

/** What was said, oldest first; the latest is in view. */
export function MessageThread({ conversation }: { conversation: Conversation }) {
  const translate = useTranslate();
  const box = useRef<HTMLOListElement>(null);
  const latest = conversation.messages.at(-1)?.id;
  useEffect(() => {
    if (box.current) box.current.scrollTop = box.current.scrollHeight;
  }, [latest]);
  return (
    <Box
      component="ol"
      ref={box}
      tabIndex={0}
      aria-label={translate('cnc.inbox.list')}
      sx={{ m: 0, p: 1, listStyle: 'none', display: 'flex', flexDirection: 'column', gap: 1, maxHeight: { xs: '55vh', md: 'calc(100vh - 470px)' }, minHeight: 160, overflowY: 'auto', bgcolor: 'background.default', borderRadius: 1 }}
    >
      {conversation.messages.map((message) => <Bubble key={message.id} message={message} conversation={conversation} />)}
    </Box>
  );
}

function Bubble({ message, conversation }: { message: SaidMessage; conversation: Conversation }) {
  const translate = useTranslate();
  const label = useEnumLabel();
  const format = useFormat(conversation.location_id);
  const take = useAct((file: SaidMessage['files'][number]) => api.file(`/conversations/${conversation.id}/messages/${message.id}/files/${file.position}`), { onDone: (bytes, file) => saveFile(bytes, file.file_name) });
  const ours = message.direction === 'OUT';
  const who = ours ? (message.author ?? translate(message.answers_word ? 'cnc.inbox.automatic' : 'cnc.inbox.us')) : conversation.title;
  const waits = message.status === 'SCHEDULED' && message.send_at;
  return (
    <Box component="li" sx={{ alignSelf: ours ? 'flex-end' : 'flex-start', maxWidth: { xs: '92%', sm: '78%' }, minWidth: 0 }}>
      <Typography component="div" color="textSecondary" sx={{ fontSize: '0.76rem', textAlign: ours ? 'right' : 'left' }}>
        {who} · {label('message_channel', message.channel)} · {format.moment(message.at)}
      </Typography>
      <Box sx={{ border: 1, borderColor: 'divider', borderRadius: 1.5, px: 1.5, py: 1, bgcolor: ours ? 'var(--menu-active)' : 'background.paper', color: 'text.primary' }}>
        {message.subject ? <Typography component="div" sx={{ fontWeight: 600, overflowWrap: 'anywhere' }}>{message.subject}</Typography> : null}
        <Box sx={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{message.text}</Box>
        {message.files.map((file) => (
          <Button key={file.position} size="small" startIcon={<AttachFile />} loading={take.isPending && take.variables?.position === file.position} onClick={() => take.mutate(file)} sx={{ mt: 0.5, mr: 1, textTransform: 'none', overflowWrap: 'anywhere', textAlign: 'left' }}>
            {file.file_name}
          </Button>
        ))}
      </Box>
      {ours ? (
        <Box sx={{ display: 'flex', gap: 0.75, justifyContent: 'flex-end', alignItems: 'center', flexWrap: 'wrap', mt: 0.25, fontSize: '0.76rem', color: 'text.secondary' }}>
          {waits ? translate('cnc.inbox.leaves_at', { at: format.moment(message.send_at) }) : message.reason}
          <StatusChip kind="message_status" value={message.status} small />
        </Box>
      ) : null}
    </Box>
  );
}
