import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { useTranslate } from 'react-admin';
import { useParams } from 'react-router';
import { api } from '@shared/api';
import type { Bulk, Counted, Rate } from '@shared/types/bulk';
import { useMay, useMe } from '../../data/me';
import { HistoryButton } from '../../schema/AutoForms';
import { useAct } from '../../ui/act';
import { Async, Fact, Facts, PageHead, Panel } from '../../ui/page';
import { StatusChip, useEnumLabel } from '../../ui/StatusChip';
import { useFormat, useLanguage } from '../../ui/values';
import { BulkEditor } from './BulkEditor';

const MOVING = ['CHECKING', 'RUNNING'];

/** A message to many from its words to its bars. */
export default function BulkPage() {
  const { id = '' } = useParams();
  const query = useQuery({
    queryKey: ['bulk_send', 'one', id], queryFn: () => api.get<Bulk>(`/bulk-sends/${id}`),
    refetchInterval: (found) => (MOVING.includes(found.state.data?.state ?? '') ? 2_000 : 30_000),
  });
  return <Async query={query} lines={8}>{(bulk) => <Page bulk={bulk} />}</Async>;
}

function Page({ bulk }: { bulk: Bulk }) {
  const translate = useTranslate();
  const label = useEnumLabel();
  const me = useMe();
  const mayChange = useMay('bulk_send:UPDATE');
  const open = bulk.state === 'DRAFT' || bulk.state === 'CHECKED';
  const place = me?.locations.find((each) => each.id === bulk.location_id)?.name ?? translate('cnc.bulk.whole_company');
  return (
    <>
      <PageHead
        title={bulk.name} badge={<StatusChip kind="bulk_state" value={bulk.state} tone={bulk.state === 'RUNNING' ? 'info' : bulk.state === 'DONE' ? 'success' : bulk.state === 'PAUSED' ? 'warning' : 'neutral'} />}
        subtitle={[label('message_channel', bulk.channel), label('message_purpose', bulk.purpose), bulk.segment_name, place].join(' · ')}
        actions={<><HistoryButton entity="bulk_send" id={bulk.id} /><Steps bulk={bulk} mayChange={mayChange} /></>}
      />
      {bulk.needs_approval ? <Alert severity="info" sx={{ mb: 2 }}>{translate('cnc.bulk.needs_approval')}</Alert> : null}
      <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: { xs: '1fr', lg: 'minmax(0, 1.3fr) minmax(300px, 1fr)' }, alignItems: 'start' }}>
        {open && mayChange ? <BulkEditor bulk={bulk} /> : <Words bulk={bulk} />}
        <Stack sx={{ gap: 2 }}>
          <Audience bulk={bulk} />
          {bulk.written > 0 ? <Progress bulk={bulk} /> : null}
          {bulk.written > 0 ? <Figures bulk={bulk} /> : null}
        </Stack>
      </Box>
    </>
  );
}

/** What comes next; everything else waits. */
function Steps({ bulk, mayChange }: { bulk: Bulk; mayChange: boolean }) {
  const translate = useTranslate();
  const mayRun = useMay('bulk_send:RUN');
  const mayApprove = useMay('bulk_send:APPROVE');
  const act = useAct((verb: string, key) => api.post(`/bulk-sends/${bulk.id}/${verb}`, {}, { key }), { stale: ['bulk_send'] });
  const button = (verb: string, words: string, kind: 'text' | 'outlined' | 'contained' = 'outlined', color?: 'error') => (
    <Button variant={kind} color={color} loading={act.isPending && act.variables === verb} disabled={act.isPending} onClick={() => act.mutate(verb)}>{words}</Button>
  );
  const label = (name: string, values?: object) => translate(`cnc.bulk.${name}`, values);
  const ended = bulk.state === 'DONE' || bulk.state === 'CANCELLED';
  return (
    <>
      {mayRun && !ended && bulk.state !== 'DRAFT' ? button('stop', label('stop'), 'text', 'error') : null}
      {mayChange && (bulk.state === 'DRAFT' || bulk.state === 'CHECKED') ? button('check', label(bulk.state === 'DRAFT' ? 'check' : 'check_again'), bulk.state === 'DRAFT' ? 'contained' : 'outlined') : null}
      {bulk.needs_approval && mayApprove ? button('approve', label('approve'), 'contained') : null}
      {mayRun && bulk.state === 'CHECKED' && !bulk.needs_approval && bulk.ready > 0 ? button('start', label('start', { n: bulk.ready }), 'contained') : null}
      {mayRun && bulk.state === 'RUNNING' ? button('pause', label('pause'), 'contained') : null}
      {mayRun && bulk.state === 'PAUSED' ? button('start', label('go_on'), 'contained') : null}
    </>
  );
}

