import { useTranslate } from 'react-admin';
import type { TariffRule } from '@shared/types';
import { CheckLine, NumberLine, Pick, TextLine } from '../../ui/fields';
import { Grid, Group } from '../leads/LeadFacts';
import { Rows } from './Rows';

/** Machine classes the tariff has rates for. */
export function classesOf(rules: TariffRule[]): string[] {
  const names = rules.map((rule) => rule.class ?? (typeof rule.machine === 'string' ? rule.machine : undefined)).filter((name): name is string => typeof name === 'string');
  return [...new Set(names)];
}

/** `at` is where the part's work stands in the draft. */
export function CraneFields({ rules, at }: { rules: TariffRule[]; at: string }) {
  const translate = useTranslate();
  const label = (name: string) => translate(`cnc.quote.field.${name}`);
  const classes = classesOf(rules);
  return (
    <>
      <Rows title={translate('cnc.quote.machines')} path={`${at}.machines`} blank={{ key: `m${crypto.randomUUID().slice(0, 4)}`, class: classes[0] ?? '', quantity: 1 }}>
        {(path) => (
          <>
            {classes.length > 0 ? <Pick name={`${path}.class`} label={label('machine')} choices={classes.map((id) => ({ id, name: id }))} /> : <TextLine name={`${path}.class`} label={label('machine')} />}
            <NumberLine name={`${path}.quantity`} label={label('count')} />
          </>
        )}
      </Rows>
      <Group title={translate('cnc.quote.duration')}>
        <Grid columns={3}>
          <NumberLine name={`${at}.length.days`} label={label('days')} />
          <NumberLine name={`${at}.length.sundays`} label={label('sundays')} />
          <NumberLine decimal name={`${at}.hours_per_shift`} label={label('hours_per_shift')} unit="h" />
          <Pick name={`${at}.shift`} label={label('shift')} kind="shift" values={['SINGLE', 'DOUBLE']} />
          <Pick name={`${at}.time`} label={label('time')} kind="work_time" values={['DAY', 'NIGHT']} />
          <CheckLine name={`${at}.without_operator`} label={label('without_operator')} />
        </Grid>
      </Group>
      <Group title={translate('cnc.quote.site')}>
        <Grid columns={3}>
          <NumberLine decimal name={`${at}.mobilisation.distance_km`} label={label('distance')} unit="km" />
          <NumberLine name={`${at}.mobilisation.trailers`} label={label('trailers')} />
          <NumberLine decimal name={`${at}.mobilisation.trailer_cost`} label={label('trailer_cost')} />
          <NumberLine decimal name={`${at}.mobilisation.manual`} label={label('mobilisation')} />
          <Pick name={`${at}.risk`} label={label('risk')} kind="risk" values={['LOW', 'MEDIUM', 'HIGH']} />
          <Pick name={`${at}.usage`} label={label('usage')} kind="usage" values={['NORMAL', 'MEDIUM', 'HEAVY']} />
        </Grid>
      </Group>
      <Group title={translate('cnc.quote.people')}>
        <Grid columns={3}>
          <NumberLine name={`${at}.persons_fed`} label={label('persons_fed')} />
          <NumberLine name={`${at}.persons_housed`} label={label('persons_housed')} />
          <NumberLine name={`${at}.riggers`} label={label('riggers')} />
          <NumberLine name={`${at}.helpers`} label={label('helpers')} />
          <NumberLine decimal name={`${at}.extra_charge`} label={label('extra_charge')} />
          <Pick name="inputs.deal" label={label('deal')} kind="deal" values={['ADVANCE', 'NO_ADVANCE', 'CREDIT', 'LONG_CREDIT']} optional />
        </Grid>
      </Group>
    </>
  );
}
