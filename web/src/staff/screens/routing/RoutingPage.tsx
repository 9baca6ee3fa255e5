import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { useTranslate } from 'react-admin';
import { useState } from 'react';
import { api } from '@shared/api';
import type { RoutingPool, RoutingRule } from '@shared/types';
import { useMay, useMe } from '../../data/me';
import { usePageKeys } from '../../shell/keys';
import { Async, Empty, PageHead, Panel } from '../../ui/page';
import { SoftChip } from '../../ui/StatusChip';
import { DryRun } from './DryRun';
import { HoursPanel } from './HoursPanel';
import { PoolDialog } from './PoolDialog';
import { RuleDialog } from './RuleDialog';

/** Rules, pools and the dry run. */
export default function RoutingPage() {
  const translate = useTranslate();
  const mayChange = useMay('routing:UPDATE');
  const rules = useQuery({ queryKey: ['routing', 'rules'], queryFn: () => api.get<{ rules: RoutingRule[] }>('/routing-rules') });
  const pools = useQuery({ queryKey: ['routing', 'pools'], queryFn: () => api.get<{ pools: RoutingPool[] }>('/routing-pools') });
  const [rule, setRule] = useState<Partial<RoutingRule> | null>(null);
  const [pool, setPool] = useState<Partial<RoutingPool> | null>(null);
  const label = (name: string) => translate(`cnc.routing.${name}`);
  const newRule = () => setRule({ is_active: true, position: (rules.data?.rules.at(-1)?.position ?? 0) + 10 });
  usePageKeys({ n: mayChange ? newRule : undefined });
  const known = pools.data?.pools ?? [];
  return (
    <>
      <PageHead title={label('title')} subtitle={label('hint')} actions={mayChange ? <Button variant="contained" onClick={newRule}>{label('new_rule')}</Button> : null} />
      <Stack sx={{ gap: 2 }}>
        <Panel title={label('rules')}>
          <Async query={rules} lines={3}>{(data) => <RuleList rules={data.rules} pools={known} onOpen={mayChange ? setRule : undefined} />}</Async>
        </Panel>
        <Panel title={label('pools')} actions={mayChange ? <Button size="small" onClick={() => setPool({ is_active: true, is_default: true, members: [] })}>{label('new_pool')}</Button> : null}>
          <Async query={pools} lines={3}>{(data) => <PoolList pools={data.pools} onOpen={mayChange ? setPool : undefined} />}</Async>
        </Panel>
        {mayChange ? <DryRun pools={known} /> : null}
        <HoursPanel mayChange={mayChange} />
      </Stack>
      {rule ? <RuleDialog rule={rule} pools={known} onClose={() => setRule(null)} /> : null}
      {pool ? <PoolDialog pool={pool} onClose={() => setPool(null)} /> : null}
    </>
  );
}

const row = { borderTop: 1, borderColor: 'divider', py: 1, gap: 1, alignItems: 'center', flexWrap: 'wrap' } as const;

function RuleList({ rules, pools, onOpen }: { rules: RoutingRule[]; pools: RoutingPool[]; onOpen?: (rule: RoutingRule) => void }) {
  const translate = useTranslate();
  const me = useMe();
  if (rules.length === 0) return <Empty title={translate('cnc.routing.no_rules')} />;
  return (
    <Box component="ol" sx={{ listStyle: 'none', m: 0, p: 0 }}>
      {rules.map((rule) => (
        <Stack component="li" key={rule.id} direction="row" sx={row}>
          <Typography component="span" color="textSecondary" sx={{ minWidth: 36 }}>{rule.position}</Typography>
          <Box sx={{ flex: 1, minWidth: 200 }}>
            <Typography sx={{ fontWeight: 600 }}>{rule.name} {rule.is_active ? null : <SoftChip small tone="neutral">{translate('cnc.routing.off')}</SoftChip>}</Typography>
            <Typography component="code" color="textSecondary" sx={{ fontSize: '0.82rem', overflowWrap: 'anywhere' }}>{rule.condition}</Typography>
          </Box>
          <Typography>{[me?.locations.find((each) => each.id === rule.location_id)?.name, pools.find((each) => each.id === rule.pool_id)?.name].filter(Boolean).join(' → ')}</Typography>
          {onOpen ? <Button size="small" onClick={() => onOpen(rule)}>{translate('cnc.action.edit')}</Button> : null}
        </Stack>
      ))}
    </Box>
  );
}

function PoolList({ pools, onOpen }: { pools: RoutingPool[]; onOpen?: (pool: RoutingPool) => void }) {
  const translate = useTranslate();
  if (pools.length === 0) return <Empty title={translate('cnc.routing.no_pools')} />;
  return (
    <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
      {pools.map((pool) => (
        <Stack component="li" key={pool.id} direction="row" sx={row}>
          <Box sx={{ flex: 1, minWidth: 200 }}>
            <Typography sx={{ fontWeight: 600 }}>{pool.name} {pool.is_default ? <SoftChip small tone="info">{translate('cnc.routing.is_default')}</SoftChip> : null}</Typography>
            <Typography color="textSecondary" sx={{ fontSize: '0.82rem' }}>{[pool.location_name ?? translate('cnc.routing.whole_company'), ...pool.members.map((each) => `${each.name} × ${each.weight}`)].join(' · ')}</Typography>
          </Box>
          {pool.fallback_name ? <Typography color="textSecondary">{translate('cnc.routing.fallback')}: {pool.fallback_name}</Typography> : null}
          {onOpen ? <Button size="small" onClick={() => onOpen(pool)}>{translate('cnc.action.edit')}</Button> : null}
        </Stack>
      ))}
    </Box>
  );
}
