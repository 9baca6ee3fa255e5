import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import FormHelperText from '@mui/material/FormHelperText';
import MenuItem from '@mui/material/MenuItem';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'react-admin';
import { useRef, useState } from 'react';
import { LETTERHEAD_POSITIONS } from '@shared/types/stationery';
import type { Typed } from './content';

const MOST_BYTES = 1024 * 1024;
const KINDS = ['image/png', 'image/jpeg', 'image/webp', 'image/svg+xml'];

async function base64Of(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let text = '';
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(text);
}

/** The company's own picture on its papers: where it lies and how strongly. */
export function LetterheadFields({ value, problem, onChange }: { value: Typed['letterhead']; problem?: string; onChange: (letterhead: Typed['letterhead']) => void }) {
  const translate = useTranslate();
  const input = useRef<HTMLInputElement>(null);
  const [refused, setRefused] = useState<string | null>(null);
  const take = async (file: File | undefined) => {
    if (!file) return;
    if (!KINDS.includes(file.type) || file.size > MOST_BYTES) {
      setRefused(translate('cnc.stationery.picture_rules'));
      return;
    }
    setRefused(null);
    onChange({ position: value?.position ?? 'TOP', opacity_percent: value?.opacity_percent ?? 100, media_type: file.type, base64: await base64Of(file) });
  };
  return (
    <Box role="group" aria-label={translate('cnc.stationery.letterhead')}>
      <Typography component="h3" sx={{ fontWeight: 600, fontSize: '0.9rem', mb: 0.75 }}>{translate('cnc.stationery.letterhead')}</Typography>
      <input ref={input} type="file" accept={KINDS.join(',')} hidden aria-label={translate('cnc.stationery.choose')} onChange={(event) => { void take(event.target.files?.[0]); event.target.value = ''; }} />
      <Stack direction="row" sx={{ gap: 1, flexWrap: 'wrap', alignItems: 'center' }}>
        <Button variant="outlined" onClick={() => input.current?.click()}>{translate(value ? 'cnc.stationery.replace' : 'cnc.stationery.choose')}</Button>
        {value ? <Button color="error" onClick={() => onChange(null)}>{translate('cnc.stationery.without')}</Button> : null}
        {value ? (
          <TextField select size="small" label={translate('cnc.stationery.position')} value={value.position} onChange={(event) => onChange({ ...value, position: event.target.value as (typeof LETTERHEAD_POSITIONS)[number] })} sx={{ minWidth: 190 }}>
            {LETTERHEAD_POSITIONS.map((position) => <MenuItem key={position} value={position}>{translate(`cnc.stationery.at.${position}`)}</MenuItem>)}
          </TextField>
        ) : null}
      </Stack>
      {refused ?? problem ? <FormHelperText error>{refused ?? problem}</FormHelperText> : <FormHelperText>{translate('cnc.stationery.picture_rules')}</FormHelperText>}
    </Box>
  );
}
