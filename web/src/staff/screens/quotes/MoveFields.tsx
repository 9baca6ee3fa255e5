import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import TextField from '@mui/material/TextField';
import { useTranslate } from 'react-admin';
import { useEffect, useState } from 'react';
import type { MoveWork, QuoteStop, TariffRule } from '@shared/types';
import { useDraftField } from '../../ui/draft';
import { NumberLine, Pick, TextLine } from '../../ui/fields';
import { Grid, Group } from '../leads/LeadFacts';
import { Rows } from './Rows';
import { accessOf, deductiblesOf, hoursOf, minutesOf, travelModeOf } from './inputs';

function HoursLine({ name, label }: { name: string; label: string }) {
  const field = useDraftField(name);
  const [text, setText] = useState(hoursOf(field.value as number | undefined));
  return (
    <TextField
      fullWidth
      label={label}
      name={name}
      value={text}
      error={Boolean(field.error)}
      helperText={field.error}
      onChange={(event) => {
        const next = event.target.value.replace(',', '.');
        if (!/^\d*\.?\d*$/.test(next)) return;
        setText(next);
        field.set(minutesOf(next));
      }}
      slotProps={{ htmlInput: { inputMode: 'decimal' }, input: { endAdornment: <span aria-hidden style={{ opacity: 0.75 }}>h</span> } }}
    />
  );
}

const named = (rules: TariffRule[], prefix: string) => rules.filter((rule) => rule.rule_key.startsWith(prefix)).map((rule) => rule.rule_key);

