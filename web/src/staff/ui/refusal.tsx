import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'react-admin';
import { createContext, lazy, Suspense, useCallback, useContext, useState, type ReactNode } from 'react';
import { ApiError } from '@shared/apiError';
import { LoadingLines } from './page';

const WhyDenied = lazy(() => import('../screens/control/WhyDenied'));

const RefusalContext = createContext<(error: unknown) => void>(() => undefined);

/** Shows a failed act: what happened, every field's message, and from a refusal the way to its reasons. */
export const useRefusal = () => useContext(RefusalContext);

const textOf = (data: unknown, name: string): string | undefined => {
  const value = typeof data === 'object' && data !== null ? (data as Record<string, unknown>)[name] : undefined;
  return typeof value === 'string' ? value : undefined;
};

export function RefusalProvider({ children }: { children: ReactNode }) {
  const translate = useTranslate();
  const [error, setError] = useState<unknown>(null);
  const [why, setWhy] = useState(false);
  const show = useCallback((next: unknown) => {
    setWhy(false);
    setError(next);
  }, []);
  const api = error instanceof ApiError ? error : null;
  const title = api?.status === 403 ? 'cnc.refusal.not_allowed' : api?.status === 412 ? 'cnc.refusal.changed' : 'cnc.refusal.failed';
  const message = api?.unreachable ? translate('cnc.error.unreachable') : (api?.message ?? translate('cnc.error.unexpected'));
  return (
    <RefusalContext value={show}>
      {children}
      <Dialog open={error !== null} onClose={() => setError(null)} maxWidth="sm" fullWidth aria-labelledby="refusal-title">
        <DialogTitle id="refusal-title">{translate(title)}</DialogTitle>
        <DialogContent>
          <Typography>{message}</Typography>
          {api?.detail && api.detail !== message ? <Typography color="textSecondary">{api.detail}</Typography> : null}
          {api && api.fields.length > 0 ? (
            <ul>{api.fields.map((field) => <li key={`${field.field}${field.code}`}>{field.message}</li>)}</ul>
          ) : null}
          {api?.requestId ? (
            <Typography color="textSecondary" sx={{ fontSize: '0.78rem', mt: 1 }}>{translate('cnc.error.request', { id: api.requestId })}</Typography>
          ) : null}
          {why && api ? (
            <Suspense fallback={<LoadingLines lines={3} />}>
              <WhyDenied permission={textOf(api.data, 'permission')} recordId={textOf(api.data, 'record_id')} />
            </Suspense>
          ) : null}
        </DialogContent>
        <DialogActions>
          {api?.status === 403 && !why ? <Button onClick={() => setWhy(true)}>{translate('cnc.refusal.why')}</Button> : null}
          <Button variant="contained" onClick={() => setError(null)} autoFocus>{translate('cnc.action.close')}</Button>
        </DialogActions>
      </Dialog>
    </RefusalContext>
  );
}
