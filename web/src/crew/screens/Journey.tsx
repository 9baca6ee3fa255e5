import { lazy, Suspense, useState, type ReactNode } from 'react';
import { Box, Button, Card, Chip, Stack, Typography } from '@mui/material';
import Call from '@mui/icons-material/Call';
import Draw from '@mui/icons-material/Draw';
import Navigation from '@mui/icons-material/NavigationOutlined';
import NoteAdd from '@mui/icons-material/NoteAddOutlined';
import PhotoCamera from '@mui/icons-material/PhotoCameraOutlined';
import ReportProblem from '@mui/icons-material/ReportProblemOutlined';
import CheckCircle from '@mui/icons-material/CheckCircle';
import { formatTime } from '@shared/format';
import { useJourney, usePreferences } from '../context';
import { addressLine, customerOf, isAtStop, isFinished, isStopDone, type Journey, type Stop } from '../model/journey';
import { nextAction } from '../model/next-action';
import { BigAction } from '../parts/BigAction';
import { EntryDialog } from '../parts/EntryDialog';
import { Heading } from '../parts/Heading';
import { Invitation } from '../parts/Invitation';
import { JourneyLog } from '../parts/JourneyLog';
import { mapLink, phoneLink } from '../parts/navigate';
import { PhotoButton } from '../parts/PhotoButton';
import { StatusChip } from '../parts/StatusChip';

const SignatureDialog = lazy(() => import('../parts/SignatureDialog'));

export default function JourneyScreen({ id }: { id: string }) {
  const { t, language } = usePreferences();
  const journey = useJourney(id);
  if (journey === undefined) return null;
  if (journey === null) return <><Heading title={t('today.title')} back="#/" /><Typography sx={{ p: 2 }}>{t('journey.gone')}</Typography></>;
  const customer = customerOf(journey);
  const time = (at: string | null | undefined) => formatTime(at, language);
  return (
    <>
      <Heading title={customer.name || journey.title} back="#/" aside={<Box sx={{ pr: 1.5 }}><StatusChip status={journey.status} label={t(`stage.${journey.status}`)} /></Box>} />
      <Stack spacing={2} sx={{ px: 2, pb: 2, flex: 1 }}>
        <Box>
          <Typography color="textSecondary" variant="body2">
            {[journey.number, journey.truck_number && t('journey.truck', { number: journey.truck_number })].filter(Boolean).join(' · ')}
          </Typography>
          <Typography variant="body2">{t('journey.planned', { from: time(journey.planned_start), to: time(journey.planned_end) })}</Typography>
          {journey.window_start && journey.window_end && (
            <Typography variant="body2">{t('journey.window', { from: time(journey.window_start), to: time(journey.window_end) })}</Typography>
          )}
        </Box>
        <Invitation journey={journey} />
        {customer.phone && (
          <Button variant="outlined" startIcon={<Call />} href={phoneLink(customer.phone)} sx={{ justifyContent: 'flex-start' }}>
            {t('journey.call_who', { name: customer.name })}
          </Button>
        )}
        {journey.notes && (
          <Section title={t('journey.instructions')}><Typography sx={{ whiteSpace: 'pre-wrap' }}>{journey.notes}</Typography></Section>
        )}
        <Section title={t('journey.stops')}>
          <Stack spacing={1}>{journey.stops.map((stop) => <StopCard key={stop.id} stop={stop} isNext={isNextStop(journey, stop)} />)}</Stack>
        </Section>
        <Section title={t('journey.crew')}>
          <Stack direction="row" sx={{ flexWrap: 'wrap', gap: 1 }}>
            {journey.crew.map((seat) => (
              <Chip key={seat.id} label={seat.lead ? `${seat.name} (${t('journey.lead')})` : seat.name} sx={{ height: 44, borderRadius: 22, fontSize: '0.9375rem' }}
                {...(seat.phone ? { component: 'a', href: phoneLink(seat.phone), clickable: true, icon: <Call sx={{ fontSize: 18 }} /> } : {})} />
            ))}
          </Stack>
        </Section>
        <Section title={t('journey.log')}><JourneyLog entries={journey.entries} /></Section>
      </Stack>
      <ActionBar journey={journey} />
    </>
  );
}

