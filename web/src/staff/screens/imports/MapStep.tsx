import Button from '@mui/material/Button';
import MenuItem from '@mui/material/MenuItem';
import Stack from '@mui/material/Stack';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import TextField from '@mui/material/TextField';
import { useQuery } from '@tanstack/react-query';
import { useTranslate } from 'react-admin';
import { useState } from 'react';
import { api } from '@shared/api';
import type { DayOrder, ImportObjects, ImportProfile, ImportRun } from '@shared/types';
import { useMay } from '../../data/me';
import { useAct } from '../../ui/act';
import { Async, Panel } from '../../ui/page';
import { mappingBy } from './progress';

/** What each column means; begins as guessed. */
export function MapStep({ run, onChecked }: { run: ImportRun; onChecked: () => void }) {
  const translate = useTranslate();
  const may = useMay('import:CREATE');
  const objects = useQuery({ queryKey: ['imports', 'objects'], queryFn: () => api.get<ImportObjects>('/imports/objects'), staleTime: Infinity });
  const profiles = useQuery({ queryKey: ['imports', 'profiles'], queryFn: () => api.get<{ profiles: ImportProfile[] }>('/imports/profiles') });
  const [mapping, setMapping] = useState(run.mapping);
  const [order, setOrder] = useState<DayOrder | ''>(run.day_order ?? '');
  const [profile, setProfile] = useState('');
  const [name, setName] = useState('');
  const check = useAct(
    async (_: null, key) => {
      await api.put(`/imports/${run.id}/mapping`, { mapping, day_order: order || null, save_as: name.trim() || null });
      return api.post(`/imports/${run.id}/check`, {}, { key });
    },
    { stale: ['imports'], onDone: onChecked },
  );
  const label = (text: string) => translate(`cnc.import.${text}`);
  const saved = (profiles.data?.profiles ?? []).filter((each) => each.object === run.object);
  const choose = (id: string) => {
    setProfile(id);
    const chosen = saved.find((each) => each.id === id);
    setMapping(chosen ? mappingBy(run.columns, chosen.mapping) : run.mapping);
    if (chosen?.day_order) setOrder(chosen.day_order);
  };
  return (
    <Async query={objects}>
      {({ objects: known }) => {
        const fields = known.find((each) => each.object === run.object)?.fields ?? [];
        const days = new Set(fields.filter((field) => field.is_day).map((field) => field.name));
        const ambiguous = run.columns.some((column, at) => column.days === 'EITHER' && days.has(mapping[at] ?? ''));
        return (
          <form onSubmit={(event) => { event.preventDefault(); check.mutate(null); }}>
            {saved.length > 0 ? (
              <TextField select size="small" label={label('profile')} value={profile} onChange={(event) => choose(event.target.value)} sx={{ mb: 2, minWidth: 240 }} slotProps={{ select: { displayEmpty: true }, inputLabel: { shrink: true } }}>
                <MenuItem value="">{label('no_profile')}</MenuItem>
                {saved.map((each) => <MenuItem key={each.id} value={each.id}>{each.name}</MenuItem>)}
              </TextField>
            ) : null}
            <Panel flush>
              <Table size="small">
                <TableHead><TableRow><TableCell>{label('column')}</TableCell><TableCell>{label('samples')}</TableCell><TableCell>{label('means')}</TableCell></TableRow></TableHead>
                <TableBody>
                  {run.columns.map((column, at) => (
                    <TableRow key={column.name}>
                      <TableCell sx={{ fontWeight: 600 }}>{column.name}</TableCell>
                      <TableCell sx={{ color: 'text.secondary', maxWidth: 320, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }}>{(column.samples ?? []).join(' · ')}</TableCell>
                      <TableCell>
                        <TextField
                          select size="small" fullWidth disabled={!may} value={mapping[at] ?? ''} sx={{ minWidth: 180 }}
                          slotProps={{ htmlInput: { 'aria-label': translate('cnc.import.means_of', { name: column.name }) }, select: { native: true } }}
                          onChange={(event) => setMapping(mapping.map((field, other) => (other === at ? event.target.value || null : field)))}
                        >
                          <option value="">{label('leave_out')}</option>
                          {fields.map((field) => (
                            <option key={field.name} value={field.name} disabled={field.name !== mapping[at] && mapping.includes(field.name)}>{label(`field.${field.name}`)}</option>
                          ))}
                        </TextField>
                      </TableCell>
                    </TableRow>
                  ))}
                </TableBody>
              </Table>
            </Panel>
            <Stack direction="row" sx={{ gap: 2, mt: 2, flexWrap: 'wrap', alignItems: 'center' }}>
              {ambiguous ? (
                <TextField select required size="small" label={label('day_order')} value={order} onChange={(event) => setOrder(event.target.value as DayOrder)} sx={{ minWidth: 260 }} slotProps={{ select: { native: true }, inputLabel: { shrink: true } }}>
                  <option value="" />
                  <option value="DAY_FIRST">{label('day_first')}</option>
                  <option value="MONTH_FIRST">{label('month_first')}</option>
                </TextField>
              ) : null}
              <TextField size="small" label={label('save_as')} value={name} onChange={(event) => setName(event.target.value)} sx={{ minWidth: 280 }} slotProps={{ htmlInput: { maxLength: 100 } }} />
              <Button type="submit" variant="contained" disabled={!may || mapping.every((field) => !field) || (ambiguous && !order)} loading={check.isPending}>{label('check')}</Button>
            </Stack>
          </form>
        );
      }}
    </Async>
  );
}
