import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { useTranslate } from 'react-admin';
import { useState } from 'react';
import { useParams } from 'react-router';
import { api } from '@shared/api';
import type { ImportRun } from '@shared/types';
import { Async, PageHead } from '../../ui/page';
import { StatusChip } from '../../ui/StatusChip';
import { CheckStep } from './CheckStep';
import { MapStep } from './MapStep';
import { ProgressStep } from './ProgressStep';
import { ReportStep } from './ReportStep';
import { STEPS, stepOf, type Step } from './progress';

/** One import, step by step. */
export default function ImportPage() {
  const { id = '' } = useParams();
  const query = useQuery({
    queryKey: ['imports', 'one', id],
    queryFn: () => api.get<ImportRun>(`/imports/${id}`),
    // Told by events; asked as well, should the stream be down.
    refetchInterval: ({ state }) => (state.data && ['CHECKING', 'RUNNING', 'UNDOING'].includes(state.data.state) ? 2_000 : false),
  });
  return <Async query={query} lines={8}>{(run) => <Import run={run} />}</Async>;
}

function Import({ run }: { run: ImportRun }) {
  const translate = useTranslate();
  const [mapping, setMapping] = useState(false);
  const step: Step = mapping && run.state === 'CHECKED' ? 'map' : stepOf(run);
  const delimiter = run.delimiter === '\t' ? 'tab' : run.delimiter;
  const read = [run.format, run.encoding, delimiter ? `“${delimiter}”` : null].filter(Boolean).join(', ');
  return (
    <>
      <PageHead
        title={run.file_name}
        badge={<StatusChip kind="import_state" value={run.state} />}
        subtitle={translate('cnc.import.read_as', { what: read })}
      />
      <Steps at={step} />
      {step === 'map' ? <MapStep run={run} onChecked={() => setMapping(false)} /> : <Work run={run} onMap={() => setMapping(true)} />}
    </>
  );
}

function Work({ run, onMap }: { run: ImportRun; onMap: () => void }) {
  if (run.state === 'CHECKED') return <CheckStep run={run} onMap={onMap} />;
  if (run.state === 'DONE' || run.state === 'UNDONE') return <ReportStep run={run} />;
  return <ProgressStep run={run} />;
}

function Steps({ at }: { at: Step }) {
  const translate = useTranslate();
  return (
    <Stack component="ol" direction="row" aria-label={translate('cnc.import.steps')} sx={{ listStyle: 'none', p: 0, m: 0, mb: 2, gap: 1, flexWrap: 'wrap' }}>
      {STEPS.map((step, index) => {
        const here = step === at;
        return (
          <Box component="li" key={step} aria-current={here ? 'step' : undefined} sx={{ display: 'flex', alignItems: 'center', gap: 1 }}>
            {index > 0 ? <Box aria-hidden sx={{ width: 24, borderTop: 1, borderColor: 'divider' }} /> : null}
            <Typography component="span" color={here ? 'textPrimary' : 'textSecondary'} sx={{ fontWeight: here ? 700 : 400 }}>{index + 1}. {translate(`cnc.import.step.${step}`)}</Typography>
          </Box>
        );
      })}
    </Stack>
  );
}
