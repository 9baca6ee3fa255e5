import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import Link from '@mui/material/Link';
import Paper from '@mui/material/Paper';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { useTranslate } from 'react-admin';
import { Link as RouterLink } from 'react-router';
import { api } from '@shared/api';
import { zoneName } from '@shared/format';
import type { Dashboard as Day, JourneyCard, QuoteRow, Tile } from '@shared/types';
import { useMay, useMe, useZone } from '../data/me';
import { Async, PageHead, Panel } from '../ui/page';
import { StatusChip } from '../ui/StatusChip';
import { MoneyText, useFormat, useLanguage, useNow } from '../ui/values';
import { useCause } from './dispatch/causes';
import { useNextWork } from './dispatch/useBoard';
import { LeadClock } from './leads/LeadClock';

/** The day at a glance: figures, who is on the road, who waits, what shouts. */
export default function Dashboard() {
  const translate = useTranslate();
  const format = useFormat();
  const seesQuotes = useMay('quote:VIEW');
  const query = useQuery({ queryKey: ['dashboard'], queryFn: () => api.get<Day>('/dashboard'), refetchInterval: 60_000 });
  return (
    <>
      <PageHead title={translate('cnc.dashboard.title')} subtitle={query.data ? <Box component="span" sx={{ '&::first-letter': { textTransform: 'uppercase' }, display: 'inline-block' }}>{format.day(query.data.date, 'long')}</Box> : undefined} />
      <Async query={query} lines={8}>
        {(day) => (
          <Stack sx={{ gap: 2 }}>
            <Box sx={{ display: 'grid', gap: 1.5, gridTemplateColumns: { xs: '1fr 1fr', md: 'repeat(auto-fit, minmax(116px, 1fr))' } }}>
              {day.tiles.map((tile) => <TileCard key={tile.key} tile={tile} />)}
            </Box>
            <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: { xs: 'minmax(0,1fr)', lg: 'minmax(0,1.6fr) minmax(0,1fr)' }, alignItems: 'start' }}>
              <Stack sx={{ gap: 2, minWidth: 0 }}>
                <Journeys day={day} />
                {seesQuotes ? <OpenQuotes /> : null}
              </Stack>
              <Stack sx={{ gap: 2 }}>
                <Waiting day={day} />
                <Shouting day={day} />
              </Stack>
            </Box>
          </Stack>
        )}
      </Async>
    </>
  );
}

function TileCard({ tile }: { tile: Tile }) {
  const translate = useTranslate();
  const format = useFormat();
  const name = translate(`cnc.dashboard.tile.${tile.key.replaceAll(/[.-]/g, '_')}`, { _: translate(tile.label_key, { _: tile.key.replaceAll('_', ' ') }) });
  const body = (
    <>
      <Typography color="textSecondary" sx={{ fontSize: '0.8rem', fontWeight: 600 }}>{name}</Typography>
      <Typography component="div" sx={{ fontSize: '1.55rem', fontWeight: 680, letterSpacing: '-0.02em', mt: 0.25 }}>{tile.money ? <MoneyText value={tile.money} /> : format.decimal(tile.value ?? 0)}</Typography>
    </>
  );
  const to = tile.link?.replace(/^\/board(?=\?|$)/, '/dispatch');
  const look = { p: 1.75, borderRadius: 1.25, display: 'flex', flexDirection: 'column' as const, justifyContent: 'space-between', alignItems: 'flex-start', textAlign: 'left' as const, width: 1 };
  if (!to) return <Paper elevation={1} sx={look}>{body}</Paper>;
  return (
    <Paper elevation={1} component={ButtonBase} {...({ LinkComponent: RouterLink, href: undefined, to } as object)} sx={{ ...look, fontFamily: 'inherit', '&:hover': { borderColor: 'primary.main' } }}>{body}</Paper>
  );
}

function Journeys({ day }: { day: Day }) {
  const translate = useTranslate();
  const format = useFormat();
  const next = useNextWork(day.date, null, day.jobs_today.length === 0).data;
  return (
    <Panel title={translate('cnc.dashboard.journeys')} actions={<Link component={RouterLink} to="/dispatch">{translate('cnc.menu.dispatch')}</Link>}>
      {day.jobs_today.length === 0 ? (
        <Typography color="textSecondary">
          {translate('cnc.dashboard.no_journeys')}
          {next?.date ? <>{'. '}<Link component={RouterLink} to={`/dispatch?date=${next.date}&location=${next.location_id}`}>{translate('cnc.dispatch.next_work', { day: format.day(next.date) })}</Link></> : null}
        </Typography>
      ) : null}
      {day.jobs_today.map((card) => <JourneyLine key={card.id} card={card} />)}
    </Panel>
  );
}

