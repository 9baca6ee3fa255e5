import Approval from '@mui/icons-material/ApprovalOutlined';
import AccountBalance from '@mui/icons-material/AccountBalanceOutlined';
import AltRoute from '@mui/icons-material/AltRouteOutlined';
import Box from '@mui/material/Box';
import Campaign from '@mui/icons-material/CampaignOutlined';
import CallMerge from '@mui/icons-material/CallMergeOutlined';
import Business from '@mui/icons-material/BusinessOutlined';
import Description from '@mui/icons-material/DescriptionOutlined';
import EventNote from '@mui/icons-material/EventNoteOutlined';
import FactCheck from '@mui/icons-material/FactCheckOutlined';
import Insights from '@mui/icons-material/InsightsOutlined';
import Inbox from '@mui/icons-material/InboxOutlined';
import Key from '@mui/icons-material/VpnKeyOutlined';
import LinkIcon from '@mui/icons-material/Link';
import Map from '@mui/icons-material/MapOutlined';
import Leaderboard from '@mui/icons-material/LeaderboardOutlined';
import PendingActions from '@mui/icons-material/PendingActionsOutlined';
import Repeat from '@mui/icons-material/RepeatOutlined';
import SpaceDashboard from '@mui/icons-material/SpaceDashboardOutlined';
import EventAvailable from '@mui/icons-material/EventAvailableOutlined';
import Tune from '@mui/icons-material/TuneOutlined';
import Subject from '@mui/icons-material/SubjectOutlined';
import SupportAgent from '@mui/icons-material/SupportAgentOutlined';
import UploadFile from '@mui/icons-material/UploadFileOutlined';
import ViewColumn from '@mui/icons-material/ViewColumnOutlined';
import ViewKanban from '@mui/icons-material/ViewKanbanOutlined';
import Typography from '@mui/material/Typography';
import Tooltip from '@mui/material/Tooltip';
import useMediaQuery from '@mui/material/useMediaQuery';
import type { Theme } from '@mui/material/styles';
import { useSidebarState, useTranslate } from 'react-admin';
import type { Me } from '@shared/types';
import type { ComponentType } from 'react';
import { Link, useLocation } from 'react-router';
import { holds, useMe } from '../data/me';
import { defOf } from '../schema/defineResource';

interface Entry {
  to: string;
  label: string;
  icon: ComponentType<{ fontSize?: 'small' }>;
  /** Any of these opens it. */
  needs?: string[];
  /** Only companies of this trade have it. */
  trade?: string;
}

const fromResource = (name: string, permission: string): Entry => ({
  to: `/${name}`, label: `resources.${name}.name`, icon: defOf(name).icon as Entry['icon'], needs: [`${permission}:VIEW`],
});

export const navigation = (): { group: string; entries: Entry[] }[] => [
  { group: 'sell', entries: [
    { to: '/inbox', label: 'cnc.inbox.title', icon: Inbox, needs: ['conversation:VIEW'] },
    fromResource('leads', 'lead'),
    { to: '/leads/board', label: 'cnc.menu.lead_board', icon: ViewKanban, needs: ['lead:VIEW'] },
    { to: '/activities', label: 'cnc.activity.mine', icon: EventNote, needs: ['activity:VIEW'] },
    fromResource('deals', 'deal'),
    { to: '/deals/board', label: 'cnc.deal.board', icon: ViewKanban, needs: ['deal:VIEW'] },
    { ...fromResource('site-assessments', 'site_assessment'), trade: 'CRANE_RENTAL' },
    fromResource('customers', 'customer'),
    { to: '/customers/duplicates', label: 'cnc.merge.duplicates', icon: CallMerge, needs: ['customer_merge:RUN'] },
    { to: '/imports', label: 'cnc.import.title', icon: UploadFile, needs: ['import:VIEW'] },
    fromResource('quotes', 'quote'),
    { to: '/approvals', label: 'cnc.approval.list', icon: Approval, needs: ['quote:APPROVE'] },
    { to: '/sales-figures', label: 'cnc.report.page', icon: Insights, needs: ['report:VIEW'] },
  ] },
  { group: 'operate', entries: [
    { to: '/dispatch', label: 'cnc.menu.dispatch', icon: Map, needs: ['journey:VIEW'] },
    fromResource('jobs', 'job'),
    fromResource('equipment', 'equipment'),
    fromResource('crew-members', 'crew'),
  ] },
  { group: 'money', entries: [
    { to: '/to-bill', label: 'cnc.menu.to_bill', icon: PendingActions, needs: ['invoice:VIEW'] },
    fromResource('invoices', 'invoice'),
    fromResource('payments', 'payment'),
    fromResource('tariffs', 'tariff'),
    { to: '/quote-limits', label: 'cnc.limits.title', icon: Tune, needs: ['tariff:APPROVE'] },
    { to: '/selling', label: 'cnc.selling.title', icon: EventAvailable, needs: ['billing_setting:VIEW'] },
    { to: '/ledger', label: 'cnc.menu.ledger', icon: AccountBalance, needs: ['ledger:VIEW', 'invoice:APPROVE', 'invoice:EXPORT'] },
  ] },
  { group: 'control', entries: [
    { to: '/audit', label: 'cnc.menu.audit', icon: FactCheck, needs: ['audit:VIEW'] },
    { to: '/chain', label: 'cnc.menu.chain', icon: LinkIcon, needs: ['audit:VIEW'] },
    { to: '/routing', label: 'cnc.routing.title', icon: AltRoute, needs: ['routing:VIEW'] },
    { to: '/lead-scoring', label: 'cnc.score.page', icon: Leaderboard, needs: ['lead:VIEW'] },
    { to: '/pipelines', label: 'cnc.pipelines.page', icon: ViewColumn, needs: ['deal:APPROVE'] },
    { to: '/bulk-sends', label: 'cnc.bulk.title', icon: Campaign, needs: ['bulk_send:VIEW'] },
    { to: '/sequences', label: 'cnc.sequence.title', icon: Repeat, needs: ['sequence:VIEW'] },
    { to: '/templates', label: 'cnc.template.title', icon: Subject, needs: ['template:VIEW'] },
    { to: '/document-templates', label: 'cnc.stationery.title', icon: Description, needs: ['template:VIEW'] },
    fromResource('users', 'user'),
    fromResource('locations', 'location'),
    { to: '/roles', label: 'cnc.menu.roles', icon: Key, needs: ['role:VIEW'] },
    { to: '/support-sessions', label: 'cnc.menu.support', icon: SupportAgent, needs: ['company:UPDATE', 'company:VIEW'] },
    { to: '/company', label: 'cnc.menu.company', icon: Business, needs: ['company:VIEW'] },
  ] },
];

