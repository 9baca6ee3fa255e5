import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import MenuItem from '@mui/material/MenuItem';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useTranslate } from 'react-admin';
import { useEffect, useRef, useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { api } from '@shared/api';
import type { AuditDetail, AuditRow } from '@shared/types';
import { usePageKeys } from '../../shell/keys';
import { Async, Empty, Fact, Facts, LoadError, LoadingLines, PageHead, Panel } from '../../ui/page';
import { SoftChip, StatusChip, useEnumLabel } from '../../ui/StatusChip';
import { useFormat } from '../../ui/values';
import { Changes, MACHINE_TEXT } from './changes';

const FILTERS = ['action', 'outcome', 'severity', 'entity'] as const;
const VALUES: Record<(typeof FILTERS)[number], string[]> = {
  action: ['CREATE', 'UPDATE', 'DELETE', 'LOGIN', 'EXPORT', 'APPROVE', 'ASSIGN', 'ROLLBACK', 'SUPPORT'],
  outcome: ['DONE', 'REFUSED', 'FAILED'],
  severity: ['INFO', 'WARNING', 'CRITICAL'],
  entity: ['lead', 'customer', 'quote', 'job', 'journey', 'invoice', 'payment', 'user', 'location', 'equipment', 'crew', 'tariff'],
};
const KIND: Record<(typeof FILTERS)[number], string> = { action: 'audit_action', outcome: 'outcome', severity: 'severity', entity: 'entity' };

/** Stream left, the chosen entry's before and after right; filters stay in the address. */
export default function AuditExplorer() {
  const translate = useTranslate();
  const [params, setParams] = useSearchParams();
  const first = useRef<HTMLInputElement>(null);
  const filters = Object.fromEntries([...params.entries()].filter(([name]) => name !== 'entry'));
  const query = useInfiniteQuery({
    queryKey: ['audit', 'list', filters],
    queryFn: ({ pageParam }) => api.list<AuditRow>('/audit', { query: { ...filters, limit: 50, cursor: pageParam } }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.page.next,
  });
  const rows = query.data?.pages.flatMap((page) => page.data) ?? [];
  const chosen = params.get('entry') ?? rows[0]?.id ?? null;
  const set = (name: string, value: string) => setParams((now) => {
    if (value) now.set(name, value);
    else now.delete(name);
    return now;
  }, { replace: true });
  const step = (by: number) => {
    const at = rows.findIndex((row) => row.id === chosen);
    const next = rows[Math.min(Math.max(at + by, 0), rows.length - 1)];
    if (next) set('entry', next.id);
  };
  usePageKeys({ j: () => step(1), k: () => step(-1), f: () => first.current?.focus() });
  return (
    <>
      <PageHead title={translate('cnc.menu.audit')} subtitle={translate('cnc.audit.hint')} />
      <Stack direction="row" sx={{ gap: 1, mb: 1.5, flexWrap: 'wrap' }}>
        <SearchBox initial={params.get('q') ?? ''} inputRef={first} onSearch={(text) => set('q', text)} />
        {FILTERS.map((name) => <FilterPick key={name} name={name} value={params.get(name) ?? ''} onPick={(value) => set(name, value)} />)}
        <TextField size="small" type="date" value={params.get('at.gte') ?? ''} onChange={(event) => set('at.gte', event.target.value)} label={translate('cnc.audit.since')} slotProps={{ inputLabel: { shrink: true } }} />
        {Object.keys(filters).length > 0 ? <Button onClick={() => setParams({}, { replace: true })}>{translate('cnc.action.clear')}</Button> : null}
      </Stack>
      <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: { xs: 'minmax(0,1fr)', lg: 'minmax(0, 1fr) minmax(0, 1.15fr)' }, alignItems: 'start' }}>
        <Panel flush>
          {query.isPending ? <Box sx={{ p: 2 }}><LoadingLines lines={8} /></Box> : null}
          {query.isError ? <Box sx={{ p: 2 }}><LoadError error={query.error} retry={() => void query.refetch()} /></Box> : null}
          {query.isSuccess && rows.length === 0 ? <Empty title={translate('cnc.empty.filtered')} hint={translate('cnc.empty.filtered_hint')} /> : null}
          <Box component="ol" sx={{ listStyle: 'none', m: 0, p: 0, maxHeight: { lg: 'calc(100vh - 250px)' }, overflowY: 'auto' }}>
            {rows.map((row) => <Line key={row.id} row={row} chosen={row.id === chosen} onChoose={() => set('entry', row.id)} />)}
          </Box>
          {query.hasNextPage ? <Box sx={{ p: 1.5, textAlign: 'center' }}><Button loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>{translate('cnc.state.more')}</Button></Box> : null}
        </Panel>
        {chosen ? <Detail id={chosen} row={rows.find((row) => row.id === chosen)} onCause={(id) => setParams({ q: id }, { replace: false })} /> : null}
      </Box>
    </>
  );
}

function SearchBox({ initial, inputRef, onSearch }: { initial: string; inputRef: React.RefObject<HTMLInputElement | null>; onSearch: (text: string) => void }) {
  const translate = useTranslate();
  const [text, setText] = useState(initial);
  useEffect(() => setText(initial), [initial]);
  return (
    <Box component="form" onSubmit={(event: React.FormEvent) => { event.preventDefault(); onSearch(text); }}>
      <TextField size="small" name="q" inputRef={inputRef} value={text} label={translate('cnc.action.search')} onChange={(event) => setText(event.target.value)} onBlur={() => text !== initial && onSearch(text)} sx={{ width: 190 }} />
    </Box>
  );
}

