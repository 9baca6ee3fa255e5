import Box from '@mui/material/Box';
import Paper from '@mui/material/Paper';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { Notification, useTranslate } from 'react-admin';
import { useEffect, type ReactNode } from 'react';
import { Mark } from '../shell/Mark';
import { CornerSwitches } from '../shell/TopBar';
import { useLanguage } from '../ui/values';

/** What people see before they are in: the mark, one card, language and light. */
export function EntryFrame({ title, heading, children }: { title: string; heading?: string; children: ReactNode }) {
  const translate = useTranslate();
  const language = useLanguage();
  useEffect(() => {
    document.title = `${title} · C&C CRM`;
    document.documentElement.lang = language;
  }, [title, language]);
  return (
    <Box component="main" sx={{ minHeight: '100vh', display: 'grid', gridTemplateRows: 'auto 1fr', bgcolor: 'background.default' }}>
      <Stack direction="row" sx={{ justifyContent: 'flex-end', p: 1.5 }}><CornerSwitches /></Stack>
      <Box sx={{ display: 'grid', placeItems: 'start center', px: 2, pt: { xs: 2, sm: '9vh' } }}>
        <Box sx={{ width: '100%', maxWidth: 400 }}>
          <Stack direction="row" sx={{ alignItems: 'center', gap: 1.25, mb: 3 }}>
            <Mark size={36} />
            <Box>
              <Typography sx={{ fontWeight: 700, fontSize: '1.1rem', lineHeight: 1.2 }}>C&amp;C CRM</Typography>
              <Typography color="textSecondary" sx={{ fontSize: '0.82rem' }}>{translate('cnc.login.tagline')}</Typography>
            </Box>
          </Stack>
          <Paper elevation={1} sx={{ p: { xs: 2.5, sm: 3.5 }, borderRadius: 1.5 }}>
            <Typography variant="h1" sx={{ fontSize: '1.3rem', mb: 2 }}>{heading ?? title}</Typography>
            {children}
          </Paper>
        </Box>
      </Box>
      <Notification />
    </Box>
  );
}
