import { createTheme, type Theme } from '@mui/material/styles';
import { BRAND, FONT_STACK, TONES } from '@shared/brand';

/** Large targets and strong contrast: read in sunlight, used with gloves. */
export function crewTheme(mode: 'light' | 'dark'): Theme {
  const brand = BRAND[mode];
  return createTheme({
    palette: {
      mode,
      primary: { main: brand.primary, dark: brand.primaryHover },
      error: { main: TONES[mode].danger.ink },
      success: { main: TONES[mode].success.ink },
      background: { default: brand.ground, paper: brand.surface },
      text: { primary: brand.text, secondary: brand.muted },
      divider: brand.line,
    },
    shape: { borderRadius: 12 },
    typography: {
      fontFamily: FONT_STACK,
      h1: { fontSize: '1.375rem', fontWeight: 700, lineHeight: 1.25 },
      h2: { fontSize: '1.0625rem', fontWeight: 700, lineHeight: 1.3 },
      body1: { fontSize: '1rem' },
      body2: { fontSize: '0.9375rem' },
      button: { textTransform: 'none', fontWeight: 600 },
    },
    components: {
      MuiButton: {
        defaultProps: { disableElevation: true },
        styleOverrides: { root: { minHeight: 48, borderRadius: 12, fontSize: '1rem' } },
      },
      MuiIconButton: { styleOverrides: { root: { minWidth: 48, minHeight: 48 } } },
      MuiCard: {
        defaultProps: { variant: 'outlined' },
        styleOverrides: { root: { borderColor: brand.line, backgroundImage: 'none' } },
      },
      MuiListItemButton: { styleOverrides: { root: { minHeight: 56 } } },
      MuiDialog: { styleOverrides: { paper: { backgroundImage: 'none', margin: 16, width: 'calc(100% - 32px)' } } },
      MuiBottomNavigationAction: { styleOverrides: { root: { minWidth: 64 }, label: { fontSize: '0.8125rem' } } },
      MuiToggleButton: { styleOverrides: { root: { minHeight: 48, textTransform: 'none', flex: 1, color: brand.text, lineHeight: 1.25, '&.Mui-selected, &.Mui-selected:hover': { backgroundColor: brand.primarySoft, color: brand.primary } } } },
    },
  });
}
