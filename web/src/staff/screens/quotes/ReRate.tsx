import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { useTranslate } from 'react-admin';
import { useNavigate } from 'react-router';
import { api } from '@shared/api';
import type { Quote, ReRated } from '@shared/types';
import { useAct } from '../../ui/act';
import { AskDialog } from '../../ui/AskDialog';
import { useDraft } from '../../ui/draft';
import { Pick } from '../../ui/fields';
import { Async, Fact, Facts } from '../../ui/page';
import { SoftChip } from '../../ui/StatusChip';
import { MoneyText, useFormat } from '../../ui/values';
import { useTariffs } from './usePrice';

function useRates(quote: Quote, tariffId: string | null) {
  return useQuery({
    queryKey: ['quotes', 're-rate', quote.id, quote.version, tariffId],
    queryFn: () => api.post<ReRated>(`/quotes/${quote.id}/re-rate/compare`, { tariff_id: tariffId ?? undefined }),
    retry: false,
  });
}

const names = (tariffs: ReRated['tariffs_after']): string => [...new Set(tariffs.map((tariff) => `${tariff.name} v${tariff.number}`))].join(', ');

/** Offered by itself where a draft's rates were taken out of use. */
export function RetiredNotice({ quote, onOpen }: { quote: Quote; onOpen: () => void }) {
  const translate = useTranslate();
  const format = useFormat();
  const rates = useRates(quote, null);
  const change = rates.data?.change;
  const text = rates.data?.after && change
    ? translate('cnc.quote.re_rate.offer', { total: format.money(rates.data.after), change: format.money(change) })
    : translate('cnc.quote.re_rate.offer_plain');
  return (
    <Alert severity="warning" sx={{ mb: 2 }} action={<Button color="inherit" onClick={onOpen}>{translate('cnc.quote.re_rate.look')}</Button>}>
      <strong>{translate('cnc.quote.re_rate.retired', { name: names((quote.tariffs ?? []).filter((tariff) => tariff.state === 'RETIRED')) })}</strong> {text}
    </Alert>
  );
}

/** The price as it stands beside the new one, line by line, before it is kept. */
export function ReRateDialog({ quote, onClose }: { quote: Quote; onClose: () => void }) {
  const translate = useTranslate();
  const navigate = useNavigate();
  const draft = useDraft<{ tariff_id: string | null }>({ tariff_id: null });
  const tariffs = useTariffs();
  const choices = (tariffs.data?.data ?? []).filter((tariff) => tariff.kind === quote.kind).map(({ id, name }) => ({ id, name }));
  const rates = useRates(quote, draft.values.tariff_id);
  const keep = useAct((input: ReRated, key) => api.post<ReRated>(`/quotes/${quote.id}/re-rate`, { tariff_id: draft.values.tariff_id ?? undefined, total: input.after ?? undefined }, { key }), {
    stale: ['quotes'], done: 'cnc.quote.re_rate.kept',
    onDone: (kept) => {
      onClose();
      if (kept.quote_id !== quote.id) navigate(`/quotes/${kept.quote_id}/show`);
    },
    onError: (error) => draft.refuse(error),
  });
  const ready = Boolean(rates.data?.after) && !rates.isFetching;
  return (
    <AskDialog title={translate('cnc.quote.re_rate.title', { number: quote.number })} draft={draft} wide submit={translate(quote.status === 'DRAFT' ? 'cnc.quote.re_rate.keep' : 'cnc.quote.re_rate.keep_version')} busy={keep.isPending} disabled={!ready} onClose={onClose} onSubmit={() => { if (rates.data) keep.mutate(rates.data); }}>
      <Pick name="tariff_id" label={translate('cnc.quote.field.tariff')} choices={choices} optional none={translate('cnc.quote.tariff.by_itself')} autoFocus />
      <Async query={rates} lines={6}>{(found) => <Comparison rates={found} />}</Async>
    </AskDialog>
  );
}

function Comparison({ rates }: { rates: ReRated }) {
  const translate = useTranslate();
  const format = useFormat();
  const differing = rates.lines.filter((line) => line.change !== 'SAME');
  const same = rates.lines.length - differing.length;
  return (
    <Box sx={{ display: 'grid', gap: 1.5 }}>
      {rates.problems.length > 0 ? (
        <Alert severity="error">
          {translate('cnc.quote.re_rate.problems')}
          <Box component="ul" sx={{ m: 0, pl: 2.5 }}>{rates.problems.map((problem) => <li key={`${problem.field}${problem.message}`}>{problem.message}</li>)}</Box>
        </Alert>
      ) : null}
      <Facts columns={3}>
        <Fact label={translate('cnc.audit.before')}>{rates.before ? <MoneyText value={rates.before} /> : '—'}<Typography color="textSecondary" sx={{ fontSize: '0.8rem' }}>{names(rates.tariffs_before)}</Typography></Fact>
        <Fact label={translate('cnc.audit.after')}>{rates.after ? <MoneyText value={rates.after} /> : '—'}<Typography color="textSecondary" sx={{ fontSize: '0.8rem' }}>{names(rates.tariffs_after)}</Typography></Fact>
        <Fact label={translate('cnc.tariff.change')}>{rates.change ? <MoneyText value={rates.change} /> : '—'}</Fact>
      </Facts>
      {differing.length > 0 ? (
        <Box role="region" tabIndex={0} aria-label={translate('cnc.quote.re_rate.lines')} sx={{ overflowX: 'auto' }}>
          <Table size="small">
            <TableHead><TableRow><TableCell>{translate('cnc.quote.field.line')}</TableCell><TableCell align="right">{translate('cnc.audit.before')}</TableCell><TableCell align="right">{translate('cnc.audit.after')}</TableCell><TableCell align="right">{translate('cnc.tariff.change')}</TableCell></TableRow></TableHead>
            <TableBody>
              {differing.map((line) => (
                <TableRow key={`${line.part}${line.rule_key}${line.description}${line.change}`}>
                  <TableCell>
                    {line.description} {line.change === 'CHANGED' ? null : <SoftChip small tone={line.change === 'ADDED' ? 'info' : 'warning'}>{translate(`cnc.quote.re_rate.${line.change}`)}</SoftChip>}
                    {line.rule_key ? <Typography component="div" color="textSecondary" sx={{ fontSize: '0.78rem' }}>{line.rule_key}</Typography> : null}
                  </TableCell>
                  <TableCell align="right">{line.before?.net ? <MoneyText value={line.before.net} /> : '—'}</TableCell>
                  <TableCell align="right">{line.after?.net ? <MoneyText value={line.after.net} /> : '—'}</TableCell>
                  <TableCell align="right">{line.difference ? <MoneyText value={line.difference} /> : '—'}</TableCell>
                </TableRow>
              ))}
            </TableBody>
          </Table>
        </Box>
      ) : null}
      {rates.after ? <Typography color="textSecondary">{translate('cnc.quote.re_rate.same', { smart_count: same, count: format.decimal(same) })}</Typography> : null}
    </Box>
  );
}
