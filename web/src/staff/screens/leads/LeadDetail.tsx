import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Paper from '@mui/material/Paper';
import Stack from '@mui/material/Stack';
import { useQuery } from '@tanstack/react-query';
import { useTranslate } from 'react-admin';
import { lazy, Suspense, useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { api } from '@shared/api';
import type { Lead, TouchKind } from '@shared/types';
import { HistoryButton } from '../../schema/AutoForms';
import { usePageKeys } from '../../shell/keys';
import { useAct } from '../../ui/act';
import { ConflictNote } from '../../ui/ConflictNote';
import { DraftForm } from '../../ui/draft';
import { Async, PageHead, Panel } from '../../ui/page';
import { useRecordDraft } from '../../ui/useRecordDraft';
import { StatusChip } from '../../ui/StatusChip';
import { useNow } from '../../ui/values';
import { LeadEstimates, useOpenEstimate } from '../estimates/LeadEstimates';
import { NextAction } from '../activities/NextAction';
import { SiteAssessments } from '../sites/SiteAssessments';
import { LeadDeals } from '../deals/LeadDeals';
import { ScoreBox } from '../scores/ScoreBox';
import { RoutedBox } from '../routing/Candidates';
import { convertLead } from './convert';
import { LeadClock } from './LeadClock';
import { LeadFacts } from './LeadFacts';
import { DuplicatesBox, TouchList } from './LeadSide';
import { StatusDialog } from './StatusDialog';
import { TouchDialog } from './TouchDialog';
import { useMay } from '../../data/me';

const LeadSequence = lazy(() => import('../sequences/LeadSequence'));

export default function LeadDetail() {
  const { id = '' } = useParams();
  const query = useQuery({ queryKey: ['leads', 'detail', id], queryFn: () => api.get<Lead>(`/leads/${id}`) });
  return <Async query={query} lines={10}>{(lead) => <LeadPage key={lead.id} lead={lead} reload={async () => (await query.refetch()).data} />}</Async>;
}

function LeadPage({ lead, reload }: { lead: Lead; reload: () => Promise<Lead | undefined> }) {
  const translate = useTranslate();
  const navigate = useNavigate();
  const now = useNow();
  const mayUpdate = useMay('lead:UPDATE');
  const mayDeal = useMay('deal:CREATE');
  const [touch, setTouch] = useState<TouchKind | null>(null);
  const [status, setStatus] = useState(false);
  const [planning, setPlanning] = useState(false);
  const mayPlan = useMay('activity:CREATE');
  const editing = useRecordDraft<Lead>(lead, {
    reload,
    save: (changes, version) => api.patch(`/leads/${lead.id}`, changes, { version }),
    stale: ['leads', 'boards'],
  });
  const { draft, conflicts } = editing;
  const convert = useAct((_input: null, key) => convertLead(lead, mayDeal, key), {
    onError: (error) => draft.refuse(error),
    stale: ['leads', 'boards', 'customers', 'quotes', 'deals', 'dashboard'],
    done: mayDeal ? 'cnc.deal.converted' : 'cnc.lead.converted',
    onDone: (result) => navigate(result.quote_id ? `/quotes/${result.quote_id}/edit` : `/customers/${result.customer_id}/show`),
  });
  const rental = Boolean(lead.rental?.machine_class || lead.rental?.site_city);
  const seesEstimates = useMay('estimate:VIEW') && !rental;
  const estimate = useOpenEstimate(lead, seesEstimates);
  usePageKeys(mayUpdate ? {
    e: seesEstimates ? estimate.open : undefined, c: () => setTouch('CALL_OUT'), w: () => setTouch('EMAIL_OUT'), m: () => setTouch('SMS_OUT'), a: mayPlan ? () => setPlanning(true) : undefined, o: () => setTouch('NOTE'), s: () => setStatus(true), v: () => convert.mutate(null),
  } : {});

  const closed = Boolean(lead.customer_id && lead.status === 'WON');
  return (
    <>
      <PageHead
        title={lead.name}
        badge={<><StatusChip kind="lead_status" value={lead.status} /><StatusChip kind="priority" value={lead.priority} /><LeadClock lead={lead} now={now} /></>}
        subtitle={[lead.number, lead.location_name, lead.assigned_name].filter(Boolean).join(' · ')}
        actions={<>
          <HistoryButton entity="lead" id={lead.id} />
          {mayUpdate ? <>
            <KeyButton hint="S" onClick={() => setStatus(true)}>{translate('cnc.lead.status')}</KeyButton>
            {mayPlan ? <KeyButton hint="A" onClick={() => setPlanning(true)}>{translate('cnc.activity.plan_short')}</KeyButton> : null}
            <KeyButton hint="O" onClick={() => setTouch('NOTE')}>{translate('enums.touch.NOTE')}</KeyButton>
            <KeyButton hint="W" onClick={() => setTouch('EMAIL_OUT')}>{translate('cnc.lead.write')}</KeyButton>
            <KeyButton hint="C" onClick={() => setTouch('CALL_OUT')}>{translate('cnc.lead.call')}</KeyButton>
            {seesEstimates ? <KeyButton hint="E" busy={estimate.pending} onClick={estimate.open}>{translate('cnc.estimate.title')}</KeyButton> : null}
            {closed ? null : <KeyButton hint="V" primary busy={convert.isPending} onClick={() => convert.mutate(null)}>{translate('cnc.lead.convert')}</KeyButton>}
          </> : null}
        </>}
      />
      {lead.quote_id ? <Alert severity="success" sx={{ mb: 2 }} action={<Button color="inherit" onClick={() => navigate(`/quotes/${lead.quote_id}/show`)}>{translate('cnc.action.open')}</Button>}>{translate('cnc.lead.has_quote')}</Alert> : null}
      <ConflictNote conflicts={conflicts} onDiscard={editing.discard} />
      <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: { xs: '1fr', lg: 'minmax(0, 1.9fr) minmax(300px, 1fr)' }, alignItems: 'start' }}>
        <DraftForm draft={draft} onSubmit={editing.save}>
          <Panel><LeadFacts rental={rental} withOwner owner={lead.assigned_to ? { id: lead.assigned_to, name: lead.assigned_name ?? translate('cnc.state.colleague') } : undefined} /></Panel>
          {draft.dirty ? (
            <Paper elevation={1} sx={{ position: 'sticky', bottom: 12, mt: 1.5, p: 1.25, borderRadius: 1.25, zIndex: 2, boxShadow: '0 6px 24px rgb(0 0 0 / 0.14)' }}>
              <Stack direction="row" sx={{ gap: 1, alignItems: 'center' }}>
                <Box sx={{ flex: 1, pl: 1, fontWeight: 600 }} role="status">{translate('cnc.state.unsaved')}</Box>
                <Button onClick={editing.discard}>{translate('cnc.action.discard')}</Button>
                <Button type="submit" variant="contained" loading={editing.saving}>{translate('cnc.action.save')}</Button>
              </Stack>
            </Paper>
          ) : null}
        </DraftForm>
        <Stack sx={{ gap: 2, minWidth: 0 }}>
          <DuplicatesBox lead={lead} />
          <NextAction about={{ lead_id: lead.id }} locationId={lead.location_id} planning={planning} onPlan={setPlanning} />
          <Suspense fallback={null}><LeadSequence lead={lead} /></Suspense>
          {seesEstimates ? <LeadEstimates lead={lead} onOpen={estimate.open} pending={estimate.pending} /> : null}
          {rental ? <SiteAssessments of={{ lead_id: lead.id }} /> : null}
          <LeadDeals lead={lead} />
          <ScoreBox lead={lead} />
          <RoutedBox lead={lead} />
          <TouchList lead={lead} />
        </Stack>
      </Box>
      {touch ? <TouchDialog lead={lead} kind={touch} onClose={() => setTouch(null)} /> : null}
      {status ? <StatusDialog lead={lead} onClose={() => setStatus(false)} /> : null}
    </>
  );
}

export function KeyButton({ hint, onClick, children, primary, busy, disabled }: { hint: string; onClick: () => void; children: React.ReactNode; primary?: boolean; busy?: boolean; disabled?: boolean }) {
  return (
    <Button variant={primary ? 'contained' : 'outlined'} color={primary ? 'primary' : 'inherit'} onClick={onClick} loading={busy} disabled={disabled} sx={primary ? undefined : { borderColor: 'divider', bgcolor: 'background.paper' }}>
      {children}
      <Box component="kbd" aria-hidden sx={{ fontFamily: 'inherit', ml: 0.9, fontSize: '0.68rem', px: 0.5, borderRadius: 0.75, border: '1px solid currentColor', opacity: 0.7, display: { xs: 'none', md: 'inline' } }}>{hint}</Box>
    </Button>
  );
}
