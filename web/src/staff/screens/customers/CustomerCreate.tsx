import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import MenuItem from '@mui/material/MenuItem';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import { useTranslate } from 'react-admin';
import { useState, type FormEvent } from 'react';
import { useNavigate } from 'react-router';
import { api } from '@shared/api';
import { ApiError } from '@shared/apiError';
import { PageHead, Panel } from '../../ui/page';
import { useRefusal } from '../../ui/refusal';

interface Match { customer_id?: string; id?: string; display_name?: string; name?: string; score?: number }

/** A new customer; one who seems to be there already is offered first. */
export default function CustomerCreate() {
  const translate = useTranslate();
  const navigate = useNavigate();
  const refuse = useRefusal();
  const [draft, setDraft] = useState({ kind: 'PERSON', first_name: '', last_name: '', company_name: '', email: '', phone: '' });
  const [matches, setMatches] = useState<Match[]>([]);
  const [errors, setErrors] = useState<Record<string, string>>({});
  const send = async (anyway: boolean) => {
    const filled = Object.fromEntries(Object.entries(draft).filter(([, value]) => value !== ''));
    try {
      const made = await api.post<{ id: string }>('/customers', anyway ? { ...filled, create_anyway: true, reason: 'Another person.' } : filled);
      await navigate(`/customers/${made.id}/show`);
    } catch (error) {
      const data = error instanceof ApiError ? (error.data as { matches?: Match[] } | undefined) : undefined;
      if (data?.matches) setMatches(data.matches);
      else if (error instanceof ApiError && error.fields.length > 0) setErrors(Object.fromEntries(error.fields.map((one) => [one.field, one.message])));
      else refuse(error);
    }
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setErrors({});
    void send(false);
  };
  const field = (name: keyof typeof draft, label: string) => (
    <TextField size="small" label={translate(label)} value={draft[name]} error={Boolean(errors[name])} helperText={errors[name]} onChange={(event) => setDraft({ ...draft, [name]: event.target.value })} />
  );
  return (
    <>
      <PageHead title={translate('cnc.card.new')} />
      {matches.length > 0 ? (
        <Alert severity="warning" sx={{ mb: 2 }} action={<Button onClick={() => void send(true)}>{translate('cnc.card.anyway')}</Button>}>
          {translate('cnc.card.matches')}
          {matches.map((match) => <Button key={match.customer_id ?? match.id} size="small" onClick={() => void navigate(`/customers/${match.customer_id ?? match.id}/show`)}>{match.display_name ?? match.name}</Button>)}
        </Alert>
      ) : null}
      <Panel>
        <Stack component="form" onSubmit={submit} sx={{ gap: 2, maxWidth: 480, pt: 1 }}>
          <TextField select size="small" label={translate('resources.customers.fields.kind', { _: 'Kind' })} value={draft.kind} onChange={(event) => setDraft({ ...draft, kind: event.target.value })}>
            <MenuItem value="PERSON">{translate('cnc.card.person')}</MenuItem>
            <MenuItem value="COMPANY">{translate('cnc.card.company')}</MenuItem>
          </TextField>
          {draft.kind === 'PERSON' ? field('first_name', 'cnc.card.first') : field('company_name', 'cnc.card.company')}
          {draft.kind === 'PERSON' ? field('last_name', 'cnc.card.last') : null}
          {field('email', 'cnc.card.email')}
          {field('phone', 'cnc.card.phone')}
          <Button type="submit" variant="contained" sx={{ alignSelf: 'flex-start' }}>{translate('cnc.card.save')}</Button>
        </Stack>
      </Panel>
    </>
  );
}
