import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Link from '@mui/material/Link';
import Stack from '@mui/material/Stack';
import Tab from '@mui/material/Tab';
import Tabs from '@mui/material/Tabs';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { useTranslate } from 'react-admin';
import { useState, type ReactNode } from 'react';
import { Link as RouterLink, useLocation, useNavigate, useParams } from 'react-router';
import { api } from '@shared/api';
import { formatPhone } from '@shared/format';
import type { Customer, CustomerCard } from '@shared/types';
import { useMay } from '../../data/me';
import { usePageKeys } from '../../shell/keys';
import { HistoryButton } from '../../schema/AutoForms';
import { ConflictNote } from '../../ui/ConflictNote';
import { DraftForm } from '../../ui/draft';
import { useRecordDraft } from '../../ui/useRecordDraft';
import { Async, Empty, PageHead, Panel } from '../../ui/page';
import { StatusChip } from '../../ui/StatusChip';
import { MoneyText, useFormat } from '../../ui/values';
import { CustomerFields } from './CustomerCreate';
import { MergeWith } from './MergeWith';
import { mergePath, useUndoMerge } from './merging';

const TABS = ['overview', 'timeline', 'quotes', 'jobs', 'money', 'contacts', 'consent'] as const;

export default function CustomerPage() {
  const { id = '' } = useParams();
  const detail = useQuery({ queryKey: ['customers', 'detail', id], queryFn: () => api.get<Customer>(`/customers/${id}`) });
  const card = useQuery({ queryKey: ['customers', 'card', id], queryFn: () => api.get<CustomerCard>(`/customers/${id}/card`) });
  return <Async query={detail} lines={10}>{(customer) => <CustomerView customer={customer} card={card.data} reload={async () => (await detail.refetch()).data} />}</Async>;
}

function CustomerView({ customer, card, reload }: { customer: Customer; card: CustomerCard | undefined; reload: () => Promise<Customer | undefined> }) {
  const translate = useTranslate();
  const [tab, setTab] = useState<(typeof TABS)[number]>('overview');
  const [merging, setMerging] = useState(false);
  const mayMerge = useMay('customer_merge:RUN') && customer.status !== 'MERGED' && customer.status !== 'ANONYMISED';
  usePageKeys({ m: mayMerge ? () => setMerging(true) : undefined });
  return (
    <>
      <Merged customer={customer} />
      <PageHead
        title={customer.display_name}
        badge={<StatusChip kind="customer_status" value={customer.status} />}
        subtitle={<>{customer.number}{customer.phone ? <> · <Link href={`tel:${customer.phone}`}>{formatPhone(customer.phone)}</Link></> : null}{customer.email ? <> · <Link href={`mailto:${customer.email}`}>{customer.email}</Link></> : null}</>}
        actions={<>
          {card?.balance ? <Box sx={{ mr: 1 }}><Typography component="span" color="textSecondary">{translate('cnc.customer.balance')} </Typography><MoneyText value={card.balance} strong /></Box> : null}
          <HistoryButton entity="customer" id={customer.id} />
          {mayMerge ? <Button onClick={() => setMerging(true)}>{translate('cnc.merge.merge')}</Button> : null}
          <Button variant="contained" component={RouterLink} to={`/quotes/create?customer_id=${customer.id}`}>{translate('cnc.customer.new_quote')}</Button>
        </>}
      />
      <Tabs value={tab} onChange={(_event, value: (typeof TABS)[number]) => setTab(value)} variant="scrollable" sx={{ mb: 1.5 }}>
        {TABS.map((name) => <Tab key={name} value={name} label={translate(`cnc.customer.tab.${name}`)} />)}
      </Tabs>
      {mayMerge && card?.duplicates?.[0] ? (
        <Alert severity="warning" sx={{ mb: 1.5 }} action={<Button color="inherit" component={RouterLink} to={mergePath(customer.id, card.duplicates[0].customer_id)}>{translate('cnc.merge.compare')}</Button>}>
          {translate('cnc.merge.may_be', { name: card.duplicates[0].display_name, number: card.duplicates[0].number })}
        </Alert>
      ) : null}
      {merging ? <MergeWith customer={customer} duplicates={card?.duplicates ?? []} onClose={() => setMerging(false)} /> : null}
      {tab === 'overview' ? <EditCustomer key={customer.id} customer={customer} reload={reload} /> : <CardTab tab={tab} card={card} />}
    </>
  );
}

