import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Link from '@mui/material/Link';
import PictureAsPdf from '@mui/icons-material/PictureAsPdfOutlined';
import Stack from '@mui/material/Stack';
import { useQuery } from '@tanstack/react-query';
import { useTranslate } from 'react-admin';
import { useState } from 'react';
import { Link as RouterLink, useNavigate, useParams, useSearchParams } from 'react-router';
import { api } from '@shared/api';
import type { Derivation, Quote, QuoteFlags } from '@shared/types';
import { HistoryButton } from '../../schema/AutoForms';
import { useCommit, usePageKeys } from '../../shell/keys';
import { useAct } from '../../ui/act';
import { AskDialog } from '../../ui/AskDialog';
import { useDraft } from '../../ui/draft';
import { TextLine } from '../../ui/fields';
import { Async, Fact, Facts, PageHead, Panel } from '../../ui/page';
import { useRefusal } from '../../ui/refusal';
import { openFile } from '../../ui/saveFile';
import { StatusChip } from '../../ui/StatusChip';
import { MoneyText, useFormat } from '../../ui/values';
import { useMay, useSeesMoney } from '../../data/me';
import { ApprovalPanel, AskApprovalDialog } from './Approval';
import { DayAndDeposit } from './DayAndDeposit';
import { PresetDialog } from './Presets';
import { PriceSheet } from './PriceSheet';
import { ReRateDialog, RetiredNotice } from './ReRate';
import { TariffNote } from './TariffNote';

export default function QuotePage() {
  const { id = '' } = useParams();
  const query = useQuery({ queryKey: ['quotes', 'detail', id], queryFn: () => api.get<Quote>(`/quotes/${id}`) });
  return <Async query={query} lines={10}>{(quote) => <QuoteView quote={quote} />}</Async>;
}

/** What the builder said comes next. */
const thenOf = (text: string | null): 'ask' | 'send' | null => (text === 'ask' || text === 'send' ? text : null);

