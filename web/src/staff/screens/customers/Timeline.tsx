import PushPin from '@mui/icons-material/PushPin';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Chip from '@mui/material/Chip';
import Link from '@mui/material/Link';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslate } from 'react-admin';
import { useDeferredValue, useRef, useState } from 'react';
import { Link as RouterLink } from 'react-router';
import { api } from '@shared/api';
import type { Timeline as TimelinePage, TimelineEntry } from '@shared/types';
import { useMay } from '../../data/me';
import { usePageKeys } from '../../shell/keys';
import { useAct } from '../../ui/act';
import { Empty, LoadError, LoadingLines, Panel } from '../../ui/page';
import { SoftChip, useEnumLabel } from '../../ui/StatusChip';
import { MoneyText, useFormat } from '../../ui/values';

const PAGES: Record<string, (of: string) => string> = {
  LEAD: (of) => `/leads/${of}/show`,
  ESTIMATE: (of) => `/estimates/${of}`,
  DEAL: (of) => `/deals/${of}/show`,
  JOB: (of) => `/jobs/${of}/show`,
  INVOICE: (of) => `/invoices/${of}/show`,
  PAYMENT: (of) => `/payments/${of}/show`,
  MERGE: (of) => `/customers/${of}/show`,
};

/** Where an entry leads; none for what stands in the timeline alone. */
export const pathOf = (entry: Pick<TimelineEntry, 'kind' | 'of'>): string | undefined =>
  entry.kind.startsWith('QUOTE') ? `/quotes/${entry.of}/show` : PAGES[entry.kind]?.(entry.of);

/** The state of an entry is named by the words of its record. */
const STATES: Record<string, string> = {
  LEAD: 'lead_status', DEAL: 'deal_stage', JOB: 'job_status', INVOICE: 'invoice_status', PAYMENT: 'payment_status', CONSENT: 'consent', MESSAGE: 'direction', ESTIMATE: 'estimate_state', MERGE: 'timeline_merge',
};

