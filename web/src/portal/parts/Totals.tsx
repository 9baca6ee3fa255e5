import { Box, Typography } from '@mui/material';
import { formatMoney } from '@shared/format';
import type { Money, PortalQuote } from '@shared/types';
import { formatRate, useReading } from '../language';

const isZero = (value: Money): boolean => /^-?0(\.0+)?$/.test(value.amount);

/** Sums and taxes as the server reckoned them; nothing is added up here. */
export function Totals({ quote: { quote }, busy = false }: { quote: PortalQuote; busy?: boolean }) {
  const { t, language } = useReading();
  const money = (value: Money) => formatMoney(value, language);
  const row = (label: string, value: string, strong = false) => (
    <Box key={label} sx={{ display: 'flex', gap: 2, py: 0.5, ...(strong ? { borderTop: 1, borderColor: 'divider', mt: 1, pt: 1.5 } : {}) }}>
      <Typography component="dt" sx={{ flex: 1, fontWeight: strong ? 700 : 400, fontSize: strong ? '1.25rem' : undefined }}>{label}</Typography>
      <Typography component="dd" sx={{ m: 0, fontWeight: strong ? 700 : 400, fontSize: strong ? '1.25rem' : undefined, fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' }}>{value}</Typography>
    </Box>
  );
  const hasDiscount = quote.discount && !isZero(quote.discount);
  return (
    <Box aria-busy={busy}>
      <Box component="dl" sx={{ m: 0 }}>
        {row(t('totals.subtotal'), money(quote.subtotal))}
        {hasDiscount && quote.discount && row(t('totals.discount'), `−${money({ ...quote.discount, amount: quote.discount.amount.replace(/^-/, '') })}`)}
        {quote.taxes.map((tax) => row(t('totals.tax', { tax: tax.tax, rate: formatRate(tax.rate, language) }), money(tax.amount)))}
        {row(t('totals.total'), money(quote.total), true)}
        {quote.deposit && !isZero(quote.deposit) && row(t('totals.deposit'), money(quote.deposit))}
      </Box>
      {quote.low_total && quote.high_total && (
        <Typography variant="body2" color="textSecondary" sx={{ mt: 1 }}>
          {t('totals.range', { low: money(quote.low_total), high: money(quote.high_total) })}
        </Typography>
      )}
    </Box>
  );
}
