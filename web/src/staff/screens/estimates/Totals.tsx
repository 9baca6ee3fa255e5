import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import Button from '@mui/material/Button';
import { useTranslate } from 'react-admin';
import type { EstimateOutputs, EstimatePreview, Sheet, SheetCarton } from '@shared/types';
import { CARTON_MATERIALS } from '@shared/types/estimates';
import { Panel } from '../../ui/page';
import { SoftChip, useEnumLabel } from '../../ui/StatusChip';
import { useFormat } from '../../ui/values';
import { hours } from './sheet';

function Figure({ label, value, hint }: { label: string; value: string; hint?: string }) {
  return (
    <Box sx={{ minWidth: 0 }}>
      <Typography component="dt" color="textSecondary" sx={{ fontSize: '0.76rem', fontWeight: 600 }}>{label}</Typography>
      <Box component="dd" sx={{ m: 0 }}>
        <Box component="span" sx={{ fontSize: '1.35rem', fontWeight: 650, fontVariantNumeric: 'tabular-nums' }}>{value}</Box>
        {hint ? <Typography color="textSecondary" sx={{ fontSize: '0.78rem' }}>{hint}</Typography> : null}
      </Box>
    </Box>
  );
}

/** Volume, weight, crew, trucks and hours, changing as the sheet is typed. */
export function Totals({ outputs, preview, stale }: { outputs: EstimateOutputs; preview: EstimatePreview | undefined; stale: boolean }) {
  const translate = useTranslate();
  const enumLabel = useEnumLabel();
  const format = useFormat();
  const h = (minutes: number) => format.decimal(String(hours(minutes)), 2);
  const range = outputs.low_volume_cuft && outputs.high_volume_cuft
    ? translate('cnc.estimate.volume_range', { low: format.decimal(outputs.low_volume_cuft), high: format.decimal(outputs.high_volume_cuft) })
    : undefined;
  return (
    <Panel title={translate('cnc.estimate.figures')} actions={<SoftChip tone={outputs.mode === 'MANUAL' ? 'warning' : 'info'}>{enumLabel('estimate_mode', outputs.mode)}</SoftChip>}>
      <Box component="dl" aria-live="polite" aria-busy={stale} sx={{ m: 0, display: 'grid', gap: 1.5, gridTemplateColumns: { xs: '1fr 1fr', sm: 'repeat(3, 1fr)', lg: '1fr 1fr' } }}>
        <Figure label={translate('cnc.estimate.volume')} value={`${format.decimal(outputs.volume_cuft)} ${translate('cnc.estimate.unit.CUFT')}`} hint={range} />
        <Figure label={translate('cnc.estimate.weight')} value={`${format.decimal(outputs.weight_lb)} lb`} />
        <Figure label={translate('cnc.estimate.crew')} value={String(outputs.movers)} />
        <Figure label={translate('cnc.estimate.trucks')} value={String(outputs.trucks)} />
        <Figure label={translate('cnc.estimate.hours')} value={`${h(outputs.minutes)} h`} hint={translate('cnc.estimate.likely', { low: h(outputs.low_minutes), high: h(outputs.high_minutes) })} />
        {outputs.packing_minutes > 0 ? <Figure label={translate('cnc.estimate.packing')} value={`${h(outputs.packing_minutes)} h`} hint={`${outputs.packers} ${translate('cnc.estimate.input.packers')}`} /> : null}
        {outputs.unpacking_minutes > 0 ? <Figure label={translate('cnc.estimate.unpacking')} value={`${h(outputs.unpacking_minutes)} h`} /> : null}
      </Box>
      <Stack sx={{ gap: 1, mt: 1.5 }}>
        {outputs.too_long ? <Alert severity="warning">{translate('cnc.estimate.days', { n: outputs.days })}</Alert> : null}
        {preview && preview.unsettled_prohibited > 0 ? <Alert severity="error">{translate('cnc.estimate.prohibited', { smart_count: preview.unsettled_prohibited })}</Alert> : null}
        {preview && preview.unvalued > 0 ? <Alert severity="info">{translate('cnc.estimate.unvalued', { smart_count: preview.unvalued })}</Alert> : null}
      </Stack>
    </Panel>
  );
}

const PACKERS = ['CARRIER', 'OWNER', 'NONE'] as const;

const withCount = (cartons: SheetCarton[], material: string, quantity: number, packer: SheetCarton['packed_by']): SheetCarton[] => {
  const rest = cartons.filter((carton) => carton.material !== material);
  const before = cartons.find((carton) => carton.material === material);
  return quantity > 0 ? [...rest, { ...before, packed_by: packer, material, quantity }] : rest;
};

/** Counts of cartons; what the rooms usually fill is one click away. */
export function Cartons({ sheet, setSheet, suggested, readOnly }: { sheet: Sheet; setSheet: (sheet: Sheet) => void; suggested: Record<string, number>; readOnly: boolean }) {
  const translate = useTranslate();
  const packer = sheet.cartons[0]?.packed_by ?? 'CARRIER';
  const count = (material: string) => sheet.cartons.filter((carton) => carton.material === material).reduce((sum, carton) => sum + carton.quantity, 0);
  const suggest = () => setSheet({ ...sheet, cartons: Object.entries(suggested).reduce((cartons, [material, quantity]) => withCount(cartons, material, quantity, packer), sheet.cartons) });
  return (
    <Panel title={translate('cnc.estimate.cartons')} actions={readOnly || Object.keys(suggested).length === 0 ? null : <Button size="small" onClick={suggest}>{translate('cnc.estimate.suggest')}</Button>}>
      <Box sx={{ display: 'grid', gap: 1.25, gridTemplateColumns: '1fr 1fr' }}>
        {CARTON_MATERIALS.map((material) => (
          <TextField
            key={material} label={translate(`cnc.estimate.material.${material}`)} value={count(material) || ''} disabled={readOnly} placeholder={String(suggested[material] ?? '')}
            onChange={(event) => /^\d{0,4}$/.test(event.target.value) && setSheet({ ...sheet, cartons: withCount(sheet.cartons, material, Number(event.target.value), packer) })}
            slotProps={{ htmlInput: { inputMode: 'numeric' } }}
          />
        ))}
      </Box>
      <TextField select fullWidth label={translate('cnc.estimate.packed_by')} value={packer} disabled={readOnly || sheet.cartons.length === 0} sx={{ mt: 1.25 }} slotProps={{ select: { native: true } }} onChange={(event) => setSheet({ ...sheet, cartons: sheet.cartons.map((carton) => ({ ...carton, packed_by: event.target.value as SheetCarton['packed_by'] })) })}>
        {PACKERS.map((each) => <option key={each} value={each}>{translate(`enums.packed_by.${each}`)}</option>)}
      </TextField>
    </Panel>
  );
}
