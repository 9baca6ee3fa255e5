import Button from '@mui/material/Button';
import { useQuery } from '@tanstack/react-query';
import { useTranslate } from 'react-admin';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { api } from '@shared/api';
import type { User } from '@shared/types';
import { useMay } from '../../data/me';
import { HistoryButton } from '../../schema/AutoForms';
import { useAct } from '../../ui/act';
import { AskDialog } from '../../ui/AskDialog';
import { useDraft } from '../../ui/draft';
import { TextLine } from '../../ui/fields';
import { Async, Fact, Facts, PageHead, Panel } from '../../ui/page';
import { StatusChip, useEnumLabel } from '../../ui/StatusChip';

export default function UserPage() {
  const { id = '' } = useParams();
  const query = useQuery({ queryKey: ['users', 'detail', id], queryFn: () => api.get<User>(`/users/${id}`) });
  return <Async query={query}>{(user) => <UserView user={user} />}</Async>;
}

function UserView({ user }: { user: User }) {
  const translate = useTranslate();
  const label = useEnumLabel();
  const may = useMay('user:UPDATE');
  const [disabling, setDisabling] = useState(false);
  return (
    <>
      <PageHead
        title={user.name}
        subtitle={label('role', user.role_code)}
        badge={<StatusChip kind="user_status" value={user.status} />}
        actions={<>
          <HistoryButton entity="user" id={user.id} />
          {may && user.status !== 'DISABLED' ? <Button color="error" onClick={() => setDisabling(true)}>{translate('cnc.user.disable')}</Button> : null}
          {may ? <Button variant="contained" component={Link} to={`/users/${user.id}`}>{translate('cnc.action.edit')}</Button> : null}
        </>}
      />
      <Panel>
        <Facts>
          <Fact label={translate('resources.users.fields.email')}>{user.email}</Fact>
          <Fact label={translate('resources.users.fields.phone')}>{user.phone ?? '—'}</Fact>
          <Fact label={translate('resources.users.fields.role_code')}>{user.role_name}</Fact>
          <Fact label={translate('resources.users.fields.location_id')}>{user.location_name ?? '—'}</Fact>
        </Facts>
      </Panel>
      {disabling ? <DisableDialog user={user} onClose={() => setDisabling(false)} /> : null}
    </>
  );
}

function DisableDialog({ user, onClose }: { user: User; onClose: () => void }) {
  const translate = useTranslate();
  const draft = useDraft<{ reason: string | null }>({ reason: null });
  const act = useAct((input: typeof draft.values, key) => api.post(`/users/${user.id}/disable`, { reason: input.reason ?? '' }, { key }), { stale: ['users'], done: 'cnc.user.disabled', onDone: onClose, onError: (error) => draft.refuse(error) });
  return (
    <AskDialog title={`${translate('cnc.user.disable')}: ${user.name}`} draft={draft} submit={translate('cnc.user.disable')} danger busy={act.isPending} onClose={onClose} onSubmit={() => act.mutate(draft.values)}>
      <TextLine name="reason" label={translate('cnc.form.reason')} required autoFocus multiline minRows={2} />
    </AskDialog>
  );
}
