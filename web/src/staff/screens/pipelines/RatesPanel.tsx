import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import Typography from '@mui/material/Typography';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslate } from 'react-admin';
import { api } from '@shared/api';
import { today } from '@shared/format';
import type { ExchangeRates } from '@shared/types';
import { useZone } from '../../data/me';
import { useAct } from '../../ui/act';
import { DraftForm, useDraft } from '../../ui/draft';
import { DateLine, NumberLine, Pick } from '../../ui/fields';
import { LoadError, LoadingLines, Panel } from '../../ui/page';
import { useFormat } from '../../ui/values';

interface Values {
  currency: string | null;
  day: string | null;
  rate: string | null;
}

const PAGE = 100;

/** Rates by day, newest first, entered by hand. */
export function RatesPanel({ mayChange }: { mayChange: boolean }) {
  const translate = useTranslate();
  const format = useFormat();
  const text = (name: string, options?: Record<string, unknown>) => translate(`cnc.pipelines.${name}`, options);
  const query = useInfiniteQuery({
    queryKey: ['rates'],
    queryFn: ({ pageParam }) => api.get<ExchangeRates>('/exchange-rates', { query: { before: pageParam ?? undefined } }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => (last.rates.length < PAGE ? null : last.rates.at(-1)?.day),
  });
  if (query.isPending) return <LoadingLines />;
  if (query.isError) return <LoadError error={query.error} retry={() => void query.refetch()} />;
  const first = query.data.pages[0];
  if (!first) return null;
  const rates = query.data.pages.flatMap((page) => page.rates);
  return (
    <Panel title={text('rates')}>
      <Typography color="textSecondary" sx={{ mb: 1.5 }}>{text('rates_hint', { currency: first.currency })}</Typography>
      {mayChange ? <Enter others={first.others} own={first.currency} /> : null}
      {rates.length === 0 ? <Typography sx={{ mt: 1.5 }}>{text('no_rates')}</Typography> : (
        <Table size="small" sx={{ maxWidth: 560, mt: 1 }}>
          <TableHead><TableRow><TableCell>{text('day')}</TableCell><TableCell>{translate('cnc.report.currency')}</TableCell><TableCell align="right">{text('rate')}</TableCell></TableRow></TableHead>
          <TableBody>{rates.map((each) => <TableRow key={each.id}><TableCell>{format.day(each.day)}</TableCell><TableCell>{each.currency}</TableCell><TableCell align="right" sx={{ fontVariantNumeric: 'tabular-nums' }}>{format.decimal(each.rate)}</TableCell></TableRow>)}</TableBody>
        </Table>
      )}
      {query.hasNextPage ? <Button loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>{translate('cnc.state.more')}</Button> : null}
    </Panel>
  );
}

function Enter({ others, own }: { others: string[]; own: string }) {
  const translate = useTranslate();
  const zone = useZone();
  const draft = useDraft<Values>({ currency: others[0] ?? null, day: today(zone), rate: null });
  const act = useAct((input: Values, key) => api.post('/exchange-rates', input, { key }), { stale: ['rates', 'boards'], done: 'cnc.pipelines.rate_saved', onDone: () => draft.set('rate', null), onError: (error) => draft.refuse(error) });
  return (
    <DraftForm draft={draft} onSubmit={() => act.mutate(draft.values)}>
      <Box sx={{ display: 'grid', gap: 1, gridTemplateColumns: { xs: '1fr 1fr', sm: '110px 170px 170px auto' }, alignItems: 'start' }}>
        <Pick size="small" name="currency" label={translate('cnc.report.currency')} values={others} />
        <DateLine size="small" name="day" label={translate('cnc.pipelines.day')} />
        <NumberLine size="small" name="rate" label={translate('cnc.pipelines.rate')} decimal unit={own} />
        <Button type="submit" variant="outlined" sx={{ justifySelf: 'start', minHeight: 40 }} loading={act.isPending} disabled={!draft.values.rate || !draft.values.day}>{translate('cnc.pipelines.enter')}</Button>
      </Box>
    </DraftForm>
  );
}
