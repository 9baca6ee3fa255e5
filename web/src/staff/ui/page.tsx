import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Paper from '@mui/material/Paper';
import Skeleton from '@mui/material/Skeleton';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import type { SxProps, Theme } from '@mui/material/styles';
import { useTranslate } from 'react-admin';
import { useEffect, useRef, useState, type DragEventHandler, type ReactNode } from 'react';
import type { UseQueryResult } from '@tanstack/react-query';
import { ApiError } from '@shared/apiError';

interface HeadProps {
  title: string;
  subtitle?: ReactNode;
  badge?: ReactNode;
  actions?: ReactNode;
}

/** The page's heading; also names the browser tab. */
export function PageHead({ title, subtitle, badge, actions }: HeadProps) {
  useEffect(() => {
    document.title = `${title} · C&C CRM`;
  }, [title]);
  return (
    <Stack direction="row" sx={{ alignItems: 'flex-start', justifyContent: 'space-between', gap: 2, flexWrap: 'wrap', mb: 2, mt: 0.5 }}>
      <Box sx={{ minWidth: 0 }}>
        <Stack direction="row" sx={{ alignItems: 'center', gap: 1.25, flexWrap: 'wrap' }}>
          <Typography variant="h1">{title}</Typography>
          {badge}
        </Stack>
        {subtitle ? <Typography component="div" color="textSecondary" sx={{ mt: 0.25 }}>{subtitle}</Typography> : null}
      </Box>
      {actions ? <Stack direction="row" sx={{ gap: 1, flexWrap: 'wrap', alignItems: 'center' }}>{actions}</Stack> : null}
    </Stack>
  );
}

interface PanelProps {
  title?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
  flush?: boolean;
  sx?: SxProps<Theme>;
  onDragOver?: DragEventHandler;
  onDrop?: DragEventHandler;
}

export function Panel({ title, actions, children, flush, sx, ...drag }: PanelProps) {
  return (
    <Paper component="section" elevation={1} {...drag} sx={[{ borderRadius: 1.25, minWidth: 0 }, ...(Array.isArray(sx) ? sx : [sx])]}>
      {title || actions ? (
        <Stack direction="row" sx={{ alignItems: 'center', justifyContent: 'space-between', px: 2, pt: 1.5, pb: flush ? 1 : 0.5, gap: 1, flexWrap: 'wrap' }}>
          <Typography variant="h3" component="h2">{title}</Typography>
          {actions}
        </Stack>
      ) : null}
      {flush ? <Sideways>{children}</Sideways> : <Box sx={{ px: 2, pb: 2, pt: title ? 0.5 : 2 }}>{children}</Box>}
    </Paper>
  );
}

/** Scrolls a wide table; reachable by the keyboard while there is something to scroll. */
function Sideways({ children }: { children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null);
  const [wide, setWide] = useState(false);
  useEffect(() => {
    const node = box.current;
    if (!node) return;
    const watcher = new ResizeObserver(() => setWide(node.scrollWidth > node.clientWidth));
    watcher.observe(node);
    if (node.firstElementChild) watcher.observe(node.firstElementChild);
    return () => watcher.disconnect();
  });
  return <Box ref={box} tabIndex={wide ? 0 : undefined} sx={{ overflowX: 'auto' }}>{children}</Box>;
}

export function Empty({ title, hint, action }: { title: string; hint?: string; action?: ReactNode }) {
  return (
    <Stack sx={{ alignItems: 'center', textAlign: 'center', py: 5, px: 2, gap: 0.5 }}>
      <Typography variant="h3" component="p">{title}</Typography>
      {hint ? <Typography color="textSecondary" sx={{ maxWidth: 420 }}>{hint}</Typography> : null}
      {action ? <Box sx={{ mt: 1.5 }}>{action}</Box> : null}
    </Stack>
  );
}

/** What went wrong, in the server's words, with a way to try again. */
export function LoadError({ error, retry }: { error: unknown; retry?: () => void }) {
  const translate = useTranslate();
  const api = error instanceof ApiError ? error : null;
  const message = api?.unreachable ? translate('cnc.error.unreachable') : (api?.message ?? translate('cnc.error.unexpected'));
  return (
    <Alert
      severity="error"
      sx={{ my: 1 }}
      action={retry ? <Button color="inherit" onClick={retry}>{translate('cnc.action.retry')}</Button> : undefined}
    >
      {message}
      {api?.detail && api.detail !== message ? <div>{api.detail}</div> : null}
      {api?.requestId ? <Box sx={{ fontSize: '0.75rem', opacity: 0.85, mt: 0.25 }}>{translate('cnc.error.request', { id: api.requestId })}</Box> : null}
    </Alert>
  );
}

export function LoadingLines({ lines = 5 }: { lines?: number }) {
  const translate = useTranslate();
  return (
    <Box role="status" aria-label={translate('cnc.state.loading')} sx={{ py: 1 }}>
      {Array.from({ length: lines }, (_, index) => (
        <Skeleton key={index} height={30} width={`${92 - ((index * 17) % 40)}%`} />
      ))}
    </Box>
  );
}

interface AsyncProps<T> {
  query: UseQueryResult<T>;
  lines?: number;
  children: (data: T) => ReactNode;
}

/** Loading, failed and loaded state of one query. Shows what is there while a newer answer loads. */
export function Async<T>({ query, lines, children }: AsyncProps<T>) {
  if (query.data !== undefined) return <>{children(query.data)}</>;
  if (query.isError) return <LoadError error={query.error} retry={() => void query.refetch()} />;
  return <LoadingLines lines={lines} />;
}

/** A labelled value in a description list. */
export function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <Box sx={{ minWidth: 0 }}>
      <Typography component="dt" color="textSecondary" sx={{ fontSize: '0.76rem', fontWeight: 600 }}>{label}</Typography>
      <Box component="dd" sx={{ m: 0, overflowWrap: 'anywhere' }}>{children ?? '—'}</Box>
    </Box>
  );
}

export function Facts({ children, columns = 3 }: { children: ReactNode; columns?: number }) {
  return (
    <Box component="dl" sx={{ m: 0, display: 'grid', gap: 1.5, gridTemplateColumns: { xs: '1fr 1fr', md: `repeat(${columns}, minmax(0, 1fr))` } }}>
      {children}
    </Box>
  );
}
