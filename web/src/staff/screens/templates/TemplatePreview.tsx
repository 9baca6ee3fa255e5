import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { useTranslate } from 'react-admin';
import { useDeferredValue, useState } from 'react';
import { api } from '@shared/api';
import type { Template, TemplateLanguage, TemplateLook } from '@shared/types';
import { useMay } from '../../data/me';
import { DraftForm, useDraft } from '../../ui/draft';
import { LoadError, LoadingLines, Panel } from '../../ui/page';
import { CustomerPick } from '../quotes/CustomerPick';
import type { Words } from './words';

interface Props {
  template: Template;
  language: TemplateLanguage;
  words: Words;
}

/** The message as its reader gets it, while it is being written. */
export function TemplatePreview({ template, language, words }: Props) {
  const translate = useTranslate();
  const [dark, setDark] = useState(false);
  const [narrow, setNarrow] = useState(template.channel === 'SMS');
  const whose = useDraft<{ customer_id: string | null }>({ customer_id: null });
  const maySee = useMay('customer:VIEW');
  const body = (words.body ?? '').trim();
  const asked = useDeferredValue(JSON.stringify({ language, subject: words.subject ?? '', body, location_id: template.location_id, customer_id: whose.values.customer_id }));
  const query = useQuery({
    queryKey: ['template-preview', template.key, asked],
    queryFn: ({ signal }) => api.post<{ looks: TemplateLook[] }>(`/templates/${template.key}/preview`, JSON.parse(asked), { signal }),
    enabled: body !== '',
    placeholderData: (before) => before,
  });
  const look = query.data?.looks[0];
  return (
    <Panel
      title={translate('cnc.template.preview')}
      actions={(
        <Stack direction="row" sx={{ gap: 1, flexWrap: 'wrap' }}>
          <ToggleButtonGroup exclusive size="small" value={dark ? 'dark' : 'light'} aria-label={translate('cnc.template.look')} onChange={(_, value: string | null) => value && setDark(value === 'dark')}>
            <ToggleButton value="light">{translate('cnc.template.light')}</ToggleButton>
            <ToggleButton value="dark">{translate('cnc.template.dark')}</ToggleButton>
          </ToggleButtonGroup>
          <ToggleButtonGroup exclusive size="small" value={narrow ? 'phone' : 'desk'} aria-label={translate('cnc.template.width')} onChange={(_, value: string | null) => value && setNarrow(value === 'phone')}>
            <ToggleButton value="desk">{translate('cnc.template.desk')}</ToggleButton>
            <ToggleButton value="phone">{translate('cnc.template.phone')}</ToggleButton>
          </ToggleButtonGroup>
        </Stack>
      )}
    >
      <Stack sx={{ gap: 1.5 }}>
        {maySee ? <DraftForm draft={whose} onSubmit={() => undefined}><CustomerPick name="customer_id" label={translate('cnc.template.for_customer')} optional /></DraftForm> : null}
        {query.isError ? <LoadError error={query.error} retry={() => void query.refetch()} /> : null}
        {body !== '' && query.isPending ? <LoadingLines lines={5} /> : null}
        {look && !look.is_theirs ? <Alert severity="info">{translate('cnc.template.not_theirs')}</Alert> : null}
        {look?.problems.length ? (
          <Alert severity="warning">
            {look.problems.map((problem, at) => <div key={at}>{translate(`cnc.template.${problem.field === 'subject' ? 'subject' : 'body'}`)}: {problem.message}</div>)}
          </Alert>
        ) : null}
        {look && look.problems.length === 0 ? <Reader look={look} mail={template.channel === 'EMAIL'} dark={dark} narrow={narrow} /> : null}
        <Box aria-live="polite" sx={{ fontSize: '0.84rem', color: 'text.secondary' }}>
          {look?.counted ? (look.counted.fits ? translate('cnc.inbox.segments', { units: look.counted.units, smart_count: look.counted.segments }) : translate('cnc.template.too_long')) : null}
          {look?.bytes ? translate('cnc.template.kilobytes', { n: Math.max(1, Math.round(look.bytes / 1000)) }) : null}
        </Box>
        {look?.heavy ? <Alert severity="warning">{translate('cnc.template.heavy')}</Alert> : null}
      </Stack>
    </Panel>
  );
}

const LINK = /(https?:\/\/\S+)/;

/** The text as a mail program or a phone lays it out; links are shown, not followed. */
function Reader({ look, mail, dark, narrow }: { look: TemplateLook; mail: boolean; dark: boolean; narrow: boolean }) {
  const ink = dark ? '#f1f1f1' : '#1b1b1b';
  const link = dark ? '#8ab4ff' : '#0b4fc2';
  return (
    <Box
      lang={look.language} role="document" aria-label={look.subject || undefined} tabIndex={0}
      sx={{ bgcolor: dark ? '#16181c' : '#ffffff', color: ink, border: 1, borderColor: 'divider', borderRadius: 1, p: narrow ? 1.5 : 3, maxWidth: narrow ? 375 : 620, overflowWrap: 'anywhere', fontSize: '1rem', lineHeight: 1.5 }}
    >
      {mail ? <Typography component="div" sx={{ fontWeight: 650, mb: 1.5, pb: 1, borderBottom: '1px solid', borderColor: dark ? '#3a3d44' : '#dddddd' }}>{look.subject}</Typography> : null}
      {look.text.split('\n\n').map((paragraph, at) => (
        <Box key={at} component="p" sx={{ m: 0, mb: '1em', whiteSpace: 'pre-wrap' }}>
          {paragraph.split(LINK).map((piece, index) => (LINK.test(piece) ? <Box key={index} component="span" sx={{ color: link, textDecoration: 'underline' }}>{piece}</Box> : piece))}
        </Box>
      ))}
    </Box>
  );
}
