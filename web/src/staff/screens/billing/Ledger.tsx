import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Tab from '@mui/material/Tab';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import Tabs from '@mui/material/Tabs';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useTranslate } from 'react-admin';
import { useState } from 'react';
import { api } from '@shared/api';
import type { LedgerTransaction, TrialBalance } from '@shared/types';
import { Async, Empty, LoadError, LoadingLines, PageHead, Panel } from '../../ui/page';
import { useEnumLabel } from '../../ui/StatusChip';
import { MoneyText, useFormat } from '../../ui/values';

export default function Ledger() {
  const translate = useTranslate();
  const [tab, setTab] = useState<'entries' | 'balance'>('entries');
  return (
    <>
      <PageHead title={translate('cnc.menu.ledger')} subtitle={translate('cnc.billing.ledger_hint')} />
      <Tabs value={tab} onChange={(_event, value: 'entries' | 'balance') => setTab(value)} sx={{ mb: 1.5 }}>
        <Tab value="entries" label={translate('cnc.billing.transactions')} />
        <Tab value="balance" label={translate('cnc.billing.trial_balance')} />
      </Tabs>
      {tab === 'entries' ? <Transactions /> : <Balance />}
    </>
  );
}

function Transactions() {
  const translate = useTranslate();
  const query = useInfiniteQuery({
    queryKey: ['ledger', 'transactions'],
    queryFn: ({ pageParam }) => api.list<LedgerTransaction>('/ledger', { query: { cursor: pageParam, limit: 50 } }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.page.next,
  });
  if (query.isPending) return <LoadingLines />;
  if (query.isError) return <LoadError error={query.error} retry={() => void query.refetch()} />;
  const rows = query.data.pages.flatMap((page) => page.data);
  return (
    <Panel flush>
      {rows.length === 0 ? <Empty title={translate('cnc.billing.nothing_posted')} hint={translate('cnc.billing.nothing_posted_hint')} /> : <Table size="small">
        <TableHead><TableRow>
          <TableCell sx={DAY_CELL}>{translate('cnc.audit.at')}</TableCell><TableCell sx={NARROW}>{translate('cnc.billing.account')}</TableCell><TableCell align="right" sx={NARROW}>{translate('cnc.billing.debit')}</TableCell><TableCell align="right" sx={NARROW}>{translate('cnc.billing.credit')}</TableCell>
        </TableRow></TableHead>
        {rows.map((row) => <Posting key={row.id} row={row} />)}
      </Table>}
      {query.hasNextPage ? <Box sx={{ p: 1.5, textAlign: 'center' }}><Button loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>{translate('cnc.state.more')}</Button></Box> : null}
    </Panel>
  );
}

/** On a phone the day stands above what was posted, not beside it. */
const NARROW = { px: { xs: 1, sm: 1.5 } } as const;
const DAY_CELL = { display: { xs: 'none', sm: 'table-cell' }, width: { sm: 132 } } as const;

/** A transaction: when and what, and below it what it moved on each account. */
function Posting({ row }: { row: LedgerTransaction }) {
  const label = useEnumLabel();
  const format = useFormat();
  const quiet = { color: 'text.secondary', fontWeight: 400, fontSize: '0.8rem' } as const;
  return (
    <TableBody sx={{ '& td, & th': { borderBottom: 0, py: 0.4, verticalAlign: 'top' }, '& tr:first-of-type > *': { borderTop: 1, borderColor: 'divider', pt: 1 }, '& tr:last-of-type > *': { pb: 1 } }}>
      <TableRow>
        <TableCell component="th" scope="rowgroup" rowSpan={row.entries.length + 1} sx={{ ...DAY_CELL, fontWeight: 400, whiteSpace: 'nowrap' }}>
          {format.dayOf(row.at)}
          <Box sx={quiet}>{format.time(row.at)}</Box>
        </TableCell>
        <TableCell colSpan={3} sx={{ ...NARROW, fontWeight: 600 }}>
          <Box sx={{ ...quiet, display: { sm: 'none' } }}>{format.dayOf(row.at)} · {format.time(row.at)}</Box>
          {[label('ledger_kind', row.kind), row.number].filter(Boolean).join(' ')}
          {row.description ? <Box component="span" sx={{ color: 'text.secondary', fontWeight: 400 }}> · {row.description}</Box> : null}
        </TableCell>
      </TableRow>
      {row.entries.map((entry, index) => (
        <TableRow key={`${entry.account_code}${index}`}>
          <TableCell sx={{ ...NARROW, pl: { xs: entry.credit ? 3 : 1, sm: entry.credit ? 5 : 1.5 } }}><Box component="span" sx={{ color: 'text.secondary', mr: 0.75 }}>{entry.account_code}</Box>{entry.account_name}</TableCell>
          <TableCell align="right" sx={{ ...NARROW, width: { sm: 140 } }}>{entry.debit ? <MoneyText value={entry.debit} /> : null}</TableCell>
          <TableCell align="right" sx={{ ...NARROW, width: { sm: 140 } }}>{entry.credit ? <MoneyText value={entry.credit} /> : null}</TableCell>
        </TableRow>
      ))}
    </TableBody>
  );
}

function Balance() {
  const translate = useTranslate();
  const query = useQuery({ queryKey: ['ledger', 'trial-balance'], queryFn: () => api.get<TrialBalance>('/ledger/trial-balance') });
  return (
    <Async query={query}>
      {(balance) => (
        <Panel flush>
          <Table size="small">
            <TableHead><TableRow><TableCell>{translate('cnc.billing.account')}</TableCell><TableCell align="right">{translate('cnc.billing.debit')}</TableCell><TableCell align="right">{translate('cnc.billing.credit')}</TableCell></TableRow></TableHead>
            <TableBody>
              {balance.accounts.map((account) => (
                <TableRow key={account.code} hover><TableCell>{account.code} {account.name}</TableCell><TableCell align="right">{account.debit ? <MoneyText value={account.debit} /> : null}</TableCell><TableCell align="right">{account.credit ? <MoneyText value={account.credit} /> : null}</TableCell></TableRow>
              ))}
              <TableRow sx={{ '& td': { fontWeight: 700, borderTop: 2, borderColor: 'divider' } }}><TableCell>{translate('cnc.billing.sum')}</TableCell><TableCell align="right"><MoneyText value={balance.total_debit} /></TableCell><TableCell align="right"><MoneyText value={balance.total_credit} /></TableCell></TableRow>
            </TableBody>
          </Table>
        </Panel>
      )}
    </Async>
  );
}
