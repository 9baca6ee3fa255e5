import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import DeleteOutline from '@mui/icons-material/DeleteOutlined';
import Dialog from '@mui/material/Dialog';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import IconButton from '@mui/material/IconButton';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { useStore, useTranslate } from 'react-admin';
import { useNavigate } from 'react-router';
import { api } from '@shared/api';
import type { Segment } from '@shared/types/bulk';
import { listQuery } from '../../data/dataProvider';
import { useMay, useMe } from '../../data/me';
import { useAct } from '../../ui/act';
import { DraftForm, useDraft } from '../../ui/draft';
import { Pick, TextLine } from '../../ui/fields';
import { Async } from '../../ui/page';
import { useEnumLabel } from '../../ui/StatusChip';
import { useLanguage } from '../../ui/values';
import { filtersOf } from './segments';

/** Filters under a name: shown with how many there are now, put on the list, written to, or kept from the list. */
export function Segments({ onClose }: { onClose: () => void }) {
  const translate = useTranslate();
  const query = useQuery({ queryKey: ['segments'], queryFn: () => api.get<{ segments: Segment[] }>('/segments') });
  return (
    <Dialog open onClose={onClose} maxWidth="sm" fullWidth aria-labelledby="segments">
      <DialogTitle id="segments">{translate('cnc.segment.title')}<Typography color="textSecondary" sx={{ fontSize: '0.85rem' }}>{translate('cnc.segment.hint')}</Typography></DialogTitle>
      <DialogContent>
        <Async query={query} lines={3}>
          {({ segments }) => segments.length === 0 ? <Typography color="textSecondary">{translate('cnc.segment.none')}</Typography> : (
            <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>{segments.map((segment) => <Line key={segment.id} segment={segment} onClose={onClose} />)}</Box>
          )}
        </Async>
        <Keep />
      </DialogContent>
    </Dialog>
  );
}

function Line({ segment, onClose }: { segment: Segment; onClose: () => void }) {
  const translate = useTranslate();
  const label = useEnumLabel();
  const navigate = useNavigate();
  const language = useLanguage();
  const mayWrite = useMay('bulk_send:CREATE');
  const count = useQuery({ queryKey: ['customers', 'segment', segment.id], queryFn: () => api.get<{ customers: number }>(`/segments/${segment.id}/count`) });
  const remove = useAct((_: null, key) => api.delete(`/segments/${segment.id}`, { key }), { stale: ['segments'], done: 'cnc.segment.removed' });
  const show = () => {
    const filter = { ...segment.filters, ...(segment.q ? { q: segment.q } : {}) };
    navigate(`/customers?filter=${encodeURIComponent(JSON.stringify(filter))}&page=1`);
    onClose();
  };
  return (
    <Stack component="li" direction="row" sx={{ py: 1, gap: 1, alignItems: 'center', flexWrap: 'wrap', borderTop: 1, borderColor: 'divider', '&:first-of-type': { borderTop: 0 } }}>
      <Box sx={{ flex: 1, minWidth: 160 }}>
        <Typography sx={{ fontWeight: 600 }}>{segment.name}</Typography>
        <Typography color="textSecondary" sx={{ fontSize: '0.8rem' }}>
          {[count.data ? translate('cnc.segment.count', { smart_count: count.data.customers, _: '' }).replace(String(count.data.customers), count.data.customers.toLocaleString(language)) : '…', segment.location_name ?? label('segment_scope', segment.scope)].join(' · ')}
        </Typography>
      </Box>
      <Button size="small" onClick={show}>{translate('cnc.segment.apply')}</Button>
      {mayWrite ? <Button size="small" onClick={() => navigate(`/bulk-sends?segment=${segment.id}`)}>{translate('cnc.segment.write')}</Button> : null}
      {segment.may_change ? <IconButton size="small" aria-label={translate('cnc.segment.remove', { name: segment.name })} disabled={remove.isPending} onClick={() => remove.mutate(null)}><DeleteOutline fontSize="small" /></IconButton> : null}
    </Stack>
  );
}

/** The list's filter as it stands, under a name. */
function Keep() {
  const translate = useTranslate();
  const me = useMe();
  const mayShare = useMay('customer:UPDATE');
  const [list] = useStore<{ filter?: Record<string, unknown> } | undefined>('customers.listParams');
  const { q, filters } = filtersOf(listQuery({ filter: list?.filter ?? {} }));
  const names = Object.entries(filters).map(([name, value]) => `${translate(`resources.customers.fields.${name.split('.')[0] ?? name}`, { _: name })}: ${String(value)}`);
  const draft = useDraft({ name: null as string | null, scope: 'OWN', location_id: null as string | null });
  const act = useAct((input: object, key) => api.post('/segments', input, { key }), {
    stale: ['segments'], done: 'cnc.segment.kept', onDone: () => draft.clear(), onError: (error) => draft.refuse(error),
  });
  const submit = () => act.mutate({ ...draft.values, name: draft.values.name ?? '', location_id: draft.values.scope === 'LOCATION' ? draft.values.location_id : null, q, filters });
  return (
    <DraftForm draft={draft} onSubmit={submit}>
      <Stack sx={{ gap: 1.5, mt: 2, pt: 2, borderTop: 1, borderColor: 'divider' }}>
        <Typography sx={{ fontWeight: 600 }}>{translate('cnc.segment.keep')}</Typography>
        <Typography color="textSecondary" sx={{ fontSize: '0.85rem' }}>{[q ? `“${q}”` : null, ...names].filter(Boolean).join(' · ') || translate('cnc.segment.nothing')}</Typography>
        <Stack direction={{ xs: 'column', sm: 'row' }} sx={{ gap: 1.5 }}>
          <TextLine name="name" label={translate('cnc.segment.name')} size="small" required />
          {mayShare ? <Pick name="scope" label={translate('cnc.segment.scope')} kind="segment_scope" values={['OWN', 'LOCATION', 'COMPANY']} size="small" /> : null}
        </Stack>
        {draft.values.scope === 'LOCATION' ? <Pick name="location_id" label={translate('cnc.segment.location')} choices={me?.locations ?? []} size="small" /> : null}
        <Box><Button type="submit" variant="contained" loading={act.isPending}>{translate('cnc.segment.keep')}</Button></Box>
      </Stack>
    </DraftForm>
  );
}
