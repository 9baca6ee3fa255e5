import { useSyncExternalStore } from 'react';

interface InstallPrompt extends Event {
  prompt(): Promise<unknown>;
}

let prompt: InstallPrompt | null = null;
const watchers = new Set<() => void>();
const changed = () => watchers.forEach((watcher) => watcher());

/** The browser offers installing early, long before the menu is opened. */
export function watchInstallOffer(): void {
  window.addEventListener('beforeinstallprompt', (event) => {
    event.preventDefault();
    prompt = event as InstallPrompt;
    changed();
  });
  window.addEventListener('appinstalled', () => {
    prompt = null;
    changed();
  });
}

const subscribe = (watcher: () => void) => {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
};

/** Ways of installing the app here: the browser's own offer, or by hand on iPhones. */
export function useInstall(): { ask?: () => void; byHand: boolean } {
  const offer = useSyncExternalStore(subscribe, () => prompt);
  const installed = window.matchMedia('(display-mode: standalone)').matches;
  const byHand = !installed && /iPhone|iPad/.test(navigator.userAgent);
  return offer ? { ask: () => void offer.prompt(), byHand: false } : { byHand };
}
