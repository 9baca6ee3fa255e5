import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { useTranslate } from 'react-admin';
import { useState, type ReactNode } from 'react';
import { api } from '@shared/api';
import type { Forecast } from '@shared/types';
import { useMay } from '../../data/me';
import { Async, Empty, Fact, Facts, Panel } from '../../ui/page';
import { SoftChip } from '../../ui/StatusChip';
import { MoneyText, useFormat, useLanguage } from '../../ui/values';
import { MonthChart } from './MonthChart';
import { TargetDialog } from './TargetDialog';

/** "May 2026" of a month's first day. */
export function useMonth(): (month: string) => string {
  const language = useLanguage();
  return (month) => new Intl.DateTimeFormat(language.startsWith('fr') ? 'fr-CA' : 'en-CA', { month: 'short', year: 'numeric', timeZone: 'UTC' }).format(new Date(`${month}T00:00:00Z`));
}

export function ForecastTab({ location }: { location: string }) {
  const translate = useTranslate();
  const mayTarget = useMay('sales_target:UPDATE');
  const [asking, setAsking] = useState(false);
  const query = useQuery({ queryKey: ['sales', 'forecast', location], queryFn: () => api.get<Forecast>('/sales/forecast', { query: { location_id: location || undefined } }), placeholderData: (before) => before });
  return (
    <>
      <Async query={query} lines={8}>
        {(data) => (
          <Stack sx={{ gap: 2 }}>
            <Pace data={data} />
            <Months data={data} action={mayTarget ? <Button size="small" variant="outlined" onClick={() => setAsking(true)}>{translate('cnc.report.set_target')}</Button> : null} />
            <Past data={data} />
            <Slices data={data} />
          </Stack>
        )}
      </Async>
      {asking ? <TargetDialog location={location} onClose={() => setAsking(false)} /> : null}
    </>
  );
}

function Pace({ data }: { data: Forecast }) {
  const translate = useTranslate();
  const format = useFormat();
  const text = (name: string, options?: Record<string, unknown>) => translate(`cnc.report.${name}`, options);
  return (
    <>
      {data.velocity.map((pace) => (
        <Panel key={pace.currency} title={`${text('velocity')} · ${pace.currency}`}>
          <Facts columns={5}>
            <Fact label={text('a_day')}><MoneyText value={pace.a_day} strong /></Fact>
            <Fact label={text('open')}>{pace.open}</Fact>
            <Fact label={text('mean_value')}><MoneyText value={pace.mean_value} /></Fact>
            <Fact label={text('win_rate')}>{pace.win_rate ? <>{format.decimal(pace.win_rate.percent, 1)} % <Typography component="span" color="textSecondary" sx={{ fontSize: '0.78rem' }}>({text('interval', { low: format.decimal(pace.win_rate.low_percent, 1), high: format.decimal(pace.win_rate.high_percent, 1) })})</Typography></> : '—'}</Fact>
            <Fact label={text('mean_days')}>{pace.mean_days_to_close === null || pace.mean_days_to_close === undefined ? '—' : text('days', { n: format.decimal(pace.mean_days_to_close, 1) })}</Fact>
          </Facts>
        </Panel>
      ))}
    </>
  );
}

const money = ['value', 'weighted', 'committed'] as const;

/** Two dollars look alike: where there are several currencies each line names its own. */
const named = (lines: { currency: string }[], currency: string): string => (lines.some((each) => each.currency !== currency) ? ` · ${currency}` : '');

function Head({ names }: { names: string[] }) {
  const translate = useTranslate();
  return <TableHead><TableRow>{names.map((name, at) => <TableCell key={name} align={at === 0 ? 'left' : 'right'}>{translate(`cnc.report.${name}`)}</TableCell>)}</TableRow></TableHead>;
}

function Months({ data, action }: { data: Forecast; action: ReactNode }) {
  const translate = useTranslate();
  const format = useFormat();
  const month = useMonth();
  const error = data.mean_error_percent;
  return (
    <Panel title={translate('cnc.report.months')} actions={action} flush={data.months.length > 0}>
      {data.months.length === 0 ? <Empty title={translate('cnc.report.no_deals')} /> : (
        <>
          <Typography color="textSecondary" sx={{ px: 2 }}>{error === null || error === undefined ? translate('cnc.report.no_error') : translate('cnc.report.mean_error', { n: format.decimal(error, 1) })}</Typography>
          <MonthChart months={data.months} />
          <Table size="small">
            <Head names={['month', 'deals', 'value', 'weighted', 'committed', 'won_so_far', 'target']} />
            <TableBody>
              {data.months.map((each) => (
                <TableRow key={`${each.month}${each.currency}`}>
                  <TableCell component="th" scope="row">{each.month ? month(each.month) : translate('cnc.report.no_month')}{named(data.months, each.currency)} {each.overdue ? <SoftChip small tone="warning">{translate('cnc.report.overdue')}</SoftChip> : null}</TableCell>
                  <TableCell align="right">{each.deals}</TableCell>
                  {money.map((name) => <TableCell key={name} align="right"><MoneyText value={each[name]} strong={name === 'weighted'} /></TableCell>)}
                  <TableCell align="right"><MoneyText value={each.won} /></TableCell>
                  <TableCell align="right"><MoneyText value={each.target} /></TableCell>
                </TableRow>
              ))}
            </TableBody>
          </Table>
        </>
      )}
    </Panel>
  );
}

function Past({ data }: { data: Forecast }) {
  const translate = useTranslate();
  const format = useFormat();
  const month = useMonth();
  if (data.past.length === 0) return null;
  return (
    <Panel title={translate('cnc.report.past')} flush>
      <Table size="small">
        <Head names={['month', 'forecast_was', 'made_on', 'actual', 'error', 'target']} />
        <TableBody>
          {data.past.map((each) => (
            <TableRow key={`${each.month}${each.currency}`}>
              <TableCell component="th" scope="row">{month(each.month)}{named(data.past, each.currency)}</TableCell>
              <TableCell align="right"><MoneyText value={each.forecast} /></TableCell>
              <TableCell align="right">{format.day(each.forecast_on)}</TableCell>
              <TableCell align="right"><MoneyText value={each.actual} /></TableCell>
              <TableCell align="right">{each.error_percent === null || each.error_percent === undefined ? '—' : `${format.decimal(each.error_percent, 1)} %`}</TableCell>
              <TableCell align="right"><MoneyText value={each.target} /></TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Panel>
  );
}

function Slices({ data }: { data: Forecast }) {
  const translate = useTranslate();
  const month = useMonth();
  const byClass = data.slices.some((each) => each.machine_class);
  if (data.slices.length < 2) return null;
  return (
    <Panel title={translate('cnc.report.slices')} flush>
      <Table size="small">
        <Head names={['month', 'location', ...(byClass ? ['machine_class'] : []), 'deals', 'value', 'weighted', 'committed']} />
        <TableBody>
          {data.slices.map((each, at) => (
            <TableRow key={at}>
              <TableCell component="th" scope="row">{each.month ? month(each.month) : translate('cnc.report.no_month')}{named(data.slices, each.currency)}</TableCell>
              <TableCell align="right">{each.location_name ?? '—'}</TableCell>
              {byClass ? <TableCell align="right">{each.machine_class ?? '—'}</TableCell> : null}
              <TableCell align="right">{each.deals}</TableCell>
              {money.map((name) => <TableCell key={name} align="right"><MoneyText value={each[name]} /></TableCell>)}
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Panel>
  );
}
