import { useEffect, useRef } from 'react';
import { useNavigate } from 'react-router';

/** True while keys belong to a text field, a dialog or a menu. */
export function typing(event: KeyboardEvent): boolean {
  const target = event.target as HTMLElement | null;
  if (!target) return false;
  if (/^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) || target.isContentEditable) return true;
  return target.closest('[role="dialog"], [role="menu"], [role="listbox"]') !== null;
}

/** Single-key commands of a page, active while nobody types. */
export function usePageKeys(commands: Record<string, (() => void) | undefined>): void {
  const latest = useRef(commands);
  latest.current = commands;
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || typing(event)) return;
      const command = latest.current[event.key];
      if (!command) return;
      event.preventDefault();
      command();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}

/** Ctrl+Enter: the page's way on, also out of a field. Dialogs and forms have their own. */
export function useCommit(commit: (() => void) | undefined): void {
  const latest = useRef(commit);
  latest.current = commit;
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.repeat || event.defaultPrevented) return;
      if ((event.target as HTMLElement | null)?.closest('[role="dialog"], [role="menu"]') || !latest.current) return;
      event.preventDefault();
      latest.current();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}

/** Second key after `g`. */
export const GO: Record<string, string> = {
  h: '/', l: '/leads', b: '/leads/board', e: '/deals', k: '/deals/board', c: '/customers', q: '/quotes', d: '/dispatch', j: '/jobs', i: '/invoices', t: '/to-bill', a: '/audit', m: '/inbox',
};

export function useGlobalKeys({ palette, help }: { palette: () => void; help: () => void }): void {
  const navigate = useNavigate();
  const latest = useRef({ palette, help });
  latest.current = { palette, help };
  useEffect(() => {
    let goUntil = 0;
    const onKey = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
        event.preventDefault();
        latest.current.palette();
        return;
      }
      if (event.ctrlKey || event.metaKey || event.altKey || typing(event)) return;
      if (event.timeStamp < goUntil) {
        const path = GO[event.key];
        goUntil = 0;
        if (path) {
          event.preventDefault();
          event.stopImmediatePropagation();
          navigate(path);
        }
        return;
      }
      if (event.key === 'g') goUntil = event.timeStamp + 1200;
      if (event.key === '?') latest.current.help();
      if (event.key === '/') {
        event.preventDefault();
        const search = document.querySelector<HTMLInputElement>('input[name="q"]');
        if (search) search.focus();
        else latest.current.palette();
      }
    };
    window.addEventListener('keydown', onKey, { capture: true });
    return () => window.removeEventListener('keydown', onKey, { capture: true });
  }, [navigate]);
}
