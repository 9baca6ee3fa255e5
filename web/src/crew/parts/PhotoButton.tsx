import { useId, useState, type ReactNode } from 'react';
import { Button, IconButton } from '@mui/material';
import PhotoCamera from '@mui/icons-material/PhotoCameraOutlined';
import { useKeep, usePreferences, useWorkplace } from '../context';
import { isUnderWay, type Journey, type Position, type Step, type StepItem } from '../model/journey';
import { tickActs } from '../model/steps';
import { shrinkPhoto } from '../photo';
import { findPosition } from '../position';
import { keepPicture } from '../store/capture';

const QUICK_FIX_MS = 2_000;

interface Props {
  journey: Journey;
  step?: Step;
  item?: StepItem;
  /** An icon only, for the row of an item. */
  compact?: boolean;
  children?: ReactNode;
}

/** Opens the camera; the picture is shrunk, hashed and kept before anything else happens. */
export function PhotoButton({ journey, step, item, compact, children }: Props) {
  const { t } = usePreferences();
  const { store, tell } = useWorkplace();
  const keep = useKeep();
  const [busy, setBusy] = useState(false);
  const inputId = useId();
  const label = item ? t('step.take_photo', { item: item.label }) : t('action.photo');

  const take = async (file: File | undefined) => {
    if (!file) return;
    setBusy(true);
    const takenAt = Date.now();
    try {
      const [blob, position] = await Promise.all([shrinkPhoto(file), quickPosition()]);
      const ticks = step && item && !item.done ? tickActs(journey, step, item, true) : [];
      await keep(() => keepPicture(store, {
        journey, step, item_code: item?.code, kind: 'PHOTO', purpose: purposeOf(item, step), blob, position,
      }, ticks, takenAt));
    } catch (fault) {
      console.error(fault);
      tell(t('media.failed'));
    } finally {
      setBusy(false);
    }
  };

  const quickPosition = async (): Promise<Position | null> =>
    isUnderWay(journey) && (await store.fact<boolean>('position_consent')) ? findPosition(QUICK_FIX_MS) : null;

  const input = (
    <input id={inputId} type="file" accept="image/*" capture="environment" tabIndex={-1} aria-label={label} data-testid={item ? `photo-${item.code}` : 'photo'}
      style={{ position: 'absolute', width: 1, height: 1, opacity: 0, overflow: 'hidden' }}
      onChange={(event) => { void take(event.target.files?.[0]); event.target.value = ''; }} />
  );
  const open = () => document.getElementById(inputId)?.click();
  return (
    <>
      {compact ? (
        <IconButton onClick={open} disabled={busy} aria-label={label} color="primary"><PhotoCamera /></IconButton>
      ) : (
        <Button variant="outlined" onClick={open} disabled={busy} startIcon={children ? undefined : <PhotoCamera />} sx={{ minHeight: 56, flexDirection: children ? 'column' : 'row', px: 1 }} fullWidth>
          {children ?? (busy ? t('media.working') : label)}
        </Button>
      )}
      {input}
    </>
  );
}

const PURPOSES = ['ARRIVAL', 'CONDITION', 'LOADING', 'FINAL', 'DAMAGE', 'VEHICLE', 'EQUIPMENT', 'RECEIPT'];

/** What the picture is for, read from the item it proves. */
function purposeOf(item: StepItem | undefined, step: Step | undefined): string {
  const words = `${item?.code ?? ''} ${item ? '' : (step?.code ?? '')}`.toUpperCase();
  return PURPOSES.find((purpose) => words.includes(purpose)) ?? 'OTHER';
}
