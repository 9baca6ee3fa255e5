import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Link from '@mui/material/Link';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { useTranslate } from 'react-admin';
import { Link as RouterLink } from 'react-router';
import { api } from '@shared/api';
import type { TariffImpact } from '@shared/types';
import { Async, Fact, Facts, Panel } from '../../ui/page';
import { MoneyText, useFormat } from '../../ui/values';

/** What a version would do to quotes that are being written; saves nothing. */
export function ImpactPanel({ tariffId, number, version }: { tariffId: string; number: number; version?: number }) {
  const translate = useTranslate();
  const format = useFormat();
  const query = useQuery({ queryKey: ['tariffs', 'impact', tariffId, number, version], queryFn: () => api.post<TariffImpact>(`/tariffs/${tariffId}/versions/${number}/impact`, {}), retry: false });
  return (
    <Panel title={translate('cnc.tariff.impact')}>
      <Async query={query} lines={4}>
        {(impact) => (
          <Box sx={{ display: 'grid', gap: 1.5 }}>
            {impact.cheap_periods.map((each) => <Alert key={`${each.rule_key}${each.period}`} severity="warning">{translate('cnc.tariff.cheap_period', { rule: each.rule_key, period: each.period })}</Alert>)}
            <Facts columns={3}>
              <Fact label={translate('cnc.tariff.drafts')}>{format.decimal(impact.drafts)}</Fact>
              <Fact label={translate('cnc.tariff.touched')}>{format.decimal(impact.touched)}</Fact>
              <Fact label={translate('cnc.tariff.largest_change')}>{impact.largest_change ? <MoneyText value={impact.largest_change} /> : '—'}</Fact>
              <Fact label={translate('cnc.tariff.sum_before')}>{impact.sum_before ? <MoneyText value={impact.sum_before} /> : '—'}</Fact>
              <Fact label={translate('cnc.tariff.sum_after')}>{impact.sum_after ? <MoneyText value={impact.sum_after} /> : '—'}</Fact>
            </Facts>
            {impact.quotes.length === 0 ? <Typography color="textSecondary">{translate('cnc.tariff.untouched')}</Typography> : (
              <Box sx={{ overflowX: 'auto' }}>
                <Table size="small">
                  <TableHead><TableRow><TableCell>{translate('enums.entity.quote')}</TableCell><TableCell align="right">{translate('cnc.audit.before')}</TableCell><TableCell align="right">{translate('cnc.audit.after')}</TableCell><TableCell align="right">{translate('cnc.tariff.change')}</TableCell></TableRow></TableHead>
                  <TableBody>
                    {impact.quotes.map((quote) => (
                      <TableRow key={quote.quote_id}>
                        <TableCell><Link component={RouterLink} to={`/quotes/${quote.quote_id}/show`}>{quote.number}</Link> {quote.title}{quote.reason ? <Typography color="error" sx={{ fontSize: '0.82rem' }}>{quote.reason}</Typography> : null}</TableCell>
                        <TableCell align="right">{quote.before ? <MoneyText value={quote.before} /> : '—'}</TableCell>
                        <TableCell align="right">{quote.after ? <MoneyText value={quote.after} /> : '—'}</TableCell>
                        <TableCell align="right">{quote.change ? <MoneyText value={quote.change} /> : '—'}</TableCell>
                      </TableRow>
                    ))}
                  </TableBody>
                </Table>
              </Box>
            )}
          </Box>
        )}
      </Async>
    </Panel>
  );
}
