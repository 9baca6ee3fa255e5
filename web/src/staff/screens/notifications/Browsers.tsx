import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import FormControlLabel from '@mui/material/FormControlLabel';
import Switch from '@mui/material/Switch';
import { useQuery } from '@tanstack/react-query';
import { useTranslate } from 'react-admin';
import { useState } from 'react';
import { forget, standing, subscribe, type PushBrowser } from '@shared/push/browser';
import { useAct } from '../../ui/act';
import { SoftChip } from '../../ui/StatusChip';
import { useFormat } from '../../ui/values';

/** Whether this browser is told while the app is closed, and which others are. */
export function Browsers({ browsers, pushKey }: { browsers: PushBrowser[]; pushKey: string }) {
  const translate = useTranslate();
  const format = useFormat();
  const [refused, setRefused] = useState(false);
  const here = useQuery({ queryKey: ['notifications', 'browser', browsers.map((each) => each.endpoint)], queryFn: () => standing(browsers) });
  const stale = ['notifications'];
  const switchOn = useAct(() => subscribe(pushKey), {
    stale,
    onDone: (said: boolean) => setRefused(!said),
    onError: (error) => {
      // The browser's own refusal has no words for people.
      if (!(error instanceof DOMException)) return false;
      setRefused(true);
      return true;
    },
  });
  const end = useAct((endpoint: string) => forget(endpoint), { stale });
  const { state, endpoint } = here.data ?? { state: 'OFF' as const, endpoint: undefined };
  const able = state === 'ON' || state === 'OFF';
  return (
    <Box>
      <FormControlLabel
        control={(
          <Switch
            checked={state === 'ON'} disabled={!able || switchOn.isPending || end.isPending || here.isPending}
            onChange={(event) => (event.target.checked ? switchOn.mutate(undefined) : endpoint && end.mutate(endpoint))}
          />
        )}
        label={translate('cnc.notice.this_browser')}
      />
      {able ? null : <Alert severity="info" sx={{ my: 1 }}>{translate(`cnc.notice.browser.${state}`)}</Alert>}
      {able && refused ? <Alert severity="warning" sx={{ my: 1 }}>{translate('cnc.notice.browser.REFUSED')}</Alert> : null}
      <Box component="ul" aria-label={translate('cnc.notice.browsers')} sx={{ m: 0, p: 0, listStyle: 'none' }}>
        {browsers.map((each) => (
          <Box component="li" key={each.endpoint} sx={{ display: 'flex', gap: 2, alignItems: 'center', py: 0.75, borderTop: 1, borderColor: 'divider' }}>
            <Box sx={{ flex: 1, minWidth: 0 }}>
              <Box sx={{ fontWeight: 600 }}>{each.device || translate('cnc.account.device')}</Box>
              <Box sx={{ color: 'text.secondary', fontSize: '0.8rem' }}>
                {each.paused_until ? translate('cnc.notice.paused', { at: format.moment(each.paused_until) }) : translate('cnc.notice.since', { at: format.moment(each.since) })}
              </Box>
            </Box>
            {each.endpoint === endpoint ? <SoftChip tone="success" small>{translate('cnc.account.this_device')}</SoftChip> : null}
            <Button size="small" disabled={end.isPending} onClick={() => end.mutate(each.endpoint)} aria-label={translate('cnc.notice.end_of', { device: each.device })}>{translate('cnc.account.end')}</Button>
          </Box>
        ))}
      </Box>
    </Box>
  );
}