/** Everything of all modules about a customer, newest first, with what people note. */
export function Timeline({ customerId }: { customerId: string }) {
  const translate = useTranslate();
  const [kinds, setKinds] = useState<string[]>([]);
  const [text, setText] = useState('');
  const q = useDeferredValue(text.trim());
  const query = useInfiniteQuery({
    queryKey: ['customers', 'timeline', customerId, kinds, q],
    queryFn: ({ pageParam }) => api.get<TimelinePage>(`/customers/${customerId}/timeline`, { query: { kind: kinds, q: q || undefined, cursor: pageParam } }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
    placeholderData: (before) => before,
  });
  const first = query.data?.pages[0];
  const toggle = (kind: string) => setKinds(kinds.includes(kind) ? kinds.filter((each) => each !== kind) : [...kinds, kind]);
  return (
    <>
      <NoteForm customerId={customerId} />
      <Stack direction="row" sx={{ gap: 1, my: 1.5, flexWrap: 'wrap', alignItems: 'center' }}>
        <TextField size="small" type="search" label={translate('cnc.timeline.search')} value={text} onChange={(event) => setText(event.target.value)} slotProps={{ htmlInput: { maxLength: 200 } }} />
        {(first?.kinds ?? []).map((kind) => (
          <Chip key={kind} label={translate(`cnc.timeline.kind.${kind}`)} color={kinds.includes(kind) ? 'primary' : 'default'} variant={kinds.includes(kind) ? 'filled' : 'outlined'} aria-pressed={kinds.includes(kind)} onClick={() => toggle(kind)} />
        ))}
      </Stack>
      {query.isError ? <LoadError error={query.error} retry={() => void query.refetch()} /> : query.isPending ? <LoadingLines lines={6} /> : (
        <>
          <Pinned customerId={customerId} notes={first?.pinned ?? []} />
          <Panel>
            {query.data.pages.every((page) => page.entries.length === 0) ? <Empty title={translate('cnc.timeline.none')} /> : (
              <Box component="ol" sx={{ listStyle: 'none', m: 0, p: 0 }}>
                {query.data.pages.flatMap((page) => page.entries).map((entry) => <Entry key={entry.kind + entry.id} customerId={customerId} entry={entry} />)}
              </Box>
            )}
            {query.hasNextPage ? <Button sx={{ mt: 1 }} loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>{translate('cnc.timeline.more')}</Button> : null}
          </Panel>
        </>
      )}
    </>
  );
}

function Entry({ customerId, entry }: { customerId: string; entry: TimelineEntry }) {
  const translate = useTranslate();
  const format = useFormat();
  const named = useEnumLabel();
  const path = pathOf(entry);
  const states = STATES[entry.kind];
  const what = entry.kind === 'CONSENT' ? `${named('message_channel', entry.number ?? '')}, ${named('consent_purpose', entry.title ?? '')}`
    : entry.kind === 'MESSAGE' ? [named('message_channel', entry.number ?? ''), entry.title].filter(Boolean).join(' · ')
      : entry.kind === 'PAYMENT' ? [entry.number, named('payment_method', entry.title ?? '')].filter(Boolean).join(' · ')
        : entry.kind === 'ESTIMATE' ? entry.number
          : [entry.number, entry.title].filter(Boolean).join(' · ');
  return (
    <Box component="li" sx={{ display: 'flex', gap: 1.5, py: 1, borderTop: 1, borderColor: 'divider', alignItems: 'baseline', flexWrap: 'wrap', '&:first-of-type': { borderTop: 0 } }}>
      <Typography color="textSecondary" sx={{ width: 150, flexShrink: 0 }}>{format.moment(entry.at)}</Typography>
      <SoftChip tone="neutral" small>{translate(`cnc.timeline.kind.${entry.kind}`)}</SoftChip>
      <Box sx={{ flex: 1, minWidth: 180, whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{path ? <Link component={RouterLink} to={path}>{what || '—'}</Link> : what}</Box>
      {entry.amount ? <MoneyText value={entry.amount} /> : null}
      {states && entry.status ? <Typography component="span">{named(states, entry.status)}</Typography> : null}
      {entry.author_name ? <Typography component="span" color="textSecondary">{entry.author_name}</Typography> : null}
      {entry.kind === 'NOTE' ? <PinButton customerId={customerId} noteId={entry.of} pinned={entry.status === 'PINNED'} /> : null}
    </Box>
  );
}

function PinButton({ customerId, noteId, pinned }: { customerId: string; noteId: string; pinned: boolean }) {
  const translate = useTranslate();
  const may = useMay('customer:UPDATE');
  const pin = useAct((_: null) => api.patch(`/customers/${customerId}/notes/${noteId}`, { is_pinned: !pinned }), { stale: ['customers'] });
  if (!may) return null;
  return <Button size="small" loading={pin.isPending} onClick={() => pin.mutate(null)}>{translate(pinned ? 'cnc.timeline.unpin' : 'cnc.timeline.pin')}</Button>;
}

function Pinned({ customerId, notes }: { customerId: string; notes: TimelinePage['pinned'] }) {
  const translate = useTranslate();
  const format = useFormat();
  if (notes.length === 0) return null;
  return (
    <Panel title={translate('cnc.timeline.pinned')} sx={{ mb: 1.5 }}>
      {notes.map((note) => (
        <Stack key={note.id} direction="row" sx={{ gap: 1, py: 0.5, alignItems: 'baseline', flexWrap: 'wrap' }}>
          <PushPin fontSize="inherit" aria-hidden />
          <Box sx={{ flex: 1, minWidth: 200, whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{note.body}</Box>
          <Typography component="span" color="textSecondary">{[note.author_name, format.moment(note.at)].filter(Boolean).join(', ')}</Typography>
          <PinButton customerId={customerId} noteId={note.id} pinned />
        </Stack>
      ))}
    </Panel>
  );
}

function NoteForm({ customerId }: { customerId: string }) {
  const translate = useTranslate();
  const may = useMay('customer:UPDATE');
  const input = useRef<HTMLTextAreaElement>(null);
  const [body, setBody] = useState('');
  const add = useAct((note: { body: string }, key) => api.post(`/customers/${customerId}/notes`, note, { key }), { stale: ['customers'], done: 'cnc.timeline.noted', onDone: () => setBody('') });
  usePageKeys({ n: may ? () => input.current?.focus() : undefined });
  if (!may) return null;
  const keep = () => { if (body.trim()) add.mutate({ body: body.trim() }); };
  return (
    <Stack component="form" direction="row" sx={{ gap: 1, alignItems: 'flex-start', maxWidth: 900 }} onSubmit={(event) => { event.preventDefault(); keep(); }}>
      <TextField
        multiline fullWidth size="small" maxRows={8} label={translate('cnc.timeline.note')} value={body} inputRef={input} slotProps={{ htmlInput: { maxLength: 10_000 } }}
        onChange={(event) => setBody(event.target.value)}
        onKeyDown={(event) => { if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) keep(); }}
      />
      <Button type="submit" variant="outlined" disabled={!body.trim()} loading={add.isPending}>{translate('cnc.timeline.keep')}</Button>
    </Stack>
  );
}
