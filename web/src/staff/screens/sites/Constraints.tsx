import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'react-admin';
import { useEffect, useState } from 'react';
import { api } from '@shared/api';
import type { Assessment, ConstraintKind, SiteConstraint } from '@shared/types';
import { CONSTRAINT_KINDS, SEVERITIES } from '@shared/types/sites';
import { useMay } from '../../data/me';
import { AskDialog } from '../../ui/AskDialog';
import { useAct } from '../../ui/act';
import { DraftForm, useDraft } from '../../ui/draft';
import { CheckLine, NumberLine, Pick, TextLine } from '../../ui/fields';
import { Panel } from '../../ui/page';
import { SoftChip, useEnumLabel } from '../../ui/StatusChip';
import { useFormat } from '../../ui/values';
import { Grid } from '../leads/LeadFacts';
import { answerField, answersOf, sentAnswers, severityTone, type Answers } from './sites';

/** The answers about what may stand in a crane's way, saved together. */
export function Constraints({ assessment, readOnly, onDirty }: { assessment: Assessment; readOnly: boolean; onDirty: (dirty: boolean) => void }) {
  const translate = useTranslate();
  const draft = useDraft<Answers>(answersOf(assessment));
  const { replace, dirty } = draft;
  const [resolving, setResolving] = useState<ConstraintKind | null>(null);
  useEffect(() => {
    replace(answersOf(assessment));
    // The server has the last word on how grave an answer is.
  }, [assessment.version, replace]);
  useEffect(() => onDirty(dirty), [dirty, onDirty]);
  const save = useAct((input: Answers, key) => api.put(`/site-assessments/${assessment.id}/constraints`, { constraints: sentAnswers(input) }, { key }), {
    stale: ['site-assessments'],
    done: 'cnc.state.saved',
    onError: (error, input) => draft.refuse(error, (field) => answerField(input, field)),
  });
  return (
    <Panel title={translate('cnc.site.constraints')}>
      <DraftForm draft={draft} onSubmit={() => save.mutate(draft.values)}>
        <Stack component="ul" sx={{ listStyle: 'none', m: 0, p: 0, gap: 2 }}>
          {CONSTRAINT_KINDS.map((kind) => (
            <Answer key={kind} kind={kind} answers={draft.values} known={assessment.constraints.find((each) => each.kind === kind)} readOnly={readOnly} onResolve={() => setResolving(kind)} />
          ))}
        </Stack>
        {dirty && !readOnly ? (
          <Stack direction="row" sx={{ gap: 1, alignItems: 'center', mt: 2 }}>
            <Box role="status" sx={{ flex: 1, fontWeight: 600 }}>{translate('cnc.state.unsaved')}</Box>
            <Button onClick={() => draft.replace(answersOf(assessment))}>{translate('cnc.action.discard')}</Button>
            <Button type="submit" variant="contained" loading={save.isPending}>{translate('cnc.action.save')}</Button>
          </Stack>
        ) : null}
      </DraftForm>
      {resolving ? <ResolveDialog assessment={assessment} kind={resolving} onClose={() => setResolving(null)} /> : null}
    </Panel>
  );
}

interface AnswerProps {
  kind: ConstraintKind;
  answers: Answers;
  known?: SiteConstraint;
  readOnly: boolean;
  onResolve: () => void;
}

function Answer({ kind, answers, known, readOnly, onResolve }: AnswerProps) {
  const translate = useTranslate();
  const enumLabel = useEnumLabel();
  const format = useFormat();
  const mayResolve = useMay('site_assessment:APPROVE');
  const stops = known?.severity === 'STOPPER' && !known.resolved_at;
  const lines = kind === 'POWER_LINES' && answers[kind].severity !== null;
  return (
    <Box component="li" id={`constraint-${kind}`}>
      <Stack direction="row" sx={{ gap: 1, alignItems: 'center', flexWrap: 'wrap', mb: 0.75 }}>
        <Typography sx={{ fontWeight: 600 }}>{enumLabel('constraint_kind', kind)}</Typography>
        {known ? <SoftChip small tone={known.resolved_at ? 'success' : severityTone(known.severity)}>{enumLabel('site_severity', known.severity)}</SoftChip> : null}
        {known && known.pictures > 0 ? <Typography component="span" color="textSecondary" sx={{ fontSize: '0.8rem' }}>{translate('cnc.site.pictures_n', { smart_count: known.pictures })}</Typography> : null}
        {stops && mayResolve ? <Button size="small" color="warning" onClick={onResolve}>{translate('cnc.site.resolve')}</Button> : null}
      </Stack>
      <Box component="fieldset" disabled={readOnly} sx={{ border: 0, p: 0, m: 0, minWidth: 0 }}>
        <Grid columns={3}>
          <Pick name={`${kind}.severity`} label={translate('cnc.site.answer')} kind="site_severity" values={SEVERITIES} optional none={translate('cnc.site.unanswered')} disabled={readOnly} />
          <Box sx={{ gridColumn: { md: 'span 2' } }}><TextLine name={`${kind}.note`} label={translate('cnc.site.note')} disabled={readOnly} /></Box>
          {lines ? <CheckLine name={`${kind}.no_lines`} label={translate('cnc.site.no_lines')} /> : null}
          {lines && !answers[kind].no_lines ? <>
            <NumberLine name={`${kind}.line_kv`} label={translate('cnc.site.line_kv')} unit="kV" helperText={translate('cnc.site.kv_unknown')} disabled={readOnly} />
            <NumberLine name={`${kind}.distance_m`} label={translate('cnc.site.distance_m')} decimal unit="m" helperText={known?.clear_distance_m ? translate('cnc.site.clear', { m: format.decimal(known.clear_distance_m, 2) }) : undefined} disabled={readOnly} />
          </> : null}
        </Grid>
      </Box>
      {known?.resolution ? <Typography color="textSecondary" sx={{ mt: 0.5 }}>{translate(known.resolved_name ? 'cnc.site.resolved' : 'cnc.site.resolved_itself', { name: known.resolved_name ?? '', text: known.resolution })}</Typography> : null}
    </Box>
  );
}

/** Says what was done about something that stopped the lift. */
function ResolveDialog({ assessment, kind, onClose }: { assessment: Assessment; kind: ConstraintKind; onClose: () => void }) {
  const translate = useTranslate();
  const enumLabel = useEnumLabel();
  const draft = useDraft<{ resolution: string | null }>({ resolution: null });
  const act = useAct((input: typeof draft.values, key) => api.post(`/site-assessments/${assessment.id}/resolve`, { kind, resolution: input.resolution ?? '' }, { key }), {
    stale: ['site-assessments'],
    done: 'cnc.state.saved',
    onDone: onClose,
    onError: (error) => draft.refuse(error),
  });
  return (
    <AskDialog title={`${enumLabel('constraint_kind', kind)}: ${translate('cnc.site.resolve_title')}`} draft={draft} submit={translate('cnc.site.resolve')} busy={act.isPending} onClose={onClose} onSubmit={() => act.mutate(draft.values)}>
      <TextLine name="resolution" label={translate('cnc.site.resolution')} multiline minRows={3} autoFocus />
    </AskDialog>
  );
}
