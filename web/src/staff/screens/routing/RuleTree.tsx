import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Close from '@mui/icons-material/CloseOutlined';
import FormControlLabel from '@mui/material/FormControlLabel';
import Checkbox from '@mui/material/Checkbox';
import IconButton from '@mui/material/IconButton';
import MenuItem from '@mui/material/MenuItem';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import { useTranslate } from 'react-admin';
import { FIELDS, OPERATORS, emptyComparison, isGroup, kindOf, type Comparison, type Group, type Operator } from './tree';

interface Props {
  group: Group;
  onChange: (group: Group) => void;
  onRemove?: () => void;
  depth?: number;
}

/** A group of conditions: all of them or any of them, turned round where wanted, with groups inside. */
export function RuleTree({ group, onChange, onRemove, depth = 0 }: Props) {
  const translate = useTranslate();
  const text = (name: string) => translate(`cnc.routing.tree.${name}`);
  const put = (at: number, part: Group | Comparison) => onChange({ ...group, parts: group.parts.map((each, other) => (other === at ? part : each)) });
  const drop = (at: number) => onChange({ ...group, parts: group.parts.filter((_each, other) => other !== at) });
  const add = (part: Group | Comparison) => onChange({ ...group, parts: [...group.parts, part] });
  return (
    <Box role="group" aria-label={text(group.all ? 'all' : 'any')} sx={{ borderLeft: 3, borderColor: group.all ? 'primary.main' : 'warning.main', pl: 1.5, py: 0.5 }}>
      <Stack direction="row" sx={{ gap: 1, alignItems: 'center', flexWrap: 'wrap', mb: 1 }}>
        <TextField select size="small" label={text('join')} value={group.all ? 'all' : 'any'} onChange={(event) => onChange({ ...group, all: event.target.value === 'all' })} sx={{ minWidth: 190 }}>
          <MenuItem value="all">{text('all')}</MenuItem>
          <MenuItem value="any">{text('any')}</MenuItem>
        </TextField>
        <FormControlLabel control={<Checkbox size="small" checked={group.not} onChange={(event) => onChange({ ...group, not: event.target.checked })} />} label={text('not')} />
        {onRemove ? <Button size="small" onClick={onRemove}>{text('remove_group')}</Button> : null}
      </Stack>
      <Stack sx={{ gap: 1 }}>
        {group.parts.map((part, at) => (isGroup(part)
          ? <RuleTree key={at} group={part} depth={depth + 1} onChange={(next) => put(at, next)} onRemove={() => drop(at)} />
          : <Line key={at} line={part} onChange={(next) => put(at, next)} onRemove={group.parts.length > 1 ? () => drop(at) : undefined} />))}
      </Stack>
      <Stack direction="row" sx={{ gap: 1, mt: 1 }}>
        <Button size="small" onClick={() => add(emptyComparison())}>{text('add')}</Button>
        {depth < 5 ? <Button size="small" onClick={() => add({ all: !group.all, not: false, parts: [emptyComparison()] })}>{text('add_group')}</Button> : null}
      </Stack>
    </Box>
  );
}

function Line({ line, onChange, onRemove }: { line: Comparison; onChange: (line: Comparison) => void; onRemove?: () => void }) {
  const translate = useTranslate();
  const text = (name: string) => translate(`cnc.routing.tree.${name}`);
  const kind = kindOf(line.field);
  const bare = line.operator === 'known' || line.operator === 'unknown';
  const field = (name: string) => {
    const operators = OPERATORS[kindOf(name)];
    const operator = operators.includes(line.operator) ? line.operator : operators[0]!;
    onChange({ field: name, operator, value: kindOf(name) === kind ? line.value : kindOf(name) === 'yes' ? 'true' : '' });
  };
  const label = (name: string) => translate(`cnc.routing.field.${name.replaceAll('.', '_')}`);
  return (
    <Box sx={{ display: 'grid', gap: 1, gridTemplateColumns: { xs: '1fr 1fr', sm: '1.5fr 1.1fr 1.3fr 34px' }, alignItems: 'start' }}>
      <TextField select size="small" label={text('field')} value={line.field} onChange={(event) => field(event.target.value)} sx={{ gridColumn: { xs: '1 / -1', sm: 'auto' } }}>
        {Object.keys(FIELDS).map((name) => <MenuItem key={name} value={name}>{label(name)}</MenuItem>)}
      </TextField>
      <TextField select size="small" label={text('operator')} value={line.operator} onChange={(event) => onChange({ ...line, operator: event.target.value as Operator })}>
        {OPERATORS[kind].map((each) => <MenuItem key={each} value={each}>{translate(`cnc.routing.operator.${OPERATOR_NAMES[each]}`)}</MenuItem>)}
      </TextField>
      {bare ? <span /> : kind === 'yes' ? (
        <TextField select size="small" label={text('value')} value={line.value === 'false' ? 'false' : 'true'} onChange={(event) => onChange({ ...line, value: event.target.value })}>
          <MenuItem value="true">{translate('cnc.state.yes')}</MenuItem>
          <MenuItem value="false">{translate('cnc.state.no')}</MenuItem>
        </TextField>
      ) : (
        <TextField size="small" label={text('value')} value={line.value} onChange={(event) => onChange({ ...line, value: event.target.value })} helperText={line.operator === 'in' ? text('commas') : line.field === 'now.weekday' ? text('weekday') : undefined} slotProps={{ htmlInput: { inputMode: kind === 'number' ? 'numeric' : undefined, spellCheck: false } }} />
      )}
      {onRemove ? <IconButton size="small" aria-label={translate('cnc.action.remove')} onClick={onRemove}><Close fontSize="small" /></IconButton> : <span />}
    </Box>
  );
}

/** A sign cannot be a key of a text. */
export const OPERATOR_NAMES: Record<Operator, string> = { '==': 'is', '!=': 'is_not', '<': 'below', '<=': 'at_most', '>': 'above', '>=': 'at_least', in: 'one_of', contains: 'contains', known: 'known', unknown: 'unknown' };
