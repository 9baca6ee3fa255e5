import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Tab from '@mui/material/Tab';
import Tabs from '@mui/material/Tabs';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { useTranslate } from 'react-admin';
import { Fragment, useState } from 'react';
import { Link } from 'react-router';
import { api } from '@shared/api';
import type { Role } from '@shared/types';
import { Async, Empty, PageHead, Panel } from '../../ui/page';
import { SoftChip, useEnumLabel } from '../../ui/StatusChip';
import { useLanguage } from '../../ui/values';
import { groupedRights } from './rights';

const ACTIONS = ['VIEW', 'CREATE', 'UPDATE', 'DELETE', 'APPROVE', 'EXPORT', 'ASSIGN', 'AUDIT', 'REVEAL', 'RUN'];

/** What each role may do, resource by resource, with the reach of every right. */
export default function RolesMatrix() {
  const translate = useTranslate();
  const query = useQuery({ queryKey: ['roles'], queryFn: async () => (await api.list<Role>('/roles')).data });
  return (
    <>
      <PageHead title={translate('cnc.menu.roles')} subtitle={translate('cnc.roles.hint')} actions={<Button component={Link} to="/why">{translate('cnc.why.title')}</Button>} />
      <Async query={query}>{(roles) => <Matrix roles={roles} />}</Async>
    </>
  );
}

function Matrix({ roles }: { roles: Role[] }) {
  const translate = useTranslate();
  const label = useEnumLabel();
  const language = useLanguage();
  const [code, setCode] = useState(roles[0]?.code ?? '');
  const role = roles.find((r) => r.code === code);
  if (!role) return <Panel><Empty title={translate('cnc.empty.title')} /></Panel>;
  const groups = groupedRights(role.permissions.map((p) => p.resource), language);
  const nameOf = (r: Role) => (r.built_in ? label('role', r.code) : r.name);
  const actions = ACTIONS.filter((action) => role.permissions.some((p) => p.action === action));
  return (
    <>
      <Tabs value={code} onChange={(_event, value: string) => setCode(value)} variant="scrollable" sx={{ mb: 1.5 }}>
        {roles.map((r) => <Tab key={r.code} value={r.code} label={nameOf(r)} />)}
      </Tabs>
      <Panel
        flush
        title={nameOf(role)}
        actions={<Box sx={{ display: 'flex', gap: 1, flexWrap: 'wrap' }}>
          {role.built_in ? <SoftChip tone="neutral" small>{translate('cnc.roles.built_in')}</SoftChip> : null}
          {role.masks.map((mask) => <SoftChip key={mask} tone="warning" small>{translate('cnc.roles.hidden', { group: label('field_group', mask) })}</SoftChip>)}
        </Box>}
      >
        <Box tabIndex={0} role="region" aria-label={nameOf(role)} sx={{ overflowX: 'auto', maxHeight: '65vh' }}>
          <Box component="table" sx={{ borderCollapse: 'collapse', width: 1, fontSize: '0.85rem', '& th, & td': { px: 1.25, py: 0.6, borderTop: 1, borderColor: 'divider', textAlign: 'left', whiteSpace: 'nowrap' }, '& thead th': { position: 'sticky', top: 0, bgcolor: 'background.paper', color: 'text.secondary', fontWeight: 600, zIndex: 1 }, '& th[scope=row], & thead th:first-of-type': { position: 'sticky', left: 0, bgcolor: 'background.paper' }, '& thead th:first-of-type': { zIndex: 2 } }}>
            <thead><tr><th>{translate('cnc.roles.resource')}</th>{actions.map((action) => <th key={action}>{label('permission_action', action)}</th>)}</tr></thead>
            <tbody>
              {groups.map(({ area, rights }) => (
                <Fragment key={area}>
                  <tr><Box component="th" scope="colgroup" colSpan={actions.length + 1} sx={{ bgcolor: 'background.default', fontWeight: 650 }}>{translate(area === 'people' ? 'cnc.roles.people' : `cnc.menu.${area}`)}</Box></tr>
                  {rights.map(({ resource, name }) => (
                    <tr key={resource}>
                      <th scope="row" style={{ fontWeight: 500 }} title={resource}>{name}</th>
                      {actions.map((action) => {
                        const held = role.permissions.find((p) => p.resource === resource && p.action === action);
                        return <td key={action}>{held ? <SoftChip tone={held.scope === 'OWN' ? 'neutral' : held.scope === 'LOCATION' ? 'info' : 'success'} small title={held.condition ?? undefined}>{label('scope', held.scope)}</SoftChip> : <span aria-hidden style={{ opacity: 0.4 }}>·</span>}</td>;
                      })}
                    </tr>
                  ))}
                </Fragment>
              ))}
            </tbody>
          </Box>
        </Box>
      </Panel>
      {role.steps.length > 0 ? (
        <Panel title={translate('cnc.roles.steps')} sx={{ mt: 2 }}>
          {role.steps.map((step) => (
            <Typography key={step.step_number}>{translate('cnc.roles.step', { number: step.step_number })}: {[step.can_view && label('permission_action', 'VIEW'), step.can_edit && label('permission_action', 'UPDATE'), step.can_approve && label('permission_action', 'APPROVE')].filter(Boolean).join(', ') || '—'}</Typography>
          ))}
        </Panel>
      ) : null}
    </>
  );
}
