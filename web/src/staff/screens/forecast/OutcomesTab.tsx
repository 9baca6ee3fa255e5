import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import MenuItem from '@mui/material/MenuItem';
import Stack from '@mui/material/Stack';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { useTranslate } from 'react-admin';
import { api } from '@shared/api';
import { OUTCOMES_BY } from '@shared/types/forecast';
import type { Analytics, Outcome, Share } from '@shared/types';
import { useSeesMoney } from '../../data/me';
import { Async, Empty, Panel } from '../../ui/page';
import { saveFile } from '../../ui/saveFile';
import { useEnumLabel } from '../../ui/StatusChip';
import { MoneyText, useFormat } from '../../ui/values';
import { analyticsCsv } from './csv';

interface Props {
  location: string;
  search: URLSearchParams;
  set: (name: string, value: string) => void;
}

/** Won, lost and open of the leads that came in, with how sure each share is. */
export function OutcomesTab({ location, search, set }: Props) {
  const translate = useTranslate();
  const label = useEnumLabel();
  const by = search.get('by') ?? 'SOURCE';
  const [from, to] = [search.get('from') ?? '', search.get('to') ?? ''];
  const text = (name: string, options?: Record<string, unknown>) => translate(`cnc.report.${name}`, options);
  const query = useQuery({
    queryKey: ['sales', 'analytics', by, from, to, location],
    queryFn: () => api.get<Analytics>('/sales/analytics', { query: { by, from: from || undefined, to: to || undefined, location_id: location || undefined } }),
    placeholderData: (before) => before,
  });
  const name = (key: string | null | undefined) => {
    if (!key) return text('unknown');
    return by === 'HOUR' ? `${key}:00` : by === 'SERVICE' ? label('service_type', key) : key;
  };
  const day = (key: 'from' | 'to', shown: string) => (
    <TextField size="small" type="date" label={text(key)} value={shown} onChange={(event) => set(key, event.target.value)} slotProps={{ inputLabel: { shrink: true }, htmlInput: { max: '9999-12-31' } }} />
  );
  const download = (data: Analytics) => {
    const bounds = (column: string) => [text(column), `${text(column)}, ${text('low')}`, `${text(column)}, ${text('high')}`];
    const headings = [label('outcomes_by', by), text('leads'), text('won'), text('lost'), text('open'), ...bounds('conversion'), ...bounds('close_rate'), text('cost'), text('cost_per_lead'), text('cost_per_win'), text('currency')];
    saveFile(new Blob(['\uFEFF', analyticsCsv(data, name, headings, text('total'))], { type: 'text/csv;charset=utf-8' }), `sales-${by.toLowerCase()}-${data.from}-${data.to}.csv`);
  };
  return (
    <>
      <Stack direction="row" sx={{ gap: 1.25, flexWrap: 'wrap', mb: 1.5, alignItems: 'center' }}>
        <TextField select size="small" label={text('by')} value={by} onChange={(event) => set('by', event.target.value)} sx={{ minWidth: 160 }}>
          {OUTCOMES_BY.map((each) => <MenuItem key={each} value={each}>{label('outcomes_by', each)}</MenuItem>)}
        </TextField>
        {day('from', from || (query.data?.from ?? ''))}
        {day('to', to || (query.data?.to ?? ''))}
        {query.data && query.data.total.leads > 0 ? <Button variant="outlined" onClick={() => download(query.data)}>{text('export')}</Button> : null}
      </Stack>
      <Async query={query} lines={8}>
        {(data) => (data.total.leads === 0 ? <Panel><Empty title={text('no_leads')} /></Panel> : <><Outcomes data={data} name={name} /><Typography color="textSecondary" sx={{ mt: 1 }}>{text('open_apart', { n: data.total.open })}</Typography></>)}
      </Async>
    </>
  );
}

/** A share as a bar with its interval; the figures stand beside it. */
function ShareCell({ share }: { share?: Share | null }) {
  const translate = useTranslate();
  const format = useFormat();
  if (!share) return <TableCell>—</TableCell>;
  const interval = translate('cnc.report.interval', { low: format.decimal(share.low_percent, 1), high: format.decimal(share.high_percent, 1) });
  return (
    <TableCell sx={{ minWidth: 150 }}>
      <Box sx={{ fontVariantNumeric: 'tabular-nums', fontWeight: 600 }}>{format.decimal(share.percent, 1)} %</Box>
      <Box aria-hidden sx={{ position: 'relative', height: 8, bgcolor: 'action.hover', borderRadius: 4, my: 0.25 }}>
        <Box sx={{ position: 'absolute', left: `${share.low_percent}%`, width: `${share.high_percent - share.low_percent}%`, top: 0, bottom: 0, bgcolor: 'primary.main', opacity: 0.35, borderRadius: 4 }} />
        <Box sx={{ position: 'absolute', left: `calc(${share.percent}% - 2px)`, width: 4, top: -1, bottom: -1, bgcolor: 'primary.main', borderRadius: 2 }} />
      </Box>
      <Box sx={{ fontSize: '0.75rem', color: 'text.secondary', whiteSpace: 'nowrap' }}>{interval}</Box>
    </TableCell>
  );
}

function Outcomes({ data, name }: { data: Analytics; name: (key: string | null | undefined) => string }) {
  const translate = useTranslate();
  const label = useEnumLabel();
  const money = useSeesMoney() && data.total.cost;
  const text = (key: string) => translate(`cnc.report.${key}`);
  const counts = ['leads', 'won', 'lost', 'open'] as const;
  const costs = ['cost', 'cost_per_lead', 'cost_per_win'] as const;
  const line = (row: Outcome, title: string, bold?: boolean) => (
    <TableRow key={title} sx={bold ? { '& td, & th': { fontWeight: 650, borderTop: 2, borderColor: 'divider' } } : undefined}>
      <TableCell component="th" scope="row">{title}</TableCell>
      {counts.map((count) => <TableCell key={count} align="right" sx={{ fontVariantNumeric: 'tabular-nums' }}>{row[count]}</TableCell>)}
      <ShareCell share={row.conversion} />
      <ShareCell share={row.close_rate} />
      {money ? costs.map((cost) => <TableCell key={cost} align="right"><MoneyText value={row[cost]} /></TableCell>) : null}
    </TableRow>
  );
  return (
    <Panel flush>
      <Table size="small">
        <TableHead>
          <TableRow>
            <TableCell>{label('outcomes_by', data.by)}</TableCell>
            {counts.map((count) => <TableCell key={count} align="right">{text(count)}</TableCell>)}
            <TableCell>{text('conversion')}</TableCell><TableCell>{text('close_rate')}</TableCell>
            {money ? costs.map((cost) => <TableCell key={cost} align="right">{text(cost)}</TableCell>) : null}
          </TableRow>
        </TableHead>
        <TableBody>
          {data.rows.map((row) => line(row, name(row.key)))}
          {line(data.total, text('total'), true)}
        </TableBody>
      </Table>
    </Panel>
  );
}
