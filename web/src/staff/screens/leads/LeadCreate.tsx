import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { useTranslate } from 'react-admin';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { api } from '@shared/api';
import type { Lead } from '@shared/types';
import { useMe } from '../../data/me';
import { useAct } from '../../ui/act';
import { DraftForm, useDraft } from '../../ui/draft';
import { PageHead, Panel } from '../../ui/page';
import { LeadFacts } from './LeadFacts';

type NewLead = Partial<Lead>;

/** Drops what was left empty, so that the server sees only what somebody typed. */
export function typedOnly(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(typedOnly);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value)
    .map(([name, inner]) => [name, typedOnly(inner)] as const)
    .filter(([, inner]) => inner !== null && inner !== undefined && !(typeof inner === 'object' && !Array.isArray(inner) && Object.keys(inner as object).length === 0));
  return Object.fromEntries(entries);
}

export default function LeadCreate() {
  const translate = useTranslate();
  const navigate = useNavigate();
  const me = useMe();
  const draft = useDraft<NewLead>({ source: 'Phone' }, 'new-lead');
  const [rental, setRental] = useState(me?.company.industry === 'CRANE_RENTAL');
  const act = useAct((input: NewLead, key) => api.post<Lead>('/leads', typedOnly(input), { key }), {
    stale: ['leads', 'boards', 'dashboard'],
    done: 'cnc.lead.created',
    onDone: (lead) => {
      draft.clear();
      navigate(`/leads/${lead.id}/show`);
    },
    onError: (error) => draft.refuse(error),
  });
  const submit = () => {
    const { first_name, last_name, company_name, email, phone } = draft.values;
    if (![first_name, last_name, company_name, email, phone].some(Boolean)) {
      const message = translate('cnc.lead.one_of');
      return draft.setErrors({ first_name: message, phone: message, email: message });
    }
    act.mutate(draft.values);
  };
  return (
    <Box sx={{ maxWidth: 860 }}>
      <PageHead
        title={translate('cnc.palette.new_lead')}
        subtitle={translate('cnc.lead.new_hint')}
        actions={
          <ToggleButtonGroup exclusive size="small" value={rental} onChange={(_event, value: boolean | null) => value !== null && setRental(value)} aria-label={translate('cnc.lead.what')}>
            <ToggleButton value={false}>{translate('enums.quote_kind.MOVING')}</ToggleButton>
            <ToggleButton value={true}>{translate('enums.quote_kind.CRANE')}</ToggleButton>
          </ToggleButtonGroup>
        }
      />
      <DraftForm draft={draft} onSubmit={submit}>
        <Panel>
          <LeadFacts rental={rental} fresh />
          <Stack direction="row" sx={{ gap: 1, mt: 3 }}>
            <Button type="submit" variant="contained" loading={act.isPending}>{translate('cnc.lead.create')}</Button>
            <Button onClick={() => { draft.clear(); navigate('/leads'); }}>{translate('cnc.action.cancel')}</Button>
          </Stack>
        </Panel>
      </DraftForm>
    </Box>
  );
}
