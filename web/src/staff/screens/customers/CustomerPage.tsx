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
import { lazy, Suspense, useState } from 'react';
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
import { Async, LoadingLines, PageHead, Panel } from '../../ui/page';
import { StatusChip } from '../../ui/StatusChip';
import { MoneyText, useFormat } from '../../ui/values';
import { CardTab } from './CardTab';
import { ConsentLights } from './ConsentLights';
import { CustomerFields } from './CustomerCreate';
import { MergeWith } from './MergeWith';
import { mergePath, useUndoMerge } from './merging';
import { payerOf } from './relating';
import { Timeline } from './Timeline';

const Relations = lazy(() => import('./Relations'));

const TABS = ['timeline', 'overview', 'quotes', 'jobs', 'money', 'contacts', 'relations', 'consent'] as const;

export default function CustomerPage() {
  const { id = '' } = useParams();
  const detail = useQuery({ queryKey: ['customers', 'detail', id], queryFn: () => api.get<Customer>(`/customers/${id}`) });
  const card = useQuery({ queryKey: ['customers', 'card', id], queryFn: () => api.get<CustomerCard>(`/customers/${id}/card`) });
  return <Async query={detail} lines={10}>{(customer) => <CustomerView customer={customer} card={card.data} reload={async () => (await detail.refetch()).data} />}</Async>;
}

function CustomerView({ customer, card, reload }: { customer: Customer; card: CustomerCard | undefined; reload: () => Promise<Customer | undefined> }) {
  const translate = useTranslate();
  const [tab, setTab] = useState<(typeof TABS)[number]>('timeline');
  const [merging, setMerging] = useState(false);
  const mayMerge = useMay('customer_merge:RUN') && customer.status !== 'MERGED' && customer.status !== 'ANONYMISED';
  const may = useMay('customer:UPDATE');
  usePageKeys({ m: mayMerge ? () => setMerging(true) : undefined, e: may ? () => setTab('overview') : undefined, t: () => setTab('timeline') });
  return (
    <>
      <Merged customer={customer} />
      <PageHead
        title={customer.display_name}
        badge={<StatusChip kind="customer_status" value={customer.status} />}
        subtitle={<>{customer.number}{customer.phone ? <> · <Link href={`tel:${customer.phone}`}>{formatPhone(customer.phone)}</Link></> : null}{customer.email ? <> · <Link href={`mailto:${customer.email}`}>{customer.email}</Link></> : null}</>}
        actions={<>
          {card?.balance ? <Balance card={card} /> : null}
          {customer.phone ? <Button href={`tel:${customer.phone}`}>{translate('cnc.customer.call')}</Button> : null}
          {customer.phone ? <Button href={`sms:${customer.phone}`}>{translate('cnc.customer.text_message')}</Button> : null}
          {customer.email ? <Button href={`mailto:${customer.email}`}>{translate('cnc.customer.write')}</Button> : null}
          <HistoryButton entity="customer" id={customer.id} />
          {mayMerge ? <Button onClick={() => setMerging(true)}>{translate('cnc.merge.merge')}</Button> : null}
          <Button variant="contained" component={RouterLink} to={`/quotes/create?customer_id=${customer.id}`}>{translate('cnc.customer.new_quote')}</Button>
        </>}
      />
      {card ? <Glance card={card} /> : null}
      <PaidBy card={card} />
      <Tabs value={tab} onChange={(_event, value: (typeof TABS)[number]) => setTab(value)} variant="scrollable" sx={{ mb: 1.5 }}>
        {TABS.map((name) => <Tab key={name} value={name} label={translate(`cnc.customer.tab.${name}`)} />)}
      </Tabs>
      {mayMerge && card?.duplicates?.[0] ? (
        <Alert severity="warning" sx={{ mb: 1.5 }} action={<Button color="inherit" component={RouterLink} to={mergePath(customer.id, card.duplicates[0].customer_id)}>{translate('cnc.merge.compare')}</Button>}>
          {translate('cnc.merge.may_be', { name: card.duplicates[0].display_name, number: card.duplicates[0].number })}
        </Alert>
      ) : null}
      {merging ? <MergeWith customer={customer} duplicates={card?.duplicates ?? []} onClose={() => setMerging(false)} /> : null}
      {tab === 'timeline' ? <Timeline customerId={customer.id} /> : tab === 'overview' ? <EditCustomer key={customer.id} customer={customer} reload={reload} /> : tab === 'relations' ? <Suspense fallback={<LoadingLines lines={4} />}>{card ? <Relations customer={customer} relations={card.relations ?? []} /> : <LoadingLines lines={4} />}</Suspense> : <CardTab tab={tab} card={card} />}
    </>
  );
}

function Balance({ card }: { card: CustomerCard }) {
  const translate = useTranslate();
  const format = useFormat();
  return (
    <Box sx={{ mr: 1 }}>
      <Typography component="span" color="textSecondary">{translate('cnc.customer.balance')} </Typography><MoneyText value={card.balance} strong />
      {card.oldest_debt ? <Typography component="span" color="textSecondary"> {translate('cnc.customer.due_since', { day: format.day(card.oldest_debt) })}</Typography> : null}
    </Box>
  );
}

/** What one wants to know before taking the call. */
function Glance({ card }: { card: CustomerCard }) {
  const translate = useTranslate();
  const format = useFormat();
  const { next_job: job } = card;
  return (
    <Stack direction="row" sx={{ gap: 2, mb: 1, flexWrap: 'wrap', alignItems: 'center' }}>
      <ConsentLights consents={card.consents ?? []} />
      {job ? <Typography>{translate('cnc.customer.next_job')}: <Link component={RouterLink} to={`/jobs/${job.id}/show`}>{job.number}</Link> {format.day(job.date)}</Typography> : null}
      {card.last_contact_at ? <Typography color="textSecondary">{translate('cnc.customer.last_contact')}: {format.moment(card.last_contact_at)}</Typography> : null}
    </Stack>
  );
}

/** Somebody else gets the quotes and invoices. */
function PaidBy({ card }: { card: CustomerCard | undefined }) {
  const translate = useTranslate();
  const payer = payerOf(card?.relations);
  if (!payer) return null;
  return (
    <Alert severity="info" sx={{ mb: 1.5 }} action={<Button color="inherit" component={RouterLink} to={`/customers/${payer.other_id}/show`}>{translate('cnc.action.open')}</Button>}>
      {translate('cnc.relation.paid_by', { name: payer.display_name, number: payer.number })}
    </Alert>
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
