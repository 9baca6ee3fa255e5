import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Link from '@mui/material/Link';
import MenuItem from '@mui/material/MenuItem';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { useTranslate } from 'react-admin';
import { useState } from 'react';
import { Link as RouterLink, useNavigate } from 'react-router';
import { api } from '@shared/api';
import type { Sequence, SequenceLine } from '@shared/types/sequences';
import { useMay, useMe } from '../../data/me';
import { usePageKeys } from '../../shell/keys';
import { AskDialog } from '../../ui/AskDialog';
import { useAct } from '../../ui/act';
import { useDraft } from '../../ui/draft';
import { Pick, TextLine } from '../../ui/fields';
import { Async, Empty, PageHead, Panel } from '../../ui/page';
import { SoftChip, useEnumLabel } from '../../ui/StatusChip';
import { emptySequence, emptyStep } from './steps';

/** Every sequence with how many are in it. */
export default function SequenceList() {
  const translate = useTranslate();
  const mayCreate = useMay('sequence:CREATE');
  const [making, setMaking] = useState(false);
  const query = useQuery({ queryKey: ['sequences', 'list'], queryFn: () => api.list<SequenceLine>('/sequences', { query: { limit: 200 } }) });
  usePageKeys({ n: mayCreate ? () => setMaking(true) : undefined });
  const button = mayCreate ? <Button variant="contained" onClick={() => setMaking(true)}>{translate('cnc.sequence.new')}</Button> : null;
  return (
    <>
      <PageHead title={translate('cnc.sequence.title')} subtitle={translate('cnc.sequence.hint')} actions={button} />
      <Async query={query} lines={4}>
        {({ data }) => data.length === 0
          ? <Panel><Empty title={translate('cnc.sequence.none')} hint={translate('cnc.sequence.none_hint')} action={button} /></Panel>
          : <Panel><Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>{data.map((line) => <Line key={line.id} line={line} />)}</Box></Panel>}
      </Async>
      {making ? <NewSequence onClose={() => setMaking(false)} /> : null}
    </>
  );
}

function Line({ line }: { line: SequenceLine }) {
  const translate = useTranslate();
  const label = useEnumLabel();
  const who = [
    line.enters === 'LEADS' ? label('sequence_enters', 'LEADS') : label('sequence_enters', 'BY_HAND'),
    line.source, line.service_type ? label('service_type', line.service_type) : null, line.location_name ?? translate('cnc.sequence.whole_company'),
  ].filter(Boolean).join(' · ');
  return (
    <Stack component="li" direction="row" sx={{ borderTop: 1, borderColor: 'divider', py: 1.25, gap: 1.25, alignItems: 'center', flexWrap: 'wrap', '&:first-of-type': { borderTop: 0 } }}>
      <Box sx={{ flex: 1, minWidth: 200 }}>
        <Link component={RouterLink} to={`/sequences/${line.id}`} sx={{ fontWeight: 600 }}>{line.name}</Link>{' '}
        {line.is_active ? null : <SoftChip small tone="neutral">{translate('cnc.sequence.off')}</SoftChip>}
        <Typography color="textSecondary" sx={{ fontSize: '0.82rem' }}>{who}</Typography>
      </Box>
      {line.paused ? <SoftChip small tone="warning">{translate('cnc.sequence.waiting_n', { smart_count: line.paused })}</SoftChip> : null}
      <SoftChip small tone={line.active ? 'info' : 'neutral'}>{translate('cnc.sequence.in_it', { smart_count: line.active })}</SoftChip>
      <Typography color="textSecondary" sx={{ fontSize: '0.82rem', minWidth: 130, textAlign: 'right' }}>{translate('cnc.sequence.through', { n: line.done, out: line.exited })}</Typography>
    </Stack>
  );
}

function NewSequence({ onClose }: { onClose: () => void }) {
  const translate = useTranslate();
  const navigate = useNavigate();
  const me = useMe();
  const [from, setFrom] = useState<'shipped' | 'empty'>('shipped');
  const draft = useDraft({ ...emptySequence(translate('cnc.sequence.shipped')) });
  const label = (name: string) => translate(`cnc.sequence.${name}`);
  const act = useAct((input: object, key) => api.post<Sequence>('/sequences', input, { key }), {
    stale: ['sequences'], done: 'cnc.sequence.made', onDone: (made) => navigate(`/sequences/${made.id}`), onError: (error) => draft.refuse(error),
  });
  const submit = () => act.mutate({ ...draft.values, name: draft.values.name ?? '', ...(from === 'shipped' ? { shipped: 'SEVEN_TOUCHES' } : { steps: [emptyStep(true)] }) });
  return (
    <AskDialog title={label('new')} draft={draft} submit={translate('cnc.action.create')} busy={act.isPending} onClose={onClose} onSubmit={submit}>
      <TextLine name="name" label={label('name')} required autoFocus />
      <TextField select label={label('begin')} value={from} onChange={(event) => setFrom(event.target.value as 'shipped' | 'empty')}>
        <MenuItem value="shipped">{label('begin_shipped')}</MenuItem>
        <MenuItem value="empty">{label('begin_empty')}</MenuItem>
      </TextField>
      <Pick name="location_id" label={label('location')} choices={me?.locations ?? []} optional none={label('whole_company')} />
      <Pick name="enters" label={label('enters')} kind="sequence_enters" values={['LEADS', 'BY_HAND']} />
    </AskDialog>
  );
}
