import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import Step from '@mui/material/Step';
import StepLabel from '@mui/material/StepLabel';
import Stepper from '@mui/material/Stepper';
import { useTranslate } from 'react-admin';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { api } from '@shared/api';
import type { NewCompany } from '@shared/types';
import { useAct } from '../../ui/act';
import { DraftForm, useDraft } from '../../ui/draft';
import { Pick, TextLine } from '../../ui/fields';
import { Fact, Facts, PageHead, Panel } from '../../ui/page';
import { useEnumLabel } from '../../ui/StatusChip';
import { Grid } from '../leads/LeadFacts';
import { Rows } from '../quotes/Rows';

const STEPS = ['company', 'locations', 'admin', 'review'] as const;
const ZONES = ['America/St_Johns', 'America/Halifax', 'America/Moncton', 'America/Montreal', 'America/Toronto', 'America/Winnipeg', 'America/Regina', 'America/Edmonton', 'America/Vancouver', 'Asia/Kolkata'];
const blankLocation = { name: '', code: '', city: '', province: 'ON', country: 'CA', timezone: 'America/Toronto', kind: 'CORPORATE' };

const BLANK: NewCompany = {
  company: { name: '', slug: '', industry: 'MOVING', timezone: 'America/Toronto', currency: 'CAD', language: 'en' },
  locations: [blankLocation],
  admin: { name: '', email: '', password: '' },
  plan: 'STANDARD',
};

/** Step that holds a field, so that a refusal opens the page where the fault is. */
export const stepOf = (field: string): number => Math.max(0, STEPS.findIndex((step) => field.startsWith(step)));

export default function Wizard() {
  const translate = useTranslate();
  const navigate = useNavigate();
  const label = useEnumLabel();
  const [at, setAt] = useState(0);
  // The password is typed last and never kept in the tab's storage: the draft holds no `keep` name.
  const draft = useDraft<NewCompany>(BLANK);
  const { values } = draft;
  const act = useAct((input: NewCompany, key) => api.post<{ id: string }>('/super-admin/companies', input, { key }), {
    stale: ['super'],
    done: 'cnc.super.company_created',
    onDone: () => navigate('/super-admin/companies'),
    onError: (error) => {
      const shown = draft.refuse(error);
      const fields = (error as { fields?: { field: string }[] }).fields;
      if (shown && fields?.[0]) setAt(Math.min(...fields.map(({ field }) => stepOf(field))));
      return shown;
    },
  });
  const missing = (): Record<string, string> => {
    const needed = at === 0 ? { 'company.name': values.company.name, 'company.slug': values.company.slug }
      : at === 1 ? Object.fromEntries(values.locations.flatMap((location, index) => [[`locations.${index}.name`, location.name], [`locations.${index}.code`, location.code], [`locations.${index}.city`, location.city]]))
      : at === 2 ? { 'admin.name': values.admin.name, 'admin.email': values.admin.email, 'admin.password': values.admin.password }
      : {};
    return Object.fromEntries(Object.entries(needed).filter(([, value]) => !value).map(([name]) => [name, translate('cnc.form.required')]));
  };
  const next = () => {
    const errors = missing();
    if (Object.keys(errors).length > 0) return draft.setErrors(errors);
    if (at < STEPS.length - 1) setAt(at + 1);
    else act.mutate(values);
  };
  const field = (name: string) => translate(`resources.locations.fields.${name}`);
  return (
    <Box sx={{ maxWidth: 820, mx: 'auto' }}>
      <PageHead title={translate('cnc.super.new_company')} subtitle={translate('cnc.super.step', { at: at + 1 })} />
      <Stepper activeStep={at} tabIndex={0} sx={{ mb: 2.5, overflowX: 'auto', display: { xs: 'none', sm: 'flex' } }}>
        {STEPS.map((step) => <Step key={step}><StepLabel>{translate(`cnc.super.wizard.${step}`)}</StepLabel></Step>)}
      </Stepper>
      <DraftForm draft={draft} onSubmit={next}>
        <Panel>
          {at === 0 ? (
            <Grid>
              <TextLine name="company.name" label={field('name')} required autoFocus />
              <TextLine name="company.slug" label={translate('cnc.super.slug')} required />
              <Pick name="company.industry" label={translate('cnc.super.industry')} kind="industry" values={['MOVING', 'CRANE_RENTAL', 'LOGISTICS']} />
              <Pick name="company.timezone" label={field('timezone')} choices={ZONES.map((id) => ({ id, name: id }))} />
              <Pick name="company.currency" label={translate('cnc.super.currency')} choices={['CAD', 'USD', 'INR', 'EUR'].map((id) => ({ id, name: id }))} />
              <Pick name="company.language" label={translate('cnc.quote.field.language')} choices={[{ id: 'en', name: 'English' }, { id: 'fr', name: 'Français' }]} />
              <Pick name="plan" label={translate('cnc.super.plan')} choices={['STARTER', 'STANDARD', 'ENTERPRISE'].map((id) => ({ id, name: id.charAt(0) + id.slice(1).toLowerCase() }))} />
            </Grid>
          ) : null}
          {at === 1 ? (
            <Rows title={translate('cnc.super.wizard.locations')} path="locations" blank={blankLocation}>
              {(path) => (
                <>
                  <TextLine name={`${path}.name`} label={field('name')} required />
                  <TextLine name={`${path}.code`} label={field('code')} required />
                  <TextLine name={`${path}.city`} label={field('city')} required />
                  <TextLine name={`${path}.province`} label={field('province')} />
                  <Pick name={`${path}.timezone`} label={field('timezone')} choices={ZONES.map((id) => ({ id, name: id }))} />
                  <Pick name={`${path}.kind`} label={field('kind')} kind="location_kind" values={['CORPORATE', 'FRANCHISE']} />
                </>
              )}
            </Rows>
          ) : null}
          {at === 2 ? (
            <Grid>
              <TextLine name="admin.name" label={translate('resources.users.fields.name')} required autoFocus autoComplete="off" />
              <TextLine name="admin.email" label={translate('resources.users.fields.email')} type="email" required autoComplete="off" />
              <TextLine name="admin.password" label={translate('cnc.super.password')} type="password" helperText={translate('cnc.super.password_hint')} required autoComplete="new-password" />
            </Grid>
          ) : null}
          {at === 3 ? (
            <Facts>
              <Fact label={translate('cnc.super.company_name')}>{values.company.name} ({values.company.slug})</Fact>
              <Fact label={translate('cnc.super.industry')}>{label('industry', values.company.industry)}</Fact>
              <Fact label={translate('cnc.super.currency')}>{values.company.currency}</Fact>
              <Fact label={translate('cnc.super.wizard.locations')}>{values.locations.map((location) => location.name).join(', ')}</Fact>
              <Fact label={translate('cnc.super.wizard.admin')}>{values.admin.name}, {values.admin.email}</Fact>
              <Fact label={translate('cnc.super.plan')}>{values.plan}</Fact>
            </Facts>
          ) : null}
          <Stack direction="row" sx={{ gap: 1, mt: 3 }}>
            {at > 0 ? <Button onClick={() => setAt(at - 1)}>{translate('cnc.super.back')}</Button> : null}
            <Button type="submit" variant="contained" loading={act.isPending}>{translate(at === 3 ? 'cnc.super.confirm' : 'cnc.action.next')}</Button>
            <Button onClick={() => navigate('/super-admin/companies')}>{translate('cnc.action.cancel')}</Button>
          </Stack>
        </Panel>
      </DraftForm>
    </Box>
  );
}
