import { useEffect, useState } from 'react';
import { Alert, Box, FormControlLabel, Switch } from '@mui/material';
import { api } from '@shared/api';
import { forget, standing, subscribe } from '@shared/push/browser';
import type { NotificationPreferences } from '@shared/types';
import { usePreferences } from '../context';

/** Whether this phone is told of journeys while the app is closed; nothing is shown where it cannot be. */
export function PushSwitch() {
  const { t } = usePreferences();
  const [here, setHere] = useState<Awaited<ReturnType<typeof standing>> & { key: string }>();
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState(false);
  const look = async () => {
    const { browsers, push_key: key } = await api.get<NotificationPreferences>('/notification-preferences');
    setHere({ ...(await standing(browsers)), key });
  };
  // Without network nothing can be switched.
  useEffect(() => void look().catch(() => undefined), []);
  if (!here || here.state === 'UNABLE') return null;
  const change = async (on: boolean) => {
    setBusy(true);
    try {
      if (on) setRefused(!(await subscribe(here.key)));
      else if (here.endpoint) await forget(here.endpoint);
      await look();
    } catch {
      setRefused(on);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Box>
      <FormControlLabel sx={{ minHeight: 48 }} label={t('menu.push')}
        control={<Switch checked={here.state === 'ON'} disabled={busy || here.state === 'FORBIDDEN'} onChange={(event) => void change(event.target.checked)} />} />
      {refused || here.state === 'FORBIDDEN' ? <Alert severity="info">{t('menu.push_refused')}</Alert> : null}
    </Box>
  );
}
