import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { useTranslate } from 'react-admin';
import { useState } from 'react';
import { api } from '@shared/api';
import { useMay, useMe } from '../../data/me';
import { useAct } from '../../ui/act';
import { AskDialog } from '../../ui/AskDialog';
import { DraftForm, useDraft } from '../../ui/draft';
import { NumberLine, TextLine } from '../../ui/fields';
import { Async, Empty, PageHead, Panel } from '../../ui/page';
import { SoftChip } from '../../ui/StatusChip';

interface Account {
  id: string;
  legal_name: string;
  currency: string;
  base_url: string;
  is_active: boolean;
}

interface Day {
  weekday: number;
  trucks: number;
  movers: number;
  reserve_percent: number;
  sellable_trucks: number;
  sellable_movers: number;
}

/** What stands behind an acceptance: where deposits are paid by card, and how much of each day is sold. */
export default function SellingPage() {
  const translate = useTranslate();
  const seesAccounts = useMay('billing_setting:VIEW');
  const seesDays = useMay('schedule:VIEW');
  return (
    <>
      <PageHead title={translate('cnc.selling.title')} subtitle={translate('cnc.selling.hint')} />
      <Stack sx={{ gap: 2 }}>
        {seesAccounts ? <Accounts /> : null}
        {seesDays ? <Days /> : null}
      </Stack>
    </>
  );
}

function Accounts() {
  const translate = useTranslate();
  const mayChange = useMay('billing_setting:UPDATE');
  const [adding, setAdding] = useState(false);
  const query = useQuery({ queryKey: ['card-accounts'], queryFn: () => api.list<Account>('/billing/card-accounts', { query: { limit: 25 } }) });
  const stop = useAct((account: Account, key) => api.post(`/billing/card-accounts/${account.id}/stop`, {}, { key }), { stale: ['card-accounts'], done: 'cnc.selling.stopped' });
  return (
    <Panel title={translate('cnc.selling.accounts')} actions={mayChange ? <Button onClick={() => setAdding(true)}>{translate('cnc.selling.set')}</Button> : null}>
      <Async query={query} lines={2}>
        {({ data }) => data.length === 0 ? <Empty title={translate('cnc.selling.no_account')} hint={translate('cnc.selling.no_account_hint')} /> : (
          <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
            {data.map((account) => (
              <Stack component="li" key={account.id} direction="row" sx={{ borderTop: 1, borderColor: 'divider', py: 1, gap: 1, alignItems: 'center', flexWrap: 'wrap' }}>
                <Box sx={{ flex: 1, minWidth: 200 }}>
                  <Typography sx={{ fontWeight: 600 }}>{account.legal_name} · {account.currency}</Typography>
                  <Typography color="textSecondary" sx={{ overflowWrap: 'anywhere' }}>{account.base_url}</Typography>
                </Box>
                <SoftChip tone={account.is_active ? 'success' : 'neutral'} small>{translate(account.is_active ? 'cnc.selling.active' : 'cnc.selling.inactive')}</SoftChip>
                {mayChange && account.is_active ? <Button color="error" loading={stop.isPending} onClick={() => stop.mutate(account)}>{translate('cnc.selling.stop')}</Button> : null}
              </Stack>
            ))}
          </Box>
        )}
      </Async>
      {adding ? <AccountDialog onClose={() => setAdding(false)} /> : null}
    </Panel>
  );
}

function AccountDialog({ onClose }: { onClose: () => void }) {
  const translate = useTranslate();
  const draft = useDraft<{ base_url: string | null; secret: string | null }>({ base_url: null, secret: null });
  const act = useAct((input: typeof draft.values, key) => api.post('/billing/card-accounts', { base_url: input.base_url ?? '', secret: input.secret ?? '' }, { key }), {
    stale: ['card-accounts'], done: 'cnc.selling.was_set', onDone: onClose, onError: (error) => draft.refuse(error),
  });
  return (
    <AskDialog title={translate('cnc.selling.set')} draft={draft} submit={translate('cnc.action.save')} busy={act.isPending} onClose={onClose} onSubmit={() => act.mutate(draft.values)}>
      <Alert severity="info">{translate('cnc.selling.secret_hint')}</Alert>
      <TextLine name="base_url" label={translate('cnc.selling.base_url')} required autoFocus />
      <TextLine name="secret" label={translate('cnc.selling.secret')} type="password" autoComplete="off" required />
    </AskDialog>
  );
}

