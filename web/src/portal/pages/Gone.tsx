import { Typography } from '@mui/material';
import { Page } from '../parts/Page';
import { useReading } from '../language';

/** The same page for every link that opens nothing, so that nobody learns which links exist. */
export function Gone() {
  const { t } = useReading();
  return (
    <Page title={t('doc.none')}>
      <Typography variant="h1" sx={{ mb: 1.5 }}>{t('gone.title')}</Typography>
      <Typography>{t('gone.text')}</Typography>
    </Page>
  );
}
