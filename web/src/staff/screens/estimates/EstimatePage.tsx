import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import { useNotify, useTranslate } from 'react-admin';
import { useEffect, useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { api } from '@shared/api';
import type { Estimate, Lead, Quote } from '@shared/types';
import { HistoryButton } from '../../schema/AutoForms';
import { useCommit, usePageKeys } from '../../shell/keys';
import { useAct } from '../../ui/act';
import { Async, PageHead, Panel } from '../../ui/page';
import { SoftChip, StatusChip, useEnumLabel } from '../../ui/StatusChip';
import { useMay } from '../../data/me';
import { convertLead, type Converted } from '../leads/convert';
import { KeyButton } from '../leads/LeadDetail';
import { Differences } from './Differences';
import { FactsDialog } from './FactsDialog';
import { FormulaPanel } from './FormulaPanel';
import { SurveyPanel } from './SurveyPanel';
import { SheetEntry } from './SheetEntry';
import { Cartons, Totals } from './Totals';
import { useArticles, useEstimate, usePreview, useServices, useSheet } from './useEstimate';
import { useLanguage } from '../../ui/values';

const LOOKS = 12;
const BETWEEN_LOOKS_MS = 350;

/** Waits until the draft, which its own module fills a moment later, has the estimate's volume. */
async function filled(quoteId: string, volume: string): Promise<boolean> {
  for (let look = 0; look < LOOKS; look += 1) {
    const quote = await api.get<Quote>(`/quotes/${quoteId}`).catch(() => undefined);
    if (quote && quote.status !== 'DRAFT') return false;
    if (quote?.inputs?.parts.some((part) => part.work.kind === 'MOVE' && String(part.work.volume_cuft) === volume)) return true;
    await new Promise((resolve) => setTimeout(resolve, BETWEEN_LOOKS_MS));
  }
  return false;
}

/** The estimate's quote; where its lead is nobody's customer yet, the lead is converted, whose draft begins with the estimate. */
async function handOver(estimate: Estimate, withDeal: boolean, key: string): Promise<string> {
  if (!estimate.customer_id && estimate.lead_id) {
    const lead = await api.get<Lead>(`/leads/${estimate.lead_id}`);
    const { quote_id }: Partial<Converted> = lead.customer_id ? {} : await convertLead(lead, withDeal, key);
    if (quote_id) return quote_id;
  }
  return (await api.post<{ quote_id: string }>(`/estimates/${estimate.id}/quote`, {}, { key })).quote_id;
}
/** A reviewed survey puts another sheet in place of the one being typed. */
const sheetKey = ({ id, state }: Estimate): string => `${id}${state === 'REVIEWED' ? '-reviewed' : ''}`;

export default function EstimatePage() {
  const { id = '' } = useParams();
  const query = useEstimate(id);
  return <Async query={query} lines={10}>{(estimate) => <Sheets key={sheetKey(estimate)} estimate={estimate} />}</Async>;
}

function Sheets({ estimate }: { estimate: Estimate }) {
  const translate = useTranslate();
  const enumLabel = useEnumLabel();
  const navigate = useNavigate();
  const notify = useNotify();
  const french = useLanguage() === 'fr';
  const mayUpdate = useMay('estimate:UPDATE');
  const mayDeal = useMay('deal:CREATE');
  const locked = estimate.state === 'LOCKED';
  const readOnly = locked || !mayUpdate;
  const articles = useArticles();
  const service = useServices().find((each) => each.code === estimate.service_type);
  const { sheet, setSheet, dirty, saving } = useSheet(estimate, !readOnly);
  const preview = usePreview(estimate, sheet);
  const [facts, setFacts] = useState(false);
  // A locked estimate shows what was kept, not what today's formula would say.
  const live = locked ? undefined : preview.data;
  const outputs = live?.outputs ?? estimate.outputs;

  const lock = useAct((_input: null, key) => api.post(`/estimates/${estimate.id}/lock`, {}, { key }), { stale: ['estimates'], done: 'cnc.estimate.locked' });
  const next = useAct((_input: null, key) => api.post<Estimate>(`/estimates/${estimate.id}/versions`, {}, { key }), { stale: ['estimates'], onDone: (made) => navigate(`/estimates/${made.id}`) });
  const quote = useAct(async (_input: null, key) => {
    const quote_id = await handOver(estimate, mayDeal, key);
    return { quote_id, filled: await filled(quote_id, outputs.volume_cuft) };
  }, {
    stale: ['estimates', 'leads', 'boards', 'customers', 'deals', 'quotes'],
    onDone: (answer) => {
      if (answer.filled) notify('cnc.estimate.handed', { type: 'success' });
      navigate(`/quotes/${answer.quote_id}/${answer.filled ? 'edit' : 'show'}`);
    },
  });
  const settled = !dirty && !saving;
  // Whoever goes on before the last line is kept waits for it, not for a button.
  const [goOn, setGoOn] = useState(false);
  const { mutate: begin, isPending: handing } = quote;
  useEffect(() => {
    if (!goOn || !settled || handing) return;
    setGoOn(false);
    begin(null);
  }, [goOn, settled, handing, begin]);
  useCommit(mayUpdate && !handing ? () => setGoOn(true) : undefined);
  usePageKeys(mayUpdate ? { e: readOnly ? undefined : () => setFacts(true), q: settled ? () => quote.mutate(null) : undefined } : {});

  return (
    <>
      <PageHead
        title={estimate.name ?? translate('cnc.estimate.title')}
        badge={<><StatusChip kind="estimate_state" value={estimate.state} />{readOnly ? null : <SoftChip tone={settled ? 'success' : 'warning'}>{translate(saving ? 'cnc.estimate.saving' : dirty ? 'cnc.estimate.unsaved' : 'cnc.estimate.saved')}</SoftChip>}</>}
        subtitle={[`${estimate.number}, ${translate('cnc.estimate.version', { n: estimate.estimate_version })}`, estimate.location_name, service ? (french ? service.name_fr : service.name_en) : null, enumLabel('estimate_method', estimate.method)].filter(Boolean).join(' · ')}
        actions={<>
          <HistoryButton entity="estimate" id={estimate.id} />
          {estimate.lead_id ? <Button color="inherit" onClick={() => navigate(`/leads/${estimate.lead_id}/show`)}>{translate('enums.entity.lead')}</Button> : null}
          {readOnly ? null : <KeyButton hint="E" onClick={() => setFacts(true)}>{translate('cnc.estimate.facts')}</KeyButton>}
          {mayUpdate && !locked ? <Button color="inherit" variant="outlined" loading={lock.isPending} disabled={!settled} onClick={() => lock.mutate(null)} sx={{ borderColor: 'divider' }}>{translate('cnc.estimate.lock')}</Button> : null}
          {mayUpdate && locked && estimate.is_newest ? <Button variant="outlined" loading={next.isPending} onClick={() => next.mutate(null)}>{translate('cnc.estimate.new_version')}</Button> : null}
          {mayUpdate ? <KeyButton hint="Q" primary busy={quote.isPending} disabled={!settled} onClick={() => quote.mutate(null)}>{translate('cnc.estimate.quote')}</KeyButton> : null}
        </>}
      />
      {locked ? <Alert severity="info" sx={{ mb: 2 }} action={estimate.quote_id ? <Button color="inherit" onClick={() => navigate(`/quotes/${estimate.quote_id}/show`)}>{translate('cnc.estimate.open_quote')}</Button> : undefined}>{translate('cnc.estimate.locked_hint')}</Alert> : null}
      <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: { xs: 'minmax(0, 1fr)', lg: 'minmax(0, 1.9fr) minmax(320px, 1fr)' }, alignItems: 'start' }}>
        {/* On a phone the figures stand above the sheet, and how they came about comes last. */}
        <Stack sx={{ gap: 2, minWidth: 0, display: { xs: 'contents', lg: 'flex' } }}>
          <Box sx={{ order: { xs: 2, lg: 0 }, minWidth: 0 }}><SheetEntry sheet={sheet} setSheet={setSheet} articles={articles} readOnly={readOnly} /></Box>
          <Box sx={{ order: { xs: 4, lg: 0 }, minWidth: 0 }}><FormulaPanel estimate={estimate} steps={live?.steps} /></Box>
        </Stack>
        <Stack sx={{ gap: 2, minWidth: 0, display: { xs: 'contents', lg: 'flex' }, position: { lg: 'sticky' }, top: { lg: 72 } }}>
          <Box sx={{ order: { xs: 1, lg: 0 }, minWidth: 0 }}><Totals outputs={outputs} preview={live} stale={preview.isPlaceholderData} /></Box>
          <Box sx={{ order: { xs: 3, lg: 0 }, minWidth: 0 }}><Cartons sheet={sheet} setSheet={setSheet} suggested={outputs.suggested_cartons} readOnly={readOnly} /></Box>
          <Box sx={{ order: { xs: 5, lg: 0 }, minWidth: 0 }}><SurveyPanel estimate={estimate} readOnly={readOnly} /></Box>
          {estimate.parent_id ? <Box sx={{ order: { xs: 6, lg: 0 }, minWidth: 0 }}><Panel title={translate('cnc.estimate.differences')}><Differences estimate={estimate} /></Panel></Box> : null}
        </Stack>
      </Box>
      {facts ? <FactsDialog estimate={estimate} stops={sheet.stops} onStops={(stops) => setSheet({ ...sheet, stops })} onClose={() => setFacts(false)} /> : null}
    </>
  );
}
