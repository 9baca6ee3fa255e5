import type { ThemeOptions } from '@mui/material/styles';
import { BRAND, FONT_STACK, TONES } from '@shared/brand';
import { componentStyles } from './components';

/** The staff app's look: white bar, thin lines instead of shadows, dense tables, tabular figures. */
function staffTheme(mode: 'light' | 'dark'): ThemeOptions {
  const brand = BRAND[mode];
  const tones = TONES[mode];
  return {
    palette: {
      mode,
      primary: { main: brand.primary, dark: brand.primaryHover, contrastText: mode === 'light' ? '#ffffff' : '#0c1526' },
      secondary: { main: brand.primary, contrastText: mode === 'light' ? '#ffffff' : '#0c1526' },
      error: { main: mode === 'light' ? '#b42318' : '#ff9d94' },
      warning: { main: mode === 'light' ? '#8a5300' : '#f6cf7a' },
      success: { main: mode === 'light' ? '#14602f' : '#86e0ad' },
      info: { main: tones.info.ink },
      background: { default: brand.ground, paper: brand.surface },
      text: { primary: brand.text, secondary: brand.muted },
      divider: brand.line,
      action: { active: brand.muted },
    },
    shape: { borderRadius: 8 },
    typography: {
      fontFamily: FONT_STACK,
      fontSize: 14,
      body1: { fontSize: '0.9rem', lineHeight: 1.5 },
      body2: { fontSize: '0.875rem' },
      h1: { fontSize: '1.5rem', fontWeight: 650, letterSpacing: '-0.015em' },
      h2: { fontSize: '1.125rem', fontWeight: 650, letterSpacing: '-0.01em' },
      h3: { fontSize: '0.95rem', fontWeight: 650 },
      h6: { fontSize: '1.05rem', fontWeight: 650, letterSpacing: '-0.01em' },
      subtitle2: { fontWeight: 600 },
      button: { textTransform: 'none', fontWeight: 600 },
      overline: { textTransform: 'none', letterSpacing: 0, fontWeight: 600, fontSize: '0.75rem', lineHeight: 1.6 },
    },
    components: componentStyles(mode),
  };
}

export const lightTheme = staffTheme('light');
export const darkTheme = staffTheme('dark');
