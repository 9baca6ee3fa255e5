import Box from '@mui/material/Box';
import { Layout, useLocaleState, type LayoutProps } from 'react-admin';
import { lazy, Suspense, useEffect, useMemo, useState } from 'react';
import { Navigate } from 'react-router';
import { ErrorBoundary } from '@shared/ErrorBoundary';
import { isSuperAdmin } from '../data/whoami';
import { LiveUpdates } from '../data/live';
import { LoadError, LoadingLines } from '../ui/page';
import { RefusalProvider } from '../ui/refusal';
import { Said } from './Said';
import { SideMenu } from './SideMenu';
import { SupportBanner } from './SupportBanner';
import { TopBar } from './TopBar';
import { useGlobalKeys } from './keys';
import { ShellCommands } from './commands';

const KeyboardHelp = lazy(() => import('./KeyboardHelp').then((found) => ({ default: found.KeyboardHelp })));
const DeliveryBanner = lazy(() => import('./DeliveryBanner'));
const CommandPalette = lazy(() => import('./CommandPalette').then((found) => ({ default: found.CommandPalette })));

export function AppLayout({ children, ...rest }: LayoutProps) {
  const [locale] = useLocaleState();
  const [open, setOpen] = useState<'palette' | 'help' | null>(null);
  const commands = useMemo(() => ({ palette: () => setOpen('palette'), help: () => setOpen('help') }), []);
  useGlobalKeys(commands);
  useEffect(() => {
    document.documentElement.lang = locale;
  }, [locale]);

  // The super admin belongs to no company: without a support session there is nothing to show here.
  if (isSuperAdmin()) return <Navigate to="/super-admin" replace />;
  return (
    <LiveUpdates>
      <RefusalProvider>
        <Said />
        <ShellCommands value={commands}>
        <Layout {...rest} appBar={TopBar} menu={SideMenu}>
          <SupportBanner />
          <Suspense fallback={null}><DeliveryBanner /></Suspense>
          <ErrorBoundary fallback={(retry) => <LoadError error={null} retry={retry} />}>
            <Suspense fallback={<LoadingLines lines={8} />}>
              <Box sx={{ minWidth: 0 }}>{children}</Box>
            </Suspense>
          </ErrorBoundary>
        </Layout>
        </ShellCommands>
        <Suspense fallback={null}>
          {open === 'palette' ? <CommandPalette onClose={() => setOpen(null)} /> : null}
          {open === 'help' ? <KeyboardHelp onClose={() => setOpen(null)} /> : null}
        </Suspense>
      </RefusalProvider>
    </LiveUpdates>
  );
}
