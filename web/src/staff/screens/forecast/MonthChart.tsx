import Box from '@mui/material/Box';
import { useTranslate } from 'react-admin';
import type { ForecastMonth, Money } from '@shared/types';
import { useMonth } from './ForecastTab';

const HEIGHT = 150;
const STEP = 84;

/** For drawing only: how long a bar is. Amounts people read come from the exact text. */
const length = (money: Money | null | undefined): number => (money ? Number(money.amount) : 0);

/** Bars of the weighted value by month, what is in negotiation within, and the target as a mark. The table says the same. */
export function MonthChart({ months }: { months: ForecastMonth[] }) {
  const translate = useTranslate();
  const name = useMonth();
  const currency = months[0]?.currency;
  const shown = months.filter((each) => each.month && !each.overdue && each.currency === currency).slice(0, 12);
  const most = Math.max(1, ...shown.flatMap((each) => [length(each.weighted), length(each.committed), length(each.target)]));
  if (shown.length === 0 || !shown.some((each) => each.weighted)) return null;
  const high = (money: Money | null | undefined) => (length(money) / most) * (HEIGHT - 10);
  return (
    <Box sx={{ px: 2, py: 1, overflowX: 'auto' }}>
      <Box component="svg" viewBox={`0 0 ${shown.length * STEP} ${HEIGHT + 22}`} role="img" aria-label={translate('cnc.report.by_month_chart')} sx={{ display: 'block', width: shown.length * STEP, maxWidth: 'none', color: 'text.secondary', fontSize: 11 }}>
        <line x1="0" x2={shown.length * STEP} y1={HEIGHT} y2={HEIGHT} stroke="currentColor" strokeOpacity="0.3" />
        {shown.map((each, at) => (
          <g key={each.month} transform={`translate(${at * STEP} 0)`}>
            <Box component="g" sx={{ color: 'primary.main' }}>
              <rect x="14" width="26" y={HEIGHT - high(each.weighted)} height={high(each.weighted)} rx="3" fill="currentColor" />
              <rect x="44" width="26" y={HEIGHT - high(each.committed)} height={high(each.committed)} rx="3" fill="currentColor" fillOpacity="0.4" />
            </Box>
            {each.target ? <line x1="8" x2="76" y1={HEIGHT - high(each.target)} y2={HEIGHT - high(each.target)} stroke="currentColor" strokeWidth="2" strokeDasharray="4 3" /> : null}
            <text x={STEP / 2} y={HEIGHT + 16} textAnchor="middle" fill="currentColor">{name(each.month ?? '')}</text>
          </g>
        ))}
      </Box>
      <Box aria-hidden sx={{ display: 'flex', gap: 2, flexWrap: 'wrap', fontSize: '0.78rem', color: 'text.secondary' }}>
        <Box component="span" sx={{ display: 'inline-flex', gap: 0.75, alignItems: 'center' }}><Box component="span" sx={{ width: 10, height: 10, bgcolor: 'primary.main', borderRadius: 0.5 }} />{translate('cnc.report.weighted')}</Box>
        <Box component="span" sx={{ display: 'inline-flex', gap: 0.75, alignItems: 'center' }}><Box component="span" sx={{ width: 10, height: 10, bgcolor: 'primary.main', opacity: 0.4, borderRadius: 0.5 }} />{translate('cnc.report.committed')}</Box>
        <Box component="span" sx={{ display: 'inline-flex', gap: 0.75, alignItems: 'center' }}><Box component="span" sx={{ width: 14, borderTop: '2px dashed' }} />{translate('cnc.report.target')}</Box>
      </Box>
    </Box>
  );
}
