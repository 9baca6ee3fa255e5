import { useTranslate } from 'react-admin';
import Box from '@mui/material/Box';
import TextField from '@mui/material/TextField';
import type { TariffRule } from '@shared/types';
import { Panel } from '../../ui/page';
import { cellText, figureKind, withFigure } from './rules';
import { useFigureWords } from './useFigureWords';

const SETTINGS = [
  'billing_step_minutes', 'minimum_minutes.weekday', 'minimum_minutes.weekend', 'minimum_minutes.peak', 'minimum_minutes.holiday', 'minimum_includes_travel', 'minimum_amount', 'density_lb_per_cuft', 'load_only', 'unload_only', 'storage_move', 'round_total_to_major',
];

/** What holds for all rules of a version. */
export function Settings({ settings, editable, onChange }: { settings: object; editable: boolean; onChange: (settings: object) => void }) {
  const translate = useTranslate();
  const words = useFigureWords();
  const asRule = { rule_key: '', kind: '', ...settings } as TariffRule;
  const set = (path: string, text: string) => {
    const { rule_key: _key, kind: _kind, ...next } = withFigure(asRule, path, text);
    onChange(next);
  };
  return (
    <Panel title={translate('cnc.tariff.settings')}>
      <Box sx={{ display: 'grid', gap: 1.5, gridTemplateColumns: { xs: '1fr 1fr', md: 'repeat(4, minmax(0, 1fr))' } }}>
        {SETTINGS.map((path) => (figureKind(path) === 'yes' ? (
          <TextField key={path} select size="small" disabled={!editable} label={words.figure(path)} value={cellText(asRule, path) || 'false'} onChange={(event) => set(path, event.target.value)} slotProps={{ select: { native: true } }}>
            <option value="true">{translate('cnc.state.yes')}</option>
            <option value="false">{translate('cnc.state.no')}</option>
          </TextField>
        ) : (
          <TextField key={path} size="small" label={words.figure(path)} value={cellText(asRule, path)} onChange={(event) => set(path, event.target.value)} slotProps={{ input: { readOnly: !editable }, inputLabel: { shrink: true } }} />
        )))}
      </Box>
    </Panel>
  );
}
