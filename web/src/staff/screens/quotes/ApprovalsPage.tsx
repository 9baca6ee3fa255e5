import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Link from '@mui/material/Link';
import Stack from '@mui/material/Stack';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import Typography from '@mui/material/Typography';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useTranslate } from 'react-admin';
import { useState } from 'react';
import { Link as RouterLink } from 'react-router';
import { api } from '@shared/api';
import type { ApprovalRow, Derivation, Quote } from '@shared/types';
import { Async, Empty, LoadError, LoadingLines, PageHead, Panel } from '../../ui/page';
import { StatusChip } from '../../ui/StatusChip';
import { useFormat } from '../../ui/values';
import { Answers, ApprovalFigures, useApproval } from './Approval';
import { PriceSheet } from './PriceSheet';

/** Prices that wait for somebody's word; made for one thumb. */
export default function ApprovalsPage() {
  const translate = useTranslate();
  const [answered, setAnswered] = useState(false);
  const query = useInfiniteQuery({
    queryKey: ['approvals', answered],
    queryFn: ({ pageParam }) => api.list<ApprovalRow>('/quote-approvals', { query: { ...(answered ? { state: 'APPROVED,REJECTED,EXPIRED' } : { state: 'ASKED' }), limit: 25, ...(pageParam ? { cursor: pageParam } : {}) } }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.page?.next ?? null,
  });
  const rows = query.data?.pages.flatMap(({ data }) => data) ?? [];
  return (
    <>
      <PageHead
        title={translate('cnc.approval.list')}
        subtitle={translate('cnc.approval.list_hint')}
        actions={
          <ToggleButtonGroup exclusive size="small" value={answered} onChange={(_event, value: boolean | null) => value !== null && setAnswered(value)} aria-label={translate('cnc.approval.which')}>
            <ToggleButton value={false}>{translate('enums.approval_state.ASKED')}</ToggleButton>
            <ToggleButton value>{translate('cnc.approval.closed')}</ToggleButton>
          </ToggleButtonGroup>
        }
      />
      {query.isError ? <LoadError error={query.error} retry={() => void query.refetch()} /> : null}
      {query.isPending ? <LoadingLines lines={6} /> : null}
      {query.isSuccess && rows.length === 0 ? <Panel><Empty title={translate(answered ? 'cnc.approval.none_closed' : 'cnc.approval.none')} /></Panel> : null}
      <Stack component="ul" sx={{ gap: 2, listStyle: 'none', m: 0, p: 0 }}>
        {rows.map((row) => <li key={row.id}><Asked row={row} /></li>)}
      </Stack>
      {query.hasNextPage ? <Button sx={{ mt: 2 }} onClick={() => void query.fetchNextPage()} loading={query.isFetchingNextPage}>{translate('cnc.state.more')}</Button> : null}
    </>
  );
}

function Asked({ row }: { row: ApprovalRow }) {
  const translate = useTranslate();
  const format = useFormat(row.location_id);
  const [open, setOpen] = useState(row.state === 'ASKED');
  const [priced, setPriced] = useState(false);
  const query = useApproval(row.quote_id, open);
  return (
    <Panel
      title={<><Link component={RouterLink} to={`/quotes/${row.quote_id}/show`}>{row.number}{row.quote_version > 1 ? ` v${row.quote_version}` : ''}</Link> · {row.customer_name}</>}
      actions={<StatusChip kind="approval_state" value={row.state} small />}
    >
      <Typography color="textSecondary" sx={{ mb: 1 }}>{[row.title, row.asked_by_name, format.moment(row.asked_at)].filter(Boolean).join(' · ')}</Typography>
      <Typography sx={{ whiteSpace: 'pre-wrap', mb: 1.5 }}>{row.reason}</Typography>
      {row.note ? <Typography sx={{ whiteSpace: 'pre-wrap', mb: 1.5 }}><strong>{translate('cnc.approval.answer')}:</strong> {row.note}</Typography> : null}
      {open ? <Async query={query} lines={3}>{(asked) => (asked.id === row.id ? <ApprovalFigures asked={asked} /> : <Typography color="textSecondary">{translate('cnc.approval.asked_again')}</Typography>)}</Async> : <Button onClick={() => setOpen(true)} aria-expanded={false}>{translate('cnc.approval.figures')}</Button>}
      <Box sx={{ mt: 1.5, display: 'flex', gap: 1, flexWrap: 'wrap', alignItems: 'center' }}>
        {row.state === 'ASKED' ? <Answers quoteId={row.quote_id} askedBy={row.asked_by ?? null} /> : null}
        <Button onClick={() => setPriced(!priced)} aria-expanded={priced}>{translate(priced ? 'cnc.approval.fold_price' : 'cnc.approval.whole_price')}</Button>
      </Box>
      {priced ? <WholePrice quoteId={row.quote_id} /> : null}
    </Panel>
  );
}

/** Lines and tree of the quote as it stands. */
function WholePrice({ quoteId }: { quoteId: string }) {
  const query = useQuery({ queryKey: ['quotes', 'detail', quoteId], queryFn: () => api.get<Quote>(`/quotes/${quoteId}`) });
  const tree = useQuery({ queryKey: ['quotes', 'explain', quoteId], queryFn: () => api.get<Derivation>(`/quotes/${quoteId}/explain`), retry: false });
  return (
    <Box sx={{ mt: 2 }}>
      <Async query={query} lines={8}>
        {(quote) => (quote.priced ? <PriceSheet priced={{ ...quote.priced, flags: [], derivation: quote.priced.derivation ?? tree.data }} /> : null)}
      </Async>
    </Box>
  );
}