function Days() {
  const translate = useTranslate();
  const me = useMe();
  const locations = me?.locations ?? [];
  const [chosen, setChosen] = useState<string | null>(null);
  const location = chosen ?? me?.user.location_id ?? locations[0]?.id;
  const query = useQuery({ queryKey: ['capacity', location], queryFn: () => api.get<{ days: Day[] }>(`/locations/${location}/capacity`), enabled: Boolean(location) });
  return (
    <Panel title={translate('cnc.selling.days')}>
      <Typography color="textSecondary" sx={{ mb: 1.5 }}>{translate('cnc.selling.days_hint')}</Typography>
      {locations.length > 1 ? (
        <TextField select fullWidth size="small" sx={{ mb: 2, maxWidth: 360 }} label={translate('cnc.quote.field.location')} value={location ?? ''} onChange={(event) => setChosen(event.target.value)} slotProps={{ select: { native: true } }}>
          {locations.map((each) => <option key={each.id} value={each.id}>{each.name}</option>)}
        </TextField>
      ) : null}
      <Async query={query} lines={4}>{(data) => <DaysForm key={`${location}${JSON.stringify(data.days)}`} location={location ?? ''} days={data.days} />}</Async>
    </Panel>
  );
}

const WEEK = [1, 2, 3, 4, 5, 6, 7];
type DayDraft = { trucks: number | null; movers: number | null; reserve_percent: number | null };

function DaysForm({ location, days }: { location: string; days: Day[] }) {
  const translate = useTranslate();
  const mayChange = useMay('location:UPDATE');
  const blank: DayDraft = { trucks: null, movers: null, reserve_percent: 10 };
  const draft = useDraft<{ days: DayDraft[] }>({ days: WEEK.map((weekday) => days.find((day) => day.weekday === weekday) ?? blank) });
  const counted = (day: DayDraft | undefined) => day !== undefined && day.trucks !== null && day.movers !== null;
  const save = useAct(
    (input: typeof draft.values, key) => api.put(`/locations/${location}/capacity`, {
      days: WEEK.filter((weekday) => counted(input.days[weekday - 1])).map((weekday) => {
        const day = input.days[weekday - 1];
        return { weekday, trucks: day?.trucks, movers: day?.movers, reserve_percent: day?.reserve_percent ?? 10 };
      }),
    }, { key }),
    { stale: ['capacity'], done: 'cnc.selling.days_saved', onError: (error) => draft.refuse(error) },
  );
  const submit = () => { if (mayChange && !save.isPending) save.mutate(draft.values); };
  return (
    <DraftForm draft={draft} onSubmit={submit}>
      <Box component="fieldset" disabled={!mayChange} sx={{ border: 0, p: 0, m: 0, minWidth: 0, display: 'grid', gap: 1.25 }}>
        {WEEK.map((weekday) => {
          const known = days.find((day) => day.weekday === weekday);
          const name = translate(`cnc.selling.weekday.${weekday}`);
          return (
            <Box key={weekday} role="group" aria-label={name} sx={{ display: 'grid', gap: 1.25, alignItems: 'start', gridTemplateColumns: { xs: 'repeat(3, minmax(0, 1fr))', sm: '110px repeat(3, minmax(0, 1fr)) minmax(150px, 220px)' } }}>
              <Typography sx={{ gridColumn: { xs: '1 / -1', sm: 'auto' }, fontWeight: 600, pt: { sm: 1.25 } }}>{name}</Typography>
              <NumberLine name={`days.${weekday - 1}.trucks`} label={translate('cnc.quote.field.trucks')} />
              <NumberLine name={`days.${weekday - 1}.movers`} label={translate('cnc.quote.field.movers')} />
              <NumberLine name={`days.${weekday - 1}.reserve_percent`} label={translate('cnc.selling.reserve')} unit="%" />
              <Typography color="textSecondary" sx={{ pt: { sm: 1.25 }, gridColumn: { xs: '1 / -1', sm: 'auto' }, fontSize: '0.85rem' }}>
                {known ? translate('cnc.selling.sold', { trucks: known.sellable_trucks, movers: known.sellable_movers }) : translate('cnc.selling.uncounted')}
              </Typography>
            </Box>
          );
        })}
        {mayChange ? <Box><Button type="submit" variant="contained" disabled={!draft.dirty} loading={save.isPending}>{translate('cnc.action.save')}</Button></Box> : null}
      </Box>
    </DraftForm>
  );
}
