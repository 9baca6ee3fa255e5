import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import FormHelperText from '@mui/material/FormHelperText';
import MenuItem from '@mui/material/MenuItem';
import TextField, { type TextFieldProps } from '@mui/material/TextField';
import { useTranslate } from 'react-admin';
import { useDraftField } from './draft';
import { useEnumLabel } from './StatusChip';

type Base = Omit<TextFieldProps, 'value' | 'onChange' | 'name' | 'error'> & { name: string; label: string };

/** One line of text bound to the draft; empty text becomes null. */
export function TextLine({ name, label, helperText, ...rest }: Base) {
  const field = useDraftField(name);
  return (
    <TextField
      fullWidth
      {...rest}
      label={label}
      name={name}
      value={(field.value as string | null | undefined) ?? ''}
      onChange={(event) => field.set(event.target.value === '' ? null : event.target.value)}
      error={Boolean(field.error)}
      helperText={field.error ?? helperText}
    />
  );
}

/** A whole number or, with `decimal`, decimal text that stays text. */
export function NumberLine({ name, label, helperText, decimal, unit, ...rest }: Base & { decimal?: boolean; unit?: string }) {
  const field = useDraftField(name);
  return (
    <TextField
      fullWidth
      {...rest}
      label={label}
      name={name}
      value={field.value === null || field.value === undefined ? '' : String(field.value)}
      onChange={(event) => {
        const text = event.target.value.replace(',', '.').trim();
        if (text === '') field.set(null);
        else if (decimal && /^-?\d*\.?\d*$/.test(text)) field.set(text);
        else if (/^-?\d+$/.test(text)) field.set(Number(text));
      }}
      error={Boolean(field.error)}
      helperText={field.error ?? helperText}
      slotProps={{ htmlInput: { inputMode: decimal ? 'decimal' : 'numeric' }, input: { endAdornment: unit ? <span aria-hidden style={{ opacity: 0.75, fontSize: '0.8rem', whiteSpace: 'nowrap' }}>{unit}</span> : undefined } }}
    />
  );
}

export function DateLine({ name, label, helperText, type = 'date', ...rest }: Base & { type?: 'date' | 'datetime-local' | 'time' }) {
  const field = useDraftField(name);
  return (
    <TextField
      fullWidth
      {...rest}
      type={type}
      label={label}
      name={name}
      value={(field.value as string | null | undefined) ?? ''}
      onChange={(event) => field.set(event.target.value === '' ? null : event.target.value)}
      error={Boolean(field.error)}
      helperText={field.error ?? helperText}
      // Without a last day a browser takes years of six digits.
      slotProps={{ inputLabel: { shrink: true }, htmlInput: { max: type === 'date' ? '9999-12-31' : type === 'time' ? undefined : '9999-12-31T23:59' } }}
    />
  );
}

export interface Choice {
  id: string;
  name: string;
}

interface PickProps extends Base {
  /** Values of an enumeration, named by `enums.<kind>`. */
  kind?: string;
  values?: readonly string[];
  choices?: readonly Choice[];
  /** Offers "none". */
  optional?: boolean;
  /** What none means here. */
  none?: string;
}

export function Pick({ name, label, kind, values, choices, optional, none, helperText, ...rest }: PickProps) {
  const field = useDraftField(name);
  const enumLabel = useEnumLabel();
  const translate = useTranslate();
  const offered = choices ?? (values ?? []).map((value) => ({ id: value, name: kind ? enumLabel(kind, value) : value }));
  const value = (field.value as string | null | undefined) ?? '';
  const known = value === '' || offered.some((choice) => choice.id === value);
  return (
    <TextField
      select
      fullWidth
      {...rest}
      label={label}
      name={name}
      value={value}
      onChange={(event) => field.set(event.target.value === '' ? null : event.target.value)}
      error={Boolean(field.error)}
      helperText={field.error ?? helperText}
      slotProps={{ inputLabel: optional ? { shrink: true } : {}, select: { displayEmpty: Boolean(optional) } }}
    >
      {optional ? <MenuItem value="">{none ?? translate('cnc.state.none')}</MenuItem> : null}
      {known ? null : <MenuItem value={value}>{kind ? enumLabel(kind, value) : value}</MenuItem>}
      {offered.map((choice) => (
        <MenuItem key={choice.id} value={choice.id}>{choice.name}</MenuItem>
      ))}
    </TextField>
  );
}

export function CheckLine({ name, label }: { name: string; label: string }) {
  const field = useDraftField(name);
  return (
    <>
      <FormControlLabel
        control={<Checkbox size="small" checked={field.value === true} onChange={(event) => field.set(event.target.checked)} />}
        label={label}
      />
      {field.error ? <FormHelperText error>{field.error}</FormHelperText> : null}
    </>
  );
}
