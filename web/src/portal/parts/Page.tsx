import { useEffect, type ReactNode } from 'react';
import { Box, Button, Typography } from '@mui/material';
import { useReading } from '../language';

interface Props {
  /** Name over the page; empty while nothing is known. */
  company?: string;
  title: string;
  wide?: boolean;
  children: ReactNode;
}

/** Head with the company's name and the language switch, then the page. */
export function Page({ company, title, wide, children }: Props) {
  const { t, language, choose } = useReading();
  useEffect(() => {
    document.title = title;
  }, [title]);
  const width = wide ? 1120 : 720;
  return (
    <>
      <Box component="header" sx={{ bgcolor: 'background.paper', borderBottom: 1, borderColor: 'divider' }}>
        <Box sx={{ maxWidth: width, mx: 'auto', px: 2, minHeight: 64, display: 'flex', alignItems: 'center', gap: 2 }}>
          <Typography component="p" sx={{ fontWeight: 700, fontSize: '1.125rem', flex: 1, overflowWrap: 'anywhere' }}>{company}</Typography>
          <Button onClick={() => choose(language === 'en' ? 'fr' : 'en')} lang={language === 'en' ? 'fr' : 'en'}>{t('language.switch')}</Button>
        </Box>
      </Box>
      <Box component="main" sx={{ maxWidth: width, mx: 'auto', px: 2, py: { xs: 2.5, sm: 4 } }}>{children}</Box>
    </>
  );
}
