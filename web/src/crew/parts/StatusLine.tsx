import { Alert, Box, Button, ButtonBase, Typography } from '@mui/material';
import CloudDone from '@mui/icons-material/CloudDoneOutlined';
import CloudOff from '@mui/icons-material/CloudOffOutlined';
import Sync from '@mui/icons-material/Sync';
import { formatAge } from '@shared/format';
import { useBacklog, useFact, useNow, useOnline, usePreferences, useSending } from '../context';
import { go } from '../route';
import { StatusChip } from './StatusChip';

interface Props {
  sessionOver: boolean;
  onSignIn: () => void;
}

/** Online or not, age of the data, what is not yet sent; a tap opens the list. */
export function StatusLine({ sessionOver, onSignIn }: Props) {
  const { t, language } = usePreferences();
  const online = useOnline();
  const sending = useSending();
  const now = useNow();
  const bundleAt = useFact<string>('bundle_at');
  const { unsent, refused } = useBacklog();

  const state = !online ? 'status.offline' : sending === 'SENDING' ? 'status.sending' : sending === 'LATER' ? 'status.later' : 'status.online';
  const Icon = !online ? CloudOff : sending === 'IDLE' ? CloudDone : Sync;
  const fresh = bundleAt !== undefined && now - new Date(bundleAt).getTime() < 60_000;
  const age = !bundleAt ? t('status.never') : fresh ? t('status.fresh') : t('status.age', { age: formatAge(bundleAt, now, language) });

  return (
    <Box component="header" sx={{ position: 'sticky', top: 0, zIndex: 1100, bgcolor: 'background.paper', borderBottom: 1, borderColor: 'divider', pt: 'env(safe-area-inset-top)' }}>
      <ButtonBase onClick={() => go('#/outbox')} aria-describedby="outbox-hint"
        sx={{ width: '100%', minHeight: 48, px: 2, gap: 1, justifyContent: 'flex-start', maxWidth: 720, mx: 'auto', display: 'flex' }}>
        <Icon aria-hidden sx={{ fontSize: 20, color: online ? 'text.secondary' : 'warning.main' }} />
        <Typography component="span" variant="body2" noWrap sx={{ flex: 1, textAlign: 'left', color: 'text.secondary' }}>
          <Box component="span" sx={{ color: 'text.primary', fontWeight: 600 }}>{t(state)}</Box>
          {' · '}{age}
        </Typography>
        {refused > 0 && <StatusChip status="FAILED" label={t('status.refused', { n: refused })} />}
        {unsent > 0 && <StatusChip status="WARNING" label={t('status.unsent', { n: unsent })} testId="unsent" />}
        <Box component="span" id="outbox-hint" hidden>{t('status.open')}</Box>
      </ButtonBase>
      {sessionOver && (
        <Alert severity="warning" square sx={{ justifyContent: 'center' }}>
          {t('sign_in.over')}
          <Box><Button color="inherit" variant="outlined" size="small" onClick={onSignIn} sx={{ mt: 1 }}>{t('sign_in.again')}</Button></Box>
        </Alert>
      )}
    </Box>
  );
}
