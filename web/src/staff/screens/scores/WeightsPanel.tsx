import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'react-admin';
import { useState } from 'react';
import { api } from '@shared/api';
import type { Criterion, ScorePart, ScoreSettings } from '@shared/types';
import { useAct } from '../../ui/act';
import { Panel } from '../../ui/page';
import { useEnumLabel } from '../../ui/StatusChip';

const PARTS: ScorePart[] = ['FIT', 'INTENT', 'URGENCY', 'RELATIONSHIP', 'MINUS'];

/** Points by criterion, together always 100, and the switch of the probability. */
export function WeightsPanel({ settings, mayChange }: { settings: ScoreSettings; mayChange: boolean }) {
  const translate = useTranslate();
  const label = useEnumLabel();
  const text = (name: string, options?: Record<string, unknown>) => translate(`cnc.score.${name}`, options);
  const [weights, setWeights] = useState<Record<string, string>>(() => Object.fromEntries(settings.criteria.map((each) => [each.criterion, String(each.weight)])));
  const [shown, setShown] = useState(settings.probability_shown);
  const number = (criterion: Criterion) => (/^\d{1,3}$/.test(weights[criterion] ?? '') ? Number(weights[criterion]) : Number.NaN);
  const sum = settings.criteria.filter((each) => each.part !== 'MINUS').reduce((all, each) => all + number(each.criterion), 0);
  const readable = settings.criteria.every((each) => number(each.criterion) <= 100);
  const act = useAct((_input: null, key) => api.post('/score-settings', { weights: Object.fromEntries(settings.criteria.map((each) => [each.criterion, number(each.criterion)])), probability_shown: shown }, { key }), { stale: ['scoring', 'leads'], done: 'cnc.score.saved' });
  return (
    <Panel title={text('weights')} actions={<Typography role="status" color={sum === 100 ? 'textSecondary' : 'error'} sx={{ fontWeight: 650 }}>{text('sum', { n: Number.isNaN(sum) ? '—' : sum })}</Typography>}>
      <Typography color="textSecondary" sx={{ mb: 1.5 }}>{text('weights_hint')}</Typography>
      <Box component="form" onSubmit={(event) => { event.preventDefault(); if (sum === 100 && readable) act.mutate(null); }}>
        <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: { xs: '1fr', sm: 'repeat(2, minmax(0, 1fr))', lg: 'repeat(3, minmax(0, 1fr))' }, alignItems: 'start' }}>
          {PARTS.map((part) => (
            <Box component="fieldset" key={part} sx={{ border: 0, m: 0, p: 0, minWidth: 0 }}>
              <Typography component="legend" sx={{ fontWeight: 650, p: 0, mb: 1 }}>{label('score_part', part)}</Typography>
              <Stack sx={{ gap: 1 }}>
                {settings.criteria.filter((each) => each.part === part).map(({ criterion, shipped }) => (
                  <TextField
                    key={criterion}
                    size="small"
                    label={label('criterion', criterion)}
                    value={weights[criterion] ?? ''}
                    disabled={!mayChange}
                    error={!(number(criterion) <= 100)}
                    helperText={number(criterion) === shipped ? undefined : text('usual', { n: shipped })}
                    onChange={(event) => setWeights({ ...weights, [criterion]: event.target.value.trim() })}
                    slotProps={{ htmlInput: { inputMode: 'numeric' } }}
                  />
                ))}
              </Stack>
            </Box>
          ))}
        </Box>
        <FormControlLabel sx={{ mt: 2 }} disabled={!mayChange} control={<Checkbox size="small" checked={shown} onChange={(event) => setShown(event.target.checked)} />} label={text('shown')} />
        <Typography color="textSecondary" sx={{ fontSize: '0.82rem' }}>{text('shown_hint')}</Typography>
        {mayChange ? (
          <Stack direction="row" sx={{ gap: 1, mt: 1.5, alignItems: 'center', flexWrap: 'wrap' }}>
            <Button type="submit" variant="contained" disabled={sum !== 100 || !readable} loading={act.isPending}>{translate('cnc.action.save')}</Button>
            <Button onClick={() => setWeights(Object.fromEntries(settings.criteria.map((each) => [each.criterion, String(each.shipped)])))}>{text('reset')}</Button>
            {sum === 100 ? null : <Typography color="error">{text('sum_wrong')}</Typography>}
          </Stack>
        ) : null}
      </Box>
    </Panel>
  );
}
