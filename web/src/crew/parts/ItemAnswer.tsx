import { useEffect, useRef, useState } from 'react';
import { Box, Button, FormControl, IconButton, InputLabel, MenuItem, Select, Stack, TextField, ToggleButton, ToggleButtonGroup, Typography } from '@mui/material';
import Add from '@mui/icons-material/Add';
import Remove from '@mui/icons-material/Remove';
import { usePreferences } from '../context';
import { LONGEST_TEXT, numberOf, pressed, QUARTERS, RATINGS, SCALES, typedNumber, type Scale } from '../model/answer';
import type { StepItem } from '../model/journey';

interface Props {
  item: StepItem;
  editable: boolean;
  /** Null takes the answer back. */
  onAnswer: (value: string | number | null) => void;
}

/** Side of everything a glove has to hit, in px. */
const TARGET = 56;

/** What an item is answered with beyond its tick. */
export function ItemAnswer(props: Props) {
  const { item } = props;
  if (item.may_edit === false) return <GivenAnswer item={item} />;
  const scale = SCALES[item.kind ?? 'CHECK'];
  if (item.options && item.options.length > 0) return <ChoiceAnswer {...props} />;
  if (scale) return <NumberAnswer {...props} scale={scale} />;
  if (item.kind === 'RATING') return <RatingAnswer {...props} />;
  if (item.kind === 'TEXT') return <TextAnswer {...props} />;
  return null;
}

/** What somebody else answered; nothing while it is open. */
function GivenAnswer({ item }: { item: StepItem }) {
  const { t } = usePreferences();
  if (item.value === null || item.value === undefined || item.value === '') return null;
  const chosen = item.options?.find((option) => option.code === item.value)?.label;
  const words = item.kind === 'RATING' ? t('step.rating', { n: String(item.value) }) : item.kind === 'PERCENT' ? t('step.quarter', { n: String(item.value) }) : String(item.value);
  return <Typography sx={{ pl: 5, pb: 1, mt: -0.5, fontWeight: 600, overflowWrap: 'anywhere' }}>{chosen ?? words}</Typography>;
}

function ChoiceAnswer({ item, editable, onAnswer }: Props) {
  const { t } = usePreferences();
  return (
    <FormControl fullWidth sx={{ mb: 1.5, mt: 0.5 }} disabled={!editable}>
      <InputLabel id={`answer-${item.code}`}>{t('step.answer')}</InputLabel>
      <Select labelId={`answer-${item.code}`} label={t('step.answer')} value={typeof item.value === 'string' ? item.value : ''} onChange={(event) => onAnswer(event.target.value)}>
        {item.options?.map((option) => <MenuItem key={option.code} value={option.code} sx={{ minHeight: TARGET }}>{option.label}</MenuItem>)}
      </Select>
    </FormControl>
  );
}

function NumberAnswer({ item, editable, onAnswer, scale }: Props & { scale: Scale }) {
  const { t } = usePreferences();
  const value = numberOf(item.value);
  const [typed, setTyped] = useState<string | null>(null);
  const percent = item.kind === 'PERCENT';

  const settle = () => {
    if (typed === null) return;
    const next = typedNumber(typed, scale);
    setTyped(null);
    if (next !== value && (next !== null || typed.trim() === '')) onAnswer(next);
  };
  const step = (direction: 1 | -1) => {
    const from = typed === null ? value : typedNumber(typed, scale);
    setTyped(null);
    onAnswer(pressed(from, direction, scale));
  };
  const round = { width: TARGET, height: TARGET, border: 1, borderColor: 'divider', borderRadius: 3, flex: 'none' };

  return (
    <Box sx={{ mb: 1.5, mt: 0.5 }}>
      <Stack direction="row" sx={{ gap: 1, alignItems: 'center' }}>
        <IconButton aria-label={t('step.minus', { item: item.label })} disabled={!editable || value === scale.least} onClick={() => step(-1)} sx={round}><Remove /></IconButton>
        <TextField
          value={typed ?? (value === null ? '' : String(value))} disabled={!editable} fullWidth
          onChange={(event) => setTyped(event.target.value)} onBlur={settle}
          onKeyDown={(event) => { if (event.key === 'Enter') settle(); }}
          slotProps={{
            htmlInput: { inputMode: 'numeric', 'aria-label': item.label, maxLength: 9, style: { textAlign: 'center', fontSize: '1.25rem', fontWeight: 700 } },
            input: percent ? { endAdornment: <Box component="span" aria-hidden sx={{ color: 'text.secondary' }}>%</Box> } : undefined,
          }}
        />
        <IconButton aria-label={t('step.plus', { item: item.label })} disabled={!editable || value === scale.most} onClick={() => step(1)} sx={round}><Add /></IconButton>
      </Stack>
      {percent && (
        <ToggleButtonGroup exclusive fullWidth disabled={!editable} value={value} aria-label={item.label} onChange={(_event, next: number | null) => { setTyped(null); onAnswer(next); }} sx={{ mt: 1 }}>
          {QUARTERS.map((quarter) => <ToggleButton key={quarter} value={quarter} sx={{ minHeight: TARGET, px: 0.5 }}>{t('step.quarter', { n: quarter })}</ToggleButton>)}
        </ToggleButtonGroup>
      )}
    </Box>
  );
}

function RatingAnswer({ item, editable, onAnswer }: Props) {
  const { t } = usePreferences();
  return (
    <ToggleButtonGroup exclusive fullWidth disabled={!editable} value={numberOf(item.value)} aria-label={item.label} onChange={(_event, next: number | null) => onAnswer(next)} sx={{ mb: 1.5, mt: 0.5 }}>
      {RATINGS.map((rating) => <ToggleButton key={rating} value={rating} aria-label={t('step.rating', { n: rating })} sx={{ minHeight: TARGET, fontSize: '1.125rem', fontWeight: 700 }}>{rating}</ToggleButton>)}
    </ToggleButtonGroup>
  );
}

/** Keeps the words when the field is left, the button is pressed or the screen goes away. */
function TextAnswer({ item, editable, onAnswer }: Props) {
  const { t } = usePreferences();
  const kept = typeof item.value === 'string' ? item.value : '';
  const [text, setText] = useState<string | null>(null);
  const changed = text !== null && text.trim() !== kept;
  const save = () => {
    if (changed) onAnswer(text.trim() || null);
    setText(null);
  };
  const latest = useRef(save);
  useEffect(() => {
    latest.current = save;
  });
  useEffect(() => () => latest.current(), []);
  return (
    <Stack sx={{ mb: 1.5, mt: 0.5, gap: 1 }}>
      <TextField
        value={text ?? kept} disabled={!editable} fullWidth multiline minRows={1} maxRows={6} placeholder={t('step.answer')}
        onChange={(event) => setText(event.target.value)} onBlur={save}
        slotProps={{ htmlInput: { 'aria-label': item.label, maxLength: LONGEST_TEXT } }}
      />
      {changed && <Button variant="outlined" onClick={save} sx={{ minHeight: TARGET }}>{t('step.save_text')}</Button>}
    </Stack>
  );
}
