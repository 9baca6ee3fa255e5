import { useTranslate } from 'react-admin';
import type { TariffRule } from '@shared/types';
import { CheckLine, NumberLine, Pick, TextLine } from '../../ui/fields';
import { Grid, Group } from '../leads/LeadFacts';
import { Rows } from './Rows';

const WORK = 'inputs.parts.0.work';

/** Machine classes the tariff has rates for. */
export function classesOf(rules: TariffRule[]): string[] {
  const names = rules.map((rule) => rule.class ?? (typeof rule.machine === 'string' ? rule.machine : undefined)).filter((name): name is string => typeof name === 'string');
  return [...new Set(names)];
}

export function CraneFields({ rules }: { rules: TariffRule[] }) {
  const translate = useTranslate();
  const label = (name: string) => translate(`cnc.quote.field.${name}`);
  const classes = classesOf(rules);
  return (
    <>
      <Rows title={translate('cnc.quote.machines')} path={`${WORK}.machines`} blank={{ key: `m${crypto.randomUUID().slice(0, 4)}`, class: classes[0] ?? '', quantity: 1 }}>
        {(path) => (
          <>
            {classes.length > 0 ? <Pick name={`${path}.class`} label={label('machine')} choices={classes.map((id) => ({ id, name: id }))} /> : <TextLine name={`${path}.class`} label={label('machine')} />}
            <NumberLine name={`${path}.quantity`} label={label('count')} />
          </>
        )}
      </Rows>
      <Group title={translate('cnc.quote.duration')}>
        <Grid columns={3}>
          <NumberLine name={`${WORK}.length.days`} label={label('days')} />
          <NumberLine name={`${WORK}.length.sundays`} label={label('sundays')} />
          <NumberLine decimal name={`${WORK}.hours_per_shift`} label={label('hours_per_shift')} unit="h" />
          <Pick name={`${WORK}.shift`} label={label('shift')} kind="shift" values={['SINGLE', 'DOUBLE']} />
          <Pick name={`${WORK}.time`} label={label('time')} kind="work_time" values={['DAY', 'NIGHT']} />
          <CheckLine name={`${WORK}.without_operator`} label={label('without_operator')} />
        </Grid>
      </Group>
      <Group title={translate('cnc.quote.site')}>
        <Grid columns={3}>
          <NumberLine decimal name={`${WORK}.mobilisation.distance_km`} label={label('distance')} unit="km" />
          <NumberLine name={`${WORK}.mobilisation.trailers`} label={label('trailers')} />
          <NumberLine decimal name={`${WORK}.mobilisation.trailer_cost`} label={label('trailer_cost')} />
          <NumberLine decimal name={`${WORK}.mobilisation.manual`} label={label('mobilisation')} />
          <Pick name={`${WORK}.risk`} label={label('risk')} kind="risk" values={['LOW', 'MEDIUM', 'HIGH']} />
          <Pick name={`${WORK}.usage`} label={label('usage')} kind="usage" values={['NORMAL', 'MEDIUM', 'HEAVY']} />
        </Grid>
      </Group>
      <Group title={translate('cnc.quote.people')}>
        <Grid columns={3}>
          <NumberLine name={`${WORK}.persons_fed`} label={label('persons_fed')} />
          <NumberLine name={`${WORK}.persons_housed`} label={label('persons_housed')} />
          <NumberLine name={`${WORK}.riggers`} label={label('riggers')} />
          <NumberLine name={`${WORK}.helpers`} label={label('helpers')} />
          <NumberLine decimal name={`${WORK}.extra_charge`} label={label('extra_charge')} />
          <Pick name="inputs.deal" label={label('deal')} kind="deal" values={['ADVANCE', 'NO_ADVANCE', 'CREDIT', 'LONG_CREDIT']} optional />
        </Grid>
      </Group>
    </>
  );
}
