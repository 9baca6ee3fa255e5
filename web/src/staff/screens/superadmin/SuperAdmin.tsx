import AppBar from '@mui/material/AppBar';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Tab from '@mui/material/Tab';
import Tabs from '@mui/material/Tabs';
import Toolbar from '@mui/material/Toolbar';
import { Notification, useAuthenticated, useLogout, useTranslate } from 'react-admin';
import { lazy, Suspense } from 'react';
import { Link, Navigate, Route, Routes, useLocation } from 'react-router';
import { api } from '@shared/api';
import { isSuperAdmin } from '../../data/whoami';
import { Mark } from '../../shell/Mark';
import { CornerSwitches } from '../../shell/TopBar';
import { LoadingLines } from '../../ui/page';
import { RefusalProvider } from '../../ui/refusal';

const Companies = lazy(() => import('./Companies'));
const Wizard = lazy(() => import('./Wizard'));
const AccessLog = lazy(() => import('./AccessLog'));
const Health = lazy(() => import('./Health'));

const PAGES = ['companies', 'log', 'health'] as const;

/** The operators' own area, outside every company. */
export default function SuperAdmin() {
  const translate = useTranslate();
  const { isPending } = useAuthenticated();
  const logout = useLogout();
  const { pathname } = useLocation();
  if (isPending) return <LoadingLines />;
  if (!isSuperAdmin()) return <Navigate to="/" replace />;
  const at = PAGES.find((page) => pathname.includes(`/super-admin/${page}`)) ?? 'companies';
  return (
    <RefusalProvider>
      <AppBar position="sticky">
        <Toolbar variant="dense" sx={{ minHeight: 52, gap: { xs: 1, sm: 2 }, flexWrap: { xs: 'wrap', sm: 'nowrap' } }}>
          <Mark />
          <Box sx={{ fontWeight: 650, display: { xs: 'none', sm: 'block' } }}>{translate('cnc.super.title')}</Box>
          <Tabs component="nav" value={at} sx={{ flex: 1, order: { xs: 1, sm: 0 }, flexBasis: { xs: '100%', sm: 'auto' } }} aria-label={translate('cnc.menu.label')} variant="scrollable">
            {PAGES.map((page) => <Tab key={page} value={page} label={translate(`cnc.super.${page}`)} component={Link} to={`/super-admin/${page}`} />)}
          </Tabs>
          <Box sx={{ flex: { xs: 1, sm: 'none' } }} />
          <CornerSwitches />
          <Box sx={{ color: 'text.secondary', display: { xs: 'none', md: 'block' } }}>{api.session.signedIn?.user.name}</Box>
          <Button onClick={() => void logout()}>{translate('ra.auth.logout')}</Button>
        </Toolbar>
      </AppBar>
      <Box component="main" sx={{ bgcolor: 'background.default', minHeight: 'calc(100vh - 53px)', p: { xs: 1.5, sm: 3 } }}>
        <Box sx={{ maxWidth: 1240, mx: 'auto' }}>
          <Suspense fallback={<LoadingLines />}>
            <Routes>
              <Route path="companies" element={<Companies />} />
              <Route path="companies/new" element={<Wizard />} />
              <Route path="log" element={<AccessLog />} />
              <Route path="health" element={<Health />} />
              <Route path="*" element={<Companies />} />
            </Routes>
          </Suspense>
        </Box>
      </Box>
      <Notification />
    </RefusalProvider>
  );
}
