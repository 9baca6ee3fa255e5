import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'react-admin';
import { api } from '@shared/api';
import type { RoutingPool } from '@shared/types';
import { useMe } from '../../data/me';
import { useUsers } from '../../schema/input';
import { AskDialog } from '../../ui/AskDialog';
import { useAct } from '../../ui/act';
import { useDraft } from '../../ui/draft';
import { CheckLine, NumberLine, Pick, TextLine } from '../../ui/fields';

interface Row {
  user_id: string | null;
  weight: number | null;
  open_cap: number | null;
  untouched_cap: number | null;
  languages: string | null;
}

type Values = Partial<Omit<RoutingPool, 'members'>> & { members: Row[] };

const rowsOf = (pool: Partial<RoutingPool>): Row[] => (pool.members ?? []).map((m) => ({ user_id: m.user_id, weight: m.weight, open_cap: m.open_cap, untouched_cap: m.untouched_cap, languages: m.languages.join(', ') || null }));

export function PoolDialog({ pool, onClose }: { pool: Partial<RoutingPool>; onClose: () => void }) {
  const translate = useTranslate();
  const me = useMe();
  const users = useUsers();
  const draft = useDraft<Values>({ ...pool, members: rowsOf(pool) });
  const label = (name: string) => translate(`cnc.routing.${name}`);
  const act = useAct((input: Values, key) => api.post('/routing-pools', {
    ...input, name: input.name ?? '',
    members: input.members.filter((row) => row.user_id).map((row) => ({ ...row, languages: (row.languages ?? '').split(',').map((each) => each.trim().toLowerCase()).filter(Boolean) })),
  }, { key }), { stale: ['routing'], done: 'cnc.routing.saved', onDone: onClose, onError: (error) => draft.refuse(error) });
  const { members } = draft.values;
  const put = (rows: Row[]) => draft.replace({ ...draft.values, members: rows });
  return (
    <AskDialog wide title={label('pool')} draft={draft} submit={translate('cnc.action.save')} busy={act.isPending} onClose={onClose} onSubmit={() => act.mutate(draft.values)}>
      <TextLine name="name" label={label('name')} required autoFocus />
      <Pick name="location_id" label={label('location')} choices={me?.locations ?? []} optional none={label('whole_company')} />
      <Pick name="fallback_to" label={label('fallback')} choices={users} optional />
      <Stack direction="row" sx={{ gap: 2, flexWrap: 'wrap' }}><CheckLine name="is_default" label={label('is_default')} /><CheckLine name="is_active" label={label('active')} /></Stack>
      <Typography component="h3" sx={{ fontWeight: 650 }}>{label('members')}</Typography>
      {members.map((_row, at) => (
        <Box key={at} sx={{ display: 'grid', gap: 1, gridTemplateColumns: { xs: '1fr 1fr', sm: '2fr 1fr 1fr 1fr 1.2fr auto' }, alignItems: 'start' }}>
          <Pick size="small" name={`members.${at}.user_id`} label={label('members')} choices={users} />
          <NumberLine size="small" name={`members.${at}.weight`} label={label('weight')} />
          <NumberLine size="small" name={`members.${at}.open_cap`} label={label('open_cap')} />
          <NumberLine size="small" name={`members.${at}.untouched_cap`} label={label('untouched_cap')} />
          <TextLine size="small" name={`members.${at}.languages`} label={label('languages')} placeholder="fr, en" />
          <Button size="small" onClick={() => put(members.filter((_each, other) => other !== at))}>{translate('cnc.action.remove')}</Button>
        </Box>
      ))}
      <Button sx={{ alignSelf: 'flex-start' }} onClick={() => put([...members, { user_id: null, weight: 1, open_cap: 40, untouched_cap: 5, languages: null }])}>{label('add_member')}</Button>
    </AskDialog>
  );
}
