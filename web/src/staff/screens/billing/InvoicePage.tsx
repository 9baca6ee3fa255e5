import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Link from '@mui/material/Link';
import PictureAsPdf from '@mui/icons-material/PictureAsPdfOutlined';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { useTranslate } from 'react-admin';
import { useState } from 'react';
import { Link as RouterLink, useParams } from 'react-router';
import { api } from '@shared/api';
import type { Invoice } from '@shared/types';
import { useMay } from '../../data/me';
import { useSentence } from '../../i18n/sentences';
import { HistoryButton } from '../../schema/AutoForms';
import { usePageKeys } from '../../shell/keys';
import { useAct } from '../../ui/act';
import { Async, Fact, Facts, PageHead, Panel } from '../../ui/page';
import { useRefusal } from '../../ui/refusal';
import { openFile } from '../../ui/saveFile';
import { StatusChip, useEnumLabel } from '../../ui/StatusChip';
import { rateText, useTaxName, useTaxText } from '../../ui/taxes';
import { MoneyText, useFormat, useLanguage } from '../../ui/values';
import { KeyButton } from '../leads/LeadDetail';
import { PaymentDialog } from './PaymentDialog';

export default function InvoicePage() {
  const { id = '' } = useParams();
  const query = useQuery({ queryKey: ['invoices', 'detail', id], queryFn: () => api.get<Invoice>(`/invoices/${id}`) });
  return <Async query={query} lines={10}>{(invoice) => <InvoiceView invoice={invoice} />}</Async>;
}

