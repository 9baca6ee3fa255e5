import Box from '@mui/material/Box';
import FormControlLabel from '@mui/material/FormControlLabel';
import MenuItem from '@mui/material/MenuItem';
import Switch from '@mui/material/Switch';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'react-admin';
import { useState } from 'react';
import { api } from '@shared/api';
import type { Digest, WhenToTell as When } from '@shared/types';
import { useAct } from '../../ui/act';
import { useEnumLabel } from '../../ui/StatusChip';
import { clockOf, minuteOf } from '../sequences/steps';

const DIGESTS: Digest[] = ['NOW', 'HOURLY', 'DAILY'];
/** Offered to those who switch quiet hours on. */
const NIGHT = { from_minute: 21 * 60, until_minute: 6 * 60 };

/** At once or gathered, and the hours in which nothing comes. */
export function WhenToTell({ when, timezone }: { when: When; timezone: string }) {
  const translate = useTranslate();
  const label = useEnumLabel();
  const act = useAct((next: When) => api.put('/notification-preferences', { when: next }), { stale: ['notifications'], done: 'cnc.notice.saved' });
  const digest = (field: 'email_digest' | 'push_digest', name: string) => (
    <TextField select size="small" label={translate(name)} value={when[field]} disabled={act.isPending} onChange={(event) => act.mutate({ ...when, [field]: event.target.value as Digest })} sx={{ minWidth: 220 }}>
      {DIGESTS.map((each) => <MenuItem key={each} value={each}>{label('digest', each)}</MenuItem>)}
    </TextField>
  );
  const quiet = when.quiet_hours;
  return (
    <Box sx={{ display: 'grid', gap: 1.5 }}>
      <Box sx={{ display: 'flex', gap: 1.5, flexWrap: 'wrap', pt: 1 }}>
        {digest('email_digest', 'cnc.notice.by_mail')}
        {digest('push_digest', 'cnc.notice.by_browser')}
      </Box>
      <Box sx={{ display: 'flex', gap: 1.5, flexWrap: 'wrap', alignItems: 'center' }}>
        <FormControlLabel
          control={<Switch checked={quiet !== null} disabled={act.isPending} onChange={(event) => act.mutate({ ...when, quiet_hours: event.target.checked ? NIGHT : null })} />}
          label={translate('cnc.notice.quiet')}
        />
        {quiet ? (
          <>
            <Clock key={`from-${quiet.from_minute}`} name={translate('cnc.notice.quiet_from')} minute={quiet.from_minute} other={quiet.until_minute} onChange={(minute) => act.mutate({ ...when, quiet_hours: { ...quiet, from_minute: minute } })} />
            <Clock key={`until-${quiet.until_minute}`} name={translate('cnc.notice.quiet_until')} minute={quiet.until_minute} other={quiet.from_minute} onChange={(minute) => act.mutate({ ...when, quiet_hours: { ...quiet, until_minute: minute } })} />
          </>
        ) : null}
      </Box>
      <Typography color="textSecondary" sx={{ fontSize: '0.82rem' }}>{translate('cnc.notice.when_hint', { zone: timezone })}</Typography>
    </Box>
  );
}

/** Counts when one leaves it, and only where it is another time than the other end. */
function Clock({ name, minute, other, onChange }: { name: string; minute: number; other: number; onChange: (minute: number) => void }) {
  const [text, setText] = useState(clockOf(minute));
  const typed = minuteOf(text);
  const fine = typed !== null && typed !== other;
  const leave = () => {
    if (fine && typed !== minute) onChange(typed);
  };
  return <TextField type="time" size="small" label={name} value={text} error={!fine} onChange={(event) => setText(event.target.value)} onBlur={leave} sx={{ width: 140 }} slotProps={{ inputLabel: { shrink: true } }} />;
}
