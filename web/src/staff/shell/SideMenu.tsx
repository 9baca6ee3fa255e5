import AccountBalance from '@mui/icons-material/AccountBalanceOutlined';
import Box from '@mui/material/Box';
import Business from '@mui/icons-material/BusinessOutlined';
import FactCheck from '@mui/icons-material/FactCheckOutlined';
import Key from '@mui/icons-material/VpnKeyOutlined';
import LinkIcon from '@mui/icons-material/Link';
import Map from '@mui/icons-material/MapOutlined';
import PendingActions from '@mui/icons-material/PendingActionsOutlined';
import SpaceDashboard from '@mui/icons-material/SpaceDashboardOutlined';
import SupportAgent from '@mui/icons-material/SupportAgentOutlined';
import ViewKanban from '@mui/icons-material/ViewKanbanOutlined';
import Typography from '@mui/material/Typography';
import { Menu, useSidebarState, useTranslate } from 'react-admin';
import type { ComponentType } from 'react';
import { holds, useMe } from '../data/me';
import { defOf } from '../schema/defineResource';

interface Entry {
  to: string;
  label: string;
  icon: ComponentType<{ fontSize?: 'small' }>;
  /** Any of these opens it. */
  needs?: string[];
}

const fromResource = (name: string, permission: string): Entry => ({
  to: `/${name}`, label: `resources.${name}.name`, icon: defOf(name).icon as Entry['icon'], needs: [`${permission}:VIEW`],
});

export const navigation = (): { group: string; entries: Entry[] }[] => [
  { group: 'sell', entries: [
    fromResource('leads', 'lead'),
    { to: '/leads/board', label: 'cnc.menu.lead_board', icon: ViewKanban, needs: ['lead:VIEW'] },
    fromResource('customers', 'customer'),
    fromResource('quotes', 'quote'),
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
    { to: '/ledger', label: 'cnc.menu.ledger', icon: AccountBalance, needs: ['ledger:VIEW', 'invoice:APPROVE', 'invoice:EXPORT'] },
  ] },
  { group: 'control', entries: [
    { to: '/audit', label: 'cnc.menu.audit', icon: FactCheck, needs: ['audit:VIEW'] },
    { to: '/chain', label: 'cnc.menu.chain', icon: LinkIcon, needs: ['audit:VIEW'] },
    fromResource('users', 'user'),
    fromResource('locations', 'location'),
    { to: '/roles', label: 'cnc.menu.roles', icon: Key, needs: ['role:VIEW'] },
    { to: '/support-sessions', label: 'cnc.menu.support', icon: SupportAgent, needs: ['company:UPDATE', 'company:VIEW'] },
    { to: '/company', label: 'cnc.menu.company', icon: Business, needs: ['company:VIEW'] },
  ] },
];

export function SideMenu() {
  const translate = useTranslate();
  const [open] = useSidebarState();
  const me = useMe();
  return (
    <Box component="nav" aria-label={translate('cnc.menu.label')}>
    <Menu sx={{ mt: 1, mb: 2, width: open ? 224 : 56 }}>
      <Menu.Item to="/" primaryText={translate('cnc.menu.dashboard')} leftIcon={<SpaceDashboard fontSize="small" />} />
      {navigation().map(({ group, entries }) => {
        const shown = entries.filter((entry) => !entry.needs || entry.needs.some((permission) => holds(me, permission)));
        if (shown.length === 0) return null;
        return (
          <Box key={group} component="li" sx={{ listStyle: 'none' }}>
            <Typography
              component="h2"
              className={open ? undefined : 'visually-hidden'}
              sx={{ fontSize: '0.72rem', fontWeight: 650, color: 'text.secondary', px: 2.25, pt: 1.75, pb: 0.5 }}
            >
              {translate(`cnc.menu.${group}`)}
            </Typography>
            <Box component="ul" sx={{ m: 0, p: 0 }}>
              {shown.map((entry) => (
                <Menu.Item key={entry.to} to={entry.to} primaryText={translate(entry.label, { smart_count: 2 })} leftIcon={<entry.icon fontSize="small" />} />
              ))}
            </Box>
          </Box>
        );
      })}
    </Menu>
    </Box>
  );
}