/** A journey of the day, in the time of its own place. */
function JourneyLine({ card }: { card: JourneyCard }) {
  const translate = useTranslate();
  const format = useFormat(card.location_id);
  const me = useMe();
  const zone = useZone(card.location_id);
  const ownZone = useZone();
  const language = useLanguage();
  const place = (me?.locations.length ?? 0) > 1 ? me?.locations.find((location) => location.id === card.location_id)?.name : undefined;
  return (
    <Box component={RouterLink} to={`/dispatch?journey=${card.id}${card.location_id ? `&location=${card.location_id}` : ''}`} sx={{ display: 'grid', gridTemplateColumns: { xs: '78px minmax(0,1fr)', sm: '84px minmax(0,1fr) auto' }, columnGap: 1.25, rowGap: 0.5, alignItems: 'center', py: 1, borderBottom: 1, borderColor: 'divider', '&:last-of-type': { borderBottom: 0 }, color: 'inherit', textDecoration: 'none', '&:hover strong': { textDecoration: 'underline' } }}>
      <Box sx={{ color: 'text.secondary', whiteSpace: 'nowrap', alignSelf: { xs: 'start', sm: 'center' }, lineHeight: 1.35, pt: { xs: '2px', sm: 0 } }}>
        {format.time(card.planned_start)}
        {zone && zone !== ownZone ? <Box sx={{ fontSize: '0.75rem' }}>{zoneName(card.planned_start, language, zone)}</Box> : null}
      </Box>
      <Box sx={{ minWidth: 0 }}>
        <strong style={{ fontWeight: 600 }}>{card.customer_name ?? card.title}</strong>
        <Typography color="textSecondary" sx={{ fontSize: '0.8rem', whiteSpace: { sm: 'nowrap' }, overflow: 'hidden', textOverflow: 'ellipsis' }}>{[card.number, place, translate('cnc.dispatch.crew_count', { have: card.crew_confirmed, want: card.crew_wanted }), translate('cnc.dispatch.steps_count', { have: card.progress.closed, want: card.progress.steps })].filter(Boolean).join(' · ')}</Typography>
      </Box>
      <Stack direction="row" sx={{ gap: 0.75, flexWrap: 'wrap', justifyContent: { sm: 'flex-end' }, gridColumn: { xs: '2', sm: 'auto' } }}>
        {card.flags.map((flag) => <StatusChip key={flag.flag} kind="board_flag" value={flag.flag} small />)}
        <StatusChip kind="journey_status" value={card.status} small />
      </Stack>
    </Box>
  );
}

const OPEN_QUOTES = 6;

/** Offers that customers have not answered, the first to expire first. */
function OpenQuotes() {
  const translate = useTranslate();
  const format = useFormat();
  const query = useQuery({ queryKey: ['quotes', 'open'], queryFn: () => api.list<QuoteRow>('/quotes', { query: { status: 'SENT,VIEWED', sort: 'valid_until', limit: OPEN_QUOTES } }), retry: false });
  return (
    <Panel title={translate('cnc.dashboard.open_quotes')} actions={<Link component={RouterLink} to="/quotes">{translate('resources.quotes.name', { smart_count: 2 })}</Link>}>
      <Async query={query} lines={3}>{({ data: quotes }) => (quotes.length === 0 ? <Typography color="textSecondary">{translate('cnc.dashboard.no_quotes')}</Typography> : <>{quotes.map((quote) => (
        <Box key={quote.id} sx={{ display: 'grid', gridTemplateColumns: { xs: 'minmax(0,1fr) auto', sm: 'minmax(0,1fr) auto auto 108px' }, gap: 1.25, alignItems: 'center', py: 0.75, borderBottom: 1, borderColor: 'divider' }}>
          <Box sx={{ minWidth: 0 }}>
            <Link component={RouterLink} to={`/quotes/${quote.id}/show`} sx={{ fontWeight: 600 }}>{quote.customer_name}</Link>
            <Typography color="textSecondary" sx={{ fontSize: '0.8rem' }} noWrap>{[quote.number, quote.title].filter(Boolean).join(' · ')}</Typography>
          </Box>
          <StatusChip kind="quote_status" value={quote.status} small />
          <Typography color="textSecondary" sx={{ fontSize: '0.8rem', whiteSpace: 'nowrap', display: { xs: 'none', sm: 'block' } }}>{translate('cnc.dashboard.until', { day: format.day(quote.valid_until, 'brief') })}</Typography>
          <Box sx={{ textAlign: 'right', display: { xs: 'none', sm: 'block' } }}><MoneyText value={quote.total} /></Box>
        </Box>
      ))}</>)}</Async>
    </Panel>
  );
}

function Waiting({ day }: { day: Day }) {
  const translate = useTranslate();
  const now = useNow();
  return (
    <Panel title={translate('cnc.dashboard.waiting')}>
      {day.leads_waiting.length === 0 ? <Typography color="textSecondary">{translate('cnc.dashboard.no_leads')}</Typography> : null}
      {day.leads_waiting.map((lead) => (
        <Box key={lead.id} sx={{ display: 'flex', justifyContent: 'space-between', gap: 1, py: 0.6, alignItems: 'center' }}>
          <Link component={RouterLink} to={`/leads/${lead.id}/show`} sx={{ fontWeight: 600 }}>{lead.name}</Link>
          <LeadClock lead={lead} now={now} />
        </Box>
      ))}
    </Panel>
  );
}

function Shouting({ day }: { day: Day }) {
  const translate = useTranslate();
  const cause = useCause();
  return (
    <Panel title={translate('cnc.dashboard.flags')}>
      {day.flags.length === 0 ? <Typography color="textSecondary">{translate('cnc.dashboard.no_flags')}</Typography> : null}
      {day.flags.map((flag, index) => (
        <Box key={`${flag.flag}${flag.journey_id ?? index}`} sx={{ py: 0.6 }}>
          <StatusChip kind="board_flag" value={flag.flag} small />{' '}
          {flag.journey_id ? <Link component={RouterLink} to={`/dispatch?journey=${flag.journey_id}`}>{flag.journey_number ?? translate('enums.entity.journey')}</Link> : null}
          {flag.cause ? <Typography color="textSecondary" sx={{ fontSize: '0.82rem' }}>{cause(flag.cause)}</Typography> : null}
        </Box>
      ))}
    </Panel>
  );
}