function InvoiceView({ invoice }: { invoice: Invoice }) {
  const translate = useTranslate();
  const format = useFormat(invoice.location_id);
  const label = useEnumLabel();
  const language = useLanguage();
  const taxName = useTaxName();
  const taxText = useTaxText();
  const sentence = useSentence();
  const refuse = useRefusal();
  const [paying, setPaying] = useState(false);
  const mayIssue = useMay('invoice:CREATE');
  const mayPay = useMay('payment:CREATE');
  const draftState = invoice.status === 'DRAFT';
  const open = !draftState && Number(invoice.balance?.amount ?? 0) > 0 && invoice.status !== 'CANCELLED';
  const issue = useAct((_: null, key) => api.post<Invoice>(`/invoices/${invoice.id}/issue`, {}, { key }), { stale: ['invoices', 'to-bill', 'ledger', 'dashboard'], done: 'cnc.billing.issued' });
  const file = async (path: string, name: string) => {
    try {
      openFile(await api.file(path, 'application/pdf'), name);
    } catch (error) {
      refuse(error);
    }
  };
  usePageKeys({ i: draftState && mayIssue ? () => issue.mutate(null) : undefined, p: open && mayPay ? () => setPaying(true) : undefined });
  return (
    <>
      <PageHead
        title={invoice.number ?? translate('cnc.billing.draft')}
        badge={<StatusChip kind="invoice_status" value={invoice.status} />}
        subtitle={<><Link component={RouterLink} to={`/customers/${invoice.customer_id}/show`}>{invoice.customer_name}</Link>{invoice.served_customer_id ? <> · {translate('cnc.billing.served')} <Link component={RouterLink} to={`/customers/${invoice.served_customer_id}/show`}>{invoice.served_customer_name}</Link></> : null}{invoice.job_id ? <> · <Link component={RouterLink} to={`/jobs/${invoice.job_id}/show`}>{invoice.job_number ?? translate('enums.entity.job')}</Link></> : null}</>}
        actions={<>
          <HistoryButton entity="invoice" id={invoice.id} />
          {draftState ? null : <Button startIcon={<PictureAsPdf />} onClick={() => void file(`/invoices/${invoice.id}/pdf`, `${invoice.number ?? 'invoice'}.pdf`)}>PDF</Button>}
          {draftState && mayIssue ? <KeyButton hint="I" primary busy={issue.isPending} onClick={() => issue.mutate(null)}>{translate('cnc.billing.issue')}</KeyButton> : null}
          {open && mayPay ? <KeyButton hint="P" primary onClick={() => setPaying(true)}>{translate('cnc.billing.take_payment')}</KeyButton> : null}
        </>}
      />
      <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: { xs: 'minmax(0,1fr)', lg: 'minmax(0,1.7fr) minmax(300px,1fr)' }, alignItems: 'start' }}>
        <Panel title={translate('cnc.quote.lines')}>
          <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
            {(invoice.items ?? []).map((item) => (
              <Box component="li" key={item.id} sx={{ display: 'flex', justifyContent: 'space-between', gap: 2, py: 1, borderBottom: 1, borderColor: 'divider' }}>
                <Box>
                  {item.description}
                  <Typography color="textSecondary" sx={{ fontSize: '0.8rem' }}>{format.decimal(item.quantity)} {label('unit', item.unit ?? '')}{item.unit_price ? ` × ${format.money({ amount: item.unit_price, currency: item.total?.currency ?? invoice.total?.currency ?? 'CAD' })}` : ''}</Typography>
                </Box>
                <MoneyText value={item.total} />
              </Box>
            ))}
          </Box>
          <Stack sx={{ gap: 0.5, mt: 1.5, maxWidth: 360, ml: 'auto' }}>
            {invoice.subtotal ? <Sum name={translate('cnc.quote.subtotal')}><MoneyText value={invoice.subtotal} /></Sum> : null}
            {(invoice.taxes ?? []).map((tax) => <Sum key={`${tax.jurisdiction}${tax.tax}`} name={taxText(tax)}><MoneyText value={tax.amount} /></Sum>)}
            <Sum name={translate('cnc.quote.total')} strong><MoneyText value={invoice.total} strong /></Sum>
          </Stack>
        </Panel>
        <Stack sx={{ gap: 2 }}>
          <Panel>
            <Typography color="textSecondary" sx={{ fontSize: '0.8rem', fontWeight: 600 }}>{translate('resources.invoices.fields.balance')}</Typography>
            <Typography sx={{ fontSize: '1.7rem', fontWeight: 700, letterSpacing: '-0.02em', mb: 1.5 }}><MoneyText value={invoice.balance} strong /></Typography>
            <Facts columns={2}>
              <Fact label={translate('resources.invoices.fields.issue_date')}>{format.day(invoice.issue_date)}</Fact>
              <Fact label={translate('resources.invoices.fields.due_date')}>{format.day(invoice.due_date)}</Fact>
            </Facts>
          </Panel>
          <Panel title={translate('cnc.billing.payments')}>
            {(invoice.payments ?? []).length === 0 ? <Typography color="textSecondary">{translate('cnc.billing.no_payments')}</Typography> : null}
            {(invoice.payments ?? []).map((payment) => (
              <Box key={payment.id}>
                <Sum name={`${label('payment_method', payment.method)} · ${format.moment(payment.received_at)}`}><MoneyText value={payment.amount} /></Sum>
                {payment.number ? <Button size="small" sx={{ ml: -1 }} onClick={() => void file(`/payments/${payment.id}/receipt`, `${payment.number}.pdf`)}>{translate('cnc.billing.receipt', { number: payment.number })}</Button> : null}
              </Box>
            ))}
          </Panel>
          <Panel title={translate('cnc.billing.why_tax')}>
            {(invoice.taxes ?? []).length === 0 ? <Typography color="textSecondary">{translate('cnc.billing.no_tax')}</Typography> : null}
            {(invoice.taxes ?? []).map((tax) => (
              <Typography key={`${tax.jurisdiction}${tax.tax}`} sx={{ mb: 0.5 }}>
                {translate('cnc.billing.tax_sentence', { tax: taxName(tax), rate: rateText(tax.rate, language), base: format.money(tax.base) })}{tax.reason ? ` ${sentence(tax.reason)}` : ''}
              </Typography>
            ))}
          </Panel>
        </Stack>
      </Box>
      {paying ? <PaymentDialog invoice={invoice} onClose={() => setPaying(false)} /> : null}
    </>
  );
}

export function Sum({ name, children, strong }: { name: string; children: React.ReactNode; strong?: boolean }) {
  return (
    <Box sx={{ display: 'flex', justifyContent: 'space-between', gap: 2, py: 0.25, ...(strong ? { fontWeight: 700, fontSize: '1.1rem', borderTop: 1, borderColor: 'divider', pt: 1 } : {}) }}>
      <span>{name}</span>
      {children}
    </Box>
  );
}
