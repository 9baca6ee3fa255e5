import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Link from '@mui/material/Link';
import Stack from '@mui/material/Stack';
import { useQuery } from '@tanstack/react-query';
import { useTranslate } from 'react-admin';
import { useState } from 'react';
import { Link as RouterLink, useParams } from 'react-router';
import { api } from '@shared/api';
import { ApiError } from '@shared/apiError';
import type { Assessment, SiteLift } from '@shared/types';
import { useMay } from '../../data/me';
import { HistoryButton } from '../../schema/AutoForms';
import { useUsers } from '../../schema/input';
import { usePageKeys } from '../../shell/keys';
import { useAct } from '../../ui/act';
import { ConflictNote } from '../../ui/ConflictNote';
import { DraftForm } from '../../ui/draft';
import { Pick, TextLine } from '../../ui/fields';
import { Async, PageHead, Panel } from '../../ui/page';
import { StatusChip, useEnumLabel } from '../../ui/StatusChip';
import { useRecordDraft } from '../../ui/useRecordDraft';
import { useFormat } from '../../ui/values';
import { KeyButton } from '../leads/LeadDetail';
import { Grid } from '../leads/LeadFacts';
import { Constraints } from './Constraints';
import { Lifts } from './Lifts';
import { Pictures } from './Pictures';

export default function AssessmentPage() {
  const { id = '' } = useParams();
  const query = useQuery({ queryKey: ['site-assessments', 'detail', id], queryFn: () => api.get<Assessment>(`/site-assessments/${id}`) });
  return <Async query={query} lines={10}>{(found) => <Site key={found.id} assessment={found} reload={async () => (await query.refetch()).data} />}</Async>;
}

