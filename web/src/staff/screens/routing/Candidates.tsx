import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'react-admin';
import type { Candidate, Lead } from '@shared/types';
import { Panel } from '../../ui/page';
import { SoftChip, useEnumLabel } from '../../ui/StatusChip';
import { useFormat } from '../../ui/values';

/** Each candidate with what it was judged by. */
export function Candidates({ candidates }: { candidates: Candidate[] }) {
  const translate = useTranslate();
  const label = useEnumLabel();
  return (
    <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
      {candidates.map((each) => (
        <Box component="li" key={each.user_id} sx={{ display: 'flex', gap: 1, alignItems: 'center', flexWrap: 'wrap', py: 0.4 }}>
          <Typography component="span" sx={{ fontWeight: each.chosen ? 650 : 400 }}>{each.name}</Typography>
          <SoftChip small tone={each.chosen ? 'success' : each.ability === 'ABLE' ? 'neutral' : 'warning'}>{label('ability', each.ability)}</SoftChip>
          <Typography component="span" color="textSecondary" sx={{ fontSize: '0.78rem' }}>
            {[translate('cnc.routing.share', { n: each.weight }), translate('cnc.routing.today', { n: each.assigned_today }), translate('cnc.routing.open_n', { n: each.open }), translate('cnc.routing.untouched_n', { n: each.untouched })].join(' · ')}
          </Typography>
        </Box>
      ))}
    </Box>
  );
}

/** How a lead came to its owner. */
export function RoutedBox({ lead }: { lead: Lead }) {
  const translate = useTranslate();
  const label = useEnumLabel();
  const format = useFormat(lead.location_id);
  const routed = lead.routing;
  if (!routed) return null;
  return (
    <Panel title={translate('cnc.routing.why')}>
      <Typography>{[label('routed', routed.outcome), routed.chosen_name, routed.pool_name].filter(Boolean).join(' · ')}</Typography>
      <Typography color="textSecondary" sx={{ fontSize: '0.82rem', mb: 0.5 }}>{[routed.rule_name ?? translate('cnc.routing.by_nearest'), routed.location_name, format.moment(routed.at)].filter(Boolean).join(' · ')}</Typography>
      <Candidates candidates={routed.candidates} />
    </Panel>
  );
}
