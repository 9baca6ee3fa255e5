import type { ReactNode } from 'react';
import { IconButton, Stack, Typography } from '@mui/material';
import ArrowBack from '@mui/icons-material/ArrowBack';
import { usePreferences } from '../context';
import { go } from '../route';

/** Title of a screen, with the way back where there is one. */
export function Heading({ title, back, aside }: { title: string; back?: string; aside?: ReactNode }) {
  const { t } = usePreferences();
  return (
    <Stack direction="row" spacing={0.5} sx={{ alignItems: 'center', px: back ? 0.5 : 2, pt: 1.5, pb: 0.5 }}>
      {back && (
        <IconButton onClick={() => go(back)} aria-label={t('nav.back')}>
          <ArrowBack />
        </IconButton>
      )}
      <Typography variant="h1" sx={{ flex: 1, minWidth: 0, overflowWrap: 'anywhere' }}>{title}</Typography>
      {aside}
    </Stack>
  );
}
