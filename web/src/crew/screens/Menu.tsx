import { useEffect, useState } from 'react';
import { Alert, Box, Button, Dialog, DialogActions, DialogContent, DialogContentText, FormControlLabel, Stack, Switch, ToggleButton, ToggleButtonGroup, Typography } from '@mui/material';
import type { Language } from '@shared/types';
import { useBacklog, useFact, usePreferences, useWorkplace, type Look } from '../context';
import { useInstall } from '../install';
import { Heading } from '../parts/Heading';
import { PushSwitch } from '../parts/PushSwitch';
import { signOut } from '../session/session';

export default function MenuScreen() {
  const { t, language, setLanguage, look, setLook } = usePreferences();
  const { person, store, sender } = useWorkplace();
  const { unsent } = useBacklog();
  const consent = useFact<boolean>('position_consent') ?? false;
  const [leaving, setLeaving] = useState(false);
  const [persisted, setPersisted] = useState(true);
  const install = useInstall();

  useEffect(() => {
    void navigator.storage?.persisted?.().then(setPersisted);
  }, []);

  const leave = () => (unsent > 0 ? setLeaving(true) : void signOut());

  return (
    <>
      <Heading title={t('menu.title')} />
      <Stack spacing={3} sx={{ px: 2, pt: 1 }}>
        <Box>
          <Typography sx={{ fontWeight: 600 }}>{person.name}</Typography>
          <Typography variant="body2" color="textSecondary">{person.email}</Typography>
        </Box>
        {!persisted && <Alert severity="warning">{t('menu.storage_warning')}</Alert>}
        {install.ask && <Button variant="outlined" onClick={install.ask}>{t('menu.install')}</Button>}
        {install.byHand && <Alert severity="info">{t('menu.install_ios')}</Alert>}
        <Box>
          <Typography variant="h2" id="language" sx={{ mb: 1 }}>{t('menu.language')}</Typography>
          <ToggleButtonGroup exclusive fullWidth value={language} aria-labelledby="language" onChange={(_event, value: Language | null) => value && setLanguage(value)}>
            <ToggleButton value="en" lang="en">English</ToggleButton>
            <ToggleButton value="fr" lang="fr">Français</ToggleButton>
          </ToggleButtonGroup>
        </Box>
        <Box>
          <Typography variant="h2" id="look" sx={{ mb: 1 }}>{t('menu.look')}</Typography>
          <ToggleButtonGroup exclusive fullWidth value={look} aria-labelledby="look" onChange={(_event, value: Look | null) => value && setLook(value)}>
            <ToggleButton value="system">{t('menu.look_system')}</ToggleButton>
            <ToggleButton value="light">{t('menu.look_light')}</ToggleButton>
            <ToggleButton value="dark">{t('menu.look_dark')}</ToggleButton>
          </ToggleButtonGroup>
        </Box>
        <FormControlLabel sx={{ minHeight: 48 }} label={t('menu.position')}
          control={<Switch checked={consent} onChange={(event) => void store.remember('position_consent', event.target.checked)} />} />
        <PushSwitch />
        <Button variant="outlined" onClick={() => void sender.wake(true)}>{t('menu.refresh')}</Button>
        <Button variant="outlined" color="error" onClick={leave}>{t('menu.sign_out')}</Button>
      </Stack>
      <Dialog open={leaving} onClose={() => setLeaving(false)} aria-labelledby="leave-text">
        <DialogContent>
          <DialogContentText id="leave-text">{t('menu.sign_out_unsent', { n: unsent })}</DialogContentText>
        </DialogContent>
        <DialogActions sx={{ p: 2 }}>
          <Button onClick={() => setLeaving(false)}>{t('action.cancel')}</Button>
          <Button color="error" variant="contained" onClick={() => void signOut()}>{t('menu.sign_out')}</Button>
        </DialogActions>
      </Dialog>
    </>
  );
}
