import Box from '@mui/material/Box';
import { useQuery } from '@tanstack/react-query';
import { useTranslate } from 'react-admin';
import { api } from '@shared/api';
import { Async, Fact, Facts, PageHead, Panel } from '../../ui/page';
import { StatusChip } from '../../ui/StatusChip';

type Figures = Record<string, unknown>;

const isPlain = (value: unknown): value is string | number | boolean => ['string', 'number', 'boolean'].includes(typeof value);
const words = (name: string): string => name.replaceAll('_', ' ');

/** Whatever the server says about itself: plain figures first, then its parts. */
export default function Health() {
  const translate = useTranslate();
  const query = useQuery({ queryKey: ['super', 'health'], queryFn: () => api.get<Figures>('/super-admin/health'), refetchInterval: 15_000 });
  return (
    <>
      <PageHead title={translate('cnc.super.health')} />
      <Async query={query}>
        {(health) => (
          <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: { xs: 'minmax(0,1fr)', md: 'repeat(2, minmax(0,1fr))' } }}>
            <Panel><Figures figures={health} /></Panel>
            {Object.entries(health).filter(([, value]) => typeof value === 'object' && value !== null).map(([name, value]) => (
              <Panel key={name} title={words(name)}>
                {Array.isArray(value) ? value.map((row, index) => <Box key={index} sx={{ py: 0.75, borderBottom: 1, borderColor: 'divider' }}>{isPlain(row) ? String(row) : <Figures figures={row as Figures} />}</Box>) : <Figures figures={value as Figures} />}
              </Panel>
            ))}
          </Box>
        )}
      </Async>
    </>
  );
}

function Figures({ figures }: { figures: Figures }) {
  return (
    <Facts columns={3}>
      {Object.entries(figures).filter(([, value]) => isPlain(value)).map(([name, value]) => (
        <Fact key={name} label={words(name)}>{name === 'status' || name === 'state' ? <StatusChip kind="health" value={String(value).toUpperCase()} small /> : String(value)}</Fact>
      ))}
    </Facts>
  );
}
