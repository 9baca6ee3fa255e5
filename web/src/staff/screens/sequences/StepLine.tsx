import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Call from '@mui/icons-material/CallOutlined';
import Email from '@mui/icons-material/EmailOutlined';
import Sms from '@mui/icons-material/SmsOutlined';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'react-admin';
import type { SequenceStep, StepOfSequence } from '@shared/types/sequences';
import { useEnumLabel } from '../../ui/StatusChip';
import { useLanguage } from '../../ui/values';
import { clockOf } from './steps';

const ICONS = { EMAIL: Email, SMS: Sms, CALL: Call };

/** When a step comes, in words. */
export function useWhen(): (step: SequenceStep, position: number) => string {
  const translate = useTranslate();
  return (step, position) => {
    const first = step.wait_from === 'START' || position === 1;
    const parts = step.wait_count === 0
      ? [translate(first ? 'cnc.sequence.at_once' : 'cnc.sequence.same_time')]
      : [translate(`cnc.sequence.after.${step.wait_unit}`, { n: step.wait_count }), translate(first ? 'cnc.sequence.since_start' : 'cnc.sequence.since_step')];
    if (step.at_minute !== null && (step.wait_unit === 'DAYS' || step.wait_unit === 'OPEN_DAYS')) parts.push(translate('cnc.sequence.at', { time: clockOf(step.at_minute) }));
    if (step.in_open_hours || step.kind === 'CALL') parts.push(`(${translate('cnc.sequence.open_only')})`);
    return parts.join(' ');
  };
}

interface Props {
  steps: StepOfSequence[];
  chosen: number | null;
  onChoose: (position: number | null) => void;
}

/** The line of steps, each with who waits for it. */
export function StepLine({ steps, chosen, onChoose }: Props) {
  const translate = useTranslate();
  const label = useEnumLabel();
  const when = useWhen();
  const french = useLanguage() === 'fr';
  return (
    <Box component="ol" sx={{ listStyle: 'none', m: 0, p: 0 }}>
      {steps.map((step, at) => {
        const Icon = ICONS[step.kind];
        const what = step.title ?? (french ? step.words_fr : step.words_en) ?? '';
        return (
          <Box component="li" key={step.position} sx={{ display: 'grid', gridTemplateColumns: '34px minmax(0, 1fr)', gap: 1.25 }}>
            <Stack aria-hidden sx={{ alignItems: 'center' }}>
              <Box sx={{ width: 30, height: 30, borderRadius: 99, display: 'grid', placeItems: 'center', bgcolor: 'action.hover', color: 'text.secondary' }}><Icon sx={{ fontSize: 17 }} /></Box>
              {at < steps.length - 1 ? <Box sx={{ flex: 1, width: 2, bgcolor: 'divider', my: 0.5 }} /> : null}
            </Stack>
            <Stack direction="row" sx={{ pb: 2, gap: 1, alignItems: 'flex-start', flexWrap: 'wrap' }}>
              <Box sx={{ flex: 1, minWidth: 180 }}>
                <Typography sx={{ fontWeight: 600 }}>{what ? translate('cnc.sequence.pair', { what: label('step_kind', step.kind), more: what }) : label('step_kind', step.kind)}</Typography>
                <Typography color="textSecondary" sx={{ fontSize: '0.82rem' }}>{when(step, step.position)}</Typography>
                {step.condition ? <Typography color="textSecondary" sx={{ fontSize: '0.82rem' }}>{translate('cnc.sequence.only_if')} <code>{step.condition}</code></Typography> : null}
              </Box>
              {step.people ? (
                <Button
                  size="small" variant={chosen === step.position ? 'contained' : 'outlined'} aria-pressed={chosen === step.position}
                  aria-label={translate('cnc.sequence.people', { smart_count: step.people })} onClick={() => onChoose(chosen === step.position ? null : step.position)}
                >
                  {step.people}
                </Button>
              ) : <Typography color="textSecondary" sx={{ fontSize: '0.78rem', py: 0.75 }}>{translate('cnc.sequence.nobody')}</Typography>}
            </Stack>
          </Box>
        );
      })}
    </Box>
  );
}
