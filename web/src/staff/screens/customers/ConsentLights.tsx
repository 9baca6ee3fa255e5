import Stack from '@mui/material/Stack';
import Tooltip from '@mui/material/Tooltip';
import { useTranslate } from 'react-admin';
import type { ConsentState } from '@shared/types';
import type { Tone } from '@shared/brand';
import { SoftChip, useEnumLabel } from '../../ui/StatusChip';
import { useFormat } from '../../ui/values';

const CHANNELS = ['EMAIL', 'SMS', 'CALL'] as const;

export interface Light {
  channel: string;
  tone: Tone;
  state: 'GIVEN' | 'NONE' | 'WITHDRAWN';
  /** The entry it rests on. */
  entry: ConsentState | undefined;
}

/** Of each channel whether marketing may go there: green given, grey none, red withdrawn. A withdrawal at any point shows. */
export function lightsOf(consents: ConsentState[]): Light[] {
  return CHANNELS.map((channel) => {
    const all = consents.filter((each) => each.channel === channel && each.purpose === 'MARKETING');
    const withdrawn = all.find((each) => each.state === 'WITHDRAWN');
    const given = all.find((each) => each.holds);
    if (withdrawn) return { channel, tone: 'danger', state: 'WITHDRAWN', entry: withdrawn };
    return given ? { channel, tone: 'success', state: 'GIVEN', entry: given } : { channel, tone: 'neutral', state: 'NONE', entry: all[0] };
  });
}

export function ConsentLights({ consents }: { consents: ConsentState[] }) {
  const translate = useTranslate();
  const named = useEnumLabel();
  const format = useFormat();
  return (
    <Stack component="ul" direction="row" aria-label={translate('cnc.customer.marketing')} sx={{ listStyle: 'none', p: 0, m: 0, gap: 0.75, flexWrap: 'wrap' }}>
      {lightsOf(consents).map(({ channel, tone, state, entry }) => {
        const words = `${named('message_channel', channel)}: ${named('consent', state)}`;
        const since = entry?.at ? translate('cnc.customer.since', { what: named('consent', entry.state), at: format.moment(entry.at) }) : translate('cnc.customer.no_entry');
        return (
          <li key={channel}>
            <Tooltip title={since}><span tabIndex={0}><SoftChip tone={tone} small>{words}</SoftChip></span></Tooltip>
          </li>
        );
      })}
    </Stack>
  );
}
