import Box from '@mui/material/Box';
import Link from '@mui/material/Link';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'react-admin';
import type { ReactNode } from 'react';
import { Link as RouterLink } from 'react-router';
import type { CustomerCard } from '@shared/types';
import { Empty, LoadingLines, Panel } from '../../ui/page';
import { StatusChip, useEnumLabel } from '../../ui/StatusChip';
import { MoneyText, useFormat } from '../../ui/values';
import { ConsentProof } from './ConsentProof';

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

/** What the card holds of one kind. */
export function CardTab({ tab, card }: { tab: 'quotes' | 'jobs' | 'money' | 'contacts' | 'consent'; card: CustomerCard | undefined }) {
  const translate = useTranslate();
  const format = useFormat();
  const named = useEnumLabel();
  if (!card) return <LoadingLines lines={4} />;
  const to = (path: string, text: string) => <Link component={RouterLink} to={path}>{text}</Link>;
  switch (tab) {
    case 'quotes':
      return <Lines lines={(card.quotes ?? []).map((quote) => ({ id: quote.id, main: to(`/quotes/${quote.id}/show`, quote.number), side: <>{quote.views ? <Typography color="textSecondary">{translate('cnc.customer.opened', { n: quote.views })}</Typography> : null}{quote.total ? <MoneyText value={quote.total} /> : null}<StatusChip kind="quote_status" value={quote.status} small /></> }))} />;
    case 'jobs':
      return <Lines lines={(card.jobs ?? []).map((job) => ({ id: job.id, main: to(`/jobs/${job.id}/show`, `${job.number} · ${job.title}`), side: <>{format.day(job.date)}<StatusChip kind="job_status" value={job.status} small /></> }))} />;
    case 'money':
      return <Lines lines={(card.invoices ?? []).map((invoice) => ({ id: invoice.id, main: to(`/invoices/${invoice.id}/show`, invoice.number ?? '—'), side: <>{invoice.balance ? <MoneyText value={invoice.balance} /> : null}<StatusChip kind="invoice_status" value={invoice.status} small /></> }))} />;
    case 'contacts':
      return <Contacts card={card} />;
    default:
      return <><ConsentProof customer={card.customer} /><Lines lines={(card.consents ?? []).map((consent) => ({ id: `${consent.point_id}${consent.channel}${consent.purpose}`, main: `${named('message_channel', consent.channel)}, ${named('consent_purpose', consent.purpose)}`, side: <>{consent.at ? format.moment(consent.at) : null}<StatusChip kind="consent" value={consent.state} small /></> }))} /></>;
  }
}

function Contacts({ card }: { card: CustomerCard }) {
  const translate = useTranslate();
  const named = useEnumLabel();
  const addresses = card.customer.addresses ?? [];
  return (
    <Stack sx={{ gap: 2 }}>
      <Lines lines={(card.contacts ?? []).map((contact) => ({ id: contact.id, main: contact.name, side: <Typography color="textSecondary">{[contact.designation, contact.phone, contact.email].filter(Boolean).join(' · ')}</Typography> }))} />
      {addresses.length > 0 ? (
        <div>
          <Typography variant="h3" component="h2" sx={{ mb: 1 }}>{translate('cnc.customer.addresses')}</Typography>
          <Lines lines={addresses.map((each) => ({ id: each.id, main: [each.address.street, each.address.city, each.address.province, each.address.postal_code].filter(Boolean).join(', '), side: <Typography color="textSecondary">{each.label ?? named('address_kind', each.kind)}</Typography> }))} />
        </div>
      ) : null}
    </Stack>
  );
}
