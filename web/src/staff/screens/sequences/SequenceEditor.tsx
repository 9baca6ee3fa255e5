import ArrowUpward from '@mui/icons-material/ArrowUpward';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Checkbox from '@mui/material/Checkbox';
import DeleteOutline from '@mui/icons-material/DeleteOutlined';
import FormControlLabel from '@mui/material/FormControlLabel';
import IconButton from '@mui/material/IconButton';
import Paper from '@mui/material/Paper';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { useTranslate } from 'react-admin';
import { useState } from 'react';
import { api } from '@shared/api';
import type { TemplateLine } from '@shared/types';
import { STEP_KINDS, WAIT_UNITS, type Sequence, type SequenceWanted } from '@shared/types/sequences';
import { useMe } from '../../data/me';
import { SERVICE_TYPES } from '../../resources/vocabulary';
import { useAct } from '../../ui/act';
import { DraftForm, useDraft, useDraftField, type Draft } from '../../ui/draft';
import { CheckLine, NumberLine, Pick, TextLine } from '../../ui/fields';
import { Panel } from '../../ui/page';
import { useEnumLabel } from '../../ui/StatusChip';
import { useLanguage } from '../../ui/values';
import { cleaned, clockOf, emptyStep, minuteOf, movedUp } from './steps';

const STAGES = ['CONTACTED', 'QUALIFIED', 'UNQUALIFIED', 'PROPOSAL_SENT', 'NEGOTIATION', 'WON', 'LOST', 'ARCHIVED'] as const;

const wantedOf = (sequence: Sequence): SequenceWanted => ({
  name: sequence.name, location_id: sequence.location_id, enters: sequence.enters, source: sequence.source, service_type: sequence.service_type, is_active: sequence.is_active,
  ends_on_reply: sequence.ends_on_reply, ends_on_booking: sequence.ends_on_booking, ends_on_stages: sequence.ends_on_stages, steps: sequence.steps.map(cleaned),
});

/** Everything of a sequence; other steps become a new version when saved. */
export function SequenceEditor({ sequence, onClose }: { sequence: Sequence; onClose: () => void }) {
  const translate = useTranslate();
  const me = useMe();
  const draft = useDraft<SequenceWanted>(wantedOf(sequence), `sequence-${sequence.id}`);
  const label = (name: string) => translate(`cnc.sequence.${name}`);
  const act = useAct((input: SequenceWanted, key) => api.put(`/sequences/${sequence.id}`, input, { key }), {
    stale: ['sequences'], done: 'cnc.sequence.saved', onDone: () => { draft.clear(); onClose(); }, onError: (error) => draft.refuse(error),
  });
  const submit = () => act.mutate({ ...draft.values, name: draft.values.name ?? '', steps: draft.values.steps.map(cleaned) });
  const leave = () => { draft.clear(); onClose(); };
  return (
    <DraftForm draft={draft} onSubmit={submit}>
      <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: { xs: '1fr', lg: 'minmax(280px, 1fr) minmax(0, 2fr)' }, alignItems: 'start' }}>
        <Panel>
          <Stack sx={{ gap: 2 }}>
            <TextLine name="name" label={label('name')} required />
            <CheckLine name="is_active" label={label('active')} />
            <Pick name="location_id" label={label('location')} choices={me?.locations ?? []} optional none={label('whole_company')} />
            <Pick name="enters" label={label('enters')} kind="sequence_enters" values={['LEADS', 'BY_HAND']} />
            {draft.values.enters === 'LEADS' ? (
              <>
                <TextLine name="source" label={label('source')} placeholder={label('any_source')} />
                <Pick name="service_type" label={label('service')} kind="service_type" values={SERVICE_TYPES} optional none={label('any_service')} />
              </>
            ) : null}
            <Box component="fieldset" sx={{ border: 0, m: 0, p: 0 }}>
              <Typography component="legend" sx={{ fontWeight: 600, p: 0 }}>{label('ends')}</Typography>
              <CheckLine name="ends_on_reply" label={label('ends_reply')} />
              <CheckLine name="ends_on_booking" label={label('ends_booking')} />
              <Stages />
              <Typography color="textSecondary" sx={{ fontSize: '0.8rem' }}>{label('ends_always')}</Typography>
            </Box>
          </Stack>
        </Panel>
        <Stack sx={{ gap: 1.5 }}>
          <Steps draft={draft} />
        </Stack>
      </Box>
      <Paper elevation={1} sx={{ position: 'sticky', bottom: 12, mt: 1.5, p: 1.25, borderRadius: 1.25, zIndex: 2, boxShadow: '0 6px 24px rgb(0 0 0 / 0.14)' }}>
        <Stack direction="row" sx={{ gap: 1, alignItems: 'center', flexWrap: 'wrap' }}>
          <Typography sx={{ flex: 1, pl: 1, minWidth: 180 }} color="textSecondary">{label('new_version')}</Typography>
          <Button onClick={leave}>{translate('cnc.action.cancel')}</Button>
          <Button type="submit" variant="contained" loading={act.isPending}>{translate('cnc.action.save')}</Button>
        </Stack>
      </Paper>
    </DraftForm>
  );
}

