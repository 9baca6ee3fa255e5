import Typography from '@mui/material/Typography';
import { useTranslate } from 'react-admin';
import { api } from '@shared/api';
import type { Coded, Estimate, SheetStop, TypedFigures } from '@shared/types';
import { ESTIMATE_METHODS, STOP_ROLES } from '@shared/types/estimates';
import { AskDialog } from '../../ui/AskDialog';
import { useAct } from '../../ui/act';
import { useDraft } from '../../ui/draft';
import { CheckLine, NumberLine, Pick, TextLine } from '../../ui/fields';
import { useLanguage } from '../../ui/values';
import { Grid, Group } from '../leads/LeadFacts';
import { Rows } from '../quotes/Rows';
import { useServices, useSizes } from './useEstimate';

interface Facts {
  service_type: string;
  move_size: string | null;
  method: string;
  driving_minutes: number | null;
  distance_km: number | null;
  density_lb_per_cuft: string | null;
  typed: TypedFigures;
  typed_reason: string | null;
  stops: SheetStop[];
}

const isTyped = (typed: TypedFigures): boolean => Object.values(typed).some((value) => value !== null && value !== undefined && value !== '');

/** Service, size, driving, stops and typed figures of an estimate. */
export function FactsDialog({ estimate, stops, onStops, onClose }: { estimate: Estimate; stops: SheetStop[]; onStops: (stops: SheetStop[]) => void; onClose: () => void }) {
  const translate = useTranslate();
  const french = useLanguage() === 'fr';
  const sizes = useSizes();
  const services = useServices();
  const label = (name: string) => translate(`cnc.estimate.${name}`);
  const choices = (list: Coded[]) => list.filter((each) => each.is_active).map((each) => ({ id: each.code, name: french ? each.name_fr : each.name_en }));
  const draft = useDraft<Facts>({
    service_type: estimate.service_type, move_size: estimate.move_size ?? null, method: estimate.method, driving_minutes: estimate.driving_minutes, distance_km: estimate.distance_km ?? null,
    density_lb_per_cuft: estimate.density_lb_per_cuft ?? null, typed: estimate.typed ?? {}, typed_reason: estimate.typed_reason ?? null, stops,
  });
  const act = useAct(({ stops: _stops, ...facts }: Facts, key) => api.patch(`/estimates/${estimate.id}`, {
    ...facts,
    move_size: facts.move_size ?? '',
    driving_minutes: facts.driving_minutes ?? 0,
    density_lb_per_cuft: facts.density_lb_per_cuft ?? undefined,
    typed: isTyped(facts.typed) || estimate.typed ? facts.typed : undefined,
    typed_reason: facts.typed_reason ?? undefined,
  }, { key }), {
    stale: ['estimates'],
    done: 'cnc.state.saved',
    onDone: (_result, input) => {
      onStops(input.stops);
      onClose();
    },
    onError: (error) => draft.refuse(error),
  });
  return (
    <AskDialog wide title={translate('cnc.estimate.facts')} draft={draft} submit={translate('cnc.action.save')} busy={act.isPending} onClose={onClose} onSubmit={() => act.mutate(draft.values)}>
      <Grid columns={3}>
        <Pick name="service_type" label={label('service')} choices={choices(services)} autoFocus />
        <Pick name="move_size" label={label('size')} choices={choices(sizes)} optional none={label('no_size')} />
        <Pick name="method" label={label('method')} kind="estimate_method" values={ESTIMATE_METHODS} />
        <NumberLine name="driving_minutes" label={label('driving')} unit="min" />
        <NumberLine name="distance_km" label={label('distance')} unit="km" />
        <NumberLine decimal name="density_lb_per_cuft" label={label('density')} unit={french ? 'lb/pi³' : 'lb/cu ft'} />
      </Grid>
      <Rows title={label('stops')} path="stops" blank={{ role: 'DROPOFF', address: {}, floor: 1, elevator: false, carry_ft: 0 }}>
        {(path) => (
          <>
            <Pick name={`${path}.role`} label={label('role')} kind="estimate_stop" values={STOP_ROLES} />
            <TextLine name={`${path}.address.street`} label={translate('cnc.address.street')} />
            <TextLine name={`${path}.address.city`} label={translate('cnc.address.city')} />
            <NumberLine name={`${path}.floor`} label={translate('cnc.address.floor')} />
            <NumberLine name={`${path}.carry_ft`} label={label('carry')} unit={french ? 'pi' : 'ft'} />
            <CheckLine name={`${path}.elevator`} label={translate('cnc.address.elevator')} />
          </>
        )}
      </Rows>
      <Group title={label('typed')}>
        <Typography color="textSecondary" sx={{ mb: 1.25 }}>{label('typed_hint')}</Typography>
        <Grid columns={3}>
          <NumberLine decimal name="typed.volume_cuft" label={label('volume')} unit={translate('cnc.estimate.unit.CUFT')} />
          <NumberLine decimal name="typed.weight_lb" label={label('weight')} unit="lb" />
          <NumberLine name="typed.movers" label={label('crew')} />
          <NumberLine name="typed.trucks" label={label('trucks')} />
          <NumberLine name="typed.minutes" label={label('minutes')} unit="min" />
          <TextLine name="typed_reason" label={label('reason')} required={isTyped(draft.values.typed)} />
        </Grid>
      </Group>
    </AskDialog>
  );
}
