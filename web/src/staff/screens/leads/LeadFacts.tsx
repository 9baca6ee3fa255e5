import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'react-admin';
import { PRIORITIES, SERVICE_TYPES } from '@shared/types/sales';
import { useMe } from '../../data/me';
import { useUsers } from '../../schema/input';
import { CheckLine, DateLine, NumberLine, Pick, TextLine } from '../../ui/fields';
import { StreetLine } from '../../ui/StreetLine';
import type { ReactNode } from 'react';

export function Grid({ children, columns = 2 }: { children: ReactNode; columns?: number }) {
  return <Box sx={{ display: 'grid', gap: 1.75, gridTemplateColumns: { xs: '1fr', sm: `repeat(${columns}, minmax(0, 1fr))` } }}>{children}</Box>;
}

export function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Box component="fieldset" sx={{ border: 0, m: 0, p: 0, minWidth: 0, '& + &': { mt: 2.5 } }}>
      <Typography component="legend" sx={{ fontWeight: 650, mb: 1.25, p: 0 }}>{title}</Typography>
      {children}
    </Box>
  );
}

function AddressFields({ prefix }: { prefix: 'origin' | 'destination' }) {
  const translate = useTranslate();
  const label = (name: string) => translate(`cnc.address.${name}`);
  return (
    <Grid>
      <Box sx={{ gridColumn: '1 / -1' }}><StreetLine name={`${prefix}.street`} label={label('street')} into={(part) => `${prefix}.${part}`} next={`${prefix}.floor`} /></Box>
      <TextLine name={`${prefix}.city`} label={label('city')} />
      <TextLine name={`${prefix}.province`} label={label('province')} />
      <TextLine name={`${prefix}.postal_code`} label={label('postal_code')} />
      <NumberLine name={`${prefix}.floor`} label={label('floor')} />
      <NumberLine name={`${prefix}.stairs`} label={label('stairs')} />
      <CheckLine name={`${prefix}.elevator`} label={label('elevator')} />
    </Grid>
  );
}

/** Every fact of a lead, each editable in place. Used by the new lead's form too. */
export function LeadFacts({ rental, withOwner, owner, fresh }: { rental: boolean; withOwner?: boolean; owner?: { id: string; name: string }; fresh?: boolean }) {
  const translate = useTranslate();
  const me = useMe();
  const users = useUsers();
  // Whoever may not see the list of users still reads who has the lead.
  const owners = owner && users.every((user) => user.id !== owner.id) ? [owner, ...users] : users;
  const label = (name: string) => translate(`cnc.lead.field.${name}`);
  return (
    <>
      <Group title={translate('cnc.lead.who')}>
        <Grid>
          <TextLine name="first_name" label={label('first_name')} autoComplete="off" autoFocus={fresh} />
          <TextLine name="last_name" label={label('last_name')} autoComplete="off" />
          <TextLine name="phone" label={label('phone')} type="tel" autoComplete="off" />
          <TextLine name="email" label={label('email')} type="email" autoComplete="off" />
          <TextLine name="company_name" label={label('company_name')} autoComplete="off" />
          <TextLine name="source" label={label('source')} />
        </Grid>
      </Group>
      <Group title={translate('cnc.lead.what')}>
        <Grid>
          <Pick name="service_type" label={label('service_type')} kind="service_type" values={SERVICE_TYPES} optional />
          {rental ? null : <TextLine name="move_size" label={label('move_size')} />}
          {rental ? null : <DateLine name="move_date" label={label('move_date')} />}
          <Pick name="priority" label={label('priority')} kind="priority" values={PRIORITIES} />
          <Pick name="location_id" label={label('location_id')} choices={me?.locations ?? []} optional />
          {withOwner ? <Pick name="assigned_to" label={label('assigned_to')} choices={owners} optional /> : null}
        </Grid>
      </Group>
      {rental ? (
        <Group title={translate('cnc.lead.rental')}>
          <Grid>
            <TextLine name="rental.machine_class" label={label('machine_class')} />
            <TextLine name="rental.site_city" label={label('site_city')} />
            <TextLine name="rental.site_province" label={label('site_province')} />
            <DateLine name="rental.start_date" label={label('start_date')} />
            <NumberLine name="rental.rental_days" label={label('rental_days')} />
            <Pick name="rental.shift" label={label('shift')} kind="shift" values={['SINGLE', 'DOUBLE']} optional />
            <Pick name="rental.day_night" label={label('day_night')} kind="work_time" values={['DAY', 'NIGHT', 'BOTH']} optional />
          </Grid>
        </Group>
      ) : (
        <>
          <Group title={translate('cnc.lead.from')}><AddressFields prefix="origin" /></Group>
          <Group title={translate('cnc.lead.to')}><AddressFields prefix="destination" /></Group>
        </>
      )}
      <Group title={translate('cnc.lead.notes')}>
        <TextLine name="notes" label={translate('cnc.lead.notes')} multiline minRows={3} />
      </Group>
    </>
  );
}