function Words({ bulk }: { bulk: Bulk }) {
  const translate = useTranslate();
  const two = bulk.words.some((words) => words.variant === 'B');
  return (
    <Panel title={translate('cnc.bulk.content')}>
      {bulk.words.map((words) => (
        <Box key={`${words.variant}${words.language}`} lang={words.language} sx={{ py: 1, borderTop: 1, borderColor: 'divider', '&:first-of-type': { borderTop: 0 } }}>
          <Typography color="textSecondary" sx={{ fontSize: '0.76rem' }}>{[two ? translate('cnc.bulk.variant', { variant: words.variant }) : null, words.language.toUpperCase()].filter(Boolean).join(' · ')}</Typography>
          {words.subject ? <Typography sx={{ fontWeight: 600 }}>{words.subject}</Typography> : null}
          <Typography sx={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{words.body}</Typography>
        </Box>
      ))}
    </Panel>
  );
}

function useReason(): (reason: string) => string {
  const translate = useTranslate();
  const label = useEnumLabel();
  return (reason) => translate(`enums.bulk_reason.${reason}`, { _: label('consent_reason', reason) });
}

function Audience({ bulk }: { bulk: Bulk }) {
  const translate = useTranslate();
  const reason = useReason();
  const format = useFormat(bulk.location_id);
  const label = (name: string, values?: object) => translate(`cnc.bulk.${name}`, values);
  const out: Counted[] = [...bulk.skipped.map((each) => ({ reason: reason(each.reason), points: each.points })), ...(bulk.without_point ? [{ reason: label('without_point'), points: bulk.without_point }] : []), ...(bulk.doubles ? [{ reason: label('doubles'), points: bulk.doubles }] : [])];
  const seen = bulk.ready + bulk.written + bulk.skipped.reduce((sum, each) => sum + each.points, 0);
  return (
    <Panel title={label('audience')} actions={bulk.checked_at ? <Typography color="textSecondary" sx={{ fontSize: '0.8rem' }}>{label('checked_at', { at: format.moment(bulk.checked_at) })}</Typography> : undefined}>
      {bulk.state === 'DRAFT' ? <Typography color="textSecondary">{bulk.segment_name}</Typography> : null}
      {bulk.state === 'CHECKING' ? <Typography role="status">{label('checking', { n: seen })}</Typography> : null}
      {bulk.checked_at ? (
        <>
          <Typography variant="h2" component="p">{label('will_get', { smart_count: bulk.ready + bulk.written })}</Typography>
          {out.length ? <Typography color="textSecondary" sx={{ mt: 1, fontSize: '0.8rem', fontWeight: 600 }}>{label('not_getting')}</Typography> : null}
          {out.map((each) => <Stack key={each.reason} direction="row" sx={{ justifyContent: 'space-between', py: 0.25 }}><span>{each.reason}</span><strong>{each.points}</strong></Stack>)}
          {bulk.approved_at ? <Typography color="textSecondary" sx={{ mt: 1, fontSize: '0.82rem' }}>{label('approved_by', { name: bulk.approved_name ?? '', at: format.moment(bulk.approved_at) })}</Typography> : null}
        </>
      ) : null}
    </Panel>
  );
}

function Bar({ part, of, name }: { part: number; of: number; name: string }) {
  const width = of > 0 ? (part / of) * 100 : 0;
  return (
    <Box role="progressbar" aria-label={name} aria-valuenow={Math.round(width)} aria-valuemin={0} aria-valuemax={100} sx={{ height: 8, borderRadius: 9, bgcolor: 'divider', overflow: 'hidden', my: 1 }}>
      <Box sx={{ width: `${width}%`, height: 1, bgcolor: 'primary.main', transition: 'width 0.6s' }} />
    </Box>
  );
}

function Progress({ bulk }: { bulk: Bulk }) {
  const translate = useTranslate();
  const label = useEnumLabel();
  const all = bulk.ready + bulk.written;
  const name = translate('cnc.bulk.progress', { done: bulk.written, all });
  return (
    <Panel title={translate('cnc.bulk.what_became')}>
      <Typography role="status">{name}</Typography>
      <Bar part={bulk.written} of={all} name={name} />
      {bulk.messages.map((each) => <Stack key={each.reason} direction="row" sx={{ justifyContent: 'space-between', py: 0.25 }}><span>{label('message_status', each.reason)}</span><strong>{each.points}</strong></Stack>)}
    </Panel>
  );
}

function Figures({ bulk }: { bulk: Bulk }) {
  const translate = useTranslate();
  const language = useLanguage();
  const percent = (bp: number | null) => (bp === null ? '—' : `${(bp / 100).toLocaleString(language, { minimumFractionDigits: 2, maximumFractionDigits: 2 })} %`);
  const points = (bp: number) => (bp / 100).toLocaleString(language, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  const rate = (value: Rate) => (value.of === 0 ? '—' : translate('cnc.bulk.between', { share: percent(value.share_bp), low: percent(value.low_bp), high: percent(value.high_bp) }));
  const compared = bulk.comparison;
  return (
    <Panel>
      {bulk.variants.map((each) => (
        <Box key={each.variant} sx={{ mb: 1.5 }}>
          {bulk.variants.length > 1 ? <Typography sx={{ fontWeight: 600, mb: 0.5 }}>{translate('cnc.bulk.variant', { variant: each.variant })}</Typography> : null}
          <Facts columns={2}>
            <Fact label={translate('cnc.bulk.delivered')}>{rate(each.delivered)}</Fact>
            <Fact label={translate('cnc.bulk.answered')}>{rate(each.answered)}</Fact>
          </Facts>
        </Box>
      ))}
      {compared ? (
        <Typography color={compared.better ? undefined : 'textSecondary'}>
          {translate(compared.better ? 'cnc.bulk.better' : 'cnc.bulk.not_better', { variant: compared.better ?? '', difference: points(compared.better === 'A' ? -compared.difference_bp : compared.difference_bp), low: points(compared.better === 'A' ? -compared.high_bp : compared.low_bp), high: points(compared.better === 'A' ? -compared.low_bp : compared.high_bp) })}
        </Typography>
      ) : null}
    </Panel>
  );
}
