import AppBar from '@mui/material/AppBar';
import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import DarkMode from '@mui/icons-material/DarkModeOutlined';
import HelpOutline from '@mui/icons-material/HelpOutlineOutlined';
import IconButton from '@mui/material/IconButton';
import LightMode from '@mui/icons-material/LightModeOutlined';
import MenuIcon from '@mui/icons-material/Menu';
import Search from '@mui/icons-material/Search';
import Stack from '@mui/material/Stack';
import Toolbar from '@mui/material/Toolbar';
import Tooltip from '@mui/material/Tooltip';
import { useTheme } from '@mui/material/styles';
import { useLocaleState, useSidebarState, useTheme as useThemeChoice, useTranslate } from 'react-admin';
import { use } from 'react';
import { Link } from 'react-router';
import { useLiveState } from '../data/live';
import { useMe } from '../data/me';
import { SoftChip } from '../ui/StatusChip';
import { AccountMenu } from './AccountMenu';
import { ShellCommands } from './commands';
import { Mark } from './Mark';
import { NotificationBell } from './NotificationBell';

export function TopBar() {
  const commands = use(ShellCommands);
  const translate = useTranslate();
  const [open, setOpen] = useSidebarState();
  const connected = useLiveState();
  const me = useMe();
  return (
    <AppBar position="fixed" sx={{ zIndex: (theme) => theme.zIndex.drawer + 1 }}>
      <Toolbar variant="dense" sx={{ minHeight: 52, height: 52, gap: 1, px: { xs: 1, sm: 2 } }}>
        <IconButton size="small" onClick={() => setOpen(!open)} aria-label={translate(open ? 'ra.action.close_menu' : 'ra.action.open_menu')}>
          <MenuIcon fontSize="small" />
        </IconButton>
        <Box component={Link} to="/" aria-label={`${me?.company.name ?? 'C&C CRM'}: ${translate('cnc.menu.dashboard')}`} sx={{ display: 'flex', alignItems: 'center', gap: 1, textDecoration: 'none', color: 'inherit', minWidth: 0 }}>
          <Mark />
          <Box component="span" sx={{ fontWeight: 650, whiteSpace: 'nowrap', overflow: 'hidden', textOverflow: 'ellipsis', display: { xs: 'none', sm: 'block' } }}>
            {me?.company.name ?? 'C&C CRM'}
          </Box>
        </Box>
        <Box sx={{ flex: 1, display: 'flex', justifyContent: 'center', px: { md: 4 } }}>
          <SearchButton onClick={commands.palette} />
        </Box>
        {connected ? null : <Box sx={{ display: { xs: 'none', sm: 'block' } }}><SoftChip tone="warning" small>{translate('cnc.live.off')}</SoftChip></Box>}
        <LanguageSwitch />
        <ThemeSwitch />
        <Tooltip title={`${translate('cnc.help.title')} (?)`}>
          <IconButton size="small" onClick={commands.help} aria-label={translate('cnc.help.title')} sx={{ display: { xs: 'none', sm: 'inline-flex' } }}>
            <HelpOutline fontSize="small" />
          </IconButton>
        </Tooltip>
        <NotificationBell />
        <AccountMenu />
      </Toolbar>
    </AppBar>
  );
}

function SearchButton({ onClick }: { onClick: () => void }) {
  const translate = useTranslate();
  return (
    <ButtonBase
      onClick={onClick}
      aria-label={translate('cnc.palette.open')}
      sx={{
        border: 1, borderColor: 'divider', borderRadius: 1, height: 34, px: 1.25, gap: 1, width: '100%', maxWidth: { xs: 44, sm: 420 },
        justifyContent: { xs: 'center', sm: 'flex-start' }, color: 'text.secondary', bgcolor: 'background.default', fontSize: '0.85rem', fontFamily: 'inherit',
      }}
    >
      <Search fontSize="small" />
      <Box component="span" sx={{ flex: 1, textAlign: 'left', display: { xs: 'none', sm: 'block' } }}>{translate('cnc.palette.placeholder')}</Box>
      <Box component="kbd" sx={{ display: { xs: 'none', sm: 'block' }, fontFamily: 'inherit', fontSize: '0.72rem', border: 1, borderColor: 'divider', borderRadius: 1, px: 0.6, bgcolor: 'background.paper' }}>Ctrl K</Box>
    </ButtonBase>
  );
}

export function LanguageSwitch() {
  const [locale, setLocale] = useLocaleState();
  const other = locale === 'fr' ? 'en' : 'fr';
  const name = other === 'fr' ? 'Français' : 'English';
  return (
    <Tooltip title={name}>
      <IconButton size="small" lang={other} onClick={() => setLocale(other)} aria-label={name} sx={{ fontSize: '0.8rem', fontWeight: 650, width: 34, height: 34 }}>
        {other.toUpperCase()}
      </IconButton>
    </Tooltip>
  );
}

export function ThemeSwitch() {
  const translate = useTranslate();
  const [, setTheme] = useThemeChoice();
  const dark = useTheme().palette.mode === 'dark';
  const label = translate(dark ? 'cnc.theme.light' : 'cnc.theme.dark');
  return (
    <Tooltip title={label}>
      <IconButton size="small" onClick={() => setTheme(dark ? 'light' : 'dark')} aria-label={label}>
        {dark ? <LightMode fontSize="small" /> : <DarkMode fontSize="small" />}
      </IconButton>
    </Tooltip>
  );
}

export function CornerSwitches() {
  return (
    <Stack direction="row" sx={{ gap: 0.5 }}>
      <LanguageSwitch />
      <ThemeSwitch />
    </Stack>
  );
}
