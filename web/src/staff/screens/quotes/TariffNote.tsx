import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Link from '@mui/material/Link';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'react-admin';
import { Link as RouterLink } from 'react-router';
import type { PartTariff } from '@shared/types';
import { useEnumLabel } from '../../ui/StatusChip';

/** Which tariff prices each part and why; the others that fit are one click away. */
export function TariffNote({ tariffs, onChoose }: { tariffs: PartTariff[]; onChoose?: (tariffId: string) => void }) {
  const translate = useTranslate();
  const label = useEnumLabel();
  const why = (tariff: PartTariff) => tariff.reasons.map((reason) => translate(`cnc.quote.tariff.because.${reason}`)).join(', ');
  return (
    <Box component="ul" aria-label={translate('cnc.quote.tariff.title')} sx={{ listStyle: 'none', m: 0, mb: 1.5, p: 0, display: 'grid', gap: 0.75 }}>
      {tariffs.map((tariff, at) => (
        <Box component="li" key={tariff.part}>
          <Typography sx={{ fontSize: '0.86rem' }}>
            {tariffs.length > 1 ? `${translate('cnc.quote.part.heading', { n: at + 1 })}: ` : ''}
            <Link component={RouterLink} to={`/tariffs/${tariff.tariff_id}/show`}>{tariff.name}</Link>
            {` · ${translate('cnc.tariff.version', { number: tariff.number })}`}
          </Typography>
          <Typography color="textSecondary" sx={{ fontSize: '0.8rem' }}>
            {why(tariff)}{tariff.reach ? ` · ${label('tariff_reach', tariff.reach)}` : ''}
          </Typography>
          {onChoose && tariff.others.length > 0 ? (
            <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 0.5, alignItems: 'center' }}>
              <Typography color="textSecondary" sx={{ fontSize: '0.8rem' }}>{translate('cnc.quote.tariff.others')}</Typography>
              {tariff.others.slice(0, 3).map((other) => <Button key={other.tariff_id} size="small" onClick={() => onChoose(other.tariff_id)}>{other.name}</Button>)}
            </Box>
          ) : null}
        </Box>
      ))}
    </Box>
  );
}
