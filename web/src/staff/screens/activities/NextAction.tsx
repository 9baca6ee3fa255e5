import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { useTranslate } from 'react-admin';
import { api } from '@shared/api';
import type { ActivityStanding, SalesActivity } from '@shared/types';
import { useMay } from '../../data/me';
import { Async, Panel } from '../../ui/page';
import { SoftChip } from '../../ui/StatusChip';
import { ActivityDialog } from './ActivityDialog';
import { ActivityLine } from './ActivityLine';

interface Props {
  about: { lead_id?: string; deal_id?: string };
  locationId?: string | null;
  /** The page's key opens the dialog too. */
  planning: boolean;
  onPlan: (open: boolean) => void;
}

/** What comes next for a lead or a deal; says so when nothing does. */
export function NextAction({ about, locationId, planning, onPlan }: Props) {
  const translate = useTranslate();
  const may = useMay('activity:VIEW');
  const mayCreate = useMay('activity:CREATE');
  const standing = useQuery({ enabled: may, queryKey: ['activities', 'standing', about], queryFn: () => api.get<ActivityStanding>(about.lead_id ? `/leads/${about.lead_id}/next-action` : `/deals/${about.deal_id}/next-action`) });
  const planned = useQuery({ enabled: may, queryKey: ['activities', 'of', about], queryFn: () => api.list<SalesActivity>('/activities', { query: { ...about, state: 'PLANNED', limit: 10 } }) });
  if (!may) return null;
  return (
    <Panel title={translate('cnc.activity.next')} actions={mayCreate ? <Button size="small" onClick={() => onPlan(true)}>{translate('cnc.activity.plan_short')}</Button> : null}>
      {standing.data?.no_next_action ? <SoftChip tone="warning">{translate('cnc.activity.no_next')}</SoftChip> : null}
      <Async query={planned} lines={1}>
        {({ data }) => (data.length === 0
          ? <Typography color="textSecondary" sx={{ mt: 0.5 }}>{translate('cnc.activity.none')}</Typography>
          : <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>{data.map((each) => <ActivityLine key={each.id} activity={each} />)}</Box>)}
      </Async>
      {planning ? <ActivityDialog about={about} locationId={locationId} onClose={() => onPlan(false)} /> : null}
    </Panel>
  );
}
