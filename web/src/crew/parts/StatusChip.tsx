import { Chip, useTheme } from '@mui/material';
import { TONES, toneOf } from '@shared/brand';

/** Colour and word of a state; never the colour alone. */
export function StatusChip({ status, label, testId }: { status: string; label: string; testId?: string }) {
  const tone = TONES[useTheme().palette.mode][toneOf(status)];
  return <Chip size="small" label={label} data-testid={testId} sx={{ bgcolor: tone.ground, color: tone.ink, fontWeight: 600 }} />;
}
