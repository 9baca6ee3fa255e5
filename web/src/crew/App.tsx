import { lazy, Suspense, useCallback, useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { CssBaseline, Snackbar, ThemeProvider, useMediaQuery } from '@mui/material';
import { browserLanguage } from '@shared/format';
import type { Language } from '@shared/types';
import { PreferencesContext, WorkplaceContext, type Look, type Preferences, type Workplace } from './context';
import { Frame } from './screens/Frame';
import { sessionView, watchSession, type Person } from './session/session';
import { CrewStore } from './store/database';
import { crewApi } from './sync/api';
import { Sender } from './sync/sender';
import { translator } from './text';
import { crewTheme } from './theme';

const SignIn = lazy(() => import('./screens/SignIn'));

const LANGUAGE_KEY = 'cnc.crew.language';
const LOOK_KEY = 'cnc.crew.look';

export function App() {
  const [language, setLanguage] = useKept<Language>(LANGUAGE_KEY, browserLanguage());
  const [look, setLook] = useKept<Look>(LOOK_KEY, 'system');
  const systemDark = useMediaQuery('(prefers-color-scheme: dark)', { noSsr: true });
  const mode = look === 'system' ? (systemDark ? 'dark' : 'light') : look;
  const theme = useMemo(() => crewTheme(mode), [mode]);
  const preferences = useMemo<Preferences>(
    () => ({ language, look, setLanguage, setLook, t: translator(language) }),
    [language, look, setLanguage, setLook],
  );
  const session = useSyncExternalStore(watchSession, sessionView);

  useEffect(() => {
    document.documentElement.lang = language;
    document.documentElement.style.colorScheme = mode;
    document.title = preferences.t('app.name');
  }, [language, mode, preferences]);

  return (
    <PreferencesContext value={preferences}>
      <ThemeProvider theme={theme}>
        <CssBaseline />
        {session.person ? <Workspace key={session.person.id} person={session.person} /> : <Suspense fallback={null}><SignIn /></Suspense>}
      </ThemeProvider>
    </PreferencesContext>
  );
}

function Workspace({ person }: { person: Person }) {
  const [message, setMessage] = useState('');
  const [{ store, sender }] = useState(() => {
    const opened = new CrewStore(person.id);
    return { store: opened, sender: new Sender(opened, crewApi) };
  });
  useEffect(() => {
    void navigator.storage?.persist?.();
    return sender.start();
  }, [sender]);
  const workplace = useMemo<Workplace>(() => ({ person, store, sender, tell: setMessage }), [person, store, sender]);
  return (
    <WorkplaceContext value={workplace}>
      <Frame />
      <Snackbar open={message !== ''} message={message} autoHideDuration={6000} onClose={() => setMessage('')} />
    </WorkplaceContext>
  );
}

function useKept<T extends string>(key: string, initial: T): [T, (value: T) => void] {
  const [value, setValue] = useState<T>(() => (localStorage.getItem(key) as T | null) ?? initial);
  const keep = useCallback((next: T) => {
    localStorage.setItem(key, next);
    setValue(next);
  }, [key]);
  return [value, keep];
}
