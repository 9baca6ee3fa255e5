import { useEffect, useRef, useState } from 'react';
import { Alert, Box, Button, LinearProgress, Typography } from '@mui/material';
import AddAPhoto from '@mui/icons-material/AddAPhotoOutlined';
import { useReading } from '../language';
import { isBrokenOff, missingParts, removePicture, sendPicture, type Survey, type SurveyPicture } from '../survey';
import { surveyWords } from '../text/survey';

const TYPES = ['image/jpeg', 'image/png', 'image/webp', 'image/heic'];
const AGAIN_MS = 4_000;

/** A picture on its way, or one the server knows. */
interface Shot {
  key: string;
  file?: File;
  known?: SurveyPicture;
  state: 'SENDING' | 'WAITING' | 'STORED' | 'BROKEN' | 'FAILED';
}

interface Props {
  token: string;
  number: number;
  title: string;
  survey: Survey;
  before: () => Promise<void>;
}

/** The pictures of a room; each goes part by part and goes on by itself when the network comes back. */
export function SurveyPictures({ token, number, title, survey, before }: Props) {
  const { language } = useReading();
  const t = surveyWords(language);
  const input = useRef<HTMLInputElement>(null);
  const [wrong, setWrong] = useState(false);
  const [shots, setShots] = useState<Shot[]>(() => survey.pictures.filter((each) => each.room_number === number)
    .map((known) => ({ key: known.id, known, state: known.state === 'STORED' ? 'STORED' : 'BROKEN' })));
  const change = (key: string, next: Partial<Shot>) => setShots((all) => all.map((each) => (each.key === key ? { ...each, ...next } : each)));

  const send = async (key: string, file: File) => {
    change(key, { state: 'SENDING' });
    try {
      await before();
      const picture = await sendPicture(token, number, file, survey.part_bytes, (known) => change(key, { known }));
      // The same picture may have been broken off before: its older line is this one now.
      setShots((all) => all.filter((each) => each.key === key || each.known?.id !== picture.id));
      change(key, { known: picture, state: picture.state === 'STORED' ? 'STORED' : 'FAILED' });
    } catch (fault) {
      change(key, { state: isBrokenOff(fault) ? 'WAITING' : 'FAILED' });
    }
  };
  const take = (file: File | undefined) => {
    if (!file) return;
    const fits = TYPES.includes(file.type);
    setWrong(!fits);
    if (!fits) return;
    const key = crypto.randomUUID();
    setShots((all) => [...all, { key, file, state: 'SENDING' }]);
    void send(key, file);
  };
  const remove = async (shot: Shot) => {
    if (shot.known) await removePicture(token, shot.known.id).catch(() => undefined);
    setShots((all) => all.filter((each) => each.key !== shot.key));
  };
  const waiting = shots.find((each) => each.state === 'WAITING');
  useEffect(() => {
    if (!waiting?.file) return undefined;
    const file = waiting.file;
    const again = () => void send(waiting.key, file);
    const timer = setTimeout(again, AGAIN_MS);
    window.addEventListener('online', again, { once: true });
    return () => {
      clearTimeout(timer);
      window.removeEventListener('online', again);
    };
    // Each wait begins one further try.
  }, [waiting?.key, waiting?.state]);

  return (
    <Box sx={{ mt: 1.5 }}>
      {shots.length === 0 ? <Typography color="textSecondary" variant="body2" sx={{ mb: 1 }}>{t('photo.none')}</Typography> : null}
      <Box component="ul" sx={{ listStyle: 'none', m: 0, mb: shots.length > 0 ? 1 : 0, p: 0, display: 'grid', gap: 1, gridTemplateColumns: 'repeat(auto-fill, minmax(140px, 1fr))' }}>
        {shots.map((shot) => <Tile key={shot.key} shot={shot} title={title} partBytes={survey.part_bytes} onRemove={() => void remove(shot)} onAgain={shot.file ? () => void send(shot.key, shot.file as File) : undefined} />)}
      </Box>
      {wrong ? <Alert severity="warning" sx={{ mb: 1 }}>{t('photo.type')}</Alert> : null}
      <input ref={input} type="file" hidden accept={TYPES.join(',')} aria-label={`${t('photo.take')}: ${title}`} onChange={(event) => {
        take(event.target.files?.[0]);
        event.target.value = '';
      }} />
      <Button fullWidth variant="outlined" startIcon={<AddAPhoto />} onClick={() => input.current?.click()}>{t(shots.length > 0 ? 'photo.more' : 'photo.take')}</Button>
    </Box>
  );
}

function Tile({ shot, title, partBytes, onRemove, onAgain }: { shot: Shot; title: string; partBytes: number; onRemove: () => void; onAgain?: () => void }) {
  const { language } = useReading();
  const t = surveyWords(language);
  const { known } = shot;
  const all = known ? Math.max(1, Math.ceil(known.bytes / partBytes)) : 1;
  const percent = known ? Math.round((100 * (all - missingParts(known, partBytes).length)) / all) : 0;
  const words = { SENDING: t('photo.sending', { percent }), WAITING: t('photo.waiting'), STORED: t('photo.sent'), BROKEN: t('photo.again'), FAILED: t('photo.failed') }[shot.state];
  return (
    <Box component="li" sx={{ border: 1, borderColor: 'divider', borderRadius: 2, p: 1, minWidth: 0 }}>
      {shot.file ? <Preview file={shot.file} alt={t('photo.alt', { room: title })} /> : null}
      {shot.state === 'SENDING' ? <LinearProgress variant="determinate" value={percent} aria-label={words} sx={{ mt: 0.5 }} /> : null}
      <Typography variant="body2" role="status" sx={{ mt: 0.5 }}>{words}</Typography>
      {shot.state === 'FAILED' && onAgain ? <Button fullWidth onClick={onAgain}>{t('photo.retry')}</Button> : null}
      {shot.state === 'SENDING' ? null : <Button fullWidth color="inherit" onClick={onRemove}>{t('photo.remove')}</Button>}
    </Box>
  );
}

/** The picture small, drawn once: the whole one would fill a phone's memory. Nothing where the browser cannot read it. */
function Preview({ file, alt }: { file: File; alt: string }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [drawn, setDrawn] = useState(false);
  useEffect(() => {
    let gone = false;
    createImageBitmap(file, { resizeWidth: 320, resizeQuality: 'medium' }).then((picture) => {
      const place = canvas.current;
      if (!gone && place) {
        place.width = picture.width;
        place.height = picture.height;
        place.getContext('2d')?.drawImage(picture, 0, 0);
        setDrawn(true);
      }
      picture.close();
    }, () => setDrawn(false));
    return () => {
      gone = true;
    };
  }, [file]);
  return <canvas ref={canvas} role="img" aria-label={alt} hidden={!drawn} style={{ width: '100%', aspectRatio: '4 / 3', objectFit: 'cover', borderRadius: 8, display: drawn ? 'block' : 'none' }} />;
}
