import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import Stack from '@mui/material/Stack';
import { useTranslate } from 'react-admin';
import { useId, type ReactNode } from 'react';
import { DraftForm, type Draft } from './draft';

interface Props<T extends object> {
  title: string;
  draft: Draft<T>;
  submit: string;
  busy?: boolean;
  danger?: boolean;
  disabled?: boolean;
  wide?: boolean;
  onSubmit: () => void;
  onClose: () => void;
  children: ReactNode;
}

/** A small form in a dialog; stays open with everything typed until the act succeeds. */
export function AskDialog<T extends object>({ title, draft, submit, busy, danger, disabled, wide, onSubmit, onClose, children }: Props<T>) {
  const translate = useTranslate();
  const id = useId();
  return (
    <Dialog open onClose={busy ? undefined : onClose} maxWidth={wide ? 'md' : 'sm'} fullWidth aria-labelledby={id}>
      <DialogTitle id={id}>{title}</DialogTitle>
      <DraftForm draft={draft} onSubmit={onSubmit}>
        <DialogContent sx={{ pt: '6px !important' }}>
          <Stack sx={{ gap: 2 }}>{children}</Stack>
        </DialogContent>
        <DialogActions sx={{ px: 3, pb: 2 }}>
          <Button onClick={onClose} disabled={busy}>{translate('cnc.action.cancel')}</Button>
          <Button type="submit" variant="contained" color={danger ? 'error' : 'primary'} disabled={busy || disabled} loading={busy}>{submit}</Button>
        </DialogActions>
      </DraftForm>
    </Dialog>
  );
}