function QuoteView({ quote }: { quote: Quote }) {
  const translate = useTranslate();
  const navigate = useNavigate();
  const [params] = useSearchParams();
  const refuse = useRefusal();
  const format = useFormat(quote.location_id);
  const mayUpdate = useMay('quote:UPDATE');
  const [dialog, setDialog] = useState<'send' | 'withdraw' | 'ask' | 'preset' | 're-rate' | null>(quote.status === 'DRAFT' && mayUpdate ? thenOf(params.get('then')) : null);
  const [explain, setExplain] = useState(false);
  const draftState = quote.status === 'DRAFT';
  const pending = quote.status === 'PENDING_APPROVAL';
  const open = quote.status === 'SENT' || quote.status === 'VIEWED';
  const tree = useQuery({ queryKey: ['quotes', 'explain', quote.id, quote.version], queryFn: () => api.get<Derivation>(`/quotes/${quote.id}/explain`), enabled: Boolean(quote.priced) && !quote.priced?.derivation, retry: false });
  const flags = useQuery({ queryKey: ['quotes', 'flags', quote.id, quote.version], queryFn: () => api.get<QuoteFlags>(`/quotes/${quote.id}/flags`), enabled: draftState || pending, retry: false });
  const priced = quote.priced ? { ...quote.priced, flags: flags.data?.flags ?? quote.priced.flags ?? [], derivation: quote.priced.derivation ?? tree.data } : undefined;
  const pdf = async () => {
    try {
      openFile(await api.file(`/quotes/${quote.id}/pdf`, 'application/pdf'), `${quote.number}.pdf`);
    } catch (error) {
      refuse(error);
    }
  };
  const seesMoney = useSeesMoney();
  const mayReRate = mayUpdate && seesMoney && !pending && quote.status !== 'ACCEPTED' && quote.status !== 'CONVERTED';
  const mayAsk = flags.data?.may_ask ?? false;
  const version = useAct((_: null, key) => api.post<Quote>(`/quotes/${quote.id}/versions`, {}, { key }), { stale: ['quotes'], onDone: (next) => navigate(`/quotes/${next.id}/edit`) });
  usePageKeys({ e: () => setExplain(true), p: () => void pdf() });
  useCommit(draftState && mayUpdate ? () => setDialog(mayAsk ? 'ask' : 'send') : undefined);
  return (
    <>
      <PageHead
        title={quote.number}
        badge={<><StatusChip kind="quote_status" value={quote.status} /></>}
        subtitle={<><Link component={RouterLink} to={`/customers/${quote.customer_id}/show`}>{quote.customer_name}</Link>{` · v${quote.quote_version} · ${translate(`enums.quote_kind.${quote.kind}`)}`}</>}
        actions={<>
          <HistoryButton entity="quote" id={quote.id} />
          <Button startIcon={<PictureAsPdf />} onClick={() => void pdf()}>PDF</Button>
          {mayUpdate && open ? <Button color="error" onClick={() => setDialog('withdraw')}>{translate('cnc.quote.withdraw')}</Button> : null}
          {mayUpdate && !draftState && !pending && quote.status !== 'ACCEPTED' && quote.status !== 'CONVERTED' ? <Button onClick={() => version.mutate(null)} loading={version.isPending}>{translate('cnc.quote.new_version')}</Button> : null}
          {mayReRate ? <Button onClick={() => setDialog('re-rate')}>{translate('cnc.quote.re_rate.button')}</Button> : null}
          {mayUpdate ? <Button onClick={() => setDialog('preset')}>{translate('cnc.quote.preset.keep')}</Button> : null}
          {mayUpdate && draftState ? <Button component={RouterLink} to={`/quotes/${quote.id}/edit`}>{translate('cnc.action.edit')}</Button> : null}
          {mayUpdate && draftState && flags.data?.may_ask ? <Button variant="contained" onClick={() => setDialog('ask')}>{translate('cnc.approval.ask')}</Button> : null}
          {mayUpdate && draftState && !flags.data?.may_ask ? <Button variant="contained" onClick={() => setDialog('send')}>{translate('cnc.quote.send')}</Button> : null}
        </>}
      />
      {mayReRate && draftState && quote.tariffs?.some((tariff) => tariff.state === 'RETIRED') ? <RetiredNotice quote={quote} onOpen={() => setDialog('re-rate')} /> : null}
      <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: { xs: 'minmax(0,1fr)', lg: 'minmax(0, 1.3fr) minmax(320px, 1fr)' }, alignItems: 'start' }}>
        <Panel title={translate('cnc.quote.price')}>
          {quote.tariffs && quote.tariffs.length > 0 ? <TariffNote tariffs={quote.tariffs} /> : null}
          {priced ? <PriceSheet priced={priced} explain={explain} onExplain={setExplain} /> : <ItemList quote={quote} />}
        </Panel>
        <Stack sx={{ gap: 2, minWidth: 0 }}>
          <ApprovalPanel quote={quote} />
          <Panel title={translate('cnc.quote.head')}>
            <Facts columns={2}>
              <Fact label={translate('cnc.quote.field.service_date')}>{format.day(quote.service_date)}</Fact>
              <Fact label={translate('resources.quotes.fields.valid_until')}>{format.day(quote.valid_until)}</Fact>
              <Fact label={translate('resources.quotes.fields.sent_at')}>{format.moment(quote.sent_at)}</Fact>
              <Fact label={translate('resources.quotes.fields.accepted_at')}>{format.moment(quote.accepted_at)}</Fact>
              <Fact label={translate('cnc.quote.field.language')}>{quote.language === 'fr' ? 'Français' : 'English'}</Fact>
              {quote.job_id ? <Fact label={translate('enums.entity.job')}><Link component={RouterLink} to={`/jobs/${quote.job_id}/show`}>{translate('cnc.action.open')}</Link></Fact> : null}
            </Facts>
            {quote.portal_url ? <Box sx={{ mt: 1.5 }}><Link href={quote.portal_url} target="_blank" rel="noreferrer">{translate('cnc.quote.customer_page')}</Link></Box> : null}
          </Panel>
          <DayAndDeposit quote={quote} />
          {quote.signature ? <Evidence quote={quote} /> : null}
          {quote.terms ? <Panel title={translate('cnc.quote.terms')}><Box sx={{ whiteSpace: 'pre-wrap' }}>{quote.terms}</Box></Panel> : null}
        </Stack>
      </Box>
      {dialog === 'send' ? <SendDialog quote={quote} onClose={() => setDialog(null)} /> : null}
      {dialog === 'ask' && mayAsk ? <AskApprovalDialog quote={quote} onClose={() => setDialog(null)} /> : null}
      {dialog === 're-rate' ? <ReRateDialog quote={quote} onClose={() => setDialog(null)} /> : null}
      {dialog === 'preset' ? <PresetDialog quote={quote} onClose={() => setDialog(null)} /> : null}
      {dialog === 'withdraw' ? <WithdrawDialog quote={quote} onClose={() => setDialog(null)} /> : null}
    </>
  );
}

