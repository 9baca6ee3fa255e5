import { Box, Typography } from '@mui/material';
import { formatDecimal, formatMoney } from '@shared/format';
import type { PortalQuote } from '@shared/types';
import { useReading } from '../language';

/** A table that reads as a list on a phone: quantity under the words, amount at the right. */
export function Lines({ lines }: { lines: PortalQuote['quote']['lines'] }) {
  const { t, language } = useReading();
  return (
    <Box component="table" sx={{ width: '100%', borderCollapse: 'collapse', '& td, & th': { py: 1.25, borderBottom: 1, borderColor: 'divider', textAlign: 'left', verticalAlign: 'top' }, '& tr:last-child td': { borderBottom: 0 } }}>
      <Box component="thead" sx={{ color: 'text.secondary', fontSize: '0.875rem' }}>
        <tr>
          <th scope="col" style={{ fontWeight: 600 }}>{t('lines.description')}</th>
          <th scope="col" style={{ fontWeight: 600, textAlign: 'right' }}>{t('lines.amount')}</th>
        </tr>
      </Box>
      <tbody>
        {lines.map((line, index) => (
          <tr key={line.id ?? index}>
            <td style={{ paddingRight: 16, overflowWrap: 'anywhere' }}>
              {line.description}
              {line.quantity && line.quantity !== '1' && (
                <Typography component="div" variant="body2" color="textSecondary">{[formatDecimal(line.quantity, language), line.unit].filter(Boolean).join(' ')}</Typography>
              )}
            </td>
            <td style={{ textAlign: 'right', whiteSpace: 'nowrap', fontVariantNumeric: 'tabular-nums' }}>{formatMoney(line.total, language)}</td>
          </tr>
        ))}
      </tbody>
    </Box>
  );
}
