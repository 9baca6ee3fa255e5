import Button from '@mui/material/Button';
import InputBase from '@mui/material/InputBase';
import Link from '@mui/material/Link';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useLocaleState, useTranslate } from 'react-admin';
import { Link as RouterLink } from 'react-router';
import { api, type Query } from '@shared/api';
import type { Tone } from '@shared/brand';
import type { ImportRow, ImportRowState, ImportRun } from '@shared/types';
import { useAct } from '../../ui/act';
import { Empty, LoadError, LoadingLines, Panel } from '../../ui/page';
import { StatusChip } from '../../ui/StatusChip';

const PAGE = 50;
const TONES: Partial<Record<ImportRowState, Tone>> = { READY: 'info', ERROR: 'danger', CREATED: 'success', CHANGED: 'violet', LEFT_OUT: 'warning', KEPT: 'warning' };

/** The rows of a file; each mapped cell can be corrected where it stands. */
export function RowsGrid({ run, filter, editable }: { run: ImportRun; filter: Query; editable: boolean }) {
  const translate = useTranslate();
  const rows = useInfiniteQuery({
    queryKey: ['imports', 'rows', run.id, filter],
    queryFn: ({ pageParam }) => api.list<ImportRow>('/import-rows', { query: { ...filter, import_run_id: run.id, limit: PAGE, cursor: pageParam } }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.page.next ?? undefined,
  });
  if (rows.isError) return <LoadError error={rows.error} retry={() => void rows.refetch()} />;
  if (rows.isPending) return <LoadingLines lines={6} />;
  const all = rows.data.pages.flatMap((page) => page.data);
  const columns = run.columns.map((column, at) => ({ ...column, at, field: run.mapping[at] })).filter((column) => column.field);
  return (
    <Panel flush>
      {all.length === 0 ? <Empty title={translate('cnc.import.no_rows')} /> : (
        <Table size="small">
          <TableHead><TableRow>
            <TableCell align="right">{translate('cnc.import.row')}</TableCell><TableCell>{translate('cnc.import.state')}</TableCell><TableCell>{translate('cnc.import.what')}</TableCell>
            {columns.map((column) => <TableCell key={column.at} sx={{ whiteSpace: 'nowrap' }}>{column.name}</TableCell>)}
          </TableRow></TableHead>
          <TableBody>
            {all.map((row) => (
              <TableRow key={row.id} hover>
                <TableCell align="right">{row.line + 1}</TableCell>
                <TableCell><StatusChip kind="import_row" value={row.state} tone={TONES[row.state]} small /></TableCell>
                <TableCell sx={{ minWidth: 220 }}><Said row={row} /></TableCell>
                {columns.map((column) => (
                  <Cell key={column.at} run={run} row={row} at={column.at} name={column.name} editable={editable} wrong={row.problems.find((problem) => problem.field === column.field)?.warning} />
                ))}
              </TableRow>
            ))}
          </TableBody>
        </Table>
      )}
      {rows.hasNextPage ? <Button sx={{ m: 1 }} loading={rows.isFetchingNextPage} onClick={() => void rows.fetchNextPage()}>{translate('cnc.import.more')}</Button> : null}
    </Panel>
  );
}

/** Errors, warnings and likenesses of a row, in words. */
function Said({ row }: { row: ImportRow }) {
  const translate = useTranslate();
  const [locale] = useLocaleState();
  return (
    <>
      {row.problems.map((problem) => (
        <div key={problem.field + problem.code}>
          {problem.field ? <b>{translate(`cnc.import.field.${problem.field}`)}: </b> : null}{locale === 'fr' ? problem.fr : problem.en}
        </div>
      ))}
      {row.same_line ? <div>{translate('cnc.import.like_row', { line: row.same_line + 1 })}</div> : null}
      {row.match_id ? <div><Link component={RouterLink} to={`/customers/${row.match_id}/show`}>{translate('cnc.import.like', { label: row.match_label ?? '', score: row.match_score ?? 0 })}</Link></div> : null}
      {row.record_id && row.record_id !== row.match_id ? <div><Link component={RouterLink} to={`/customers/${row.record_id}/show`}>{translate('cnc.action.open')}</Link></div> : null}
      {row.note ? <div>{translate(`cnc.import.note.${row.note}`)}</div> : null}
    </>
  );
}

interface CellProps {
  run: ImportRun;
  row: ImportRow;
  at: number;
  name: string;
  editable: boolean;
  /** Whether what is wrong is a warning only; undefined where nothing is. */
  wrong: boolean | undefined;
}

function Cell({ run, row, at, name, editable, wrong }: CellProps) {
  const translate = useTranslate();
  const value = row.cells?.[at] ?? '';
  const correct = useAct((text: string) => api.patch(`/imports/${run.id}/rows/${row.line}`, { column: at, value: text }), { stale: ['imports'], done: 'cnc.import.corrected' });
  const border = wrong === undefined ? undefined : { border: 1, borderColor: wrong ? 'warning.main' : 'error.main', borderRadius: 1 };
  if (!editable) return <TableCell sx={{ whiteSpace: 'nowrap', maxWidth: 260, overflow: 'hidden', textOverflow: 'ellipsis' }}>{value}</TableCell>;
  const keep = (text: string) => { if (text !== value) correct.mutate(text); };
  return (
    <TableCell sx={{ py: 0.25 }}>
      <InputBase
        key={value}
        defaultValue={value}
        disabled={correct.isPending}
        sx={{ px: 0.75, minWidth: 120, fontSize: 'inherit', ...border }}
        inputProps={{ 'aria-label': translate('cnc.import.cell_of', { column: name, line: row.line + 1 }), 'aria-invalid': wrong === false }}
        onBlur={(event) => keep(event.target.value)}
        onKeyDown={(event) => {
          const input = event.target as HTMLInputElement;
          if (event.key === 'Enter') input.blur();
          if (event.key === 'Escape') { input.value = value; input.blur(); }
        }}
      />
    </TableCell>
  );
}
