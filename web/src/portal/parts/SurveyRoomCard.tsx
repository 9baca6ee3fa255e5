import { useId, useState } from 'react';
import { Box, Button, IconButton, Paper, Stack, TextField, Typography } from '@mui/material';
import Add from '@mui/icons-material/Add';
import Remove from '@mui/icons-material/Remove';
import { useReading } from '../language';
import { articlesLike, type Survey, type SurveyItem, type SurveyRoom } from '../survey';
import { surveyWords } from '../text/survey';
import { SurveyPictures } from './SurveyPictures';

interface Props {
  token: string;
  room: SurveyRoom;
  /** Counted from 1. */
  number: number;
  title: string;
  survey: Survey;
  /** The room must be known to the server before a picture of it is. */
  beforePicture: () => Promise<void>;
  onChange: (room: SurveyRoom) => void;
}

/** One room: what goes, and its pictures. */
export function SurveyRoomCard({ token, room, number, title, survey, beforePicture, onChange }: Props) {
  const { language } = useReading();
  const t = surveyWords(language);
  const id = useId();
  const pieces = room.items.reduce((sum, item) => sum + item.count, 0);
  const count = (at: number, by: number) => {
    const items = room.items.map((item, index) => (index === at ? { ...item, count: Math.min(200, item.count + by) } : item)).filter((item) => item.count > 0);
    onChange({ ...room, items });
  };
  const add = (item: SurveyItem) => {
    const at = room.items.findIndex((each) => each.article_code === item.article_code && each.name === item.name);
    if (at >= 0) count(at, 1);
    else onChange({ ...room, items: [...room.items, item] });
  };
  return (
    <Paper variant="outlined" component="section" aria-labelledby={id} sx={{ p: 2 }}>
      <Stack direction="row" sx={{ justifyContent: 'space-between', alignItems: 'baseline', mb: 1 }}>
        <Typography variant="h2" id={id}>{title}</Typography>
        {pieces > 0 ? <Typography color="textSecondary" variant="body2">{t('room.items', { n: pieces })}</Typography> : null}
      </Stack>
      {room.items.length === 0 ? <Typography color="textSecondary" variant="body2">{t('room.empty')}</Typography> : null}
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {room.items.map((item, at) => (
          <Stack component="li" key={`${item.article_code ?? ''}${item.name}`} direction="row" sx={{ alignItems: 'center', gap: 0.5, py: 0.25 }}>
            <Box sx={{ flex: 1, minWidth: 0, overflowWrap: 'anywhere' }}>{item.name}</Box>
            <IconButton aria-label={t('item.fewer', { name: item.name })} onClick={() => count(at, -1)} sx={{ width: 48, height: 48 }}><Remove /></IconButton>
            <Box component="span" aria-live="polite" sx={{ minWidth: 28, textAlign: 'center', fontWeight: 700, fontVariantNumeric: 'tabular-nums' }}>{item.count}</Box>
            <IconButton aria-label={t('item.more', { name: item.name })} onClick={() => count(at, 1)} sx={{ width: 48, height: 48 }}><Add /></IconButton>
          </Stack>
        ))}
      </Box>
      <AddItem survey={survey} room={room} onAdd={add} />
      <SurveyPictures token={token} number={number} title={title} survey={survey} before={beforePicture} />
    </Paper>
  );
}

/** Finds an article while somebody types; what the catalogue does not have is added as typed. */
function AddItem({ survey, room, onAdd }: { survey: Survey; room: SurveyRoom; onAdd: (item: SurveyItem) => void }) {
  const { language } = useReading();
  const t = surveyWords(language);
  const [text, setText] = useState('');
  const found = articlesLike(survey.articles, text, room.kind, language === 'fr');
  const take = (item: SurveyItem) => {
    onAdd(item);
    setText('');
  };
  const free = { article_code: undefined, name: text.trim().slice(0, 120), count: 1 };
  const first = found[0];
  return (
    <Box component="form" sx={{ mt: 1 }} onSubmit={(event) => {
      event.preventDefault();
      if (first) take({ article_code: first.code, name: first.name, count: 1 });
      else if (free.name.length > 1) take(free);
    }}>
      <TextField size="small" fullWidth label={t('item.add')} placeholder={t('item.hint')} value={text} onChange={(event) => setText(event.target.value)} slotProps={{ htmlInput: { autoComplete: 'off', enterKeyHint: 'done' } }} />
      {text.trim().length > 1 ? (
        <Stack sx={{ mt: 0.5 }}>
          {found.map((each) => <Button key={each.code} sx={{ justifyContent: 'flex-start' }} onClick={() => take({ article_code: each.code, name: each.name, count: 1 })}>{each.name}</Button>)}
          <Button color="inherit" sx={{ justifyContent: 'flex-start' }} onClick={() => take(free)}>{t('item.as_typed', { name: free.name })}</Button>
        </Stack>
      ) : null}
    </Box>
  );
}
