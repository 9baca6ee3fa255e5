import { lazy, Suspense, useState } from 'react';
import { Box, Checkbox, IconButton, Stack, Typography } from '@mui/material';
import Draw from '@mui/icons-material/Draw';
import { usePreferences, useRecord } from '../context';
import type { Journey, Step, StepItem } from '../model/journey';
import { needsMedia, tickActs } from '../model/steps';
import { ItemAnswer } from './ItemAnswer';
import { PhotoButton } from './PhotoButton';

const SignatureDialog = lazy(() => import('./SignatureDialog'));

interface Props {
  journey: Journey;
  step: Step;
  item: StepItem;
  editable: boolean;
}

/** One line of the checklist; the whole line is the target. */
export function ChecklistItem({ journey, step, item, editable: stepEditable }: Props) {
  const { t } = usePreferences();
  const keep = useRecord();
  const [signing, setSigning] = useState(false);
  const wantsMedia = needsMedia(journey, step, item);
  const wantsSignature = item.kind ? item.kind === 'SIGNATURE' : /SIGN/i.test(item.code);
  const editable = stepEditable && item.may_edit !== false;
  const tick = (done: boolean, value?: unknown) => void keep(tickActs(journey, step, item, done, value));
  const hint = [item.required ? t('step.required') : '', item.media_required ? t('step.media_required') : ''].filter(Boolean).join(' · ');

  return (
    <Box component="li" sx={{ borderBottom: 1, borderColor: 'divider', py: 0.5 }}>
      <Stack direction="row" sx={{ alignItems: 'center' }}>
        <Stack component="label" direction="row" sx={{ alignItems: 'center', flex: 1, minWidth: 0, minHeight: 56, cursor: editable ? 'pointer' : 'default' }}>
          <Checkbox checked={item.done} disabled={!editable || wantsMedia} onChange={(event) => tick(event.target.checked)} sx={{ p: 1.5, ml: -1.5, '& .MuiSvgIcon-root': { fontSize: 28 } }} />
          <Box sx={{ minWidth: 0 }}>
            <Typography sx={{ overflowWrap: 'anywhere' }}>{item.label}</Typography>
            {hint && <Typography variant="body2" color="textSecondary">{hint}</Typography>}
          </Box>
        </Stack>
        {editable && item.media_required && (
          <>
            {wantsSignature && (
              <IconButton color="primary" aria-label={`${t('action.sign')}: ${item.label}`} onClick={() => setSigning(true)}><Draw /></IconButton>
            )}
            <PhotoButton journey={journey} step={step} item={item} compact />
          </>
        )}
      </Stack>
      <ItemAnswer item={item} editable={editable} onAnswer={(value) => tick(value !== null && !wantsMedia, value)} />
      {signing && <Suspense fallback={null}><SignatureDialog journey={journey} step={step} item={item} onClose={() => setSigning(false)} /></Suspense>}
    </Box>
  );
}
