import Box from '@mui/material/Box';
import Email from '@mui/icons-material/EmailOutlined';
import Sms from '@mui/icons-material/SmsOutlined';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'react-admin';
import type { ConversationLine } from '@shared/types';
import { SoftChip, StatusChip, useEnumLabel } from '../../ui/StatusChip';
import { useFormat, useNow } from '../../ui/values';

interface Props {
  list: ConversationLine[];
  current: string | undefined;
  onOpen: (id: string) => void;
}

export function ConversationList({ list, current, onOpen }: Props) {
  return (
    <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none', maxHeight: { md: 'calc(100vh - 260px)' }, overflowY: 'auto' }}>
      {list.map((line) => (
        <li key={line.id}>
          <Line line={line} current={line.id === current} onOpen={() => onOpen(line.id)} />
        </li>
      ))}
    </Box>
  );
}

function Line({ line, current, onOpen }: { line: ConversationLine; current: boolean; onOpen: () => void }) {
  const translate = useTranslate();
  const label = useEnumLabel();
  const format = useFormat(line.location_id);
  const now = useNow();
  const Icon = line.channel === 'SMS' ? Sms : Email;
  return (
    <Box
      component="button"
      type="button"
      onClick={onOpen}
      aria-current={current ? 'true' : undefined}
      sx={{
        display: 'block', width: '100%', textAlign: 'left', font: 'inherit', color: 'text.primary', cursor: 'pointer', border: 0, borderTop: 1, borderColor: 'divider', px: 1.5, py: 1.25,
        bgcolor: current ? 'var(--menu-active)' : 'transparent', '&:hover': { bgcolor: current ? 'var(--menu-active)' : 'action.hover' },
      }}
    >
      <Box sx={{ display: 'flex', justifyContent: 'space-between', gap: 1, alignItems: 'baseline' }}>
        <Box component="span" sx={{ fontWeight: line.unread ? 700 : 500, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }}>{line.title}</Box>
        <Typography component="span" color="textSecondary" sx={{ fontSize: '0.76rem', whiteSpace: 'nowrap' }}>{format.age(line.last_message_at, now)}</Typography>
      </Box>
      <Box sx={{ display: 'flex', gap: 0.75, alignItems: 'center', color: 'text.secondary', fontSize: '0.84rem', minWidth: 0 }}>
        <Icon titleAccess={label('message_channel', line.channel)} sx={{ fontSize: '1rem', flex: 'none' }} />
        <Box component="span" sx={{ overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }}>{line.preview}</Box>
      </Box>
      <Box sx={{ display: 'flex', gap: 0.75, flexWrap: 'wrap', mt: 0.5 }}>
        {line.state === 'OPEN' ? null : <StatusChip kind="conversation_state" value={line.state} small />}
        {line.unread > 0 ? <SoftChip tone="info" small>{translate('cnc.inbox.unread', { count: line.unread })}</SoftChip> : null}
        {line.customer_id ? null : <SoftChip tone="violet" small>{translate('cnc.inbox.unknown')}</SoftChip>}
        {line.marks.map((mark) => <SoftChip key={mark} tone="warning" small>{label('conversation_mark', mark)}</SoftChip>)}
        {line.assigned_name ? <Typography component="span" color="textSecondary" sx={{ fontSize: '0.76rem' }}>{line.assigned_name}</Typography> : null}
      </Box>
    </Box>
  );
}
