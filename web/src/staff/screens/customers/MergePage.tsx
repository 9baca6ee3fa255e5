import SwapHoriz from '@mui/icons-material/SwapHoriz';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import FormControlLabel from '@mui/material/FormControlLabel';
import Radio from '@mui/material/Radio';
import Stack from '@mui/material/Stack';
import Switch from '@mui/material/Switch';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslate } from 'react-admin';
import { useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { api } from '@shared/api';
import type { Customer, MergeField, MergePreview, MergeSide } from '@shared/types';
import { useMe } from '../../data/me';
import { useUsers } from '../../schema/input';
import { usePageKeys } from '../../shell/keys';
import { useAct } from '../../ui/act';
import { Async, PageHead, Panel } from '../../ui/page';
import { useWords } from '../control/changes';
import { fieldName, readValue } from '../control/reading';
import { mergePath, sameRecord } from './merging';

/** Two customers field by field: whose value stays is chosen, the rest follows rules, and all of it can be undone. */
export default function MergePage() {
  const translate = useTranslate();
  const [asked] = useSearchParams();
  const [choices, setChoices] = useState<Record<string, MergeSide>>({});
  const survivor = asked.get('survivor') ?? '';
  const loser = asked.get('loser') ?? '';
  const query = useQuery({
    queryKey: ['customers', 'merge', survivor, loser, choices],
    queryFn: () => api.post<MergePreview>('/customers/merge/preview', { survivor_id: survivor, loser_id: loser, choices }),
    placeholderData: keepPreviousData,
  });
  return (
    <>
      <PageHead title={translate('cnc.merge.title')} subtitle={translate('cnc.merge.hint')} />
      <Async query={query} lines={12}>
        {(preview) => <Comparison preview={preview} choices={choices} onChoose={setChoices} />}
      </Async>
    </>
  );
}

interface Props {
  preview: MergePreview;
  choices: Record<string, MergeSide>;
  onChoose: (choices: Record<string, MergeSide>) => void;
}

function Comparison({ preview, choices, onChoose }: Props) {
  const translate = useTranslate();
  const navigate = useNavigate();
  const [all, setAll] = useState(false);
  const [reason, setReason] = useState('');
  const { survivor_id, loser_id } = preview;
  const merge = useAct(
    (_: undefined, key) => api.post<{ merge_id: string; customer: Customer }>('/customers/merge', {
      survivor_id, loser_id, survivor_version: preview.survivor_version, loser_version: preview.loser_version, choices, reason: reason.trim() || undefined,
    }, { key }),
    {
      stale: ['customers'],
      // The customer's page offers the way back.
      onDone: ({ merge_id, customer }) => navigate(`/customers/${customer.id}/show`, { state: { merged: { id: merge_id, loser: preview.loser_name } } }),
    },
  );
  const swap = () => {
    onChoose({});
    navigate(mergePath(loser_id, survivor_id), { replace: true });
  };
  usePageKeys({ s: swap, f: () => setAll((now) => !now) });
  const rows = preview.fields.filter((field) => all || field.differs);
  const behind = Object.entries(preview.behind).filter(([, count]) => count > 0);
  return (
    <Stack sx={{ gap: 2 }}>
      <Panel
        flush
        title={translate('cnc.merge.fields')}
        actions={<Stack direction="row" sx={{ gap: 1 }}>
          <FormControlLabel control={<Switch size="small" checked={all} onChange={(_event, on) => setAll(on)} />} label={translate('cnc.merge.show_equal')} />
          <Button startIcon={<SwapHoriz />} onClick={swap}>{translate('cnc.merge.swap')}</Button>
        </Stack>}
      >
        <Table size="small">
          <TableHead><TableRow>
            <TableCell>{translate('cnc.merge.field')}</TableCell>
            <TableCell>{translate('cnc.merge.stays')}<Box component="span" sx={{ display: 'block', fontWeight: 400 }}>{preview.survivor_name}</Box></TableCell>
            <TableCell>{translate('cnc.merge.goes')}<Box component="span" sx={{ display: 'block', fontWeight: 400 }}>{preview.loser_name}</Box></TableCell>
            <TableCell>{translate('cnc.merge.result')}</TableCell>
          </TableRow></TableHead>
          <TableBody>
            {rows.map((field) => <FieldRow key={field.field} field={field} chosen={choices[field.field] ?? field.choice} currency={preview.currency} onChoose={(side) => onChoose({ ...choices, [field.field]: side })} />)}
            {rows.length === 0 ? <TableRow><TableCell colSpan={4}><Typography color="textSecondary">{translate('cnc.merge.equal')}</Typography></TableCell></TableRow> : null}
          </TableBody>
        </Table>
      </Panel>
      <Alert severity="info">
        {behind.length === 0 ? translate('cnc.merge.nothing_behind', { loser: preview.loser_name }) : translate('cnc.merge.behind', {
          loser: preview.loser_name, list: behind.map(([kind, count]) => `${translate(`cnc.merge.behind_kind.${kind}`)} ${count}`).join(', '),
        })}
      </Alert>
      <Stack direction="row" sx={{ gap: 1.5, alignItems: 'flex-start', flexWrap: 'wrap' }}>
        <TextField label={translate('cnc.merge.reason')} value={reason} onChange={(event) => setReason(event.target.value)} slotProps={{ htmlInput: { maxLength: 500 } }} sx={{ minWidth: { xs: '100%', sm: 360 } }} />
        <Button variant="contained" size="large" loading={merge.isPending} onClick={() => merge.mutate(undefined)}>{translate('cnc.merge.run', { loser: preview.loser_name, survivor: preview.survivor_name })}</Button>
      </Stack>
    </Stack>
  );
}

interface RowProps {
  field: MergeField;
  chosen: MergeSide | null;
  currency: string;
  onChoose: (side: MergeSide) => void;
}

/** One field of both, with a choice where there is one; what a rule decides says so. */
function FieldRow({ field, chosen, currency, onChoose }: RowProps) {
  const translate = useTranslate();
  const words = useWords();
  const users = useUsers();
  const locations = useMe()?.locations ?? [];
  const name = fieldName('customer', field.field, words);
  const read = (value: unknown) => {
    const known = field.field === 'assigned_to' ? users : field.field === 'location_id' ? locations : [];
    const found = known.find((one) => sameRecord(one.id, value));
    if (found) return found.name;
    const reading = readValue({ table: 'customer', column: field.field, currency }, value, words);
    return reading.parts ? reading.parts.filter((part) => part.reading.look !== 'nothing').map((part) => part.reading.text).join(', ') || '—' : reading.text;
  };
  const cell = (side: MergeSide, value: unknown) => (
    <TableCell>
      {field.choice && field.differs ? (
        <FormControlLabel
          control={<Radio size="small" checked={chosen === side} onChange={() => onChoose(side)} slotProps={{ input: { 'aria-label': `${name}: ${read(value)}` } }} />}
          label={<Box component="span" sx={{ overflowWrap: 'anywhere' }}>{read(value)}</Box>}
        />
      ) : read(value)}
    </TableCell>
  );
  return (
    <TableRow>
      <TableCell component="th" scope="row">{name}{field.choice || !field.differs ? null : <Typography color="textSecondary" sx={{ fontSize: '0.76rem' }}>{translate('cnc.merge.by_rule')}</Typography>}</TableCell>
      {cell('SURVIVOR', field.survivor)}
      {cell('LOSER', field.loser)}
      <TableCell><strong>{read(field.result)}</strong></TableCell>
    </TableRow>
  );
}
