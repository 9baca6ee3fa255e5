import Box from '@mui/material/Box';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { useTranslate } from 'react-admin';
import { useState } from 'react';
import { api } from '@shared/api';
import type { FigureChange, Tariff, TariffComparison } from '@shared/types';
import { Async, Panel } from '../../ui/page';
import { StatusChip } from '../../ui/StatusChip';
import { useFigureWords } from './useFigureWords';

const shown = (value: unknown): string => (value === undefined || value === null ? '—' : Array.isArray(value) ? value.join(', ') : String(value));

/** Two versions side by side, rule by rule. */
export function ComparePanel({ tariff, number }: { tariff: Tariff; number: number }) {
  const translate = useTranslate();
  const words = useFigureWords();
  const others = (tariff.versions ?? []).filter((version) => version.number !== number);
  const [before, setBefore] = useState<number | undefined>(others.find((version) => version.number < number)?.number ?? others[0]?.number);
  const query = useQuery({ queryKey: ['tariffs', 'compare', tariff.id, before, number, tariff.versions], queryFn: () => api.get<TariffComparison>(`/tariffs/${tariff.id}/compare`, { query: { before: before ?? 0, after: number } }), enabled: before !== undefined });
  if (before === undefined) return <Panel title={translate('cnc.tariff.compare')}><Typography color="textSecondary">{translate('cnc.tariff.only_version')}</Typography></Panel>;
  const lines = (name: string, figures: FigureChange[], chip: string | null) => figures.map((figure, index) => (
    <TableRow key={`${name}${figure.figure}`}>
      <TableCell sx={{ fontWeight: 600 }}>{index === 0 ? <>{name} {chip ? <StatusChip kind="rule_change" value={chip} small /> : null}</> : null}</TableCell>
      <TableCell>{words.figure(figure.figure)}</TableCell><TableCell align="right">{shown(figure.before)}</TableCell><TableCell align="right">{shown(figure.after)}</TableCell>
    </TableRow>
  ));
  return (
    <Panel
      title={translate('cnc.tariff.compare')}
      actions={
        <TextField select size="small" label={translate('cnc.tariff.compared_with')} value={before} onChange={(event) => setBefore(Number(event.target.value))} slotProps={{ select: { native: true } }}>
          {others.map((version) => <option key={version.id} value={version.number}>{translate('cnc.tariff.version', { number: version.number })}</option>)}
        </TextField>
      }
    >
      <Async query={query} lines={4}>
        {(found) => (
          <Box sx={{ overflowX: 'auto' }}>
            <Typography color="textSecondary">{translate('cnc.tariff.differences', { smart_count: found.rules.length, unchanged: found.unchanged })}</Typography>
            {found.rules.length + found.settings.length > 0 ? (
              <Table size="small">
                <TableHead><TableRow><TableCell>{translate('cnc.tariff.rule')}</TableCell><TableCell>{translate('cnc.tariff.figure_name')}</TableCell><TableCell align="right">{translate('cnc.audit.before')}</TableCell><TableCell align="right">{translate('cnc.audit.after')}</TableCell></TableRow></TableHead>
                <TableBody>
                  {lines(translate('cnc.tariff.settings'), found.settings, null)}
                  {found.rules.flatMap((rule) => lines(rule.rule_key, rule.figures, rule.change))}
                </TableBody>
              </Table>
            ) : null}
          </Box>
        )}
      </Async>
    </Panel>
  );
}
