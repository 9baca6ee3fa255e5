import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Link from '@mui/material/Link';
import Paper from '@mui/material/Paper';
import Stack from '@mui/material/Stack';
import { useQuery } from '@tanstack/react-query';
import { useTranslate } from 'react-admin';
import { useState } from 'react';
import { Link as RouterLink, useNavigate, useParams } from 'react-router';
import { api } from '@shared/api';
import type { Deal, Pipeline } from '@shared/types';
import { useMay, useMe, useSeesMoney } from '../../data/me';
import { HistoryButton } from '../../schema/AutoForms';
import { usePageKeys } from '../../shell/keys';
import { ConflictNote } from '../../ui/ConflictNote';
import { DraftForm } from '../../ui/draft';
import { CheckLine } from '../../ui/fields';
import { Async, PageHead, Panel } from '../../ui/page';
import { SoftChip } from '../../ui/StatusChip';
import { useRecordDraft } from '../../ui/useRecordDraft';
import { useFormat, useLanguage } from '../../ui/values';
import { nameIn } from './board';
import { DealFacts } from './DealFacts';
import { DealQuotes, DealWay, Scheduling } from './DealSide';
import { NextAction } from '../activities/NextAction';
import { SiteAssessments } from '../sites/SiteAssessments';
import { MoveAnswers } from './MoveAnswers';
import { useMoves } from './useMoves';

export default function DealPage() {
  const { id = '' } = useParams();
  const query = useQuery({ queryKey: ['deals', 'detail', id], queryFn: () => api.get<Deal>(`/deals/${id}`) });
  return <Async query={query} lines={10}>{(deal) => <OneDeal key={deal.id} deal={deal} reload={async () => (await query.refetch()).data} />}</Async>;
}

/** Only the amount of a value is typed; its currency stays. */
const sent = (changes: Partial<Deal>, deal: Deal): Partial<Deal> => {
  if (!changes.value) return changes;
  return { ...changes, value: { amount: changes.value.amount || '0', currency: deal.value?.currency ?? changes.value.currency } };
};

function OneDeal({ deal, reload }: { deal: Deal; reload: () => Promise<Deal | undefined> }) {
  const translate = useTranslate();
  const navigate = useNavigate();
  const language = useLanguage();
  const format = useFormat(deal.location_id);
  const mayUpdate = useMay('deal:UPDATE');
  const mayQuote = useMay('quote:CREATE');
  const seesMoney = useSeesMoney();
  const crane = useMe()?.company.industry === 'CRANE_RENTAL';
  const pipelines = useQuery({ queryKey: ['pipelines'], queryFn: () => api.get<{ pipelines: Pipeline[] }>('/pipelines'), staleTime: 300_000 }).data?.pipelines;
  const stages = pipelines?.find((each) => each.id === deal.pipeline_id)?.stages ?? [];
  const moves = useMoves();
  const [planning, setPlanning] = useState(false);
  const mayPlan = useMay('activity:CREATE');
  const editing = useRecordDraft<Deal>(deal, {
    reload,
    save: (changes, version) => api.patch(`/deals/${deal.id}`, sent(changes, deal), { version }),
    stale: ['deals', 'boards'],
  });
  const { draft, conflicts } = editing;
  const newQuote = () => navigate(`/quotes/create?customer_id=${deal.customer_id}`);
  const keys = Object.fromEntries(stages.slice(0, 9).map((stage, at) => [String(at + 1), () => moves.move([deal.id], stage)]));
  usePageKeys({ ...(mayUpdate ? keys : {}), q: mayQuote ? newQuote : undefined, a: mayPlan ? () => setPlanning(true) : undefined, z: moves.undo });
  const stage = nameIn({ name_en: deal.stage_name_en, name_fr: deal.stage_name_fr }, language);
  const owner = deal.assigned_to ? { id: deal.assigned_to, name: deal.assigned_name ?? translate('cnc.state.colleague') } : undefined;
  return (
    <>
      <PageHead
        title={deal.title}
        badge={<>
          <SoftChip tone={deal.stage === 'WON' ? 'success' : deal.stage === 'LOST' ? 'danger' : 'info'}>{stage}</SoftChip>
          {deal.closed_at ? null : <SoftChip tone={deal.is_late ? 'warning' : 'neutral'} title={deal.is_late ? translate('cnc.deal.late') : undefined}>{translate('cnc.deal.age', { smart_count: deal.age_days })}</SoftChip>}
        </>}
        subtitle={<>
          {deal.number} · <Link component={RouterLink} to={`/customers/${deal.customer_id}/show`}>{deal.customer_name}</Link>
          {deal.lead_id ? <> · <Link component={RouterLink} to={`/leads/${deal.lead_id}/show`}>{translate('cnc.deal.lead', { number: deal.lead_number ?? '' })}</Link></> : null}
          {deal.value && seesMoney ? <> · {format.money(deal.value)} · {format.money(deal.weighted)} {translate('cnc.deal.weighted')}</> : null}
        </>}
        actions={<>
          <HistoryButton entity="deal" id={deal.id} />
          {mayUpdate ? stages.map((each, at) => (
            <Button key={each.id} size="small" variant={each.id === deal.stage_id ? 'contained' : 'outlined'} aria-pressed={each.id === deal.stage_id} disabled={moves.busy || each.id === deal.stage_id} onClick={() => moves.move([deal.id], each)}>
              {nameIn(each, language)} <Box component="span" aria-hidden sx={{ ml: 0.75, opacity: 0.7, fontSize: '0.72rem' }}>{at + 1}</Box>
            </Button>
          )) : null}
          {mayQuote ? <Button variant="contained" onClick={newQuote}>{translate('cnc.deal.new_quote')}</Button> : null}
        </>}
      />
      <ConflictNote conflicts={conflicts} onDiscard={editing.discard} />
      <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: { xs: '1fr', lg: 'minmax(0, 1.9fr) minmax(300px, 1fr)' }, alignItems: 'start' }}>
        <DraftForm draft={draft} onSubmit={editing.save}>
          <Panel title={translate('cnc.deal.facts')}>
            <DealFacts currency={deal.value?.currency ?? ''} valueHint={translate(deal.value_source === 'QUOTE' ? 'cnc.deal.from_quote' : 'cnc.deal.typed')} owner={owner} />
            <Stack sx={{ mt: 1 }}>
              {seesMoney ? <CheckLine name="value_fixed" label={translate('cnc.deal.fixed')} /> : null}
              {deal.probability_by_hand ? <CheckLine name="probability_by_hand" label={translate('cnc.deal.by_hand')} /> : null}
            </Stack>
          </Panel>
          {draft.dirty && mayUpdate ? (
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
          <Scheduling deal={deal} />
          <NextAction about={{ deal_id: deal.id }} locationId={deal.location_id} planning={planning} onPlan={setPlanning} />
          <DealQuotes deal={deal} />
          {crane ? <SiteAssessments of={{ lead_id: deal.lead_id ?? undefined, deal_id: deal.id }} /> : null}
          <DealWay deal={deal} />
        </Stack>
      </Box>
      <MoveAnswers moves={moves} />
    </>
  );
}
