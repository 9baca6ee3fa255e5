import AddAPhoto from '@mui/icons-material/AddAPhotoOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import ButtonBase from '@mui/material/ButtonBase';
import MenuItem from '@mui/material/MenuItem';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { useNotify, useTranslate } from 'react-admin';
import { useEffect, useRef, useState } from 'react';
import { api } from '@shared/api';
import type { Assessment, SitePicture } from '@shared/types';
import { CONSTRAINT_KINDS } from '@shared/types/sites';
import { useMay } from '../../data/me';
import { useAct } from '../../ui/act';
import { Panel } from '../../ui/page';
import { useEnumLabel } from '../../ui/StatusChip';
import { useFormat } from '../../ui/values';
import { DrawDialog } from './DrawDialog';
import { Marks } from './Marks';

const TYPES = ['image/jpeg', 'image/png', 'image/webp', 'image/heic'];

async function sha256Hex(bytes: Blob): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', await bytes.arrayBuffer());
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Pictures of the site; a phone opens its camera. */
export function Pictures({ assessment, readOnly }: { assessment: Assessment; readOnly: boolean }) {
  const translate = useTranslate();
  const enumLabel = useEnumLabel();
  const notify = useNotify();
  const mayAdd = useMay('media:CREATE') && !readOnly;
  const input = useRef<HTMLInputElement>(null);
  const [shows, setShows] = useState('SITE');
  const add = useAct(async ({ file, purpose }: { file: File; purpose: string }, key) => {
    const register = { owner: 'site_assessment', owner_id: assessment.id, kind: 'PHOTO', purpose, content_type: file.type, bytes: file.size, sha256: await sha256Hex(file), taken_at: new Date(file.lastModified).toISOString() };
    const ticket = await api.post<{ upload_url: string }>('/media', register, { key });
    await api.upload(ticket.upload_url, file, file.type);
  }, { stale: ['site-assessments'], done: 'cnc.state.saved' });
  const take = (file: File | undefined) => {
    if (!file) return;
    if (TYPES.includes(file.type)) add.mutate({ file, purpose: shows });
    else notify('cnc.site.wrong_type', { type: 'warning' });
  };
  return (
    <Panel title={translate('cnc.site.pictures')}>
      {mayAdd ? (
        <Stack direction="row" sx={{ gap: 1, mb: 1.5, alignItems: 'center', flexWrap: 'wrap' }}>
          <TextField select size="small" label={translate('cnc.site.shows')} value={shows} onChange={(event) => setShows(event.target.value)} sx={{ minWidth: 170, flex: 1 }}>
            {['SITE', ...CONSTRAINT_KINDS].map((kind) => <MenuItem key={kind} value={kind}>{enumLabel('constraint_kind', kind)}</MenuItem>)}
          </TextField>
          <input ref={input} type="file" hidden accept={TYPES.join(',')} aria-label={translate('cnc.site.add_picture')} onChange={(event) => {
            take(event.target.files?.[0]);
            event.target.value = '';
          }} />
          <Button variant="outlined" startIcon={<AddAPhoto />} loading={add.isPending} onClick={() => input.current?.click()}>{translate('cnc.site.add_picture')}</Button>
        </Stack>
      ) : null}
      {assessment.pictures.length === 0 ? <Typography color="textSecondary">{translate('cnc.site.no_pictures')}</Typography> : null}
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gap: 1.5, gridTemplateColumns: 'repeat(auto-fill, minmax(130px, 1fr))' }}>
        {assessment.pictures.map((each) => <Picture key={each.id} picture={each} assessment={assessment} readOnly={readOnly} />)}
      </Box>
    </Panel>
  );
}

function Picture({ picture, assessment, readOnly }: { picture: SitePicture; assessment: Assessment; readOnly: boolean }) {
  const translate = useTranslate();
  const enumLabel = useEnumLabel();
  const format = useFormat(assessment.location_id);
  const file = useQuery({ enabled: picture.state === 'STORED', queryKey: ['site-picture', picture.id], queryFn: () => api.file(`/site-assessments/${assessment.id}/pictures/${picture.id}`), staleTime: Infinity }).data;
  const [address, setAddress] = useState<string | null>(null);
  const [size, setSize] = useState({ width: 0, height: 0 });
  const [open, setOpen] = useState(false);
  useEffect(() => {
    if (!file) return undefined;
    const made = URL.createObjectURL(file);
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [file]);
  const title = enumLabel('constraint_kind', picture.shows);
  const alt = `${title}, ${format.moment(picture.taken_at)}`;
  const frame = { width: '100%', display: 'grid', placeItems: 'center', position: 'relative', borderRadius: 1.25, overflow: 'hidden', border: 1, borderColor: 'divider', bgcolor: 'action.hover', aspectRatio: '4 / 3' } as const;
  return (
    <Box component="li">
      {address ? (
        <ButtonBase sx={frame} aria-label={translate(readOnly ? 'cnc.site.look_at' : 'cnc.site.draw_on', { picture: alt })} onClick={() => setOpen(true)}>
          <img src={address} alt={alt} style={{ width: '100%', height: '100%', objectFit: 'cover', display: 'block' }} onLoad={(event) => setSize({ width: event.currentTarget.naturalWidth, height: event.currentTarget.naturalHeight })} />
          <Marks marks={picture.marks} {...size} cut />
        </ButtonBase>
      ) : <Box sx={frame}><Typography color="textSecondary" sx={{ fontSize: '0.8rem' }}>{picture.state === 'STORED' ? '' : translate('cnc.site.pending')}</Typography></Box>}
      <Typography sx={{ fontSize: '0.82rem', fontWeight: 600, mt: 0.5 }}>{title}</Typography>
      <Typography color="textSecondary" sx={{ fontSize: '0.76rem' }}>{format.moment(picture.taken_at)}</Typography>
      {open && address ? <DrawDialog assessment={assessment} picture={picture} address={address} title={alt} readOnly={readOnly} onClose={() => setOpen(false)} /> : null}
    </Box>
  );
}
