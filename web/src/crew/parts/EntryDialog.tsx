import { useState } from 'react';
import { Button, Dialog, DialogActions, DialogContent, DialogTitle, FormControlLabel, Stack, Switch, TextField } from '@mui/material';
import { usePreferences, useRecord } from '../context';
import type { Journey } from '../model/journey';
import { OPERATION } from '../model/operation';

interface Props {
  journey: Journey;
  kind: 'NOTE' | 'ISSUE';
  onClose: () => void;
}

export function EntryDialog({ journey, kind, onClose }: Props) {
  const { t } = usePreferences();
  const keep = useRecord();
  const [text, setText] = useState('');
  const [damage, setDamage] = useState(false);

  const save = async () => {
    const tag = kind === 'ISSUE' ? { tag: damage ? ('DAMAGE' as const) : ('ISSUE' as const) } : {};
    const kept = await keep([{
      operation: OPERATION.entry,
      input: { id: journey.id, type: 'NOTE', text: text.trim(), ...tag },
      journey_id: journey.id,
    }]);
    if (kept) onClose();
  };

  return (
    <Dialog open onClose={onClose} fullWidth maxWidth="sm" aria-labelledby="entry-title">
      <DialogTitle id="entry-title">{t(kind === 'NOTE' ? 'entry.note' : 'entry.issue')}</DialogTitle>
      <DialogContent>
        <Stack spacing={1.5} sx={{ pt: 1 }}>
          <TextField label={t(kind === 'NOTE' ? 'entry.note_text' : 'entry.text')} value={text} onChange={(event) => setText(event.target.value)}
            multiline minRows={3} autoFocus fullWidth slotProps={{ htmlInput: { maxLength: 10_000 } }} />
          {kind === 'ISSUE' && (
            <FormControlLabel sx={{ minHeight: 48 }} control={<Switch checked={damage} onChange={(event) => setDamage(event.target.checked)} />} label={t('entry.damage')} />
          )}
        </Stack>
      </DialogContent>
      <DialogActions sx={{ p: 2, gap: 1 }}>
        <Button onClick={onClose}>{t('action.cancel')}</Button>
        <Button variant="contained" onClick={() => void save()} disabled={!text.trim()} sx={{ flex: 1 }}>{t('action.save')}</Button>
      </DialogActions>
    </Dialog>
  );
}