function Site({ assessment, reload }: { assessment: Assessment; reload: () => Promise<Assessment | undefined> }) {
  const translate = useTranslate();
  const enumLabel = useEnumLabel();
  const mayUpdate = useMay('site_assessment:UPDATE');
  const users = useUsers();
  const readOnly = assessment.state !== 'DRAFT' || !mayUpdate;
  const [answering, setAnswering] = useState(false);
  const [lift, setLift] = useState<SiteLift | 'new' | null>(null);
  const [missing, setMissing] = useState<{ field: string; message: string }[]>([]);
  const editing = useRecordDraft<Assessment>(assessment, {
    reload,
    save: (changes, version) => api.patch(`/site-assessments/${assessment.id}`, changes, { version }),
    stale: ['site-assessments'],
  });
  const { draft } = editing;
  const unsaved = answering || draft.dirty;
  const sign = useAct((_input: null, key) => api.post(`/site-assessments/${assessment.id}/sign`, {}, { key }), {
    stale: ['site-assessments'],
    done: 'cnc.site.signed',
    onDone: () => setMissing([]),
    onError: (error) => {
      if (!(error instanceof ApiError) || error.fields.length === 0) return false;
      setMissing(error.fields);
      return true;
    },
  });
  const owner = assessment.assigned_to ? { id: assessment.assigned_to, name: assessment.assigned_name ?? translate('cnc.state.colleague') } : undefined;
  const assessors = owner && users.every((user) => user.id !== owner.id) ? [owner, ...users] : users;
  usePageKeys(readOnly ? {} : { l: () => setLift('new'), s: unsaved ? undefined : () => sign.mutate(null) });
  const label = (name: string) => translate(`cnc.site.${name}`);
  const place = (field: string) => (field.startsWith('constraints.') ? enumLabel('constraint_kind', field.slice('constraints.'.length)) : label(field));
  return (
    <>
      <PageHead
        title={assessment.title}
        badge={<StatusChip kind="assessment_state" value={assessment.state} />}
        subtitle={<>
          {[assessment.number, assessment.location_name].filter(Boolean).join(' · ')}
          {assessment.lead_id ? <> · <Link component={RouterLink} to={`/leads/${assessment.lead_id}/show`}>{translate('cnc.deal.lead', { number: assessment.lead_number ?? '' })}</Link></> : null}
          {assessment.deal_id ? <> · <Link component={RouterLink} to={`/deals/${assessment.deal_id}/show`}>{assessment.deal_number}</Link></> : null}
        </>}
        actions={<>
          <HistoryButton entity="site_assessment" id={assessment.id} />
          {readOnly ? null : <KeyButton hint="S" primary busy={sign.isPending} disabled={unsaved} onClick={() => sign.mutate(null)}>{label('sign')}</KeyButton>}
        </>}
      />
      <Notes assessment={assessment} />
      {missing.length > 0 && assessment.state === 'DRAFT' ? (
        <Alert severity="error" sx={{ mb: 2 }} onClose={() => setMissing([])}>
          {label('missing')}
          <Box component="ul" sx={{ m: 0, pl: 2.5 }}>{missing.map((each) => <li key={`${each.field}${each.message}`}><strong>{place(each.field)}</strong>: {each.message}</li>)}</Box>
        </Alert>
      ) : null}
      <ConflictNote conflicts={editing.conflicts} onDiscard={editing.discard} />
      <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: { xs: 'minmax(0, 1fr)', lg: 'minmax(0, 1.7fr) minmax(300px, 1fr)' }, alignItems: 'start' }}>
        <Stack sx={{ gap: 2, minWidth: 0 }}>
          <Panel title={label('facts')}>
            <DraftForm draft={draft} onSubmit={editing.save}>
              <Grid>
                <Box sx={{ gridColumn: '1 / -1' }}><TextLine name="title" label={label('name')} disabled={readOnly} /></Box>
                <TextLine name="site.street" label={label('street')} disabled={readOnly} />
                <TextLine name="site.city" label={label('city')} disabled={readOnly} />
                <TextLine name="ground" label={label('ground')} multiline minRows={2} disabled={readOnly} />
                <TextLine name="access" label={label('access')} multiline minRows={2} disabled={readOnly} />
                <Box sx={{ gridColumn: '1 / -1' }}><TextLine name="notes" label={label('notes')} multiline minRows={2} disabled={readOnly} /></Box>
                <Pick name="assigned_to" label={label('assessor')} choices={assessors} optional disabled={readOnly} />
              </Grid>
              {draft.dirty && !readOnly ? (
                <Stack direction="row" sx={{ gap: 1, alignItems: 'center', mt: 2 }}>
                  <Box role="status" sx={{ flex: 1, fontWeight: 600 }}>{translate('cnc.state.unsaved')}</Box>
                  <Button onClick={editing.discard}>{translate('cnc.action.discard')}</Button>
                  <Button type="submit" variant="contained" loading={editing.saving}>{translate('cnc.action.save')}</Button>
                </Stack>
              ) : null}
            </DraftForm>
          </Panel>
          <Constraints assessment={assessment} readOnly={readOnly} onDirty={setAnswering} />
          <Lifts assessment={assessment} readOnly={readOnly} editing={lift} onEdit={setLift} />
        </Stack>
        <Pictures assessment={assessment} readOnly={readOnly} />
      </Box>
    </>
  );
}

/** Where the assessment stands: what stops the lift, until when it holds, whether a newer one took its place. */
function Notes({ assessment }: { assessment: Assessment }) {
  const translate = useTranslate();
  const format = useFormat(assessment.location_id);
  const until = { name: assessment.signed_name ?? '', day: format.day(assessment.valid_until, 'long') };
  return (
    <Stack sx={{ gap: 1, mb: 2 }}>
      {assessment.open_stoppers > 0 && !assessment.superseded_at ? <Alert severity="warning">{translate('cnc.site.stoppers', { smart_count: assessment.open_stoppers })}</Alert> : null}
      {assessment.state === 'SIGNED' ? <Alert severity="success">{translate(assessment.signed_name ? 'cnc.site.signed_until' : 'cnc.site.signed_itself', until)}</Alert> : null}
      {assessment.state === 'EXPIRED' ? <Alert severity="info">{translate('cnc.site.expired')}</Alert> : null}
      {assessment.superseded_at ? <Alert severity="info">{translate('cnc.site.superseded')}</Alert> : null}
    </Stack>
  );
}
