import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Link from '@mui/material/Link';
import Stack from '@mui/material/Stack';
import { useQuery } from '@tanstack/react-query';
import { useTranslate } from 'react-admin';
import { Link as RouterLink, useNavigate, useParams } from 'react-router';
import { api } from '@shared/api';
import { wallClock } from '@shared/zone';
import type { Invoice, Job } from '@shared/types';
import { useMay, useZone } from '../../data/me';
import { HistoryButton } from '../../schema/AutoForms';
import { useAct } from '../../ui/act';
import { Async, Empty, Fact, Facts, PageHead, Panel } from '../../ui/page';
import { StatusChip, useEnumLabel } from '../../ui/StatusChip';
import { MoneyText, useFormat } from '../../ui/values';
import { addressText } from './JourneyDrawer';

export default function JobPage() {
  const { id = '' } = useParams();
  const query = useQuery({ queryKey: ['jobs', 'detail', id], queryFn: () => api.get<Job>(`/jobs/${id}`) });
  return <Async query={query}>{(job) => <JobView job={job} />}</Async>;
}

function JobView({ job }: { job: Job }) {
  const translate = useTranslate();
  const navigate = useNavigate();
  const label = useEnumLabel();
  const zone = useZone(job.location_id);
  const format = useFormat(job.location_id);
  const mayBill = useMay('invoice:CREATE');
  const bill = useAct((_: null, key) => api.post<Invoice>(`/jobs/${job.id}/invoice`, {}, { key }), { stale: ['invoices', 'to-bill'], onDone: (invoice) => navigate(`/invoices/${invoice.id}/show`) });
  const day = job.scheduled_start ? wallClock(job.scheduled_start, zone).slice(0, 10) : job.date;
  return (
    <>
      <PageHead
        title={`${job.number} · ${job.title}`}
        badge={<StatusChip kind="job_status" value={job.status} />}
        subtitle={job.customer_id ? <Link component={RouterLink} to={`/customers/${job.customer_id}/show`}>{job.customer_name}</Link> : job.customer_name}
        actions={<>
          <HistoryButton entity="job" id={job.id} />
          {day ? <Button component={RouterLink} to={`/dispatch?date=${day}&location=${job.location_id}`}>{translate('cnc.dispatch.show_board')}</Button> : null}
          {mayBill && job.status === 'COMPLETED' ? <Button variant="contained" loading={bill.isPending} onClick={() => bill.mutate(null)}>{translate('cnc.billing.make_invoice')}</Button> : null}
        </>}
      />
      <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: { xs: 'minmax(0,1fr)', lg: 'minmax(0,1.4fr) minmax(0,1fr)' }, alignItems: 'start' }}>
        <Stack sx={{ gap: 2 }}>
          <Panel title={translate('cnc.dispatch.journeys')}>
            {(job.journeys ?? []).length === 0 ? <Empty title={translate('cnc.dispatch.no_journeys')} hint={translate('cnc.dispatch.no_journeys_hint')} action={day ? <Button variant="outlined" component={RouterLink} to={`/dispatch?date=${day}&location=${job.location_id}`}>{translate('cnc.dispatch.show_board')}</Button> : undefined} /> : null}
            {(job.journeys ?? []).map((journey) => (
              <Box key={journey.id} sx={{ display: 'flex', gap: 1, justifyContent: 'space-between', alignItems: 'center', py: 0.75, borderBottom: 1, borderColor: 'divider', flexWrap: 'wrap' }}>
                <Link component={RouterLink} to={`/dispatch?date=${wallClock(journey.planned_start, zone).slice(0, 10)}&location=${job.location_id}&journey=${journey.id}`}>{journey.number}</Link>
                <span>{format.moment(journey.planned_start)}</span>
                <StatusChip kind="journey_status" value={journey.status} small />
              </Box>
            ))}
          </Panel>
          <Panel title={translate('cnc.dispatch.stops')}>
            {(job.stops ?? []).map((stop) => <Box key={stop.id} sx={{ py: 0.5 }}><Box component="span" sx={{ color: 'text.secondary' }}>{label('stop_role', stop.role)} </Box>{addressText(stop.address)}</Box>)}
            {(job.stops ?? []).length === 0 ? <Empty title={translate('cnc.empty.title')} /> : null}
          </Panel>
        </Stack>
        <Panel title={translate('cnc.dispatch.facts')}>
          <Facts columns={2}>
            <Fact label={translate('resources.jobs.fields.kind')}>{job.kind ? label('job_kind', job.kind) : '—'}</Fact>
            <Fact label={translate('resources.jobs.fields.scheduled_start')}>{job.scheduled_start ? format.moment(job.scheduled_start) : format.day(job.date)}</Fact>
            <Fact label={translate('cnc.dispatch.window')}>{job.window_start ? `${format.time(job.window_start)} – ${format.time(job.window_end)}` : '—'}</Fact>
            <Fact label={translate('resources.jobs.fields.crew_wanted')}>{job.crew_wanted ? translate('cnc.dispatch.crew_wanted', { count: job.crew_wanted }) : '—'}</Fact>
            {job.total ? <Fact label={translate('cnc.quote.total')}><MoneyText value={job.total} /></Fact> : null}
            {job.quote_id ? <Fact label={translate('enums.entity.quote')}><Link component={RouterLink} to={`/quotes/${job.quote_id}/show`}>{translate('cnc.action.open')}</Link></Fact> : null}
          </Facts>
          {job.instructions ? <Box sx={{ mt: 2, whiteSpace: 'pre-wrap' }}>{job.instructions}</Box> : null}
        </Panel>
      </Box>
    </>
  );
}
