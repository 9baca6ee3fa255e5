import { createTheme, type Theme } from '@mui/material/styles';
import { BRAND, FONT_STACK, TONES } from '@shared/brand';

export function portalTheme(mode: 'light' | 'dark'): Theme {
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
      h1: { fontSize: '1.625rem', fontWeight: 700, lineHeight: 1.25 },
      h2: { fontSize: '1.1875rem', fontWeight: 700, lineHeight: 1.3 },
      h3: { fontSize: '1rem', fontWeight: 700 },
      body2: { fontSize: '0.9375rem' },
      button: { textTransform: 'none', fontWeight: 600 },
    },
    components: {
      MuiButton: { defaultProps: { disableElevation: true }, styleOverrides: { root: { minHeight: 48, borderRadius: 12, fontSize: '1rem' } } },
      MuiPaper: { styleOverrides: { root: { backgroundImage: 'none' } } },
      MuiToggleButton: { styleOverrides: { root: { minHeight: 48, flex: 1, textTransform: 'none', color: brand.text, '&.Mui-selected, &.Mui-selected:hover': { backgroundColor: brand.primarySoft, color: brand.primary } } } },
      MuiLink: { defaultProps: { underline: 'always' } },
    },
  });
}
