import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'react-admin';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { api } from '@shared/api';
import { ApiError } from '@shared/apiError';
import type { Customer, CustomerMatch } from '@shared/types';
import { useMe } from '../../data/me';
import { useAct } from '../../ui/act';
import { AskDialog } from '../../ui/AskDialog';
import { DraftForm, useDraft, type Draft } from '../../ui/draft';
import { Pick, TextLine } from '../../ui/fields';
import { PageHead, Panel } from '../../ui/page';
import { SoftChip } from '../../ui/StatusChip';
import { Grid, Group } from '../leads/LeadFacts';
import { typedOnly } from '../leads/LeadCreate';

type NewCustomer = Partial<Customer>;
const TYPES = ['RESIDENTIAL', 'COMMERCIAL', 'CONSTRUCTION', 'PROPERTY_DEVELOPER', 'MANUFACTURING', 'GOVERNMENT', 'OTHER'];

export function CustomerFields({ kind }: { kind: string | undefined }) {
  const translate = useTranslate();
  const me = useMe();
  const label = (name: string) => translate(`resources.customers.fields.${name}`);
  return (
    <>
      <Group title={translate('cnc.lead.who')}>
        <Grid>
          <Pick name="kind" label={label('kind')} kind="customer_kind" values={['PERSON', 'COMPANY']} />
          <Pick name="type" label={label('type')} kind="customer_type" values={TYPES} />
          {kind === 'COMPANY' ? <TextLine name="company_name" label={translate('cnc.customer.company_name')} required /> : null}
          <TextLine name="first_name" label={translate('cnc.customer.first_name')} autoComplete="off" />
          <TextLine name="last_name" label={translate('cnc.customer.last_name')} autoComplete="off" />
          <TextLine name="email" label={label('email')} type="email" autoComplete="off" />
          <TextLine name="phone" label={label('phone')} type="tel" autoComplete="off" />
          <Pick name="location_id" label={label('location_id')} choices={me?.locations ?? []} optional />
        </Grid>
      </Group>
      <Group title={translate('cnc.address.title')}>
        <Grid>
          <TextLine name="address.street" label={translate('cnc.address.street')} />
          <TextLine name="address.city" label={translate('cnc.address.city')} />
          <TextLine name="address.province" label={translate('cnc.address.province')} />
          <TextLine name="address.postal_code" label={translate('cnc.address.postal_code')} />
        </Grid>
      </Group>
      <TextLine name="notes" label={translate('cnc.customer.notes')} multiline minRows={2} sx={{ mt: 2.5 }} />
    </>
  );
}

export default function CustomerCreate() {
  const translate = useTranslate();
  const navigate = useNavigate();
  const draft = useDraft<NewCustomer>({ kind: 'PERSON', type: 'RESIDENTIAL' }, 'new-customer');
  const [matches, setMatches] = useState<CustomerMatch[] | null>(null);
  const act = useAct((input: NewCustomer & { create_anyway?: boolean; reason?: string | null }, key) => api.post<Customer>('/customers', typedOnly(input), { key }), {
    stale: ['customers'],
    done: 'cnc.customer.created',
    onDone: (customer) => {
      draft.clear();
      navigate(`/customers/${customer.id}/show`);
    },
    onError: (error) => {
      const found = error instanceof ApiError && error.status === 409 ? (error.data as { matches?: CustomerMatch[] } | undefined)?.matches : undefined;
      if (found) setMatches(found);
      return Boolean(found) || draft.refuse(error);
    },
  });
  return (
    <Box sx={{ maxWidth: 860 }}>
      <PageHead title={translate('cnc.palette.new_customer')} subtitle={translate('cnc.customer.new_hint')} />
      <DraftForm draft={draft} onSubmit={() => act.mutate(draft.values)}>
        <Panel>
          <CustomerFields kind={draft.values.kind} />
          <Stack direction="row" sx={{ gap: 1, mt: 3 }}>
            <Button type="submit" variant="contained" loading={act.isPending}>{translate('cnc.customer.create')}</Button>
            <Button onClick={() => { draft.clear(); navigate('/customers'); }}>{translate('cnc.action.cancel')}</Button>
          </Stack>
        </Panel>
      </DraftForm>
      {matches ? <MatchesDialog draft={draft} matches={matches} busy={act.isPending} onClose={() => setMatches(null)} onAnyway={(reason) => act.mutate({ ...draft.values, create_anyway: true, reason })} /> : null}
    </Box>
  );
}

interface MatchesProps {
  draft: Draft<NewCustomer>;
  matches: CustomerMatch[];
  busy: boolean;
  onClose: () => void;
  onAnyway: (reason: string | null) => void;
}

function MatchesDialog({ draft, matches, busy, onClose, onAnyway }: MatchesProps) {
  const translate = useTranslate();
  const navigate = useNavigate();
  const why = useDraft<{ reason: string | null }>({ reason: null });
  const submit = () => {
    if (!why.values.reason) return why.setErrors({ reason: translate('cnc.form.required') });
    onAnyway(why.values.reason);
  };
  return (
    <AskDialog title={translate('cnc.customer.matches')} draft={why} submit={translate('cnc.customer.anyway')} busy={busy} onClose={onClose} onSubmit={submit}>
      <Alert severity="warning">{translate('cnc.customer.matches_hint')}</Alert>
      {matches.map((match) => (
        <Box key={match.id} sx={{ display: 'flex', gap: 1, alignItems: 'center', border: 1, borderColor: 'divider', borderRadius: 1, p: 1.25 }}>
          <Box sx={{ flex: 1, minWidth: 0 }}>
            <Typography sx={{ fontWeight: 600 }}>{match.display_name} <SoftChip tone="warning" small>{match.score}</SoftChip></Typography>
            <Typography color="textSecondary" sx={{ fontSize: '0.82rem' }}>{[match.number, match.email, match.phone].filter(Boolean).join(' · ')}</Typography>
          </Box>
          <Button variant="outlined" onClick={() => { draft.clear(); navigate(`/customers/${match.id}/show`); }}>{translate('cnc.customer.use')}</Button>
        </Box>
      ))}
      <TextLine name="reason" label={translate('cnc.form.reason')} multiline minRows={2} />
    </AskDialog>
  );
}
