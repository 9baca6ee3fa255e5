import { createContext, useCallback, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';
import { ApiError } from '@shared/apiError';

type Values = Record<string, unknown>;

/** Another spelling of a field's path, e.g. where a form groups what the API does not. */
export type Aliases = (field: string) => string[];

export interface Draft<T extends object> {
  values: T;
  errors: Record<string, string>;
  dirty: boolean;
  set: (path: string, value: unknown) => void;
  get: (path: string) => unknown;
  replace: (values: T) => void;
  /** A newer ground under what was typed. */
  rebase: (base: T, values: T) => void;
  /** Puts the messages of a refusal at their fields; false where it named none. */
  refuse: (error: unknown, aliases?: Aliases) => boolean;
  setErrors: (errors: Record<string, string>) => void;
  clear: () => void;
}

export function valueAt(values: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((level, step) => (level === null || level === undefined ? undefined : (level as Values)[step]), values);
}

export function withValue<T>(values: T, path: string, value: unknown): T {
  const [head = '', ...rest] = path.split('.');
  const level: Values | unknown[] = Array.isArray(values) ? [...(values as unknown[])] : { ...(values as Values) };
  const inner = (level as Values)[head];
  (level as Values)[head] = rest.length === 0 ? value : withValue(inner ?? (/^\d+$/.test(rest[0] ?? '') ? [] : {}), rest.join('.'), value);
  return level as T;
}

function kept<T>(name: string | undefined): T | null {
  if (!name) return null;
  try {
    return JSON.parse(sessionStorage.getItem(`cnc-draft-${name}`) ?? 'null') as T | null;
  } catch {
    return null;
  }
}

/** What somebody is typing: survives refusals, and with a `keep` name also a reload of the tab. */
export function useDraft<T extends object>(initial: T, keep?: string): Draft<T> {
  const [base, setBase] = useState(initial);
  const [values, setValues] = useState<T>(() => kept<T>(keep) ?? initial);
  const [errors, setErrors] = useState<Record<string, string>>({});
  const dirty = JSON.stringify(values) !== JSON.stringify(base);

  useEffect(() => {
    if (!keep) return;
    if (dirty) sessionStorage.setItem(`cnc-draft-${keep}`, JSON.stringify(values));
    else sessionStorage.removeItem(`cnc-draft-${keep}`);
  }, [keep, values, dirty]);

  const set = useCallback((path: string, value: unknown) => {
    setValues((now) => withValue(now, path, value));
    setErrors((now) => (path in now ? Object.fromEntries(Object.entries(now).filter(([name]) => name !== path)) : now));
  }, []);
  const replace = useCallback((next: T) => {
    setBase(next);
    setValues(next);
    setErrors({});
  }, []);
  const rebase = useCallback((next: T, merged: T) => {
    setBase(next);
    setValues(merged);
  }, []);
  const refuse = useCallback((error: unknown, aliases: Aliases = (field) => [field]) => {
    if (!(error instanceof ApiError) || error.fields.length === 0) return false;
    const messages: Record<string, string> = {};
    for (const { field, message } of error.fields) {
      for (const path of aliases(field.replaceAll(/\[(\d+)\]/g, '.$1'))) messages[path] ??= message;
    }
    setErrors(messages);
    return true;
  }, []);
  const clear = useCallback(() => {
    if (keep) sessionStorage.removeItem(`cnc-draft-${keep}`);
    setValues(base);
    setErrors({});
  }, [keep, base]);

  return useMemo(
    () => ({ values, errors, dirty, set, get: (path: string) => valueAt(values, path), replace, rebase, refuse, setErrors, clear }),
    [values, errors, dirty, set, replace, rebase, refuse, clear],
  );
}

const DraftContext = createContext<Draft<object> | null>(null);

interface FormProps<T extends object> {
  draft: Draft<T>;
  onSubmit: () => void;
  /** Ctrl+Enter, where it does more than submitting. */
  onCommit?: () => void;
  children: ReactNode;
  id?: string;
}

export function DraftForm<T extends object>({ draft, onSubmit, onCommit = onSubmit, children, id }: FormProps<T>) {
  return (
    <DraftContext value={draft as unknown as Draft<object>}>
      <form
        id={id}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          event.stopPropagation();
          onSubmit();
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.repeat) return;
          event.preventDefault();
          event.stopPropagation();
          onCommit();
        }}
      >
        {children}
      </form>
    </DraftContext>
  );
}

/** Sets fields beside the own one. */
export function useDraftSetter(): (path: string, value: unknown) => void {
  const draft = useContext(DraftContext);
  if (!draft) throw new Error('stands outside a form');
  return draft.set;
}

export function useDraftField(path: string) {
  const draft = useContext(DraftContext);
  if (!draft) throw new Error(`field ${path} stands outside a form`);
  return { value: draft.get(path), error: draft.errors[path], set: (value: unknown) => draft.set(path, value) };
}
