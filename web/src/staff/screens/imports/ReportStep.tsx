import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import Stack from '@mui/material/Stack';
import Tab from '@mui/material/Tab';
import Tabs from '@mui/material/Tabs';
import Typography from '@mui/material/Typography';
import { useLocaleState, useTranslate } from 'react-admin';
import { useState } from 'react';
import { api } from '@shared/api';
import type { ImportCounts, ImportRowState, ImportRun } from '@shared/types';
import { useMay } from '../../data/me';
import { usePageKeys } from '../../shell/keys';
import { useAct } from '../../ui/act';
import { useEnumLabel } from '../../ui/StatusChip';
import { saveFile } from '../../ui/saveFile';
import { useFormat } from '../../ui/values';
import { RowsGrid } from './RowsGrid';

const RESULTS: [ImportRowState, keyof ImportCounts][] = [
  ['CREATED', 'created'], ['CHANGED', 'changed'], ['UNCHANGED', 'unchanged'], ['SKIPPED', 'skipped'], ['LEFT_OUT', 'left_out'], ['TAKEN_BACK', 'taken_back'], ['KEPT', 'kept'],
];

/** What became of the rows, as a file too, and the way back. */
export function ReportStep({ run }: { run: ImportRun }) {
  const translate = useTranslate();
  const format = useFormat();
  const named = useEnumLabel();
  const [locale] = useLocaleState();
  const may = useMay('import:CREATE');
  const there = RESULTS.filter(([, count]) => run.counts[count] > 0);
  const [state, setState] = useState<ImportRowState | undefined>(there[0]?.[0]);
  const download = useAct(
    (_: null) => api.file(`/imports/${run.id}/report`, 'text/csv', { query: { language: locale === 'fr' ? 'fr' : 'en' } }),
    { onDone: (file) => saveFile(file, `${run.file_name.replace(/\.\w+$/, '')}-report.csv`) },
  );
  const shown = there.some(([each]) => each === state) ? state : there[0]?.[0];
  return (
    <>
      <Stack direction="row" sx={{ gap: 1, mb: 2, flexWrap: 'wrap', alignItems: 'center' }}>
        <Button variant="outlined" loading={download.isPending} onClick={() => download.mutate(null)}>{translate('cnc.import.download')}</Button>
        {may && run.state === 'DONE' ? <UndoButton run={run} /> : null}
        {run.state === 'DONE' && run.undo_until ? <Typography color="textSecondary">{translate('cnc.import.undo_until', { at: format.moment(run.undo_until) })}</Typography> : null}
      </Stack>
      {shown ? (
        <>
          <Tabs value={shown} onChange={(_event, value: ImportRowState) => setState(value)} variant="scrollable" sx={{ mb: 1 }}>
            {there.map(([each, count]) => <Tab key={each} value={each} label={`${named('import_row', each)} (${format.decimal(run.counts[count], 0)})`} />)}
          </Tabs>
          <RowsGrid run={run} filter={{ state: shown }} editable={false} />
        </>
      ) : null}
    </>
  );
}

/** Asks once, then takes the import back. */
export function UndoButton({ run }: { run: ImportRun }) {
  const translate = useTranslate();
  const [asking, setAsking] = useState(false);
  const undo = useAct((_: null, key) => api.post(`/imports/${run.id}/undo`, {}, { key }), { stale: ['imports'], onDone: () => setAsking(false) });
  usePageKeys({ u: () => setAsking(true) });
  return (
    <>
      <Button color="error" onClick={() => setAsking(true)}>{translate('cnc.import.undo')}</Button>
      <Dialog open={asking} onClose={() => setAsking(false)} aria-labelledby="undo-title">
        <DialogTitle id="undo-title">{translate('cnc.import.undo')}</DialogTitle>
        <DialogContent><Typography>{translate('cnc.import.undo_ask')}</Typography></DialogContent>
        <DialogActions>
          <Button onClick={() => setAsking(false)}>{translate('cnc.action.cancel')}</Button>
          <Button color="error" variant="contained" autoFocus loading={undo.isPending} onClick={() => undo.mutate(null)}>{translate('cnc.import.undo')}</Button>
        </DialogActions>
      </Dialog>
    </>
  );
}
