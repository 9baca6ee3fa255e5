import { useCallback, useRef, useState } from 'react';
import { Alert, Button, Dialog, DialogActions, DialogContent, DialogTitle, Stack, TextField, Typography } from '@mui/material';
import type SignaturePad from 'signature_pad';
import { useKeep, usePreferences, useWorkplace } from '../context';
import type { Journey, Step, StepItem } from '../model/journey';
import { OPERATION } from '../model/operation';
import { isSignature } from '../../signing/strokes';
import { tickActs } from '../model/steps';
import { keepPicture } from '../store/capture';
import { SignaturePadField } from '../../signing/SignaturePadField';

interface Props {
  journey: Journey;
  step?: Step;
  item?: StepItem;
  onClose: () => void;
}

export default function SignatureDialog({ journey, step, item, onClose }: Props) {
  const { t } = usePreferences();
  const { store } = useWorkplace();
  const keep = useKeep();
  const pad = useRef<SignaturePad | null>(null);
  const [name, setName] = useState(journey.customer?.name ?? '');
  const [signed, setSigned] = useState(false);
  const [tooShort, setTooShort] = useState(false);
  const ready = useCallback((created: SignaturePad | null) => { pad.current = created; }, []);
  const stroke = useCallback(() => setSigned(true), []);

  const save = async () => {
    const drawn = pad.current;
    if (!drawn || !isSignature(drawn.toData())) {
      setTooShort(true);
      return;
    }
    const blob = await pngOf(drawn);
    const said = {
      operation: OPERATION.entry,
      input: { id: journey.id, type: 'CONFIRMATION' as const, text: `${name.trim()}: ${t('sign.text')}` },
      journey_id: journey.id,
    };
    const ticks = step && item && !item.done ? tickActs(journey, step, item, true) : [];
    const kept = await keep(() => keepPicture(store, { journey, step, item_code: item?.code, kind: 'SIGNATURE', purpose: 'SIGNATURE', blob }, [said, ...ticks]));
    if (kept) onClose();
  };

  const clear = () => {
    pad.current?.clear();
    setSigned(false);
    setTooShort(false);
  };

  return (
    <Dialog open onClose={onClose} fullWidth maxWidth="sm" aria-labelledby="sign-title">
      <DialogTitle id="sign-title">{t('sign.title')}</DialogTitle>
      <DialogContent sx={{ px: 2 }}>
        <Stack spacing={2} sx={{ pt: 1 }}>
          <TextField label={t('sign.name')} value={name} onChange={(event) => setName(event.target.value)} slotProps={{ htmlInput: { maxLength: 100 } }} fullWidth />
          <Typography variant="body2" color="textSecondary">{t('sign.text')}</Typography>
          <SignaturePadField label={t('sign.pad')} onReady={ready} onStroke={stroke} />
          {tooShort && <Alert severity="error">{t('sign.too_short')}</Alert>}
        </Stack>
      </DialogContent>
      <DialogActions sx={{ p: 2, gap: 1 }}>
        <Button onClick={onClose}>{t('action.cancel')}</Button>
        <Button onClick={clear} disabled={!signed}>{t('sign.clear')}</Button>
        <Button variant="contained" onClick={() => void save()} disabled={!signed || !name.trim()} sx={{ flex: 1 }}>{t('action.save')}</Button>
      </DialogActions>
    </Dialog>
  );
}

/** The picture of the strokes; drawings as code are not accepted as uploads. */
async function pngOf(pad: SignaturePad): Promise<Blob> {
  const address = pad.toDataURL('image/png');
  const bytes = Uint8Array.from(atob(address.slice(address.indexOf(',') + 1)), (character) => character.charCodeAt(0));
  return new Blob([bytes], { type: 'image/png' });
}