/** `at` is where the part's work stands in the draft. */
export function MoveFields({ work, rules, at }: { work: MoveWork; rules: TariffRule[]; at: string }) {
  const translate = useTranslate();
  const label = (name: string) => translate(`cnc.quote.field.${name}`);
  const ruleName = (key: string) => translate(`cnc.rule.${key.replaceAll(/[.-]/g, '_')}`, { _: key.split('.').slice(1).join(' ').replaceAll('-', ' ') || key });
  const travels = named(rules, 'travel.');
  const basis = useDraftField(`${at}.basis`);
  const access = useDraftField(`${at}.access`);
  const stops = useDraftField('stops');
  const fromStops = accessOf((stops.value as QuoteStop[] | undefined) ?? []);
  const valuation = useDraftField(`${at}.valuation`);
  const option = work.valuation?.option;
  const promised = option === 'DECLARED_LUMP' || option === 'FULL_REPLACEMENT';
  const deductibles = deductiblesOf(rules, option);
  const firstDeductible = deductibles[0];
  const { set: setValuation } = valuation;
  // A way of cover has the deductibles the tariff has a charge for; none chosen means no cover at all.
  useEffect(() => {
    if (work.valuation && !work.valuation.option) setValuation(undefined);
    else if (promised && firstDeductible && !deductibles.includes(work.valuation?.deductible ?? '')) setValuation({ ...work.valuation, deductible: firstDeductible });
  }, [work.valuation, promised, firstDeductible, deductibles, setValuation]);
  const changeBasis = (kind: string) => {
    if (kind === 'HOURLY') basis.set({ kind, movers: 3, trucks: 1, labour: { minutes: 300 }, travel: travels[0] ? { rule_key: travels[0] } : undefined });
    else if (kind === 'LANE') basis.set({ kind, from: {}, to: {} });
    else basis.set({ kind });
  };
  return (
    <>
      <Group title={translate('cnc.quote.work')}>
        <Grid>
          <Pick name={`${at}.service`} label={label('service')} kind="move_service" values={['FULL', 'LOAD_ONLY', 'UNLOAD_ONLY', 'STORAGE', 'LABOUR_ONLY', 'PACKING_ONLY']} />
          <TextField select fullWidth label={label('basis')} value={work.basis.kind} onChange={(event) => changeBasis(event.target.value)} slotProps={{ select: { native: true } }}>
            {['HOURLY', 'LINEHAUL', 'LANE', 'BY_CHARGES'].map((kind) => <option key={kind} value={kind}>{translate(`cnc.quote.basis.${kind}`)}</option>)}
          </TextField>
        </Grid>
        <Box sx={{ mt: 1.75 }}>
          {work.basis.kind === 'HOURLY' ? (
            <Grid columns={3}>
              <NumberLine name={`${at}.basis.movers`} label={label('movers')} />
              <NumberLine name={`${at}.basis.trucks`} label={label('trucks')} />
              <HoursLine name={`${at}.basis.labour.minutes`} label={label('hours')} />
              <HoursLine name={`${at}.basis.labour.low_minutes`} label={label('hours_low')} />
              <HoursLine name={`${at}.basis.labour.high_minutes`} label={label('hours_high')} />
              <Pick name={`${at}.basis.travel.rule_key`} label={label('travel')} choices={travels.map((key) => ({ id: key, name: ruleName(key) }))} optional />
              <TravelFacts at={at} mode={travelModeOf(rules, work.basis.travel?.rule_key)} />
            </Grid>
          ) : null}
          {work.basis.kind === 'LANE' ? (
            <Grid columns={3}>
              {(['from', 'to'] as const).flatMap((end) => (['postal_code', 'city', 'region'] as const).map((field) => (
                <TextLine key={`${end}${field}`} name={`${at}.basis.${end}.${field}`} label={`${translate(`cnc.lead.${end}`)} · ${translate(`cnc.address.${field === 'region' ? 'province' : field}`)}`} />
              )))}
            </Grid>
          ) : null}
        </Box>
        <Box sx={{ mt: 1.75 }}>
          <Grid columns={3}>
            <NumberLine decimal name={`${at}.volume_cuft`} label={label('volume')} unit={translate('enums.unit.CUBIC_FOOT')} />
            <NumberLine decimal name={`${at}.weight_lb`} label={label('weight')} unit="lb" />
            <NumberLine decimal name={`${at}.distance_km`} label={label('distance')} unit="km" />
            <NumberLine name={`${at}.drive_minutes`} label={label('drive_minutes')} unit="min" />
          </Grid>
        </Box>
      </Group>
      <Rows
        title={translate('cnc.quote.access')}
        path={`${at}.access`}
        blank={{ condition: 'STAIRS', extent: '1' }}
        actions={fromStops.length > 0 ? <Button onClick={() => access.set(fromStops)}>{translate('cnc.quote.access_from_stops')}</Button> : null}
      >
        {(path) => (
          <>
            <Pick name={`${path}.condition`} label={label('condition')} choices={['STAIRS', 'ELEVATOR', 'CARRY', 'SHUTTLE', 'WAITING', 'EXTRA_STOP'].map((id) => ({ id, name: translate(`cnc.quote.condition.${id}`) }))} />
            <NumberLine decimal name={`${path}.extent`} label={label('extent')} />
            <NumberLine decimal name={`${path}.volume_cuft`} label={label('stop_volume')} unit={translate('enums.unit.CUBIC_FOOT')} />
          </>
        )}
      </Rows>
      <Rows title={translate('cnc.quote.packing')} path={`${at}.packing`} blank={{ material: named(rules, 'packing.')[0]?.slice(8) ?? 'carton-medium', supplied: 10 }}>
        {(path) => (
          <>
            <Pick name={`${path}.material`} label={label('material')} choices={named(rules, 'packing.').map((key) => ({ id: key.slice(8), name: ruleName(key) }))} />
            <NumberLine name={`${path}.supplied`} label={label('supplied')} />
            <NumberLine name={`${path}.packed`} label={label('packed')} />
            <NumberLine name={`${path}.unpacked`} label={label('unpacked')} />
            <NumberLine name={`${path}.rented`} label={label('rented')} />
            <NumberLine name={`${path}.rented_days`} label={label('rented_days')} unit={translate('enums.unit.DAY')} />
          </>
        )}
      </Rows>
      <Rows title={translate('cnc.quote.bulky')} path={`${at}.articles`} blank={{ name: '', weight_lb: '400', count: 1 }}>
        {(path) => (
          <>
            <TextLine name={`${path}.name`} label={label('article')} />
            <NumberLine decimal name={`${path}.weight_lb`} label={label('weight')} unit="lb" />
            <NumberLine name={`${path}.count`} label={label('count')} />
          </>
        )}
      </Rows>
      {rules.some((rule) => rule.kind === 'PACKING_LABOUR') || work.packing_labour ? (
        <Group title={translate('cnc.quote.packing_labour')}>
          <Grid columns={3}>
            <NumberLine name={`${at}.packing_labour.packers`} label={label('packers')} />
            <HoursLine name={`${at}.packing_labour.minutes`} label={label('packing_hours')} />
          </Grid>
        </Group>
      ) : null}
      <Group title={translate('cnc.quote.cover')}>
        <Grid columns={3}>
          <Pick name={`${at}.valuation.option`} label={label('valuation')} optional choices={['RELEASED', 'DECLARED_LUMP', 'FULL_REPLACEMENT', 'INSURED_ELSEWHERE'].map((id) => ({ id, name: translate(`cnc.quote.valuation.${id}`) }))} />
          {promised ? <NumberLine decimal name={`${at}.valuation.declared_value`} label={label('declared')} /> : null}
          {promised && deductibles.length > 0 ? <Pick name={`${at}.valuation.deductible`} label={label('deductible')} choices={deductibles.map((id) => ({ id, name: id }))} /> : null}
          {promised && deductibles.length === 0 ? <NumberLine decimal name={`${at}.valuation.deductible`} label={label('deductible')} /> : null}
          {option === 'INSURED_ELSEWHERE' ? <TextLine name={`${at}.valuation.insurer`} label={label('insurer')} required /> : null}
          <NumberLine name={`${at}.transit_storage_days`} label={label('transit_days')} unit={translate('enums.unit.DAY')} />
        </Grid>
      </Group>
    </>
  );
}

/** What a way of charging for the drive needs to know. */
function TravelFacts({ at, mode }: { at: string; mode: string | undefined }) {
  const translate = useTranslate();
  const label = (name: string) => translate(`cnc.quote.field.${name}`);
  const travel = `${at}.basis.travel`;
  const legs = mode === 'PORTION' || mode === 'PORT_TO_PORT' ? ['office_to_origin', 'origin_to_destination', 'destination_to_office'] : mode === 'DOUBLE_DRIVE' ? ['origin_to_destination'] : [];
  return (
    <>
      {mode === 'RADIUS' ? <NumberLine decimal name={`${travel}.farthest_stop_km`} label={label('farthest_stop')} unit="km" /> : null}
      {legs.flatMap((leg) => [
        <NumberLine key={`${leg}km`} decimal name={`${travel}.${leg}.distance_km`} label={label(leg)} unit="km" />,
        <NumberLine key={`${leg}min`} name={`${travel}.${leg}.minutes`} label={label(leg)} unit="min" />,
      ])}
      {mode === 'PORT_TO_PORT' ? <NumberLine name={`${travel}.break_minutes`} label={label('breaks')} unit="min" /> : null}
    </>
  );
}
