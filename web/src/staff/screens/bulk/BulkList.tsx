import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Link from '@mui/material/Link';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { useTranslate } from 'react-admin';
import { useState } from 'react';
import { Link as RouterLink, useNavigate, useSearchParams } from 'react-router';
import { api } from '@shared/api';
import type { Bulk, BulkLine, Segment } from '@shared/types/bulk';
import { useMay, useMe } from '../../data/me';
import { usePageKeys } from '../../shell/keys';
import { AskDialog } from '../../ui/AskDialog';
import { useAct } from '../../ui/act';
import { useDraft } from '../../ui/draft';
import { Pick, TextLine } from '../../ui/fields';
import { Async, Empty, PageHead, Panel } from '../../ui/page';
import { StatusChip, useEnumLabel } from '../../ui/StatusChip';
import { useFormat, useLanguage } from '../../ui/values';

/** Every message to many, newest first. */
export default function BulkList() {
  const translate = useTranslate();
  const mayCreate = useMay('bulk_send:CREATE');
  const [params] = useSearchParams();
  const segment = params.get('segment');
  const [making, setMaking] = useState(Boolean(segment) && mayCreate);
  const query = useQuery({ queryKey: ['bulk_send', 'list'], queryFn: () => api.list<BulkLine>('/bulk-sends', { query: { limit: 100 } }) });
  usePageKeys({ n: mayCreate ? () => setMaking(true) : undefined });
  const button = mayCreate ? <Button variant="contained" onClick={() => setMaking(true)}>{translate('cnc.bulk.new')}</Button> : null;
  return (
    <>
      <PageHead title={translate('cnc.bulk.title')} subtitle={translate('cnc.bulk.hint')} actions={button} />
      <Async query={query} lines={4}>
        {({ data }) => (
          <Panel>
            {data.length === 0 ? <Empty title={translate('cnc.bulk.none')} hint={translate('cnc.bulk.none_hint')} action={button} /> : (
              <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>{data.map((line) => <Line key={line.id} line={line} />)}</Box>
            )}
          </Panel>
        )}
      </Async>
      {making ? <NewBulk segment={segment} onClose={() => setMaking(false)} /> : null}
    </>
  );
}

function Line({ line }: { line: BulkLine }) {
  const translate = useTranslate();
  const label = useEnumLabel();
  const format = useFormat(line.location_id);
  return (
    <Stack component="li" direction="row" sx={{ borderTop: 1, borderColor: 'divider', py: 1.25, gap: 1.25, alignItems: 'center', flexWrap: 'wrap', '&:first-of-type': { borderTop: 0 } }}>
      <Box sx={{ flex: 1, minWidth: 200 }}>
        <Link component={RouterLink} to={`/bulk-sends/${line.id}`} sx={{ fontWeight: 600 }}>{line.name}</Link>
        <Typography color="textSecondary" sx={{ fontSize: '0.82rem' }}>
          {[label('message_channel', line.channel), label('message_purpose', line.purpose), line.segment_name, line.created_name ? translate('cnc.bulk.made_by', { name: line.created_name }) : null, format.moment(line.created_at)].filter(Boolean).join(' · ')}
        </Typography>
      </Box>
      <StatusChip small kind="bulk_state" value={line.state} tone={line.state === 'RUNNING' ? 'info' : line.state === 'DONE' ? 'success' : line.state === 'PAUSED' ? 'warning' : 'neutral'} />
    </Stack>
  );
}

function NewBulk({ segment, onClose }: { segment: string | null; onClose: () => void }) {
  const translate = useTranslate();
  const navigate = useNavigate();
  const me = useMe();
  const language = useLanguage() === 'fr' ? 'fr' : 'en';
  const segments = useQuery({ queryKey: ['segments'], queryFn: () => api.get<{ segments: Segment[] }>('/segments') });
  const draft = useDraft({ name: null as string | null, channel: 'EMAIL', purpose: 'MARKETING', segment_id: segment, location_id: null as string | null });
  const label = (name: string) => translate(`cnc.bulk.${name}`);
  const act = useAct((input: object, key) => api.post<Bulk>('/bulk-sends', input, { key }), {
    stale: ['bulk_send'], onDone: (made) => navigate(`/bulk-sends/${made.id}`), onError: (error) => draft.refuse(error),
  });
  const first = { variant: 'A', language, subject: draft.values.channel === 'EMAIL' ? draft.values.name : null, body: language === 'fr' ? 'Bonjour {{ customer }},\n\n' : 'Hello {{ customer }},\n\n' };
  const offered = segments.data?.segments ?? [];
  return (
    <AskDialog
      title={label('new')} draft={draft} submit={label('begin')} busy={act.isPending} disabled={segments.data !== undefined && offered.length === 0} onClose={onClose}
      onSubmit={() => act.mutate({ ...draft.values, name: draft.values.name ?? '', segment_id: draft.values.segment_id ?? '', words: [first] })}
    >
      {segments.data !== undefined && offered.length === 0 ? (
        <Stack direction="row" sx={{ gap: 1, alignItems: 'center' }}><Typography sx={{ flex: 1 }}>{label('no_segments')}</Typography><Button component={RouterLink} to="/customers">{label('to_customers')}</Button></Stack>
      ) : null}
      <TextLine name="name" label={label('name')} required autoFocus />
      <Pick name="segment_id" label={label('segment')} choices={offered} required />
      <Pick name="channel" label={label('channel')} kind="message_channel" values={['EMAIL', 'SMS']} />
      <Pick name="purpose" label={label('purpose')} kind="message_purpose" values={['MARKETING', 'SERVICE', 'REVIEW']} />
      <Pick name="location_id" label={label('location')} choices={me?.locations ?? []} optional none={label('whole_company')} />
    </AskDialog>
  );
}
