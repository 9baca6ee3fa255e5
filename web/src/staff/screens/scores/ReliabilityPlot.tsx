import Box from '@mui/material/Box';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'react-admin';
import type { ReliabilityBin } from '@shared/types';
import { useFormat } from '../../ui/values';

const SIZE = 320;
const LEFT = 40;
const BELOW = 34;
const MARKS = [0, 0.25, 0.5, 0.75, 1];
const x = (share: number): number => LEFT + share * SIZE;
const y = (share: number): number => 10 + (1 - share) * SIZE;

/** What a model said against what happened: a dot for each tenth, with its 90 % range. The table says the same. */
export function ReliabilityPlot({ bins }: { bins: ReliabilityBin[] }) {
  const translate = useTranslate();
  const format = useFormat();
  const percent = (share: number) => `${format.decimal(share * 100, 0)} %`;
  const most = Math.max(1, ...bins.map((bin) => bin.count));
  return (
    <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: { xs: '1fr', md: 'minmax(280px, 420px) 1fr' }, alignItems: 'start' }}>
      <Box component="svg" viewBox={`0 0 ${LEFT + SIZE + 12} ${SIZE + 10 + BELOW}`} role="img" aria-label={translate('cnc.score.plot')} sx={{ width: 1, height: 'auto', color: 'text.secondary', fontSize: 11 }}>
        {MARKS.map((mark) => (
          <g key={mark}>
            <line x1={x(0)} x2={x(1)} y1={y(mark)} y2={y(mark)} stroke="currentColor" strokeOpacity="0.18" />
            <text x={LEFT - 6} y={y(mark) + 4} textAnchor="end" fill="currentColor">{Math.round(mark * 100)}</text>
            <text x={x(mark)} y={SIZE + 26} textAnchor="middle" fill="currentColor">{Math.round(mark * 100)}</text>
          </g>
        ))}
        <line x1={x(0)} y1={y(0)} x2={x(1)} y2={y(1)} stroke="currentColor" strokeDasharray="5 5" strokeOpacity="0.7" />
        <text x={x(0.5)} y={SIZE + 41} textAnchor="middle" fill="currentColor">{translate('cnc.score.said')} %</text>
        <text transform={`translate(11 ${y(0.5)}) rotate(-90)`} textAnchor="middle" fill="currentColor">{translate('cnc.score.happened')} %</text>
        <Box component="g" sx={{ color: 'primary.main' }}>
          {bins.map((bin, at) => (
            <g key={at}>
              <line x1={x(bin.predicted)} x2={x(bin.predicted)} y1={y(bin.low)} y2={y(bin.high)} stroke="currentColor" strokeWidth="2" strokeOpacity="0.55" />
              <circle cx={x(bin.predicted)} cy={y(bin.observed)} r={3 + 3 * Math.sqrt(bin.count / most)} fill="currentColor" />
            </g>
          ))}
        </Box>
      </Box>
      <Box sx={{ overflowX: 'auto' }}>
        <Typography component="h3" sx={{ fontWeight: 650, mb: 0.5 }}>{translate('cnc.score.bins')}</Typography>
        <Table size="small">
          <TableHead><TableRow>{['count', 'said', 'happened', 'range'].map((name) => <TableCell key={name} align="right">{translate(`cnc.score.${name}`)}</TableCell>)}</TableRow></TableHead>
          <TableBody>
            {bins.map((bin, at) => (
              <TableRow key={at} sx={{ '& td': { fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' } }}>
                <TableCell align="right">{bin.count}</TableCell><TableCell align="right">{percent(bin.predicted)}</TableCell><TableCell align="right">{percent(bin.observed)}</TableCell><TableCell align="right">{percent(bin.low)} – {percent(bin.high)}</TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </Box>
    </Box>
  );
}
