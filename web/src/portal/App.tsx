import { lazy, Suspense, useEffect, useMemo, useState } from 'react';
import { CssBaseline, LinearProgress, ThemeProvider, useMediaQuery } from '@mui/material';
import { Route, Routes } from 'react-router';
import { browserLanguage } from '@shared/format';
import type { Language } from '@shared/types';
import { ReadingContext, translator, type Reading } from './language';
import { Gone } from './pages/Gone';
import { QuotePage } from './pages/QuotePage';
import { portalTheme } from './theme';

const SurveyPage = lazy(() => import('./pages/SurveyPage'));
const VerifyPage = lazy(() => import('./pages/VerifyPage'));

export function App() {
  const dark = useMediaQuery('(prefers-color-scheme: dark)', { noSsr: true });
  const theme = useMemo(() => portalTheme(dark ? 'dark' : 'light'), [dark]);
  const [chosen, choose] = useState<Language | null>(null);
  const [suggested, suggest] = useState<Language>(browserLanguage);
  const language = chosen ?? suggested;
  const reading = useMemo<Reading>(() => ({ language, t: translator(language), choose, suggest }), [language]);

  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);

  return (
    <ReadingContext value={reading}>
      <ThemeProvider theme={theme}>
        <CssBaseline />
        <Suspense fallback={<LinearProgress />}>
          <Routes>
            <Route path="/quotes/:token" element={<QuotePage />} />
            <Route path="/surveys/:token" element={<SurveyPage />} />
            <Route path="/verify" element={<VerifyPage />} />
            <Route path="*" element={<Gone />} />
          </Routes>
        </Suspense>
      </ThemeProvider>
    </ReadingContext>
  );
}
