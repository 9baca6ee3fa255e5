import Box from '@mui/material/Box';
import MenuItem from '@mui/material/MenuItem';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { useQuery } from '@tanstack/react-query';
import { useTranslate } from 'react-admin';
import { useParams, useSearchParams } from 'react-router';
import { api } from '@shared/api';
import type { Template, TemplateLanguage } from '@shared/types';
import { useMe } from '../../data/me';
import { Async, PageHead } from '../../ui/page';
import { SoftChip, useEnumLabel } from '../../ui/StatusChip';
import { useLanguage } from '../../ui/values';
import { TemplateEditor } from './TemplateEditor';

/** One message: its words for the company or a location, in each language. */
export default function TemplatePage() {
  const { key = '' } = useParams();
  const [params] = useSearchParams();
  const location = params.get('location');
  const query = useQuery({
    queryKey: ['templates', 'one', key, location],
    queryFn: () => api.get<Template>(`/templates/${key}`, { query: { location_id: location } }),
  });
  return <Async query={query} lines={10}>{(template) => <Page template={template} />}</Async>;
}

function Page({ template }: { template: Template }) {
  const translate = useTranslate();
  const label = useEnumLabel();
  const me = useMe();
  const french = useLanguage() === 'fr';
  const [params, setParams] = useSearchParams();
  const language: TemplateLanguage = params.get('language') === 'fr' ? 'fr' : 'en';
  const go = (name: string, value: string | null) => setParams((now) => {
    const next = new URLSearchParams(now);
    if (value) next.set(name, value);
    else next.delete(name);
    return next;
  }, { replace: true });
  const source = template.in_force.find((each) => each.language === language)?.source;
  return (
    <>
      <PageHead
        title={french ? template.name_fr : template.name_en}
        subtitle={`${label('message_channel', template.channel)} · ${translate(template.event ? 'cnc.template.by_itself' : 'cnc.template.by_act')}`}
        badge={source ? <SoftChip tone={source === 'SHIPPED' ? 'neutral' : 'info'}>{label('words_source', source)}</SoftChip> : null}
      />
      <Stack direction="row" sx={{ gap: 1.5, mb: 2, flexWrap: 'wrap', alignItems: 'center' }}>
        <TextField
          select size="small" label={translate('cnc.template.place')} value={template.location_id ?? ''} onChange={(event) => go('location', event.target.value || null)}
          sx={{ minWidth: 200 }} slotProps={{ inputLabel: { shrink: true }, select: { displayEmpty: true } }}
        >
          <MenuItem value="">{translate('cnc.template.whole_company')}</MenuItem>
          {(me?.locations ?? []).map((each) => <MenuItem key={each.id} value={each.id}>{each.name}</MenuItem>)}
        </TextField>
        <ToggleButtonGroup exclusive size="small" value={language} aria-label={translate('cnc.template.language')} onChange={(_, value: TemplateLanguage | null) => value && go('language', value)}>
          <ToggleButton value="en">English</ToggleButton>
          <ToggleButton value="fr">Français</ToggleButton>
        </ToggleButtonGroup>
      </Stack>
      <Box><TemplateEditor key={`${template.key} ${template.location_id ?? ''} ${language}`} template={template} language={language} /></Box>
    </>
  );
}
