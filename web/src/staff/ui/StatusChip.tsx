import Box from '@mui/material/Box';
import { useTheme } from '@mui/material/styles';
import { useTranslate } from 'react-admin';
import { TONES, toneOf, type Tone } from '@shared/brand';

interface Props {
  value: string | null | undefined;
  /** Group of the labels, e.g. `lead_status`. */
  kind: string;
  tone?: Tone;
  small?: boolean;
}

/** A state in colour and word. */
export function StatusChip({ value, kind, tone, small }: Props) {
  const label = useEnumLabel();
  if (!value) return <span>—</span>;
  return <SoftChip tone={tone ?? toneOf(value)} small={small}>{label(kind, value)}</SoftChip>;
}

export function SoftChip({ tone, small, children, title }: { tone: Tone; small?: boolean; children: React.ReactNode; title?: string }) {
  const theme = useTheme();
  const colours = TONES[theme.palette.mode][tone];
  return (
    <Box
      component="span"
      title={title}
      sx={{
        display: 'inline-flex', alignItems: 'center', gap: 0.75, px: small ? 0.9 : 1.1, py: small ? 0.1 : 0.3, borderRadius: 99,
        fontSize: small ? '0.7rem' : '0.76rem', fontWeight: 600, lineHeight: 1.5, whiteSpace: 'nowrap',
        backgroundColor: colours.ground, color: colours.ink,
      }}
    >
      <Box component="span" aria-hidden sx={{ width: 6, height: 6, borderRadius: 99, backgroundColor: 'currentColor', opacity: 0.75 }} />
      {children}
    </Box>
  );
}

/** Label of an enumeration's value in the reader's language; the value itself where nobody named it. */
export function useEnumLabel(): (kind: string, value: string) => string {
  const translate = useTranslate();
  return (kind, value) => translate(`enums.${kind}.${value}`, { _: humanised(value) });
}

/** A code in words: TRUCK_26FT reads "Truck 26ft". */
export const humanised = (value: string): string => {
  const words = value.replaceAll('_', ' ').toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
};
