import { useLocaleState, useNotify } from 'react-admin';
import { useEffect } from 'react';
import { api } from '@shared/api';

/** Shows what the server says beside an answer, for instance that a record was kept with another customer. */
export function Said() {
  const notify = useNotify();
  const [locale] = useLocaleState();
  useEffect(() => {
    api.language = locale;
  }, [locale]);
  useEffect(() => {
    api.onSaid = (sentence) => notify(sentence, { type: 'info', autoHideDuration: 12_000, messageArgs: { _: sentence } });
    return () => { api.onSaid = undefined; };
  }, [notify]);
  return null;
}
