import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { useTranslate } from 'react-admin';
import { api } from '@shared/api';
import type { Estimate, EstimateDifference } from '@shared/types';
import { Async } from '../../ui/page';

function shown(value: unknown): string {
  if (value === null || value === undefined) return '—';
  if (typeof value !== 'object') return String(value);
  const { going, staying, quantity } = value as { going?: number; staying?: number; quantity?: number };
  if (going !== undefined) return staying ? `${going} + ${staying} x` : String(going);
  if (quantity !== undefined) return String(quantity);
  return Object.values(value).filter((inner) => typeof inner !== 'object').join(', ');
}

/** What this version changed of the one before. */
export function Differences({ estimate }: { estimate: Estimate }) {
  const translate = useTranslate();
  const query = useQuery({ queryKey: ['estimates', 'differences', estimate.id, estimate.version], queryFn: () => api.get<{ differences: EstimateDifference[] }>(`/estimates/${estimate.id}/differences`) });
  return (
    <Async query={query} lines={3}>
      {({ differences }) => (
        <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none' }}>
          {differences.length === 0 ? <Typography component="li" color="textSecondary">—</Typography> : null}
          {differences.map((each, at) => (
            <Box component="li" key={at} sx={{ py: 0.4 }}>
              <Typography component="span" color="textSecondary">{each.subject ?? translate(`cnc.estimate.what.${each.what}`, { _: each.what })}: </Typography>
              {shown(each.before)} → {shown(each.after)}
            </Box>
          ))}
        </Box>
      )}
    </Async>
  );
}
