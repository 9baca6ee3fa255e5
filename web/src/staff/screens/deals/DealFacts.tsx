import Box from '@mui/material/Box';
import { useTranslate } from 'react-admin';
import { useMe, useSeesMoney } from '../../data/me';
import { useUsers } from '../../schema/input';
import { DateLine, NumberLine, Pick, TextLine } from '../../ui/fields';
import { Grid } from '../leads/LeadFacts';

/** The facts of a deal that people type; the value stands beside them where it may be typed. */
export function DealFacts({ currency, valueHint, owner }: { currency: string; valueHint?: string; owner?: { id: string; name: string } }) {
  const translate = useTranslate();
  const me = useMe();
  const seesMoney = useSeesMoney();
  const users = useUsers();
  const owners = owner && users.every((user) => user.id !== owner.id) ? [owner, ...users] : users;
  const crane = me?.company.industry === 'CRANE_RENTAL';
  const label = (name: string) => translate(`cnc.deal.${name}`);
  return (
    <Grid>
      <Box sx={{ gridColumn: '1 / -1' }}><TextLine name="title" label={label('title')} /></Box>
      {seesMoney ? <NumberLine name="value.amount" label={label('value')} decimal unit={currency} helperText={valueHint} /> : null}
      <NumberLine name="probability" label={label('probability')} unit="%" />
      <DateLine name="expected_close" label={label('expected_close')} />
      <Pick name="assigned_to" label={label('owner')} choices={owners} optional />
      <Pick name="location_id" label={label('location')} choices={me?.locations ?? []} optional />
      <TextLine name="source" label={label('source')} />
      {crane ? <TextLine name="machine_class" label={label('machine')} /> : null}
      <DateLine name="start_date" label={label('start')} />
      {crane ? <NumberLine name="days" label={label('days')} /> : null}
      <TextLine name="competitor" label={label('competitor')} />
      <Box sx={{ gridColumn: '1 / -1' }}><TextLine name="notes" label={label('notes')} multiline minRows={3} /></Box>
    </Grid>
  );
}
