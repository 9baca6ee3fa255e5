import { Box, Card, CardActionArea, Stack, Typography } from '@mui/material';
import { useJourney, usePreferences } from '../context';
import { customerOf } from '../model/journey';
import { isStepOpen } from '../model/steps';
import { Heading } from '../parts/Heading';
import { StatusChip } from '../parts/StatusChip';
import { go, toJourney, toStep } from '../route';

export default function StepsScreen({ id }: { id: string }) {
  const { t } = usePreferences();
  const journey = useJourney(id);
  if (journey === undefined) return null;
  if (journey === null) return <><Heading title={t('nav.steps')} back="#/" /><Typography sx={{ p: 2 }}>{t('journey.gone')}</Typography></>;
  const steps = [...journey.steps].sort((a, b) => a.number - b.number);
  return (
    <>
      <Heading title={t('nav.steps')} back={toJourney(id)} />
      <Typography color="textSecondary" sx={{ px: 2, pb: 1 }}>{customerOf(journey).name}</Typography>
      <Stack component="ol" spacing={1.5} sx={{ px: 2, m: 0, listStyle: 'none' }}>
        {steps.map((step) => {
          const done = step.items.filter((item) => item.done).length;
          return (
            <li key={step.id}>
              <Card sx={step.status === 'IN_PROGRESS' ? { borderColor: 'primary.main', borderWidth: 2 } : {}}>
                <CardActionArea onClick={() => go(toStep(id, step.number))} sx={{ p: 2, minHeight: 72 }}>
                  <Stack direction="row" spacing={1.5} sx={{ alignItems: 'center' }}>
                    <Typography component="span" sx={{ fontSize: '1.5rem', fontWeight: 700, minWidth: 28, color: isStepOpen(journey, step) ? 'primary.main' : 'text.secondary' }}>{step.number}</Typography>
                    <Box sx={{ flex: 1, minWidth: 0 }}>
                      <Typography sx={{ fontWeight: 600 }}>{step.name}</Typography>
                      <Typography variant="body2" color="textSecondary">{t('step.items', { done, all: step.items.length })}</Typography>
                    </Box>
                    <StatusChip status={step.status} label={t(`step.${step.status}`)} />
                  </Stack>
                </CardActionArea>
              </Card>
            </li>
          );
        })}
      </Stack>
    </>
  );
}