function ItemList({ quote }: { quote: Quote }) {
  const format = useFormat();
  return (
    <Box component="ul" sx={{ listStyle: 'none', p: 0, m: 0 }}>
      {quote.items.map((item) => (
        <Box component="li" key={item.id} sx={{ display: 'flex', justifyContent: 'space-between', py: 0.75, borderBottom: 1, borderColor: 'divider', gap: 2 }}>
          <span>{item.description} · {format.decimal(item.quantity)}</span>
          {item.total ? <MoneyText value={item.total} /> : null}
        </Box>
      ))}
    </Box>
  );
}

function Evidence({ quote }: { quote: Quote }) {
  const translate = useTranslate();
  const format = useFormat(quote.location_id);
  const s = quote.signature;
  if (!s) return null;
  return (
    <Panel title={translate('cnc.quote.evidence')}>
      <Facts columns={2}>
        <Fact label={translate('cnc.quote.signer')}>{s.signer_name}</Fact>
        <Fact label={translate('cnc.quote.signed_at')}>{format.moment(s.signed_at)}</Fact>
        <Fact label={translate('cnc.lead.field.email')}>{s.signer_email ?? '—'}</Fact>
        <Fact label={translate('cnc.quote.method')}>{translate(`cnc.quote.method_${s.method}`, { _: s.method })}</Fact>
        <Fact label={translate('cnc.audit.address')}>{s.address ?? '—'}</Fact>
        <Fact label="SHA-256"><Box component="code" sx={{ fontSize: '0.75rem' }}>{s.signed_pdf_sha256 ?? s.pdf_sha256 ?? '—'}</Box></Fact>
      </Facts>
    </Panel>
  );
}

function SendDialog({ quote, onClose }: { quote: Quote; onClose: () => void }) {
  const translate = useTranslate();
  const draft = useDraft<{ to: string | null; message: string | null }>({ to: null, message: null });
  const act = useAct((input: typeof draft.values, key) => api.post<{ status: string; portal_url: string }>(`/quotes/${quote.id}/send`, { to: input.to ?? undefined, message: input.message ?? undefined }, { key }), {
    stale: ['quotes', 'leads', 'dashboard'], done: 'cnc.quote.sent', onDone: onClose, onError: (error) => draft.refuse(error),
  });
  return (
    <AskDialog title={translate('cnc.quote.send_title', { number: quote.number })} draft={draft} submit={translate('cnc.quote.send')} busy={act.isPending} onClose={onClose} onSubmit={() => act.mutate(draft.values)}>
      <TextLine name="to" label={translate('cnc.quote.to')} type="email" helperText={translate('cnc.quote.to_hint')} autoFocus />
      <TextLine name="message" label={translate('cnc.quote.message')} multiline minRows={3} />
    </AskDialog>
  );
}

function WithdrawDialog({ quote, onClose }: { quote: Quote; onClose: () => void }) {
  const translate = useTranslate();
  const draft = useDraft<{ reason: string | null }>({ reason: null });
  const act = useAct((input: typeof draft.values, key) => api.post(`/quotes/${quote.id}/withdraw`, { reason: input.reason ?? '' }, { key }), { stale: ['quotes'], done: 'cnc.quote.withdrawn', onDone: onClose, onError: (error) => draft.refuse(error) });
  return (
    <AskDialog title={translate('cnc.quote.withdraw')} draft={draft} submit={translate('cnc.quote.withdraw')} danger busy={act.isPending} onClose={onClose} onSubmit={() => act.mutate(draft.values)}>
      <TextLine name="reason" label={translate('cnc.form.reason')} required multiline minRows={2} autoFocus />
    </AskDialog>
  );
}
