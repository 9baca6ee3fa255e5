import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Slider from '@mui/material/Slider';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { useTranslate } from 'react-admin';
import { useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { api } from '@shared/api';
import type { RecordHistory as History, RecordVersion, RowChange } from '@shared/types';
import { useAct } from '../../ui/act';
import { AskDialog } from '../../ui/AskDialog';
import { useDraft } from '../../ui/draft';
import { TextLine } from '../../ui/fields';
import { Async, Empty, PageHead, Panel } from '../../ui/page';
import { useEnumLabel } from '../../ui/StatusChip';
import { useFormat } from '../../ui/values';
import { Changes, DiffTable, MACHINE_TEXT } from './changes';
import { currencyOf } from './reading';

interface RollbackPreview {
  before?: Record<string, unknown>;
  after?: Record<string, unknown>;
  changes?: RowChange[];
}

/** The record's time line: what each version changed, and the way back with a preview first. */
export default function RecordHistory() {
  const { entity = '', id = '' } = useParams();
  const translate = useTranslate();
  const label = useEnumLabel();
  const navigate = useNavigate();
  const query = useQuery({ queryKey: ['history', entity, id], queryFn: () => api.get<History>(`/history/${entity}/${id}`) });
  return (
    <>
      <PageHead title={translate('cnc.history.title', { name: label('entity', entity) })} subtitle={<Subtitle id={id} versions={query.data?.versions ?? []} />} actions={<Button onClick={() => navigate(-1)}>{translate('cnc.action.back')}</Button>} />
      <Async query={query}>
        {({ versions, can_roll_back }) => (versions.length === 0 ? <Panel><Empty title={translate('cnc.empty.title')} /></Panel> : <Versions entity={entity} id={id} mayRoll={can_roll_back} versions={[...versions].sort((a, b) => a.version - b.version)} />)}
      </Async>
    </>
  );
}

/** The record's newest name, and its id for who needs it. */
function Subtitle({ id, versions }: { id: string; versions: RecordVersion[] }) {
  const newest: Record<string, unknown> = Object.assign({}, ...[...versions].sort((a, b) => a.version - b.version).map((version) => version.after ?? {}));
  const name = newest.display_name ?? newest.full_name ?? newest.title ?? newest.name;
  return <>{[newest.number, name].filter((part) => typeof part === 'string').map((part) => `${part as string} · `)}<Box component="code" sx={MACHINE_TEXT}>{id}</Box></>;
}

function Versions({ entity, id, mayRoll, versions }: { entity: string; id: string; mayRoll: boolean; versions: RecordVersion[] }) {
  const translate = useTranslate();
  const format = useFormat();
  const label = useEnumLabel();
  const [at, setAt] = useState(versions.length - 1);
  const [preview, setPreview] = useState<RollbackPreview | null>(null);
  const chosen = versions[Math.min(at, versions.length - 1)];
  const ask = useAct((version: number, key) => api.post<RollbackPreview>(`/history/${entity}/${id}/rollback`, { version, preview: true, reason: translate('cnc.history.preview') }, { key }), { onDone: setPreview });
  if (!chosen) return null;
  // A version holds only what it changed; the currency was set with the first.
  const currency = currencyOf(...versions.flatMap((version) => [version.after, version.before]));
  return (
    <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: { xs: 'minmax(0,1fr)', lg: '300px minmax(0,1fr)' }, alignItems: 'start' }}>
      <Panel title={translate('cnc.history.versions')}>
        {versions.length > 1 ? <Slider size="small" min={0} max={versions.length - 1} step={1} value={at} onChange={(_event, value) => setAt(value as number)} aria-label={translate('cnc.history.as_of')} getAriaValueText={(value) => format.moment(versions[value]?.at)} sx={{ mx: 1, width: 'calc(100% - 16px)' }} /> : null}
        <Box component="ol" sx={{ listStyle: 'none', m: 0, p: 0 }}>
          {[...versions].reverse().map((version) => (
            <li key={version.version}>
              <Button fullWidth onClick={() => setAt(versions.indexOf(version))} aria-current={version === chosen} color="inherit" sx={{ justifyContent: 'flex-start', textAlign: 'left', bgcolor: version === chosen ? 'action.selected' : undefined, fontWeight: 400 }}>
                <span><strong>v{version.version}</strong> {label('act', version.act)}<br /><Typography component="span" color="textSecondary" sx={{ fontSize: '0.78rem' }}>{format.moment(version.at)} · {version.actor_name ?? '—'}</Typography></span>
              </Button>
            </li>
          ))}
        </Box>
      </Panel>
      <Panel
        title={`v${chosen.version} · ${format.momentExact(chosen.at)}`}
        actions={mayRoll && at < versions.length - 1 ? <Button loading={ask.isPending} onClick={() => ask.mutate(chosen.version)}>{translate('cnc.history.rollback')}</Button> : undefined}
      >
        {chosen.reason ? <Typography sx={{ mb: 1.5 }}><strong>{translate('cnc.form.reason')}:</strong> {chosen.reason}</Typography> : null}
        <DiffTable table={entity} before={chosen.before} after={chosen.after} currency={currency} />
      </Panel>
      {preview ? <RollbackDialog entity={entity} id={id} version={chosen.version} currency={currency} preview={preview} onClose={() => setPreview(null)} /> : null}
    </Box>
  );
}

function RollbackDialog({ entity, id, version, currency, preview, onClose }: { entity: string; id: string; version: number; currency: string | null; preview: RollbackPreview; onClose: () => void }) {
  const translate = useTranslate();
  const draft = useDraft<{ reason: string | null }>({ reason: null });
  const act = useAct((input: typeof draft.values, key) => api.post(`/history/${entity}/${id}/rollback`, { version, reason: input.reason ?? '' }, { key }), { stale: ['history', 'audit'], done: 'cnc.history.rolled_back', onDone: onClose, onError: (error) => draft.refuse(error) });
  return (
    <AskDialog title={translate('cnc.history.rollback_to', { version })} draft={draft} submit={translate('cnc.history.rollback')} danger wide busy={act.isPending} onClose={onClose} onSubmit={() => act.mutate(draft.values)}>
      <Alert severity="info">{translate('cnc.history.preview')}</Alert>
      <Stack>{preview.changes ? <Changes changes={preview.changes} /> : <DiffTable table={entity} before={preview.before} after={preview.after} currency={currency} />}</Stack>
      <TextLine name="reason" label={translate('cnc.form.reason')} required multiline minRows={2} />
    </AskDialog>
  );
}
