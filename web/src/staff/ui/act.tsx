import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNotify, useTranslate } from 'react-admin';
import { useRef } from 'react';
import { ApiError } from '@shared/apiError';
import { useRefusal } from './refusal';

interface ActOptions<In, Out> {
  /** Message key shown after success. */
  done?: string;
  /** First parts of the query keys that the act makes stale. */
  stale?: string[];
  onDone?: (result: Out, input: In) => void;
  /** True when the caller has shown the error itself. */
  onError?: (error: unknown, input: In) => boolean;
}

/**
 * One act on the server. Pressing again after a failure of the network repeats the same act under the same
 * key, so it never happens twice; after any real answer the next press is a new act.
 */
export function useAct<In, Out>(run: (input: In, key: string) => Promise<Out>, options: ActOptions<In, Out> = {}) {
  const queryClient = useQueryClient();
  const notify = useNotify();
  const refuse = useRefusal();
  const pending = useRef<{ input: string; key: string } | null>(null);

  return useMutation<Out, unknown, In>({
    mutationFn: (input) => {
      const text = JSON.stringify(input) ?? '';
      if (pending.current?.input !== text) pending.current = { input: text, key: crypto.randomUUID() };
      return run(input, pending.current.key);
    },
    onSuccess: (result, input) => {
      pending.current = null;
      for (const key of options.stale ?? []) void queryClient.invalidateQueries({ queryKey: [key] });
      if (options.done) notify(options.done, { type: 'success' });
      options.onDone?.(result, input);
    },
    onError: (error, input) => {
      if (!(error instanceof ApiError) || !error.retryable) pending.current = null;
      if (!options.onError?.(error, input)) refuse(error);
    },
  });
}

/** Sentence for people about any failure. */
export function useErrorText(): (error: unknown) => string {
  const translate = useTranslate();
  return (error) => {
    if (!(error instanceof ApiError)) return translate('cnc.error.unexpected');
    return error.unreachable ? translate('cnc.error.unreachable') : error.message;
  };
}
