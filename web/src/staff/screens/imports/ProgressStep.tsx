import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import LinearProgress from '@mui/material/LinearProgress';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'react-admin';
import { useRef } from 'react';
import { api } from '@shared/api';
import type { ImportRun } from '@shared/types';
import { useMay } from '../../data/me';
import { usePageKeys } from '../../shell/keys';
import { useAct } from '../../ui/act';
import { Panel } from '../../ui/page';
import { useEnumLabel } from '../../ui/StatusChip';
import { useFormat } from '../../ui/values';
import { UndoButton } from './ReportStep';
import { secondsLeft } from './progress';

/** How far a check, a run or taking back has come; it goes on without this page. */
export function ProgressStep({ run }: { run: ImportRun }) {
  const translate = useTranslate();
  const format = useFormat();
  const named = useEnumLabel();
  const may = useMay('import:CREATE');
  const moving = run.state === run.phase;
  const begun = useRef<{ phase: string; line: number; at: number } | undefined>(undefined);
  if (!moving) begun.current = undefined;
  else if (begun.current?.phase !== run.phase) begun.current = { phase: run.phase, line: run.done_line, at: Date.now() };
  const act = useAct((what: 'pause' | 'resume', key) => api.post(`/imports/${run.id}/${what}`, {}, { key }), { stale: ['imports'] });
  const next = moving ? 'pause' : 'resume';
  usePageKeys({ p: may ? () => act.mutate(next) : undefined });
  const left = moving ? secondsLeft(begun.current, run.done_line, Date.now(), run.row_total) : undefined;
  const time = left === undefined ? null : left < 60 ? translate('cnc.import.soon') : translate('cnc.import.minutes', { n: Math.ceil(left / 60) });
  const percent = run.row_total > 0 ? Math.min(100, (100 * run.done_line) / run.row_total) : 0;
  return (
    <Panel>
      <Typography sx={{ fontWeight: 600, mb: 1 }}>{named('import_state', run.phase)}</Typography>
      <LinearProgress variant="determinate" value={percent} aria-label={named('import_state', run.phase)} sx={{ height: 10, borderRadius: 5, mb: 1 }} />
      <Typography color="textSecondary" aria-live="polite">
        {translate('cnc.import.progress', { done: format.decimal(run.done_line, 0), total: format.decimal(run.row_total, 0) })}
        {time ? `, ${translate('cnc.import.left', { time })}` : ''}
      </Typography>
      {run.state === 'PAUSED' ? <Alert severity="info" sx={{ mt: 1.5 }}>{translate('cnc.import.paused', { line: run.done_line })}</Alert> : null}
      {run.state === 'FAILED' ? <Alert severity="error" sx={{ mt: 1.5 }}>{translate('cnc.import.failed', { line: run.done_line })}</Alert> : null}
      {may ? (
        <Stack direction="row" sx={{ gap: 1, mt: 2 }}>
          <Button variant={moving ? 'outlined' : 'contained'} loading={act.isPending} onClick={() => act.mutate(next)}>{translate(`cnc.import.${next}`)}</Button>
          {!moving && run.phase === 'RUNNING' ? <UndoButton run={run} /> : null}
        </Stack>
      ) : null}
    </Panel>
  );
}
