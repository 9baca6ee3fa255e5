import Box from '@mui/material/Box';
import Link from '@mui/material/Link';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'react-admin';
import { Link as RouterLink } from 'react-router';
import type { Lead } from '@shared/types';
import { Empty, Panel } from '../../ui/page';
import { SoftChip, useEnumLabel } from '../../ui/StatusChip';
import { useFormat } from '../../ui/values';

export function DuplicatesBox({ lead }: { lead: Lead }) {
  const translate = useTranslate();
  const { leads, customers } = lead.duplicates ?? { leads: [], customers: [] };
  const lines = [
    ...customers.map((c) => ({ id: c.id, to: `/customers/${c.id}/show`, text: [c.number, c.display_name].filter(Boolean).join(' · '), kind: translate('enums.entity.customer'), score: c.score })),
    ...leads.map((l) => ({ id: l.id, to: `/leads/${l.id}/show`, text: [l.number, l.name].filter(Boolean).join(' · '), kind: translate('enums.entity.lead'), score: l.score })),
  ];
  if (lines.length === 0) return null;
  return (
    <Panel title={translate('cnc.lead.duplicates')} actions={<SoftChip tone="warning" small>{lines.length}</SoftChip>}>
      {lines.map((line) => (
        <Box key={line.id} sx={{ display: 'flex', justifyContent: 'space-between', gap: 1, py: 0.5 }}>
          <Link component={RouterLink} to={line.to}>{line.text}</Link>
          <Typography color="textSecondary" sx={{ fontSize: '0.8rem', whiteSpace: 'nowrap' }}>{[line.kind, line.score].filter(Boolean).join(' · ')}</Typography>
        </Box>
      ))}
    </Panel>
  );
}

export function TouchList({ lead }: { lead: Lead }) {
  const translate = useTranslate();
  const label = useEnumLabel();
  const format = useFormat(lead.location_id);
  const events = [
    ...(lead.touches ?? []).map((t) => ({ id: t.id, at: t.at, title: label('touch', t.kind), text: [t.outcome && t.kind === 'STATUS' ? label('lead_status', t.outcome) : t.outcome, t.note && t.kind === 'STATUS' ? label('lead_status', t.note) : t.note].filter(Boolean).join(' — '), by: t.by_name })),
    ...(lead.activities ?? []).filter((a) => !(lead.touches ?? []).some((t) => t.id === a.id)).map((a) => ({ id: a.id, at: a.at, title: label('activity', a.type), text: a.subject, by: a.by_name })),
  ].sort((a, b) => (b.at ?? '').localeCompare(a.at ?? ''));
  return (
    <Panel title={translate('cnc.lead.timeline')}>
      {events.length === 0 ? <Empty title={translate('cnc.lead.no_touch')} hint={translate('cnc.lead.no_touch_hint')} /> : null}
      <Box component="ol" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {events.map((event) => (
          <Box component="li" key={event.id} sx={{ display: 'grid', gridTemplateColumns: '10px 1fr', gap: 1.25, pb: 1.5 }}>
            <Box sx={{ width: 8, height: 8, borderRadius: 9, bgcolor: 'primary.main', mt: 0.8 }} />
            <Box sx={{ minWidth: 0 }}>
              <Box sx={{ display: 'flex', justifyContent: 'space-between', gap: 1, flexWrap: 'wrap' }}>
                <Typography sx={{ fontWeight: 600 }}>{event.title}</Typography>
                <Typography color="textSecondary" sx={{ fontSize: '0.78rem' }}>{format.moment(event.at)}</Typography>
              </Box>
              {event.text ? <Typography sx={{ overflowWrap: 'anywhere' }}>{event.text}</Typography> : null}
              {event.by ? <Typography color="textSecondary" sx={{ fontSize: '0.78rem' }}>{event.by}</Typography> : null}
            </Box>
          </Box>
        ))}
      </Box>
    </Panel>
  );
}
