import Badge from '@mui/material/Badge';
import IconButton from '@mui/material/IconButton';
import NotificationsNone from '@mui/icons-material/NotificationsNoneOutlined';
import Popover from '@mui/material/Popover';
import Tooltip from '@mui/material/Tooltip';
import { useQuery } from '@tanstack/react-query';
import { useTranslate } from 'react-admin';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { api } from '@shared/api';
import { isOpenPlace } from '@shared/push/pushed';
import type { Notices } from '@shared/types';
import { useMe } from '../data/me';
import { LoadingLines } from '../ui/page';

const NotificationList = lazy(() => import('../screens/notifications/NotificationList'));

/** How many wait; pressed, which. */
export function NotificationBell() {
  const translate = useTranslate();
  const me = useMe();
  const bell = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  const query = useQuery({ queryKey: ['notifications', 'latest'], queryFn: () => api.get<Notices>('/notifications'), enabled: me !== undefined, refetchInterval: 60_000 });
  const unread = query.data?.unread ?? 0;
  const navigate = useNavigate();
  // A notification of the browser was pressed: its record opens here.
  useEffect(() => {
    const worker = navigator.serviceWorker as ServiceWorkerContainer | undefined;
    const go = ({ data }: MessageEvent) => {
      if (isOpenPlace(data)) navigate(data.place);
    };
    worker?.addEventListener('message', go);
    return () => worker?.removeEventListener('message', go);
  }, [navigate]);
  const name = translate('cnc.notice.bell', { smart_count: unread });
  return (
    <>
      <Tooltip title={name}>
        <IconButton ref={bell} size="small" aria-label={name} aria-haspopup="dialog" aria-expanded={open} onClick={() => setOpen(true)}>
          <Badge badgeContent={unread} max={99} color="error"><NotificationsNone fontSize="small" /></Badge>
        </IconButton>
      </Tooltip>
      <Popover open={open} anchorEl={bell.current} onClose={() => setOpen(false)} anchorOrigin={{ vertical: 'bottom', horizontal: 'right' }} transformOrigin={{ vertical: 'top', horizontal: 'right' }} slotProps={{ paper: { role: 'dialog', 'aria-label': translate('cnc.notice.title'), sx: { width: 420, maxWidth: 'calc(100vw - 32px)' } } }}>
        <Suspense fallback={<LoadingLines lines={4} />}><NotificationList onClose={() => setOpen(false)} /></Suspense>
      </Popover>
    </>
  );
}
