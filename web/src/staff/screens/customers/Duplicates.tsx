import Button from '@mui/material/Button';
import Link from '@mui/material/Link';
import Tab from '@mui/material/Tab';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import Tabs from '@mui/material/Tabs';
import { useQuery } from '@tanstack/react-query';
import { useTranslate } from 'react-admin';
import { useState } from 'react';
import { Link as RouterLink, useNavigate } from 'react-router';
import { api } from '@shared/api';
import type { DuplicatePair, MergeRow } from '@shared/types';
import { useMay } from '../../data/me';
import { usePageKeys } from '../../shell/keys';
import { useAct } from '../../ui/act';
import { Async, Empty, PageHead, Panel } from '../../ui/page';
import { SoftChip } from '../../ui/StatusChip';
import { useFormat } from '../../ui/values';
import { mergePath, useUndoMerge } from './merging';
import { Reasons } from './Reasons';

/** From here on two are taken for one where nobody says otherwise. */
const SURE = 90;

/** Pairs that look like one customer, and what was merged before. */
export default function Duplicates() {
  const translate = useTranslate();
  const [tab, setTab] = useState<'pairs' | 'merges'>('pairs');
  return (
    <>
      <PageHead title={translate('cnc.merge.duplicates')} subtitle={translate('cnc.merge.duplicates_hint')} />
      <Tabs value={tab} onChange={(_event, value: typeof tab) => setTab(value)} sx={{ mb: 1.5 }}>
        <Tab value="pairs" label={translate('cnc.merge.pairs')} />
        <Tab value="merges" label={translate('cnc.merge.merges')} />
      </Tabs>
      {tab === 'pairs' ? <Pairs /> : <Merges />}
    </>
  );
}

function Pairs() {
  const translate = useTranslate();
  const navigate = useNavigate();
  const [at, setAt] = useState(0);
  const query = useQuery({ queryKey: ['customers', 'duplicates'], queryFn: () => api.list<DuplicatePair>('/customers/duplicates', { query: { sort: '-score', state: 'OPEN', limit: 100 } }) });
  const pairs = query.data?.data ?? [];
  const dismiss = useAct((id: string, key) => api.post(`/customers/duplicates/${id}/dismiss`, {}, { key }), { stale: ['customers'], done: 'cnc.merge.dismissed' });
  const chosen = pairs[Math.min(at, pairs.length - 1)];
  usePageKeys({
    j: () => setAt((now) => Math.min(now + 1, pairs.length - 1)),
    k: () => setAt((now) => Math.max(now - 1, 0)),
    m: chosen && (() => navigate(mergePath(chosen.customer_id, chosen.other_id))),
    x: chosen && (() => dismiss.mutate(chosen.id)),
  });
  return (
    <Async query={query}>
      {({ data }) => (
        <Panel flush>
          {data.length === 0 ? <Empty title={translate('cnc.merge.none')} hint={translate('cnc.merge.none_hint')} /> : (
            <Table size="small">
              <TableHead><TableRow>
                <TableCell>{translate('enums.entity.customer')}</TableCell><TableCell>{translate('cnc.merge.looks_like')}</TableCell><TableCell align="right">{translate('cnc.merge.score')}</TableCell><TableCell>{translate('cnc.merge.why')}</TableCell><TableCell><span className="visually-hidden">{translate('cnc.action.do')}</span></TableCell>
              </TableRow></TableHead>
              <TableBody>
                {data.map((pair) => (
                  <TableRow key={pair.id} hover selected={pair === chosen}>
                    <TableCell><Named id={pair.customer_id} name={pair.display_name} number={pair.number} /></TableCell>
                    <TableCell><Named id={pair.other_id} name={pair.other_display_name} number={pair.other_number} /></TableCell>
                    <TableCell align="right"><SoftChip tone={pair.score >= SURE ? 'danger' : 'warning'} small>{pair.score}</SoftChip></TableCell>
                    <TableCell><Reasons reasons={pair.reasons} /></TableCell>
                    <TableCell align="right" sx={{ whiteSpace: 'nowrap' }}>
                      <Button onClick={() => dismiss.mutate(pair.id)} loading={dismiss.isPending && dismiss.variables === pair.id}>{translate('cnc.merge.two')}</Button>
                      <Button component={RouterLink} to={mergePath(pair.customer_id, pair.other_id)}>{translate('cnc.merge.compare')}</Button>
                    </TableCell>
                  </TableRow>
                ))}
              </TableBody>
            </Table>
          )}
        </Panel>
      )}
    </Async>
  );
}

function Named({ id, name, number }: { id: string; name: string; number: string }) {
  return <><Link component={RouterLink} to={`/customers/${id}/show`}>{name}</Link> {number}</>;
}

function Merges() {
  const translate = useTranslate();
  const format = useFormat();
  const may = useMay('customer_merge:RUN');
  const undo = useUndoMerge();
  const query = useQuery({ queryKey: ['customers', 'merges'], queryFn: () => api.list<MergeRow>('/customers/merges', { query: { sort: '-created_at', limit: 100 } }) });
  return (
    <Async query={query}>
      {({ data }) => (
        <Panel flush>
          {data.length === 0 ? <Empty title={translate('cnc.merge.no_merges')} /> : (
            <Table size="small">
              <TableHead><TableRow>
                <TableCell>{translate('cnc.merge.stays')}</TableCell><TableCell>{translate('cnc.merge.went')}</TableCell><TableCell>{translate('cnc.merge.when')}</TableCell><TableCell><span className="visually-hidden">{translate('cnc.action.do')}</span></TableCell>
              </TableRow></TableHead>
              <TableBody>
                {data.map((merge) => (
                  <TableRow key={merge.id} hover>
                    <TableCell><Named id={merge.survivor_id} name={merge.survivor_name} number={merge.survivor_number} /></TableCell>
                    <TableCell><Named id={merge.loser_id} name={merge.loser_name} number={merge.loser_number} /></TableCell>
                    <TableCell>{format.moment(merge.created_at)}</TableCell>
                    <TableCell align="right">
                      {merge.undone_at ? <SoftChip tone="neutral" small>{translate('cnc.merge.undone_at', { at: format.moment(merge.undone_at) })}</SoftChip> : may ? <Button onClick={() => undo.mutate(merge.id)} loading={undo.isPending && undo.variables === merge.id}>{translate('cnc.merge.undo')}</Button> : null}
                    </TableCell>
                  </TableRow>
                ))}
              </TableBody>
            </Table>
          )}
        </Panel>
      )}
    </Async>
  );
}
