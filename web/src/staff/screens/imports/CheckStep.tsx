import Button from '@mui/material/Button';
import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import Stack from '@mui/material/Stack';
import Tab from '@mui/material/Tab';
import Tabs from '@mui/material/Tabs';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'react-admin';
import { useState } from 'react';
import { api, type Query } from '@shared/api';
import type { ImportPolicy, ImportRun } from '@shared/types';
import { useMay } from '../../data/me';
import { useAct } from '../../ui/act';
import { Panel } from '../../ui/page';
import { useEnumLabel } from '../../ui/StatusChip';
import { useFormat } from '../../ui/values';
import { RowsGrid } from './RowsGrid';
import { planOf } from './progress';

const POLICIES: ImportPolicy[] = ['SKIP', 'UPDATE', 'ASK', 'CREATE'];
const FILTERS = {
  errors: { state: 'ERROR' }, warnings: { has_warnings: true }, known: { 'match_score.gte': 60 }, repeated: { 'same_line.gte': 1 }, all: {},
} satisfies Record<string, Query>;
type Filter = keyof typeof FILTERS;

/** What the check found, corrected in the grid; and the choice with which the run begins. */
export function CheckStep({ run, onMap }: { run: ImportRun; onMap: () => void }) {
  const translate = useTranslate();
  const format = useFormat();
  const may = useMay('import:CREATE');
  const { counts } = run;
  const [filter, setFilter] = useState<Filter>(counts.errors > 0 ? 'errors' : counts.known > 0 ? 'known' : 'all');
  const label = (name: string) => translate(`cnc.import.${name}`);
  const count = (name: Filter) => (name === 'all' ? run.row_total : counts[name]);
  return (
    <>
      {may ? <RunPanel run={run} onMap={onMap} /> : null}
      <Tabs value={filter} onChange={(_event, value: Filter) => setFilter(value)} variant="scrollable" sx={{ mb: 1 }}>
        {(Object.keys(FILTERS) as Filter[]).map((name) => <Tab key={name} value={name} label={`${label(name)} (${format.decimal(count(name), 0)})`} />)}
      </Tabs>
      <RowsGrid run={run} filter={FILTERS[filter]} editable={may} />
    </>
  );
}

function RunPanel({ run, onMap }: { run: ImportRun; onMap: () => void }) {
  const translate = useTranslate();
  const named = useEnumLabel();
  const format = useFormat();
  const [policy, setPolicy] = useState<ImportPolicy>('SKIP');
  const [reason, setReason] = useState('');
  const [leaveOut, setLeaveOut] = useState(false);
  const begin = useAct(
    (_: null, key) => api.post(`/imports/${run.id}/run`, { policy, reason: reason.trim() || null, leave_out: leaveOut }, { key }),
    { stale: ['imports'] },
  );
  const { errors } = run.counts;
  const plan = planOf(run.counts, policy);
  const ready = (errors === 0 || leaveOut) && (policy !== 'CREATE' || reason.trim() !== '') && plan.create + plan.change > 0;
  return (
    <Panel sx={{ mb: 2 }}>
      <Stack component="form" direction="row" onSubmit={(event) => { event.preventDefault(); if (ready) begin.mutate(null); }} sx={{ gap: 2, flexWrap: 'wrap', alignItems: 'center' }}>
        <TextField select size="small" label={translate('cnc.import.policy')} value={policy} onChange={(event) => setPolicy(event.target.value as ImportPolicy)} sx={{ minWidth: 260 }} slotProps={{ select: { native: true } }}>
          {POLICIES.map((each) => <option key={each} value={each}>{named('import_policy', each)}</option>)}
        </TextField>
        {policy === 'CREATE' ? <TextField required size="small" label={translate('cnc.import.reason')} value={reason} onChange={(event) => setReason(event.target.value)} sx={{ minWidth: 260 }} slotProps={{ htmlInput: { maxLength: 500 } }} /> : null}
        {errors > 0 ? <FormControlLabel control={<Checkbox checked={leaveOut} onChange={(event) => setLeaveOut(event.target.checked)} />} label={translate('cnc.import.leave_errors', { n: format.decimal(errors, 0) })} /> : null}
        <Typography color="textSecondary" aria-live="polite">{translate('cnc.import.will', { create: format.decimal(plan.create, 0), change: format.decimal(plan.change, 0), skip: format.decimal(plan.skip, 0) })}</Typography>
        <Button type="submit" variant="contained" disabled={!ready} loading={begin.isPending}>{translate('cnc.import.run')}</Button>
        <Button onClick={onMap}>{translate('cnc.import.map_again')}</Button>
      </Stack>
    </Panel>
  );
}
