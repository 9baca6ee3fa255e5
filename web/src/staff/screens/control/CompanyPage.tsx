import Button from '@mui/material/Button';
import { useQuery } from '@tanstack/react-query';
import { useTranslate } from 'react-admin';
import { api } from '@shared/api';
import { useMay } from '../../data/me';
import { useAct } from '../../ui/act';
import { DraftForm, useDraft } from '../../ui/draft';
import { Pick, TextLine } from '../../ui/fields';
import { Async, Fact, Facts, PageHead, Panel } from '../../ui/page';
import { useEnumLabel } from '../../ui/StatusChip';
import { Grid } from '../leads/LeadFacts';
import Box from '@mui/material/Box';

interface Company {
  id: string;
  name: string;
  slug: string;
  industry: string;
  currency: string;
  timezone: string;
  language: string;
  version?: number;
}

export default function CompanyPage() {
  const query = useQuery({ queryKey: ['company'], queryFn: () => api.get<Company>('/company') });
  const translate = useTranslate();
  return (
    <Box sx={{ maxWidth: 860 }}>
      <PageHead title={translate('cnc.menu.company')} />
      <Async query={query}>{(company) => <CompanyForm key={company.version} company={company} />}</Async>
    </Box>
  );
}

function CompanyForm({ company }: { company: Company }) {
  const translate = useTranslate();
  const label = useEnumLabel();
  const may = useMay('company:UPDATE');
  const draft = useDraft({ name: company.name as string | null, language: company.language as string | null });
  const save = useAct((input: typeof draft.values) => api.patch('/company', input, { version: company.version }), { stale: ['company', 'me'], done: 'cnc.state.saved', onDone: () => draft.replace(draft.values), onError: (error) => draft.refuse(error) });
  return (
    <Panel>
      <Facts>
        <Fact label={translate('cnc.super.slug')}>{company.slug}</Fact>
        <Fact label={translate('cnc.super.industry')}>{label('industry', company.industry)}</Fact>
        <Fact label={translate('cnc.super.currency')}>{company.currency}</Fact>
        <Fact label={translate('resources.locations.fields.timezone')}>{company.timezone}</Fact>
      </Facts>
      <Box sx={{ mt: 2.5 }}>
        <DraftForm draft={draft} onSubmit={() => save.mutate(draft.values)}>
          <Grid>
            <TextLine name="name" label={translate('resources.locations.fields.name')} disabled={!may} />
            <Pick name="language" label={translate('cnc.quote.field.language')} choices={[{ id: 'en', name: 'English' }, { id: 'fr', name: 'Français' }]} disabled={!may} />
          </Grid>
          {may ? <Button type="submit" variant="contained" sx={{ mt: 2 }} loading={save.isPending} disabled={!draft.dirty}>{translate('cnc.action.save')}</Button> : null}
        </DraftForm>
      </Box>
    </Panel>
  );
}
