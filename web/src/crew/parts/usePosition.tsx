import { useCallback, useRef, useState, type ReactNode } from 'react';
import { Button, CircularProgress, Dialog, DialogActions, DialogContent, DialogContentText, DialogTitle, Stack, Typography } from '@mui/material';
import { useFact, usePreferences, useWorkplace } from '../context';
import type { Position } from '../model/journey';
import { findPosition } from '../position';

type Stand = 'closed' | 'asking' | 'finding';

/**
 * Asks for consent once, then finds the position for at most ten seconds; the person may go on
 * without it at any moment.
 */
export function usePosition(): { find: () => Promise<Position | null>; dialog: ReactNode } {
  const { t } = usePreferences();
  const { store } = useWorkplace();
  const consentText = useFact<string>('consent_text');
  const [stand, setStand] = useState<Stand>('closed');
  const waiting = useRef<((position: Position | null) => void) | null>(null);

  const finish = useCallback((resolve: typeof waiting.current, position: Position | null) => {
    // A fix that comes after the person went on without it belongs to nobody.
    if (!resolve || waiting.current !== resolve) return;
    waiting.current = null;
    setStand('closed');
    resolve(position);
  }, []);
  const search = useCallback(() => {
    const resolve = waiting.current;
    setStand('finding');
    void findPosition().then((position) => finish(resolve, position));
  }, [finish]);

  const find = useCallback(async () => {
    const consent = await store.fact<boolean>('position_consent');
    if (consent === false) return null;
    return new Promise<Position | null>((resolve) => {
      waiting.current = resolve;
      if (consent) search();
      else setStand('asking');
    });
  }, [store, search]);

  const answer = async (consent: boolean) => {
    await store.remember('position_consent', consent);
    if (consent) search();
    else finish(waiting.current, null);
  };

  const dialog = (
    <Dialog open={stand !== 'closed'} aria-labelledby="position-title" fullWidth maxWidth="xs">
      <DialogTitle id="position-title">{t(stand === 'finding' ? 'position.title' : 'position.ask')}</DialogTitle>
      <DialogContent>
        {stand === 'finding' ? (
          <Stack direction="row" spacing={2} sx={{ alignItems: 'center' }} role="status">
            <CircularProgress size={28} aria-hidden />
            <Typography>{t('position.finding')}</Typography>
          </Stack>
        ) : (
          <DialogContentText>{consentText ?? t('position.ask_text')}</DialogContentText>
        )}
      </DialogContent>
      <DialogActions disableSpacing sx={{ p: 2, flexDirection: 'column', gap: 1, '& > button': { width: '100%' } }}>
        {stand === 'finding' ? (
          <Button variant="outlined" onClick={() => finish(waiting.current, null)}>{t('position.skip')}</Button>
        ) : (
          <>
            <Button variant="contained" onClick={() => void answer(true)}>{t('position.allow')}</Button>
            <Button variant="outlined" onClick={() => void answer(false)}>{t('position.refuse')}</Button>
          </>
        )}
      </DialogActions>
    </Dialog>
  );
  return { find, dialog };
}
