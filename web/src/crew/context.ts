import { createContext, useCallback, useContext, useEffect, useState, useSyncExternalStore } from 'react';
import { useLiveQuery } from 'dexie-react-hooks';
import type { Language } from '@shared/types';
import { wordedIn, type Bundle, type Journey } from './model/journey';
import type { Person } from './session/session';
import type { CrewStore } from './store/database';
import { record, type Recorded } from './store/record';
import type { Sender, SendingState } from './sync/sender';
import type { Translate } from './text';

export type Look = 'system' | 'light' | 'dark';

export interface Preferences {
  language: Language;
  look: Look;
  setLanguage: (language: Language) => void;
  setLook: (look: Look) => void;
  t: Translate;
}

export interface Workplace {
  person: Person;
  store: CrewStore;
  sender: Sender;
  /** Shown when the phone could not keep something. */
  tell: (message: string) => void;
}

export const PreferencesContext = createContext<Preferences | null>(null);
export const WorkplaceContext = createContext<Workplace | null>(null);

export function usePreferences(): Preferences {
  const preferences = useContext(PreferencesContext);
  if (!preferences) throw new Error('no preferences around this screen');
  return preferences;
}

export function useWorkplace(): Workplace {
  const workplace = useContext(WorkplaceContext);
  if (!workplace) throw new Error('nobody works here');
  return workplace;
}

/** Records acts on the phone and sends when it can; a failure to keep them is said aloud. */
export function useRecord(): (acts: Recorded[]) => Promise<boolean> {
  const { store } = useWorkplace();
  const keep = useKeep();
  return useCallback((acts) => keep(() => record(store, acts)), [keep, store]);
}

/** Runs a piece of work that must end up on the phone. */
export function useKeep(): (work: () => Promise<unknown>) => Promise<boolean> {
  const { sender, tell } = useWorkplace();
  const { t } = usePreferences();
  return useCallback(async (work) => {
    try {
      await work();
    } catch (fault) {
      console.error(fault);
      tell(t('save.failed'));
      return false;
    }
    void sender.wake();
    return true;
  }, [sender, tell, t]);
}

export function useFact<T>(key: string): T | undefined {
  const { store } = useWorkplace();
  return useLiveQuery(() => store.fact<T>(key), [store, key]);
}

/** Undefined while the phone is being read, null when it does not hold the journey. */
export function useJourney(id: string | undefined): Journey | null | undefined {
  const { store } = useWorkplace();
  const { language } = usePreferences();
  return useLiveQuery(async () => {
    const journey = id ? await store.journeys.get(id) : undefined;
    return journey ? wordedIn(journey, language) : null;
  }, [store, id, language]);
}

export function useMe(): Bundle['user'] | undefined {
  return useFact<Bundle['user']>('me');
}

export interface Backlog {
  unsent: number;
  refused: number;
}

/** Operations without an answer and pictures the server does not hold yet; and what it refused. */
export function useBacklog(): Backlog {
  const { store } = useWorkplace();
  return useLiveQuery(async () => {
    const [operations, pictures, refused] = await Promise.all([
      store.operations.where('state').equals('WAITING').count(),
      store.media.where('state').equals('WAITING').filter((media) => media.upload_url !== undefined).count(),
      store.operations.where('state').anyOf('REJECTED', 'CONFLICT').filter((each) => !each.dismissed).count(),
    ]);
    return { unsent: operations + pictures, refused };
  }, [store], { unsent: 0, refused: 0 });
}

const subscribeToNetwork = (watcher: () => void) => {
  window.addEventListener('online', watcher);
  window.addEventListener('offline', watcher);
  return () => {
    window.removeEventListener('online', watcher);
    window.removeEventListener('offline', watcher);
  };
};
export const useOnline = (): boolean => useSyncExternalStore(subscribeToNetwork, () => navigator.onLine);

export const useSending = (): SendingState => useFact<SendingState>('sending') ?? 'IDLE';

/** The present time, renewed every half minute. */
export function useNow(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 30_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}
