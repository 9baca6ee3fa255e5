import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import { useTranslate } from 'react-admin';

/** Fields that somebody else changed while they were being changed here. */
export function ConflictNote({ conflicts, onDiscard }: { conflicts: string[]; onDiscard: () => void }) {
  const translate = useTranslate();
  if (conflicts.length === 0) return null;
  return (
    <Alert severity="warning" sx={{ mb: 2 }} action={<Button color="inherit" onClick={onDiscard}>{translate('cnc.refusal.take_theirs')}</Button>}>
      <strong>{translate('cnc.refusal.changed')}</strong> {translate('cnc.refusal.changed_fields', { fields: conflicts.map((name) => name.replaceAll('_', ' ')).join(', ') })}
    </Alert>
  );
}
