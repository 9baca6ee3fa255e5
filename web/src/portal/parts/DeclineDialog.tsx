import { useState } from 'react';
import { Alert, Button, Dialog, DialogActions, DialogContent, DialogTitle, TextField } from '@mui/material';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useReading } from '../language';
import { quoteKey, rejectQuote } from '../quote';

interface Props {
  token: string;
  onClose: () => void;
}

export default function DeclineDialog({ token, onClose }: Props) {
  const { t } = useReading();
  const queries = useQueryClient();
  const [reason, setReason] = useState('');
  const [asked, setAsked] = useState(false);
  const decline = useMutation({
    mutationFn: () => rejectQuote(token, reason.trim()),
    onSuccess: async () => {
      onClose();
      await queries.invalidateQueries({ queryKey: quoteKey(token) });
    },
  });
  const missing = asked && !reason.trim();
  const submit = () => {
    setAsked(true);
    if (reason.trim()) decline.mutate();
  };
  return (
    <Dialog open onClose={onClose} fullWidth maxWidth="sm" aria-labelledby="decline-title">
      <DialogTitle id="decline-title">{t('decline.title')}</DialogTitle>
      <DialogContent>
        {decline.error && <Alert severity="error" sx={{ mb: 2 }}>{decline.error.message}</Alert>}
        <TextField label={t('decline.reason')} value={reason} onChange={(event) => setReason(event.target.value)} multiline minRows={3} fullWidth required autoFocus
          error={missing} helperText={missing ? t('decline.need_reason') : ' '} sx={{ mt: 1 }} slotProps={{ htmlInput: { maxLength: 500 } }} />
      </DialogContent>
      <DialogActions sx={{ p: 2, gap: 1 }}>
        <Button onClick={onClose}>{t('act.cancel')}</Button>
        <Button variant="contained" color="error" disabled={decline.isPending} onClick={submit}>{t('decline.submit')}</Button>
      </DialogActions>
    </Dialog>
  );
}