function FilterPick({ name, value, onPick }: { name: (typeof FILTERS)[number]; value: string; onPick: (value: string) => void }) {
  const translate = useTranslate();
  const label = useEnumLabel();
  return (
    <TextField select size="small" value={value} label={translate(`cnc.audit.${name}`)} onChange={(event) => onPick(event.target.value)} sx={{ minWidth: 128 }}>
      <MenuItem value="">{translate('cnc.audit.all')}</MenuItem>
      {VALUES[name].map((option) => <MenuItem key={option} value={option}>{label(KIND[name], option)}</MenuItem>)}
    </TextField>
  );
}

function Line({ row, chosen, onChoose }: { row: AuditRow; chosen: boolean; onChoose: () => void }) {
  const format = useFormat();
  const label = useEnumLabel();
  const ref = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (chosen) ref.current?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);
  return (
    <Box component="li" ref={ref}>
      <Box
        component="button"
        type="button"
        aria-current={chosen}
        onClick={onChoose}
        sx={{ all: 'unset', boxSizing: 'border-box', width: 1, cursor: 'pointer', display: 'block', px: 2, py: 1, borderBottom: 1, borderColor: 'divider', borderLeft: 3, borderLeftColor: chosen ? 'primary.main' : 'transparent', bgcolor: chosen ? 'action.selected' : undefined, '&:hover': { bgcolor: 'action.hover' }, '&:focus-visible': { outline: '2px solid', outlineColor: 'primary.main', outlineOffset: -2 } }}
      >
        <Box sx={{ display: 'flex', justifyContent: 'space-between', gap: 1 }}>
          <Box component="span" sx={{ fontWeight: 600 }}>{row.entity_label ?? label('entity', row.entity ?? '')} <Box component="span" sx={{ fontWeight: 400 }}>{label('audit_action', row.action)}</Box></Box>
          <Box component="span" sx={{ color: 'text.secondary', fontSize: '0.78rem', whiteSpace: 'nowrap' }}>{format.moment(row.at)}</Box>
        </Box>
        <Box sx={{ display: 'flex', gap: 1, alignItems: 'center', mt: 0.25, flexWrap: 'wrap' }}>
          <Box component="span" sx={{ color: 'text.secondary', fontSize: '0.82rem' }}>{row.actor_name ?? label('actor_kind', row.actor_kind)} · {row.operation}</Box>
          {row.outcome === 'DONE' ? null : <StatusChip kind="outcome" value={row.outcome} small />}
          {row.severity === 'INFO' ? null : <StatusChip kind="severity" value={row.severity} small />}
        </Box>
      </Box>
    </Box>
  );
}

function Detail({ id, row, onCause }: { id: string; row?: AuditRow; onCause: (requestId: string) => void }) {
  const translate = useTranslate();
  const navigate = useNavigate();
  const label = useEnumLabel();
  const format = useFormat();
  const query = useQuery({ queryKey: ['audit', 'detail', id], queryFn: () => api.get<AuditDetail & Partial<AuditRow>>(`/audit/${id}`) });
  return (
    <Panel sx={{ position: { lg: 'sticky' }, top: 64 }}>
      <Async query={query} lines={8}>
        {(detail) => {
          const entry = { ...row, ...detail, ...detail.entry } as AuditRow;
          const proof = typeof detail.proof === 'string' ? { state: detail.proof } : detail.proof;
          return (
            <>
              <Stack direction="row" sx={{ justifyContent: 'space-between', gap: 1, mb: 1.5, flexWrap: 'wrap' }}>
                <Typography variant="h2">{entry.entity_label ?? entry.operation}</Typography>
                {entry.entity && entry.entity_id ? <Button onClick={() => navigate(`/history/${entry.entity}/${entry.entity_id}`)}>{translate('cnc.action.history')}</Button> : null}
              </Stack>
              <Facts columns={3}>
                <Fact label={translate('cnc.audit.at')}><span title={entry.at}>{format.momentExact(entry.at)}</span></Fact>
                <Fact label={translate('cnc.audit.actor')}>{entry.actor_name ?? '—'} <Typography component="span" color="textSecondary" sx={{ fontSize: '0.8rem' }}>{label('actor_kind', entry.actor_kind)}</Typography></Fact>
                <Fact label={translate('cnc.audit.outcome')}><StatusChip kind="outcome" value={entry.outcome} small /></Fact>
                <Fact label={translate('cnc.audit.operation')}><Box component="code" sx={MACHINE_TEXT}>{entry.operation}</Box></Fact>
                <Fact label={translate('cnc.audit.address')}>{entry.address ?? '—'}</Fact>
                <Fact label={translate('cnc.audit.proof')}>{proof ? <SoftChip tone={proof.state === 'SEALED' ? 'success' : 'neutral'} small>{translate(`cnc.audit.proof_${proof.state}`, { _: proof.state })}</SoftChip> : '—'}</Fact>
              </Facts>
              {entry.reason ? <Typography sx={{ mt: 1.5 }}><strong>{translate('cnc.form.reason')}:</strong> {entry.reason}</Typography> : null}
              {entry.request_id ? <Button sx={{ mt: 1, ml: -1.5 }} onClick={() => onCause(entry.request_id ?? '')}>{translate('cnc.audit.whole_request')}</Button> : null}
              <Box sx={{ mt: 2 }}><Changes changes={detail.changes ?? []} /></Box>
            </>
          );
        }}
      </Async>
    </Panel>
  );
}
