import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import Link from '@mui/material/Link';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { useTranslate } from 'react-admin';
import { Link as RouterLink } from 'react-router';
import { api } from '@shared/api';
import type { Deal, QuoteRow } from '@shared/types';
import { useMay } from '../../data/me';
import { useAct } from '../../ui/act';
import { Panel } from '../../ui/page';
import { StatusChip, useEnumLabel } from '../../ui/StatusChip';
import { MoneyText, useFormat, useLanguage } from '../../ui/values';

/** The quotes a deal stands on. */
export function DealQuotes({ deal }: { deal: Deal }) {
  const translate = useTranslate();
  const mayUpdate = useMay('deal:UPDATE');
  return (
    <Panel title={translate('cnc.deal.quotes')}>
      {deal.quotes.length === 0 ? <Typography color="textSecondary">{translate('cnc.deal.no_quotes')}</Typography> : null}
      {deal.quotes.map((quote) => (
        <Stack key={quote.id} direction="row" sx={{ gap: 1, alignItems: 'center', flexWrap: 'wrap', py: 0.5 }}>
          <Link component={RouterLink} to={`/quotes/${quote.id}/show`} sx={{ fontWeight: 600 }}>{quote.number}</Link>
          <StatusChip small kind="quote_status" value={quote.status} />
          {quote.total ? <MoneyText value={quote.total} /> : null}
        </Stack>
      ))}
      {mayUpdate ? <AddQuote deal={deal} /> : null}
    </Panel>
  );
}

/** Takes a further quote of the customer into the deal. */
function AddQuote({ deal }: { deal: Deal }) {
  const translate = useTranslate();
  const may = useMay('quote:VIEW');
  const found = useQuery({ enabled: may, queryKey: ['quotes', 'of-customer', deal.customer_id], queryFn: () => api.list<QuoteRow>('/quotes', { query: { customer_id: deal.customer_id, limit: 50 } }) }).data?.data ?? [];
  const act = useAct((quoteId: string, key) => api.post(`/deals/${deal.id}/quotes`, { quote_id: quoteId }, { key }), { stale: ['deals', 'boards', 'leads'] });
  const others = found.filter((quote) => !deal.quotes.some((own) => own.id === quote.id));
  if (others.length === 0) return null;
  return (
    <TextField select size="small" fullWidth sx={{ mt: 1 }} label={translate('cnc.deal.add_quote')} value="" disabled={act.isPending} onChange={(event) => act.mutate(event.target.value)}>
      {others.map((quote) => <MenuItem key={quote.id} value={quote.id}>{[quote.number, quote.title].filter(Boolean).join(' · ')}</MenuItem>)}
    </TextField>
  );
}

/** A sold deal asks for its work to be put on days. */
export function Scheduling({ deal }: { deal: Deal }) {
  const translate = useTranslate();
  const format = useFormat(deal.location_id);
  const seesJobs = useMay('job:VIEW');
  const plan = deal.scheduling;
  if (!plan || deal.stage !== 'WON') return null;
  return (
    <Panel title={translate('cnc.deal.schedule')}>
      <Typography>{translate('cnc.deal.schedule_text', { start: format.day(plan.start), end: format.day(plan.end) })}</Typography>
      {plan.machines.length > 0 ? <Typography color="textSecondary">{plan.machines.map((machine) => `${machine.quantity} × ${machine.class}`).join(', ')}</Typography> : null}
      {plan.job_id && seesJobs
        ? <Button sx={{ mt: 1 }} variant="outlined" component={RouterLink} to={`/jobs/${plan.job_id}/show`}>{translate('cnc.deal.open_job', { number: plan.job_number ?? '' })}</Button>
        : plan.job_id ? null : <Typography color="textSecondary">{translate('cnc.deal.no_job')}</Typography>}
    </Panel>
  );
}

/** Every move through the pipeline, newest first. */
export function DealWay({ deal }: { deal: Deal }) {
  const translate = useTranslate();
  const language = useLanguage();
  const label = useEnumLabel();
  const format = useFormat(deal.location_id);
  const french = language.startsWith('fr');
  return (
    <Panel title={translate('cnc.deal.way')}>
      <Box component="ol" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {deal.changes.map((change) => {
          const from = (french ? change.from_name_fr : change.from_name_en) ?? (change.from_stage ? label('deal_stage', change.from_stage) : null);
          const to = (french ? change.to_name_fr : change.to_name_en) ?? label('deal_stage', change.to_stage);
          return (
            <Box component="li" key={change.id} sx={{ pb: 1.25 }}>
              <Box sx={{ display: 'flex', justifyContent: 'space-between', gap: 1, flexWrap: 'wrap' }}>
                <Typography sx={{ fontWeight: 600 }}>{from ? `${from} → ${to}` : translate('cnc.deal.began', { to })}</Typography>
                <Typography color="textSecondary" sx={{ fontSize: '0.78rem' }}>{format.moment(change.at)}</Typography>
              </Box>
              {change.reason ? <Typography sx={{ overflowWrap: 'anywhere' }}>{change.reason}</Typography> : null}
              <Typography color="textSecondary" sx={{ fontSize: '0.78rem' }}>{change.by_name ?? translate('cnc.deal.itself')}</Typography>
            </Box>
          );
        })}
      </Box>
    </Panel>
  );
}
