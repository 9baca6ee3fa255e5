import { Box, Card, CardActionArea, LinearProgress, Stack, Typography } from '@mui/material';
import { useLiveQuery } from 'dexie-react-hooks';
import { formatTime, localeOf, today } from '@shared/format';
import { useFact, useOnline, usePreferences, useWorkplace } from '../context';
import { addressLine, customerOf, isFinished, isStepClosed, workStops, type Journey } from '../model/journey';
import { Heading } from '../parts/Heading';
import { StatusChip } from '../parts/StatusChip';
import { go, toJourney } from '../route';
import type { TextKey } from '../text';

const localDay = (at: string): string => new Intl.DateTimeFormat('sv-SE').format(new Date(at));

const shortDay = (at: string, language: string): string =>
  new Intl.DateTimeFormat(localeOf(language), { weekday: 'short', day: 'numeric', month: 'short' }).format(new Date(at));

export function TodayScreen() {
  const { t } = usePreferences();
  const { store } = useWorkplace();
  const online = useOnline();
  const bundleAt = useFact<string>('bundle_at');
  const journeys = useLiveQuery(() => store.journeys.toArray(), [store]);
  if (!journeys) return null;
  const sorted = journeys.sort((a, b) => a.planned_start.localeCompare(b.planned_start));
  const day = today();
  const finished = sorted.filter(isFinished);
  const open = sorted.filter((journey) => !isFinished(journey));
  const groups: [TextKey, Journey[]][] = [
    ['today.today', open.filter((journey) => localDay(journey.planned_start) <= day)],
    ['today.later', open.filter((journey) => localDay(journey.planned_start) > day)],
    ['today.done', finished],
  ];
  return (
    <>
      <Heading title={t('today.title')} />
      {journeys.length === 0 && !bundleAt && online && <LinearProgress aria-label={t('today.loading')} />}
      {journeys.length === 0 && (
        <Typography color="textSecondary" sx={{ p: 2 }}>
          {t(bundleAt ? 'today.none' : online ? 'today.loading' : 'today.loading_offline')}
        </Typography>
      )}
      {groups.map(([title, group]) => group.length > 0 && (
        <Box component="section" key={title} sx={{ px: 2, pt: 1.5 }}>
          <Typography variant="h2" sx={{ mb: 1 }} color="textSecondary">{t(title)}</Typography>
          <Stack spacing={1.5}>
            {group.map((journey) => <JourneyCard key={journey.id} journey={journey} />)}
          </Stack>
        </Box>
      ))}
    </>
  );
}

function JourneyCard({ journey }: { journey: Journey }) {
  const { t, language } = usePreferences();
  const stops = workStops(journey);
  const closed = journey.steps.filter(isStepClosed).length;
  const isToday = localDay(journey.planned_start) === today();
  return (
    <Card>
      <CardActionArea onClick={() => go(toJourney(journey.id))} sx={{ p: 2 }}>
        <Stack direction="row" spacing={1} sx={{ alignItems: 'center', mb: 0.75 }}>
          <Typography component="span" sx={{ fontWeight: 700, fontSize: '1.25rem', fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' }}>
            {formatTime(journey.planned_start, language)}
          </Typography>
          {!isToday && <Typography component="span" color="textSecondary" noWrap sx={{ fontSize: '0.9rem' }}>{shortDay(journey.planned_start, language)}</Typography>}
          <Box sx={{ flex: 1 }} />
          <StatusChip status={journey.status} label={t(`stage.${journey.status}`)} />
        </Stack>
        <Typography sx={{ fontWeight: 600 }}>{customerOf(journey).name || journey.title}</Typography>
        {stops.slice(0, 2).map((stop) => (
          <Typography key={stop.id} variant="body2" color="textSecondary" noWrap>{addressLine(stop.address)}</Typography>
        ))}
        {journey.steps.length > 0 && (
          <Stack direction="row" spacing={1} sx={{ alignItems: 'center', mt: 1 }}>
            <LinearProgress variant="determinate" value={(closed / journey.steps.length) * 100} sx={{ flex: 1, height: 6, borderRadius: 3 }} aria-label={t('nav.steps')} />
            <Typography component="span" variant="body2" color="textSecondary">{closed}/{journey.steps.length}</Typography>
          </Stack>
        )}
      </CardActionArea>
    </Card>
  );
}
