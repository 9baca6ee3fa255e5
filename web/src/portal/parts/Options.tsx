import { Box, Checkbox, FormControl, FormControlLabel, FormLabel, Radio, RadioGroup, Typography } from '@mui/material';
import { formatMoney } from '@shared/format';
import type { PortalQuote } from '@shared/types';
import { useReading } from '../language';

type Option = PortalQuote['quote']['options'][number];

interface Props {
  options: Option[];
  selected: string[];
  onSelect: (selected: string[]) => void;
}

/** Options of a group ONE exclude each other; all others are chosen freely. */
export function Options({ options, selected, onSelect }: Props) {
  const { t } = useReading();
  const groups = [...new Set(options.filter((option) => option.kind === 'ONE').map((option) => option.group ?? ''))];
  const free = options.filter((option) => option.kind !== 'ONE');
  const toggle = (id: string, chosen: boolean) => onSelect(chosen ? [...selected, id] : selected.filter((each) => each !== id));
  return (
    <Box>
      {free.map((option) => (
        <FormControlLabel key={option.id} sx={LABEL} label={<Label option={option} />}
          control={<Checkbox checked={selected.includes(option.id)} onChange={(event) => toggle(option.id, event.target.checked)} />} />
      ))}
      {groups.map((group) => {
        const members = options.filter((option) => option.kind === 'ONE' && (option.group ?? '') === group);
        const ids = members.map((option) => option.id);
        const choose = (id: string) => onSelect([...selected.filter((each) => !ids.includes(each)), ...(id ? [id] : [])]);
        return (
          <FormControl key={group} component="fieldset" fullWidth sx={{ mt: 1.5 }}>
            <FormLabel component="legend">{group && !/^[A-Z0-9_]+$/.test(group) ? group : t('options.one')}</FormLabel>
            <RadioGroup value={ids.find((id) => selected.includes(id)) ?? ''} onChange={(event) => choose(event.target.value)}>
              {members.map((option) => (
                <FormControlLabel key={option.id} value={option.id} sx={LABEL} control={<Radio />} label={<Label option={option} />} />
              ))}
              <FormControlLabel value="" sx={LABEL} control={<Radio />} label={t('options.none')} />
            </RadioGroup>
          </FormControl>
        );
      })}
    </Box>
  );
}

const LABEL = { display: 'flex', mr: 0, minHeight: 52, '& .MuiFormControlLabel-label': { flex: 1 } } as const;

function Label({ option }: { option: Option }) {
  const { language } = useReading();
  return (
    <Box component="span" sx={{ display: 'flex', gap: 2 }}>
      <Typography component="span" sx={{ flex: 1, overflowWrap: 'anywhere' }}>{option.description}</Typography>
      <Typography component="span" sx={{ whiteSpace: 'nowrap', fontVariantNumeric: 'tabular-nums' }}>+ {formatMoney(option.total, language)}</Typography>
    </Box>
  );
}
