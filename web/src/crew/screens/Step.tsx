import { lazy, Suspense, useState } from 'react';
import { Alert, Box, Button, Stack, Typography } from '@mui/material';
import Draw from '@mui/icons-material/Draw';
import { useJourney, usePreferences, useRecord } from '../context';
import { isFinished, isStepClosed, type StepItem } from '../model/journey';
import { completeActs, isStepOpen, mediaOfStep, missingItems } from '../model/steps';
import { ChecklistItem } from '../parts/ChecklistItem';
import { Heading } from '../parts/Heading';
import { PhotoButton } from '../parts/PhotoButton';
import { StatusChip } from '../parts/StatusChip';
import { go, toJourney } from '../route';

const SignatureDialog = lazy(() => import('../parts/SignatureDialog'));

export default function StepScreen({ id, number }: { id: string; number: number }) {
  const { t } = usePreferences();
  const journey = useJourney(id);
  const keep = useRecord();
  const [signing, setSigning] = useState(false);
  if (journey === undefined) return null;
  const step = journey?.steps.find((each) => each.number === number);
  if (!journey || !step) return <><Heading title={t('nav.steps')} back="#/" /><Typography sx={{ p: 2 }}>{t('journey.gone')}</Typography></>;

  const open = isStepOpen(journey, step);
  const editable = step.may_edit !== false && !isStepClosed(step) && !isFinished(journey) && open;
  const missing = missingItems(step).length;
  const pictures = mediaOfStep(journey, step).length;

  const own = step.items.filter((item) => item.may_edit !== false);
  const others = step.items.filter((item) => item.may_edit === false);
  const lines = (items: StepItem[]) => (
    <Stack component="ul" sx={{ listStyle: 'none', p: 0, m: 0 }}>
      {items.map((item) => <ChecklistItem key={item.code} journey={journey} step={step} item={item} editable={editable} />)}
    </Stack>
  );

  const complete = async () => {
    if (await keep(completeActs(journey, step))) go(toJourney(id));
  };

  return (
    <>
      <Heading title={`${step.number}. ${step.name}`} back={toJourney(id)} aside={<Box sx={{ pr: 1.5 }}><StatusChip status={step.status} label={t(`step.${step.status}`)} /></Box>} />
      <Box sx={{ flex: 1, px: 2, pb: 2 }}>
        {step.status === 'REJECTED' && step.reason && <Alert severity="warning" sx={{ mb: 1 }}>{step.reason}</Alert>}
        {step.may_edit === false && <Alert severity="info" sx={{ mb: 1 }}>{t('step.read_only')}</Alert>}
        {!open && <Alert severity="info" sx={{ mb: 1 }}>{t('step.not_yet')}</Alert>}
        <Typography variant="body2" color="textSecondary" sx={{ py: 1 }} role="status">
          {t('step.items', { done: step.items.filter((item) => item.done).length, all: step.items.length })}
          {pictures > 0 && ` · ${t('nav.media')}: ${pictures}`}
        </Typography>
        {lines(own)}
        {others.length > 0 && (
          <>
            {own.length > 0 && <Typography variant="h2" sx={{ mt: 3 }}>{t('step.others')}</Typography>}
            {lines(others)}
          </>
        )}
      </Box>
      {editable && (
        <Box sx={{ position: 'sticky', bottom: 'calc(64px + env(safe-area-inset-bottom))', bgcolor: 'background.default', borderTop: 1, borderColor: 'divider', p: 1.5, mb: '-7px', zIndex: 2 }}>
          <Stack direction="row" spacing={1} sx={{ mb: 1 }}>
            <PhotoButton journey={journey} step={step} />
            <Button variant="outlined" fullWidth startIcon={<Draw />} onClick={() => setSigning(true)} sx={{ minHeight: 56 }}>{t('action.sign')}</Button>
          </Stack>
          <Button variant="contained" fullWidth disabled={missing > 0} onClick={() => void complete()} data-testid="complete-step" sx={{ minHeight: 64, fontSize: '1.1875rem' }}>
            {missing > 0 ? t('step.missing', { n: missing }) : t('step.complete')}
          </Button>
        </Box>
      )}
      {signing && <Suspense fallback={null}><SignatureDialog journey={journey} step={step} onClose={() => setSigning(false)} /></Suspense>}
    </>
  );
}
