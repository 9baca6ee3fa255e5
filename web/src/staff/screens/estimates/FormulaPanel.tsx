import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'react-admin';
import type { Estimate, FormulaStep } from '@shared/types';
import { Panel } from '../../ui/page';
import { useFormat } from '../../ui/values';
import { useFormula } from './useEstimate';

/** A fraction as a decimal; the exact one stays on the server. */
function number(value: string): string {
  const [top = '0', bottom] = value.split('/');
  const exact = bottom ? Number(top) / Number(bottom) : Number(top);
  return String(Math.round(exact * 100) / 100);
}

/** Every step with everything that went in, in the order it was reckoned. */
export function FormulaPanel({ estimate, steps }: { estimate: Estimate; steps: FormulaStep[] | undefined }) {
  const translate = useTranslate();
  const format = useFormat();
  const kept = useFormula(estimate.id, estimate.version);
  const shown = steps ?? kept.data?.steps ?? [];
  const figure = (value: string, unit: string) => `${format.decimal(number(value))} ${translate(`cnc.estimate.unit.${unit}`)}`.trim();
  const subject = (step: FormulaStep) => {
    if (!step.subject) return '';
    return ` · ${/^\d+$/.test(step.subject) ? translate('cnc.estimate.stop_n', { n: step.subject }) : translate(`cnc.estimate.material.${step.subject}`, { _: step.subject })}`;
  };
  const formula = kept.data?.formula;
  return (
    <Panel title={translate('cnc.estimate.why')}>
      {formula ? <Typography color="textSecondary" sx={{ mb: 1 }}>{translate(`cnc.estimate.origin.${formula.origin}`, { n: formula.formula_version })}{formula.note ? ` · ${formula.note}` : ''}</Typography> : null}
      <Box component="ol" sx={{ m: 0, pl: 0, listStyle: 'none' }}>
        {shown.map((step, at) => (
          <Box component="li" key={at} sx={{ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr) auto', gap: 1.5, py: 0.6, borderBottom: 1, borderColor: 'divider' }}>
            <Box sx={{ minWidth: 0 }}>
              {translate(`cnc.estimate.step.${step.name}`, { _: step.name })}{subject(step)}
              <Typography color="textSecondary" sx={{ fontSize: '0.78rem' }}>
                {step.of.map((input) => `${translate(`cnc.estimate.input.${input.name}`, { _: input.name })} ${figure(input.value, input.unit)}`).join(' · ')}
                {step.of.length > 0 ? ' · ' : ''}{step.rule}
              </Typography>
            </Box>
            <Box sx={{ fontWeight: 600, fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' }}>{figure(step.value, step.unit)}</Box>
          </Box>
        ))}
      </Box>
    </Panel>
  );
}
