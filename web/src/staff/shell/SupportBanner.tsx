import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import { useTranslate } from 'react-admin';
import { useNavigate } from 'react-router';
import { useMe } from '../data/me';
import { keptSupport, leaveSupport } from '../data/support';
import { useNow } from '../ui/values';

export const remaining = (endsAt: string, now: number): string => {
  const seconds = Math.max(0, Math.floor((new Date(endsAt).getTime() - now) / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
};

/** Says to both sides that somebody from outside is looking at the company. */
export function SupportBanner() {
  const translate = useTranslate();
  const navigate = useNavigate();
  const support = useMe()?.support;
  const now = useNow(1000);
  if (!support) return null;
  const own = keptSupport() !== null;
  const leave = async () => {
    await leaveSupport();
    navigate('/super-admin');
  };
  return (
    <Alert
      severity="warning"
      role="status"
      sx={{ mb: 1.5 }}
      action={own ? <Button color="inherit" onClick={() => void leave()}>{translate('cnc.support.leave')}</Button> : <Button color="inherit" onClick={() => navigate('/support-sessions')}>{translate('cnc.support.open')}</Button>}
    >
      <strong>{translate('cnc.support.banner', { name: support.admin_name })}</strong>{' '}
      {translate('cnc.support.banner_detail', { reason: support.reason, time: remaining(support.ends_at, now) })}
    </Alert>
  );
}
