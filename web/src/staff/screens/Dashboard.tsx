import Box from '@mui/material/Box';
import Link from '@mui/material/Link';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { useTranslate } from 'react-admin';
import { Link as RouterLink } from 'react-router';
import { api } from '@shared/api';
import { Empty, LoadError, LoadingLines, PageHead, Panel } from '../ui/page';
import { useFormat } from '../ui/values';

interface Tile { key: string; label_key?: string; value?: number; link?: string }
interface Card { id: string; title: string; number?: string; status: string }
interface Day { date: string; tiles: Tile[]; jobs_today: Card[]; flags: { flag: string; cause?: string }[] }

/** The day at a glance. */
export default function Dashboard() {
  const translate = useTranslate();
  const format = useFormat();
  const query = useQuery({ queryKey: ['dashboard'], queryFn: () => api.get<Day>('/dashboard') });
  if (query.isPending) return <LoadingLines />;
  if (query.isError) return <LoadError error={query.error} retry={() => void query.refetch()} />;
  const day = query.data;
  return (
    <>
      <PageHead title={translate('cnc.dashboard.title')} subtitle={format.day(day.date)} />
      <Box sx={{ display: 'grid', gap: 1.5, gridTemplateColumns: { xs: '1fr 1fr', md: 'repeat(4, 1fr)' }, mb: 2 }}>
        {day.tiles.map((tile) => (
          <Panel key={tile.key}>
            <Typography color="text.secondary">{translate(`cnc.dashboard.tile.${tile.key}`, { _: tile.key.replaceAll('_', ' ') })}</Typography>
            <Typography variant="h1" component="p">{tile.value ?? '–'}</Typography>
          </Panel>
        ))}
      </Box>
      <Panel title={translate('cnc.dashboard.journeys')}>
        {(day.jobs_today ?? []).length === 0 ? <Empty title={translate('cnc.empty.title')} /> : null}
        {(day.jobs_today ?? []).map((job) => (
          <Typography key={job.id}><Link component={RouterLink} to="/dispatch">{job.number} {job.title}</Link> · {job.status}</Typography>
        ))}
      </Panel>
    </>
  );
}
