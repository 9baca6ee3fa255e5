import { useEffect, useRef, useState } from 'react';
import { Alert, Box, Button, LinearProgress, MenuItem, Paper, Stack, TextField, Typography } from '@mui/material';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { ApiError } from '@shared/apiError';
import { formatDay } from '@shared/format';
import type { RoomKind } from '@shared/types';
import { useReading } from '../language';
import { Page } from '../parts/Page';
import { SurveyRoomCard } from '../parts/SurveyRoomCard';
import { isUnknownLink } from '../quote';
import { lastDay, openSurvey, readSurvey, submitSurvey, type Survey } from '../survey';
import { surveyWords } from '../text/survey';
import { useSurveyRooms } from '../parts/useSurveyRooms';
import { Gone } from './Gone';

const KINDS: RoomKind[] = ['KITCHEN', 'LIVING_ROOM', 'DINING_ROOM', 'BEDROOM', 'KIDS_ROOM', 'OFFICE', 'BATHROOM', 'LAUNDRY', 'BASEMENT', 'GARAGE', 'OUTDOOR', 'OTHER'];

export default function SurveyPage() {
  const { token = '' } = useParams();
  const { language, suggest } = useReading();
  const t = surveyWords(language);
  const key = ['portal-survey', token];
  const { data, error, isPending, refetch } = useQuery({ queryKey: key, queryFn: ({ signal }) => readSurvey(token, signal), staleTime: Infinity });
  const spoken = data?.language;
  useEffect(() => {
    if (spoken) suggest(spoken === 'fr' ? 'fr' : 'en');
  }, [spoken, suggest]);
  const isNew = data?.state === 'SENT';
  useEffect(() => {
    // Opening is told once; when it fails, the next visit tells it.
    if (isNew) void openSurvey(token).catch(() => undefined);
  }, [isNew, token]);
  if (error && !data) {
    if (isUnknownLink(error)) return <Gone />;
    return <Page title={t('head')}><Alert severity="error" action={<Button color="inherit" onClick={() => void refetch()}>{t('load.retry')}</Button>}>{t('load.failed')}</Alert></Page>;
  }
  if (isPending || !data) return <Page title={t('head')}><LinearProgress aria-label={t('load.busy')} /></Page>;
  const title = t('title', { company: data.company });
  const sent = data.state === 'SUBMITTED' || data.state === 'REVIEWED';
  return (
    <Page title={title} company={data.company}>
      {sent ? (
        <Box>
          <Typography variant="h1" sx={{ mb: 1 }}>{t('done.title')}</Typography>
          <Typography>{t('done.text', { company: data.company })}</Typography>
        </Box>
      ) : <OpenSurvey token={token} survey={data} queryKey={key} />}
    </Page>
  );
}

function OpenSurvey({ token, survey, queryKey }: { token: string; survey: Survey; queryKey: string[] }) {
  const { language } = useReading();
  const t = surveyWords(language);
  const queries = useQueryClient();
  const { rooms, setRooms, note, setNote, saving, flush } = useSurveyRooms(token, survey);
  const [fault, setFault] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const faultBox = useRef<HTMLDivElement>(null);

  const send = async () => {
    setFault(null);
    if (rooms.every((room) => room.items.length === 0)) {
      setFault(t('send.empty'));
      return;
    }
    setBusy(true);
    try {
      await flush();
      await submitSurvey(token);
      await queries.invalidateQueries({ queryKey });
    } catch (error) {
      setFault(t(error instanceof ApiError && error.code === 'PICTURES_ON_THE_WAY' ? 'send.pictures' : 'send.failed'));
    } finally {
      setBusy(false);
    }
  };
  useEffect(() => {
    if (fault) faultBox.current?.scrollIntoView({ block: 'center' });
  }, [fault]);

  return (
    <Stack spacing={2.5}>
      <Box>
        <Typography variant="h1" sx={{ mb: 1 }}>{t('head')}</Typography>
        {survey.name ? <Typography sx={{ mb: 0.5 }}>{t('hello', { name: survey.name })}</Typography> : null}
        <Typography color="textSecondary">{t('intro', { day: formatDay(lastDay(survey), language, 'long') })}</Typography>
      </Box>
      {rooms.map((room, at) => (
        <SurveyRoomCard
          key={at}
          token={token}
          room={room}
          number={at + 1}
          title={room.name ?? numbered(t(room.kind), rooms, at)}
          survey={survey}
          beforePicture={flush}
          onChange={(next) => setRooms(rooms.map((each, index) => (index === at ? next : each)))}
        />
      ))}
      <TextField select label={t('room.add')} value="" onChange={(event) => setRooms([...rooms, { kind: event.target.value as RoomKind, items: [] }])} fullWidth>
        {KINDS.map((kind) => <MenuItem key={kind} value={kind}>{t(kind)}</MenuItem>)}
      </TextField>
      <Paper variant="outlined" component="section" sx={{ p: 2 }}>
        <TextField label={t('note.title')} placeholder={t('note.hint')} value={note} onChange={(event) => setNote(event.target.value)} multiline minRows={2} fullWidth slotProps={{ htmlInput: { maxLength: 5000 } }} />
      </Paper>
      <Box ref={faultBox}>{fault ? <Alert severity="error">{fault}</Alert> : null}</Box>
      <Typography role="status" color="textSecondary" variant="body2">{t(saving === 'FAILED' ? 'save.failed' : saving === 'BUSY' ? 'save.saving' : 'save.saved')}</Typography>
      <Button variant="contained" size="large" fullWidth loading={busy} onClick={() => void send()}>{t('send', { company: survey.company })}</Button>
    </Stack>
  );
}

/** The second bedroom is called so. */
function numbered(name: string, rooms: { kind: RoomKind }[], at: number): string {
  const same = rooms.filter((room) => room.kind === rooms[at]?.kind).length;
  if (same < 2) return name;
  return `${name} ${rooms.slice(0, at + 1).filter((room) => room.kind === rooms[at]?.kind).length}`;
}
