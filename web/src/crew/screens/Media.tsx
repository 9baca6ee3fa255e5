import { useEffect, useState } from 'react';
import { Alert, Box, Button, Stack, Typography } from '@mui/material';
import { useLiveQuery } from 'dexie-react-hooks';
import { formatTime } from '@shared/format';
import { useJourney, useKeep, usePreferences, useWorkplace } from '../context';
import { isFinished } from '../model/journey';
import { nextAction } from '../model/next-action';
import { Heading } from '../parts/Heading';
import { PhotoButton } from '../parts/PhotoButton';
import { StatusChip } from '../parts/StatusChip';
import { toJourney } from '../route';
import type { CapturedMedia } from '../store/database';
import { registerAgain } from '../sync/send-media';

export default function MediaScreen({ id }: { id: string }) {
  const { t } = usePreferences();
  const { store } = useWorkplace();
  const journey = useJourney(id);
  const media = useLiveQuery(() => store.media.where('journey_id').equals(id).toArray(), [store, id]);
  if (journey === undefined || !media) return null;
  if (journey === null) return <><Heading title={t('media.title')} back="#/" /><Typography sx={{ p: 2 }}>{t('journey.gone')}</Typography></>;
  const shown = media.filter((each) => each.blob).sort((a, b) => b.taken_at.localeCompare(a.taken_at));
  const others = Math.max(0, journey.media.length - media.length);
  const next = nextAction(journey);
  return (
    <>
      <Heading title={t('media.title')} back={toJourney(id)} />
      <Stack spacing={2} sx={{ px: 2 }}>
        {!isFinished(journey) && <PhotoButton journey={journey} step={next.kind === 'STEP' ? next.step : undefined} />}
        {shown.length === 0 && others === 0 && <Typography color="textSecondary">{t('media.none')}</Typography>}
        <Box component="ul" sx={{ display: 'grid', gridTemplateColumns: 'repeat(auto-fill, minmax(150px, 1fr))', gap: 1.5, p: 0, m: 0, listStyle: 'none' }}>
          {shown.map((each) => <Picture key={each.id} media={each} />)}
        </Box>
        {others > 0 && <Typography color="textSecondary">{t('media.others', { n: others })}</Typography>}
      </Stack>
    </>
  );
}

function Picture({ media }: { media: CapturedMedia }) {
  const { t, language } = usePreferences();
  const { store } = useWorkplace();
  const keep = useKeep();
  const address = useBlobAddress(media.blob);
  const title = `${t(`media.${media.kind}`)}, ${formatTime(media.taken_at, language)}`;
  return (
    <Box component="li">
      <Box sx={{ borderRadius: 2, overflow: 'hidden', border: 1, borderColor: 'divider', bgcolor: '#fff', aspectRatio: '4 / 3' }}>
        {address && <img src={address} alt={title} style={{ width: '100%', height: '100%', objectFit: media.kind === 'PHOTO' ? 'cover' : 'contain', display: 'block' }} />}
      </Box>
      <Stack direction="row" sx={{ mt: 0.5, alignItems: 'center', justifyContent: 'space-between' }}>
        <Typography variant="body2" color="textSecondary">{formatTime(media.taken_at, language)}</Typography>
        <StatusChip status={media.state === 'STORED' ? 'DONE' : media.state === 'FAILED' ? 'FAILED' : 'PENDING'} label={t(`media.${media.state}`)} />
      </Stack>
      {media.state === 'FAILED' && (
        <>
          {media.reason && <Alert severity="error" sx={{ mt: 0.5 }}>{media.reason}</Alert>}
          <Button fullWidth onClick={() => void keep(() => registerAgain(store, media))}>{t('media.retry')}</Button>
        </>
      )}
    </Box>
  );
}

function useBlobAddress(blob: Blob | undefined): string | null {
  const [address, setAddress] = useState<string | null>(null);
  useEffect(() => {
    if (!blob) return undefined;
    const made = URL.createObjectURL(blob);
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [blob]);
  return address;
}