/** Whether somebody may open it, and their company has it. */
export const opens = (me: Me | undefined, entry: Entry): boolean =>
  (!entry.trade || entry.trade === me?.company.industry) && (!entry.needs || entry.needs.some((permission) => holds(me, permission)));

/** The longest entry whose address begins the current one. */
export function activeEntry(pathname: string, paths: string[]): string | undefined {
  return paths.filter((path) => (path === '/' ? pathname === '/' : pathname === path || pathname.startsWith(`${path}/`))).sort((a, b) => b.length - a.length)[0];
}

export function SideMenu() {
  const translate = useTranslate();
  const [open, setOpen] = useSidebarState();
  const phone = useMediaQuery((theme: Theme) => theme.breakpoints.down('sm'));
  const me = useMe();
  const { pathname } = useLocation();
  const groups = navigation()
    .map(({ group, entries }) => ({ group, entries: entries.filter((entry) => opens(me, entry)) }))
    .filter(({ entries }) => entries.length > 0);
  const active = activeEntry(pathname, ['/', ...groups.flatMap(({ entries }) => entries.map((entry) => entry.to))]);
  const line = (entry: Entry) => (
    <MenuLine key={entry.to} entry={entry} name={translate(entry.label, { smart_count: 2 })} active={entry.to === active} wide={open} onGo={() => phone && setOpen(false)} />
  );
  return (
    <Box component="nav" aria-label={translate('cnc.menu.label')} sx={{ pt: 1, pb: 3, width: open ? 228 : 56, boxSizing: 'border-box' }}>
      <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none' }}>{line({ to: '/', label: 'cnc.menu.dashboard', icon: SpaceDashboard })}</Box>
      {groups.map(({ group, entries }) => (
        <Box key={group}>
          <Typography component="h2" className={open ? undefined : 'visually-hidden'} sx={{ fontSize: '0.72rem', fontWeight: 650, color: 'text.secondary', px: 2.25, pt: 1.75, pb: 0.5 }}>
            {translate(`cnc.menu.${group}`)}
          </Typography>
          <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none' }}>{entries.map(line)}</Box>
        </Box>
      ))}
    </Box>
  );
}

interface LineProps {
  entry: Entry;
  name: string;
  active: boolean;
  wide: boolean;
  onGo: () => void;
}

function MenuLine({ entry, name, active, wide, onGo }: LineProps) {
  const link = (
    <Box
      component={Link}
      to={entry.to}
      onClick={onGo}
      aria-current={active ? 'page' : undefined}
      aria-label={wide ? undefined : name}
      sx={{
        display: 'flex', alignItems: 'center', gap: 1.25, mx: 1, my: '1px', px: 1.25, minHeight: 34, borderRadius: '7px', textDecoration: 'none', whiteSpace: 'nowrap', overflow: 'hidden',
        color: active ? 'primary.main' : 'text.primary', fontWeight: active ? 600 : 400, bgcolor: active ? 'var(--menu-active)' : undefined, '&:hover': { bgcolor: active ? 'var(--menu-active)' : 'action.hover' },
        '& svg': { color: active ? 'primary.main' : 'text.secondary' },
      }}
    >
      <entry.icon fontSize="small" />
      {wide ? name : null}
    </Box>
  );
  return <li>{wide ? link : <Tooltip title={name} placement="right">{link}</Tooltip>}</li>;
}
