import { Chip, Stack, Typography } from '@mui/material';
import Done from '@mui/icons-material/Done';
import DoneAll from '@mui/icons-material/DoneAll';
import { formatTime } from '@shared/format';
import { usePreferences } from '../context';
import type { Entry } from '../model/journey';

/** What was noted; one tick: on this phone, two: the server has it. */
export function JourneyLog({ entries }: { entries: Entry[] }) {
  const { t, language } = usePreferences();
  const written = entries.filter((entry) => entry.text).sort((a, b) => b.at.localeCompare(a.at));
  if (written.length === 0) return <Typography color="textSecondary">{t('journey.log_none')}</Typography>;
  return (
    <Stack component="ul" spacing={1.25} sx={{ listStyle: 'none', p: 0, m: 0 }}>
      {written.map((entry) => (
        <Stack component="li" key={entry.id} direction="row" spacing={1} sx={{ alignItems: 'flex-start' }}>
          <Typography variant="body2" color="textSecondary" sx={{ minWidth: 64, fontVariantNumeric: 'tabular-nums' }}>{formatTime(entry.at, language)}</Typography>
          <Stack sx={{ flex: 1, minWidth: 0 }} spacing={0.25}>
            {(entry.tag === 'ISSUE' || entry.tag === 'DAMAGE') && (
              <Chip size="small" color="error" variant="outlined" label={t(entry.tag === 'DAMAGE' ? 'entry.damage' : 'action.issue')} sx={{ alignSelf: 'flex-start' }} />
            )}
            <Typography sx={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{entry.text}</Typography>
            {entry.by_name && <Typography variant="body2" color="textSecondary">{entry.by_name}</Typography>}
          </Stack>
          {entry.waiting ? <Done titleAccess={t('entry.waiting')} fontSize="small" /> : <DoneAll titleAccess={t('entry.sent')} color="success" fontSize="small" />}
        </Stack>
      ))}
    </Stack>
  );
}
