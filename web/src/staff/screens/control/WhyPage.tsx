import Button from '@mui/material/Button';
import { useTranslate } from 'react-admin';
import { useState } from 'react';
import { useUsers } from '../../schema/input';
import { DraftForm, useDraft } from '../../ui/draft';
import { Pick, TextLine } from '../../ui/fields';
import { PageHead, Panel } from '../../ui/page';
import { Grid } from '../leads/LeadFacts';
import WhyDenied from './WhyDenied';

interface Question {
  permission: string | null;
  user_id: string | null;
  record_id: string | null;
}

export default function WhyPage() {
  const translate = useTranslate();
  const users = useUsers();
  const draft = useDraft<Question>({ permission: 'quote:APPROVE', user_id: null, record_id: null });
  const [asked, setAsked] = useState<Question | null>(null);
  return (
    <>
      <PageHead title={translate('cnc.why.title')} subtitle={translate('cnc.why.hint')} />
      <Panel>
        <DraftForm draft={draft} onSubmit={() => setAsked(draft.values)}>
          <Grid columns={3}>
            <TextLine name="permission" label={translate('cnc.why.permission')} />
            <Pick name="user_id" label={translate('enums.entity.user')} choices={users} optional />
            <TextLine name="record_id" label={translate('cnc.why.record')} />
          </Grid>
          <Button type="submit" variant="contained" sx={{ mt: 2 }}>{translate('cnc.refusal.why')}</Button>
        </DraftForm>
        {asked?.permission ? <WhyDenied permission={asked.permission} userId={asked.user_id ?? undefined} recordId={asked.record_id ?? undefined} /> : null}
      </Panel>
    </>
  );
}
