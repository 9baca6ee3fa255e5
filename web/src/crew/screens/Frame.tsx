import { lazy, Suspense, useEffect, useState, useSyncExternalStore } from 'react';
import { BottomNavigation, BottomNavigationAction, Box, Button, LinearProgress, Paper, Snackbar } from '@mui/material';
import Today from '@mui/icons-material/LocalShippingOutlined';
import Checklist from '@mui/icons-material/Checklist';
import PhotoCamera from '@mui/icons-material/PhotoCameraOutlined';
import Menu from '@mui/icons-material/Menu';
import { useLiveQuery } from 'dexie-react-hooks';
import { usePreferences, useWorkplace } from '../context';
import { isFinished, isUnderWay } from '../model/journey';
import { StatusLine } from '../parts/StatusLine';
import { go, toMedia, toSteps, useRoute, type Route } from '../route';
import { sessionView, watchSession } from '../session/session';
import { registerWorker } from '../worker';
import { TodayScreen } from './Today';

// Kept out of the first load; the service worker holds them for work without network.
const JourneyScreen = lazy(() => import('./Journey'));
const StepsScreen = lazy(() => import('./Steps'));
const StepScreen = lazy(() => import('./Step'));
const MediaScreen = lazy(() => import('./Media'));
const OutboxScreen = lazy(() => import('./Outbox'));
const MenuScreen = lazy(() => import('./Menu'));
const SignInAgain = lazy(() => import('./SignInAgain'));

const TAB: Record<Route['screen'], string | false> = {
  today: 'today', journey: 'today', steps: 'steps', step: 'steps', media: 'media', menu: 'menu', outbox: false,
};

/** Status on top, the screen between, the tabs below within the thumb's reach. */
export function Frame() {
  const { t } = usePreferences();
  const { person, sender } = useWorkplace();
  const route = useRoute();
  const [signingIn, setSigningIn] = useState(false);
  const [update, setUpdate] = useState<(() => void) | null>(null);
  const session = useSyncExternalStore(watchSession, sessionView);
  const current = useCurrentJourney(route);

  useEffect(() => {
    void registerWorker((activate) => setUpdate(() => activate));
  }, []);
  useEffect(() => { window.scrollTo(0, 0); }, [route.screen]);

  const open = (tab: string) => {
    if (tab === 'today') go('#/');
    else if (tab === 'menu') go('#/menu');
    else if (current) go(tab === 'steps' ? toSteps(current) : toMedia(current));
    else go('#/');
  };

  return (
    <Box sx={{ minHeight: '100dvh', display: 'flex', flexDirection: 'column' }}>
      <StatusLine sessionOver={session.over} onSignIn={() => setSigningIn(true)} />
      <Box component="main" sx={{ flex: 1, width: '100%', maxWidth: 720, mx: 'auto', pb: 'calc(72px + env(safe-area-inset-bottom))', display: 'flex', flexDirection: 'column' }}>
        <Suspense fallback={<LinearProgress aria-label={t('app.name')} />}>
          <Screen route={route} />
        </Suspense>
      </Box>
      <Paper component="nav" aria-label={t('nav.label')} square elevation={0}
        sx={{ position: 'fixed', bottom: 0, left: 0, right: 0, zIndex: 1100, borderTop: 1, borderColor: 'divider', pb: 'env(safe-area-inset-bottom)' }}>
        <BottomNavigation showLabels value={TAB[route.screen]} onChange={(_event, tab: string) => open(tab)} sx={{ height: 64, maxWidth: 720, mx: 'auto', bgcolor: 'background.paper' }}>
          <BottomNavigationAction value="today" label={t('nav.today')} icon={<Today />} />
          <BottomNavigationAction value="steps" label={t('nav.steps')} icon={<Checklist />} disabled={!current} />
          <BottomNavigationAction value="media" label={t('nav.media')} icon={<PhotoCamera />} disabled={!current} />
          <BottomNavigationAction value="menu" label={t('nav.menu')} icon={<Menu />} />
        </BottomNavigation>
      </Paper>
      {signingIn && (
        <Suspense fallback={null}>
          <SignInAgain email={person.email} onClose={() => setSigningIn(false)} onDone={() => { setSigningIn(false); void sender.wake(true); }} />
        </Suspense>
      )}
      <Snackbar open={update !== null} message={t('update.ready')} sx={{ bottom: { xs: 84 } }}
        action={
          <>
            <Button color="inherit" onClick={() => setUpdate(null)}>{t('update.later')}</Button>
            <Button color="inherit" onClick={() => update?.()}>{t('update.now')}</Button>
          </>
        } />
    </Box>
  );
}

function Screen({ route }: { route: Route }) {
  switch (route.screen) {
    case 'today': return <TodayScreen />;
    case 'journey': return <JourneyScreen id={route.journey} />;
    case 'steps': return <StepsScreen id={route.journey} />;
    case 'step': return <StepScreen id={route.journey} number={route.number} />;
    case 'media': return <MediaScreen id={route.journey} />;
    case 'outbox': return <OutboxScreen />;
    case 'menu': return <MenuScreen />;
  }
}

/** The journey last opened, else the one under way, else the next. */
function useCurrentJourney(route: Route): string | undefined {
  const { store } = useWorkplace();
  const inRoute = 'journey' in route ? route.journey : undefined;
  const [last, setLast] = useState<string | undefined>(inRoute);
  useEffect(() => {
    if (inRoute) setLast(inRoute);
  }, [inRoute]);
  return useLiveQuery(async () => {
    if (last && (await store.journeys.get(last))) return last;
    const all = (await store.journeys.toArray()).sort((a, b) => a.planned_start.localeCompare(b.planned_start));
    return (all.find(isUnderWay) ?? all.find((journey) => !isFinished(journey)))?.id;
  }, [store, last]);
}