function isNextStop(journey: Journey, stop: Stop): boolean {
  const next = nextAction(journey);
  return isAtStop(stop) || (next.kind === 'ARRIVE' && next.stop?.id === stop.id);
}

function StopCard({ stop, isNext }: { stop: Stop; isNext: boolean }) {
  const { t } = usePreferences();
  const place = addressLine(stop.address);
  const done = isStopDone(stop);
  return (
    <Card sx={{ p: 1.5, ...(isNext ? { borderColor: 'primary.main', borderWidth: 2 } : {}) }}>
      <Stack direction="row" spacing={1} sx={{ alignItems: 'center' }}>
        <Box sx={{ flex: 1, minWidth: 0 }}>
          <Stack direction="row" spacing={0.75} sx={{ alignItems: 'center' }}>
            {done && <CheckCircle color="success" sx={{ fontSize: 20 }} titleAccess={t('step.COMPLETED')} />}
            <Typography variant="body2" color="textSecondary" sx={{ '&::first-letter': { textTransform: 'uppercase' } }}>{t(`place.${stop.role}`)}</Typography>
          </Stack>
          <Typography sx={{ overflowWrap: 'anywhere' }}>{place}</Typography>
          {stop.access_notes && <Typography variant="body2" color="textSecondary">{stop.access_notes}</Typography>}
        </Box>
        <Button variant={isNext ? 'contained' : 'outlined'} href={mapLink(stop.address)} aria-label={t('journey.navigate_to', { place })} sx={{ minWidth: 56, px: 1 }}>
          <Navigation />
        </Button>
      </Stack>
      {stop.contact_phone && (
        <Button startIcon={<Call />} href={phoneLink(stop.contact_phone)}>{t('journey.call_who', { name: stop.contact_name ?? stop.contact_phone })}</Button>
      )}
    </Card>
  );
}

function ActionBar({ journey }: { journey: Journey }) {
  const { t } = usePreferences();
  const [open, setOpen] = useState<'NOTE' | 'ISSUE' | 'SIGN' | null>(null);
  const next = nextAction(journey);
  const step = next.kind === 'STEP' ? next.step : undefined;
  const quick = (icon: ReactNode, label: string, onClick: () => void) => (
    <Button variant="outlined" onClick={onClick} fullWidth sx={{ minHeight: 56, flexDirection: 'column', px: 0.5, fontSize: '0.8125rem', lineHeight: 1.2 }}>{icon}{label}</Button>
  );
  return (
    <Box sx={{ position: 'sticky', bottom: 'calc(64px + env(safe-area-inset-bottom))', bgcolor: 'background.default', borderTop: 1, borderColor: 'divider', p: 1.5, zIndex: 2, mb: '-7px' }}>
      <BigAction journey={journey} />
      {!isFinished(journey) && (
        <Stack direction="row" spacing={1} sx={{ mt: 1 }}>
          <PhotoButton journey={journey} step={step}>
            <PhotoCamera /><Box component="span" sx={{ fontSize: '0.8125rem', lineHeight: 1.2 }}>{t('action.photo')}</Box>
          </PhotoButton>
          {quick(<Draw />, t('action.sign'), () => setOpen('SIGN'))}
          {quick(<NoteAdd />, t('action.note'), () => setOpen('NOTE'))}
          {quick(<ReportProblem />, t('action.issue'), () => setOpen('ISSUE'))}
        </Stack>
      )}
      {open === 'SIGN' && <Suspense fallback={null}><SignatureDialog journey={journey} step={step} onClose={() => setOpen(null)} /></Suspense>}
      {(open === 'NOTE' || open === 'ISSUE') && <EntryDialog journey={journey} kind={open} onClose={() => setOpen(null)} />}
    </Box>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Box component="section">
      <Typography variant="h2" sx={{ mb: 1 }}>{title}</Typography>
      {children}
    </Box>
  );
}