function Stages() {
  const label = useEnumLabel();
  const field = useDraftField('ends_on_stages');
  const chosen = (field.value as string[] | undefined) ?? [];
  return (
    <Stack direction="row" sx={{ flexWrap: 'wrap' }}>
      {STAGES.map((stage) => (
        <FormControlLabel
          key={stage} label={label('lead_status', stage)}
          control={<Checkbox size="small" checked={chosen.includes(stage)} onChange={(event) => field.set(event.target.checked ? [...chosen, stage] : chosen.filter((each) => each !== stage))} />}
        />
      ))}
    </Stack>
  );
}

function Steps({ draft }: { draft: Draft<SequenceWanted> }) {
  const translate = useTranslate();
  const french = useLanguage() === 'fr';
  const templates = useQuery({ queryKey: ['templates', 'list'], queryFn: () => api.get<{ templates: TemplateLine[] }>('/templates') });
  const words = (channel: string) => (templates.data?.templates ?? []).filter((each) => each.key.startsWith('sales.follow.') && each.channel === channel).map((each) => ({ id: each.key, name: french ? each.name_fr : each.name_en }));
  const label = (name: string, values?: object) => translate(`cnc.sequence.${name}`, values);
  const steps = draft.values.steps;
  return (
    <>
      {steps.map((step, at) => {
        const path = `steps.${at}`;
        const dated = step.wait_unit === 'DAYS' || step.wait_unit === 'OPEN_DAYS';
        return (
          <Panel
            key={at} title={label('step_n', { n: at + 1 })}
            actions={<Stack direction="row">
              <IconButton size="small" disabled={at === 0} aria-label={label('up', { n: at + 1 })} onClick={() => draft.set('steps', movedUp(steps, at))}><ArrowUpward fontSize="small" /></IconButton>
              <IconButton size="small" disabled={steps.length === 1} aria-label={label('remove_step', { n: at + 1 })} onClick={() => draft.set('steps', steps.filter((_, other) => other !== at))}><DeleteOutline fontSize="small" /></IconButton>
            </Stack>}
          >
            <Box sx={{ display: 'grid', gap: 1.5, gridTemplateColumns: { xs: '1fr 1fr', md: '1fr 0.7fr 1.3fr 1.2fr 0.8fr' }, pt: 0.5 }}>
              <Pick name={`${path}.kind`} label={label('kind')} kind="step_kind" values={STEP_KINDS} />
              <NumberLine name={`${path}.wait_count`} label={label('wait')} />
              <Pick name={`${path}.wait_unit`} label={label('unit')} kind="wait_unit" values={WAIT_UNITS} />
              <Pick name={`${path}.wait_from`} label={label('from')} kind="wait_from" values={['START', 'STEP']} />
              {dated ? <HourLine name={`${path}.at_minute`} label={label('hour')} /> : <Box sx={{ display: { xs: 'none', md: 'block' } }} />}
            </Box>
            <Box sx={{ display: 'grid', gap: 1.5, gridTemplateColumns: { xs: '1fr', md: '1fr 1fr' }, mt: 1.5 }}>
              {step.kind === 'CALL'
                ? <TextLine name={`${path}.title`} label={label('call_title')} required />
                : <Pick name={`${path}.template_key`} label={label('words')} choices={words(step.kind)} required />}
              <TextLine name={`${path}.condition`} label={label('condition')} helperText={label('condition_hint')} slotProps={{ htmlInput: { spellCheck: false } }} />
            </Box>
            {step.kind === 'CALL' ? null : <CheckLine name={`${path}.in_open_hours`} label={label('open_only')} />}
          </Panel>
        );
      })}
      <Box><Button onClick={() => draft.set('steps', [...steps, emptyStep(steps.length === 0)])}>{label('add_step')}</Button></Box>
    </>
  );
}

/** Minutes since midnight, typed as a time. */
function HourLine({ name, label }: { name: string; label: string }) {
  const field = useDraftField(name);
  const kept = field.value as number | null | undefined;
  const [text, setText] = useState(kept === null || kept === undefined ? '' : clockOf(kept));
  return (
    <TextField
      label={label} value={text} error={Boolean(field.error) || (text !== '' && minuteOf(text) === null)} helperText={field.error}
      onChange={(event) => {
        setText(event.target.value);
        const minute = minuteOf(event.target.value);
        if (minute !== null || event.target.value === '') field.set(minute);
      }}
    />
  );
}
