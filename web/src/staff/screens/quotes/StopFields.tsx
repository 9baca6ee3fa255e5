import Box from '@mui/material/Box';
import { useTranslate } from 'react-admin';
import { CheckLine, NumberLine, Pick, TextLine } from '../../ui/fields';
import { StreetLine } from '../../ui/StreetLine';
import { Rows } from './Rows';

/** Where the work happens and what the crew meets there; places of tax follow from it. */
export function StopFields({ crane }: { crane: boolean }) {
  const translate = useTranslate();
  const label = (name: string) => translate(`cnc.address.${name}`);
  const roles = crane ? ['SITE'] : ['PICKUP', 'DROPOFF', 'STORAGE'];
  return (
    <Rows title={translate('cnc.quote.stops')} path="stops" blank={{ role: roles.at(crane ? 0 : 1), address: { country: 'CA' } }} columns={4}>
      {(path) => (
        <>
          <Pick name={`${path}.role`} label={translate('cnc.quote.field.role')} kind="stop_role" values={roles} />
          <Box sx={{ gridColumn: { xs: '1 / -1', sm: 'span 3' } }}><StreetLine name={`${path}.address.street`} label={label('street')} into={(part) => `${path}.address.${part}`} next={`${path}.address.${crane ? 'country' : 'floor'}`} /></Box>
          <TextLine name={`${path}.address.city`} label={label('city')} autoComplete="off" />
          <TextLine name={`${path}.address.province`} label={label('province')} autoComplete="off" slotProps={{ htmlInput: { maxLength: 3 } }} />
          <TextLine name={`${path}.address.postal_code`} label={label('postal_code')} autoComplete="off" />
          <TextLine name={`${path}.address.country`} label={label('country')} autoComplete="off" slotProps={{ htmlInput: { maxLength: 2 } }} />
          {crane ? null : (
            <>
              <NumberLine name={`${path}.address.floor`} label={label('floor')} />
              <NumberLine name={`${path}.address.stairs`} label={label('stairs')} />
              <NumberLine name={`${path}.carry_ft`} label={translate('cnc.quote.field.carry')} unit={translate('cnc.quote.feet')} />
              <NumberLine name={`${path}.volume_cuft`} label={translate('cnc.quote.field.stop_volume')} unit={translate('enums.unit.CUBIC_FOOT')} />
              <CheckLine name={`${path}.address.elevator`} label={label('elevator')} />
            </>
          )}
        </>
      )}
    </Rows>
  );
}