/** Right after a merge: the way back. */
function Merged({ customer }: { customer: Customer }) {
  const translate = useTranslate();
  const navigate = useNavigate();
  const { state, pathname } = useLocation();
  const merged = (state as { merged?: { id: string; loser: string } } | null)?.merged;
  const forget = () => navigate(pathname, { replace: true, state: null });
  const undo = useUndoMerge(forget);
  if (!merged) return null;
  return (
    <Alert
      severity="success"
      sx={{ mb: 1.5 }}
      action={<><Button color="inherit" loading={undo.isPending} onClick={() => undo.mutate(merged.id)}>{translate('cnc.merge.undo')}</Button><Button color="inherit" onClick={forget}>{translate('cnc.action.close')}</Button></>}
    >
      {translate('cnc.merge.done', { loser: merged.loser, survivor: customer.display_name })}
    </Alert>
  );
}

function EditCustomer({ customer, reload }: { customer: Customer; reload: () => Promise<Customer | undefined> }) {
  const translate = useTranslate();
  const may = useMay('customer:UPDATE');
  const editing = useRecordDraft<Customer>(customer, {
    reload,
    save: (changes, version) => api.patch(`/customers/${customer.id}`, changes, { version }),
    stale: ['customers'],
  });
  const { draft, conflicts } = editing;
  return (
    <DraftForm draft={draft} onSubmit={editing.save}>
      <ConflictNote conflicts={conflicts} onDiscard={editing.discard} />
      <Panel sx={{ maxWidth: 900 }}>
        <CustomerFields kind={draft.values.kind} />
        {may ? (
          <Stack direction="row" sx={{ gap: 1, mt: 2.5 }}>
            <Button type="submit" variant="contained" disabled={!draft.dirty} loading={editing.saving}>{translate('cnc.action.save')}</Button>
            {draft.dirty ? <Button onClick={editing.discard}>{translate('cnc.action.discard')}</Button> : null}
          </Stack>
        ) : null}
      </Panel>
    </DraftForm>
  );
}

interface Line {
  id: string;
  main: ReactNode;
  side?: ReactNode;
}

function Lines({ lines }: { lines: Line[] }) {
  const translate = useTranslate();
  if (lines.length === 0) return <Panel><Empty title={translate('cnc.empty.title')} /></Panel>;
  return (
    <Panel>
      {lines.map((line) => (
        <Box key={line.id} sx={{ display: 'flex', justifyContent: 'space-between', gap: 2, py: 1, borderBottom: 1, borderColor: 'divider', alignItems: 'center', flexWrap: 'wrap' }}>
          <div>{line.main}</div>
          <Stack direction="row" sx={{ gap: 1.5, alignItems: 'center' }}>{line.side}</Stack>
        </Box>
      ))}
    </Panel>
  );
}

function CardTab({ tab, card }: { tab: (typeof TABS)[number]; card: CustomerCard | undefined }) {
  const format = useFormat();
  const to = (path: string, text: string) => <Link component={RouterLink} to={path}>{text}</Link>;
  switch (tab) {
    case 'timeline':
      return <Lines lines={(card?.timeline ?? []).map((entry) => ({ id: entry.id, main: entry.title, side: <Typography color="textSecondary">{format.moment(entry.at)}</Typography> }))} />;
    case 'quotes':
      return <Lines lines={(card?.quotes ?? []).map((quote) => ({ id: quote.id, main: to(`/quotes/${quote.id}/show`, quote.number), side: <>{quote.total ? <MoneyText value={quote.total} /> : null}<StatusChip kind="quote_status" value={quote.status} small /></> }))} />;
    case 'jobs':
      return <Lines lines={(card?.jobs ?? []).map((job) => ({ id: job.id, main: to(`/jobs/${job.id}/show`, `${job.number} · ${job.title}`), side: <>{format.day(job.date)}<StatusChip kind="job_status" value={job.status} small /></> }))} />;
    case 'money':
      return <Lines lines={(card?.invoices ?? []).map((invoice) => ({ id: invoice.id, main: to(`/invoices/${invoice.id}/show`, invoice.number ?? '—'), side: <>{invoice.balance ? <MoneyText value={invoice.balance} /> : null}<StatusChip kind="invoice_status" value={invoice.status} small /></> }))} />;
    case 'contacts':
      return <Lines lines={(card?.contacts ?? []).map((contact) => ({ id: contact.id, main: contact.name, side: <Typography color="textSecondary">{[contact.role, contact.phone, contact.email].filter(Boolean).join(' · ')}</Typography> }))} />;
    case 'consent':
      return <Lines lines={(card?.consents ?? []).map((consent) => ({ id: consent.channel, main: consent.channel, side: <>{consent.at ? format.moment(consent.at) : null}<StatusChip kind="consent" value={consent.state} small /></> }))} />;
    default:
      return null;
  }
}
