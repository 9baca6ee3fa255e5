import Box from '@mui/material/Box';
import Email from '@mui/icons-material/EmailOutlined';
import FormControlLabel from '@mui/material/FormControlLabel';
import Link from '@mui/material/Link';
import Sms from '@mui/icons-material/SmsOutlined';
import Stack from '@mui/material/Stack';
import Switch from '@mui/material/Switch';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { useTranslate } from 'react-admin';
import { Link as RouterLink } from 'react-router';
import { api } from '@shared/api';
import type { TemplateLine } from '@shared/types';
import { useMay } from '../../data/me';
import { useAct } from '../../ui/act';
import { Async, PageHead, Panel } from '../../ui/page';
import { SoftChip, useEnumLabel } from '../../ui/StatusChip';
import { useLanguage } from '../../ui/values';
import { AREAS, inArea, switchOf } from './words';

/** Every message the product writes, whose words it has, and whether it leaves by itself. */
export default function TemplateList() {
  const translate = useTranslate();
  const query = useQuery({ queryKey: ['templates', 'list'], queryFn: () => api.get<{ templates: TemplateLine[] }>('/templates') });
  return (
    <>
      <PageHead title={translate('cnc.template.title')} subtitle={translate('cnc.template.hint')} />
      <Async query={query} lines={8}>
        {({ templates }) => (
          <Stack sx={{ gap: 2 }}>
            {AREAS.map((area) => (
              <Panel key={area} title={translate(`cnc.template.areas.${area}`)}>
                <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
                  {inArea(templates, area).map((line) => <Line key={line.key} line={line} />)}
                </Box>
              </Panel>
            ))}
          </Stack>
        )}
      </Async>
    </>
  );
}

function Line({ line }: { line: TemplateLine }) {
  const translate = useTranslate();
  const label = useEnumLabel();
  const french = useLanguage() === 'fr';
  const mayApprove = useMay('template:APPROVE');
  const { on, otherwise } = switchOf(line);
  const act = useAct((is_on: boolean, key) => api.post(`/templates/${line.key}/switch`, { is_on }, { key }), {
    stale: ['templates'], done: on ? 'cnc.template.switched_off' : 'cnc.template.switched_on',
  });
  const Icon = line.channel === 'SMS' ? Sms : Email;
  const own = line.own.filter((each) => each.state === 'PUBLISHED');
  const places = [...new Set(own.map((each) => each.location_name ?? translate('cnc.template.whole_company')))];
  const name = french ? line.name_fr : line.name_en;
  return (
    <Stack component="li" direction="row" sx={{ borderTop: 1, borderColor: 'divider', py: 1, gap: 1.25, alignItems: 'center', flexWrap: 'wrap' }}>
      <Icon fontSize="small" titleAccess={label('message_channel', line.channel)} sx={{ color: 'text.secondary' }} />
      <Box sx={{ flex: 1, minWidth: 180 }}>
        <Link component={RouterLink} to={`/templates/${line.key}`} sx={{ fontWeight: 600 }}>{name}</Link>
        <Typography component="div" color="textSecondary" sx={{ fontSize: '0.82rem' }}>
          {places.length ? `${translate('cnc.template.own')}: ${places.join(', ')}` : translate('cnc.template.shipped')}
        </Typography>
      </Box>
      {line.own.some((each) => each.state === 'DRAFT') ? <SoftChip small tone="warning">{translate('cnc.template.draft')}</SoftChip> : null}
      {line.event ? (
        <Box sx={{ textAlign: 'right' }}>
          <FormControlLabel
            sx={{ m: 0 }} label={translate('cnc.template.by_itself')} labelPlacement="start" disabled={!mayApprove || act.isPending}
            control={<Switch size="small" checked={on} onChange={(_, checked) => act.mutate(checked)} slotProps={{ input: { 'aria-label': `${translate('cnc.template.by_itself')}: ${name}` } }} />}
          />
          {otherwise ? <Typography color="textSecondary" sx={{ fontSize: '0.76rem' }}>{translate('cnc.template.at_places', { smart_count: otherwise })}</Typography> : null}
        </Box>
      ) : <Typography color="textSecondary" sx={{ fontSize: '0.82rem' }}>{translate('cnc.template.by_act')}</Typography>}
    </Stack>
  );
}
