import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { useTranslate } from 'react-admin';
import { api } from '@shared/api';
import type { Conversation } from '@shared/types';
import { useMe } from '../../data/me';
import { useUsers } from '../../schema/input';
import { useAct } from '../../ui/act';

/** Who looks after the conversation. */
export function AssignSelect({ conversation: it }: { conversation: Conversation }) {
  const translate = useTranslate();
  const me = useMe();
  const users = useUsers();
  const assign = useAct((to: string, key) => api.post(`/conversations/${it.id}/assign`, { assigned_to: to || null }, { key }), { stale: ['conversations'], done: 'cnc.inbox.assigned' });
  // Whoever may not see the list of users still takes it, and still reads who has it.
  const known = new Map(users.map((user) => [user.id, user.name]));
  if (me) known.set(me.user.id, me.user.name);
  if (it.assigned_to) known.set(it.assigned_to, it.assigned_name ?? it.assigned_to);
  return (
    <TextField
      select size="small" label={translate('cnc.inbox.assign')} value={it.assigned_to ?? ''} disabled={assign.isPending} sx={{ minWidth: 170 }}
      onChange={(event) => assign.mutate(event.target.value)} slotProps={{ inputLabel: { shrink: true }, select: { displayEmpty: true } }}
    >
      <MenuItem value="">{translate('cnc.inbox.nobody')}</MenuItem>
      {[...known].map(([id, name]) => <MenuItem key={id} value={id}>{name}</MenuItem>)}
    </TextField>
  );
}
