import { useCallback, useEffect, useRef, useState } from 'react';
import { Alert, Button, LinearProgress, Stack, Typography } from '@mui/material';
import { useQueryClient } from '@tanstack/react-query';
import { ApiError } from '@shared/apiError';
import { formatMoney } from '@shared/format';
import type { PortalQuote } from '@shared/types';
import { useReading } from '../language';
import { Contact } from '../parts/Contact';
import { completeQuote, giveUp, payPage, quoteKey, readQuote } from '../quote';

type Stand = { at: 'ASKING' } | { at: 'WAITS' } | { at: 'FAILED'; message: string };

/** Back from the payment page: the company's server asks the provider, then signs. Nothing the browser says is believed. */
export default function PayingView({ token, quote, acceptanceId }: { token: string; quote: PortalQuote; acceptanceId: string }) {
  const { t, language } = useReading();
  const queries = useQueryClient();
  const [stand, setStand] = useState<Stand>({ at: 'ASKING' });
  const heading = useRef<HTMLHeadingElement>(null);
  const deposit = quote.quote.deposit ? formatMoney(quote.quote.deposit, language) : '';

  const fresh = useCallback(async () => {
    queries.setQueryData(quoteKey(token), await readQuote(token));
  }, [queries, token]);
  const fail = useCallback((caught: unknown) => {
    if (!(caught instanceof ApiError)) throw caught;
    setStand({ at: 'FAILED', message: caught.retryable ? t('sign.failed') : caught.message });
  }, [t]);

  const complete = useCallback(async () => {
    setStand({ at: 'ASKING' });
    try {
      await completeQuote(token, acceptanceId);
      await fresh();
    } catch (caught) {
      if (caught instanceof ApiError && caught.code === 'DEPOSIT_WAITS') setStand({ at: 'WAITS' });
      else fail(caught);
    }
  }, [token, acceptanceId, fresh, fail]);

  const begun = useRef(false);
  useEffect(() => {
    heading.current?.focus({ preventScroll: true });
    if (begun.current) return;
    begun.current = true;
    void complete();
  }, [complete]);

  const toPage = () => {
    payPage(token, acceptanceId).then((url) => window.location.assign(url), fail);
  };
  /** What was begun is given back, and the quote is open again. */
  const back = () => {
    giveUp(token).then(fresh, fail);
  };

  return (
    <Stack spacing={3}>
      <Typography variant="h1" ref={heading} tabIndex={-1} sx={{ outline: 'none' }}>{t('paying.title')}</Typography>
      <div role="status">
        {stand.at === 'ASKING' && <LinearProgress aria-label={t('paying.asking')} />}
        {stand.at === 'ASKING' && <Typography sx={{ mt: 2 }}>{t('paying.asking')}</Typography>}
        {stand.at === 'WAITS' && <Alert severity="info">{t('paying.waits', { deposit })}</Alert>}
        {stand.at === 'FAILED' && <Alert severity="warning">{stand.message}</Alert>}
      </div>
      {stand.at === 'WAITS' && (
        <Stack spacing={1.5}>
          <Button variant="contained" size="large" onClick={toPage}>{t('paying.to_page')}</Button>
          <Button onClick={() => void complete()}>{t('paying.again')}</Button>
          <Button color="inherit" onClick={back}>{t('paying.back')}</Button>
        </Stack>
      )}
      {stand.at === 'FAILED' && (
        <Stack spacing={1.5}>
          <Button variant="contained" onClick={back}>{t('paying.back')}</Button>
          <Button onClick={() => void complete()}>{t('paying.again')}</Button>
        </Stack>
      )}
      <Contact company={quote.company} />
    </Stack>
  );
}
