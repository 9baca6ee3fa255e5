import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { useTranslate } from 'react-admin';
import { useState } from 'react';
import { api } from '@shared/api';
import { useMe } from '../../data/me';
import { useAct } from '../../ui/act';
import { Async, Panel } from '../../ui/page';
import { useLanguage } from '../../ui/values';
import { WEEKDAYS, dayText, readDay, weekdayName, type Stretch } from './week';

interface Answering {
  location_id: string;
  hours: Stretch[];
  usual: boolean;
}

/** When a location answers: the clock of a waiting lead stands outside of these hours. */
export function HoursPanel({ mayChange }: { mayChange: boolean }) {
  const translate = useTranslate();
  const me = useMe();
  const [chosen, setChosen] = useState<string | null>(null);
  const locations = me?.locations ?? [];
  const id = chosen ?? me?.user.location_id ?? locations[0]?.id ?? '';
  const query = useQuery({ enabled: id !== '', queryKey: ['routing', 'hours', id], queryFn: () => api.get<Answering>('/answering-hours', { query: { location_id: id } }) });
  return (
    <Panel
      title={translate('cnc.routing.hours')}
      actions={(
        <TextField select size="small" label={translate('cnc.routing.location')} value={id} onChange={(event) => setChosen(event.target.value)} sx={{ minWidth: 180 }}>
          {locations.map((each) => <MenuItem key={each.id} value={each.id}>{each.name}</MenuItem>)}
        </TextField>
      )}
    >
      <Typography color="textSecondary" sx={{ mb: 1.5 }}>{translate('cnc.routing.hours_hint')}</Typography>
      <Async query={query} lines={4}>{(answering) => <Week key={JSON.stringify(answering)} answering={answering} mayChange={mayChange} />}</Async>
    </Panel>
  );
}

function Week({ answering, mayChange }: { answering: Answering; mayChange: boolean }) {
  const translate = useTranslate();
  const language = useLanguage();
  const [days, setDays] = useState(() => WEEKDAYS.map((weekday) => dayText(answering.hours, weekday)));
  const read = days.map((text, at) => readDay(text, at + 1));
  const act = useAct((hours: Stretch[], key) => api.post('/answering-hours', { location_id: answering.location_id, hours }, { key }), { stale: ['routing'], done: 'cnc.routing.saved' });
  return (
    <Box component="form" onSubmit={(event) => { event.preventDefault(); if (read.every((day) => day !== null)) act.mutate(read.flat() as Stretch[]); }}>
      {answering.usual ? <Typography sx={{ mb: 1 }}>{translate('cnc.routing.hours_usual')}</Typography> : null}
      <Box sx={{ display: 'grid', gap: 1.25, gridTemplateColumns: { xs: '1fr', sm: 'repeat(2, minmax(0, 1fr))', lg: 'repeat(4, minmax(0, 1fr))' } }}>
        {days.map((text, at) => (
          <TextField
            key={at}
            size="small"
            label={weekdayName(at + 1, language)}
            placeholder={translate('cnc.routing.closed')}
            value={text}
            disabled={!mayChange}
            onChange={(event) => setDays(days.map((each, other) => (other === at ? event.target.value : each)))}
            error={read[at] === null}
            helperText={read[at] === null ? translate('cnc.routing.hours_format') : undefined}
            slotProps={{ inputLabel: { shrink: true } }}
          />
        ))}
      </Box>
      {mayChange ? <Button type="submit" variant="outlined" sx={{ mt: 1.5 }} loading={act.isPending} disabled={read.some((day) => day === null)}>{translate('cnc.action.save')}</Button> : null}
    </Box>
  );
}
