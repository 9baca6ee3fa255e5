import Add from '@mui/icons-material/Add';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import DeleteOutline from '@mui/icons-material/DeleteOutlined';
import IconButton from '@mui/material/IconButton';
import TextField from '@mui/material/TextField';
import { useTranslate } from 'react-admin';
import { useState } from 'react';
import type { MoveWork, TariffRule } from '@shared/types';
import { useDraftField } from '../../ui/draft';
import { NumberLine, Pick, TextLine } from '../../ui/fields';
import { Grid, Group } from '../leads/LeadFacts';
import { hoursOf, minutesOf } from './inputs';

const WORK = 'inputs.parts.0.work';

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

export function MoveFields({ work, rules }: { work: MoveWork; rules: TariffRule[] }) {
  const translate = useTranslate();
  const label = (name: string) => translate(`cnc.quote.field.${name}`);
  const ruleName = (key: string) => translate(`cnc.rule.${key.replaceAll(/[.-]/g, '_')}`, { _: key.split('.').slice(1).join(' ').replaceAll('-', ' ') || key });
  const travels = named(rules, 'travel.');
  const basis = useDraftField(`${WORK}.basis`);
  const changeBasis = (kind: string) => {
    if (kind === 'HOURLY') basis.set({ kind, movers: 3, trucks: 1, labour: { minutes: 300 }, travel: travels[0] ? { rule_key: travels[0] } : undefined });
    else if (kind === 'LANE') basis.set({ kind, from: {}, to: {} });
    else basis.set({ kind });
  };
  return (
    <>
      <Group title={translate('cnc.quote.work')}>
        <Grid>
          <Pick name={`${WORK}.service`} label={label('service')} kind="move_service" values={['FULL', 'LOAD_ONLY', 'UNLOAD_ONLY', 'STORAGE', 'LABOUR_ONLY', 'PACKING_ONLY']} />
          <TextField select fullWidth label={label('basis')} value={work.basis.kind} onChange={(event) => changeBasis(event.target.value)} slotProps={{ select: { native: true } }}>
            {['HOURLY', 'LINEHAUL', 'LANE', 'BY_CHARGES'].map((kind) => <option key={kind} value={kind}>{translate(`cnc.quote.basis.${kind}`)}</option>)}
          </TextField>
        </Grid>
        <Box sx={{ mt: 1.75 }}>
          {work.basis.kind === 'HOURLY' ? (
            <Grid columns={3}>
              <NumberLine name={`${WORK}.basis.movers`} label={label('movers')} />
              <NumberLine name={`${WORK}.basis.trucks`} label={label('trucks')} />
              <HoursLine name={`${WORK}.basis.labour.minutes`} label={label('hours')} />
              <HoursLine name={`${WORK}.basis.labour.low_minutes`} label={label('hours_low')} />
              <HoursLine name={`${WORK}.basis.labour.high_minutes`} label={label('hours_high')} />
              <Pick name={`${WORK}.basis.travel.rule_key`} label={label('travel')} choices={travels.map((key) => ({ id: key, name: ruleName(key) }))} optional />
            </Grid>
          ) : null}
          {work.basis.kind === 'LANE' ? (
            <Grid columns={3}>
              {(['from', 'to'] as const).flatMap((end) => (['postal_code', 'city', 'region'] as const).map((field) => (
                <TextLine key={`${end}${field}`} name={`${WORK}.basis.${end}.${field}`} label={`${translate(`cnc.lead.${end}`)} · ${translate(`cnc.address.${field === 'region' ? 'province' : field}`)}`} />
              )))}
            </Grid>
          ) : null}
        </Box>
        <Box sx={{ mt: 1.75 }}>
          <Grid columns={3}>
            <NumberLine decimal name={`${WORK}.volume_cuft`} label={label('volume')} unit={translate('enums.unit.CUBIC_FOOT')} />
            <NumberLine decimal name={`${WORK}.weight_lb`} label={label('weight')} unit="lb" />
            <NumberLine decimal name={`${WORK}.distance_km`} label={label('distance')} unit="km" />
          </Grid>
        </Box>
      </Group>
      <Rows title={translate('cnc.quote.access')} path={`${WORK}.access`} blank={{ condition: 'STAIRS', extent: '1' }}>
        {(path) => (
          <>
            <Pick name={`${path}.condition`} label={label('condition')} choices={['STAIRS', 'ELEVATOR', 'CARRY', 'SHUTTLE', 'WAITING', 'EXTRA_STOP'].map((id) => ({ id, name: translate(`cnc.quote.condition.${id}`) }))} />
            <NumberLine decimal name={`${path}.extent`} label={label('extent')} />
          </>
        )}
      </Rows>
      <Rows title={translate('cnc.quote.packing')} path={`${WORK}.packing`} blank={{ material: named(rules, 'packing.')[0]?.slice(8) ?? 'carton-medium', supplied: 10 }}>
        {(path) => (
          <>
            <Pick name={`${path}.material`} label={label('material')} choices={named(rules, 'packing.').map((key) => ({ id: key.slice(8), name: ruleName(key) }))} />
            <NumberLine name={`${path}.supplied`} label={label('supplied')} />
            <NumberLine name={`${path}.packed`} label={label('packed')} />
            <NumberLine name={`${path}.rented`} label={label('rented')} />
          </>
        )}
      </Rows>
      <Rows title={translate('cnc.quote.bulky')} path={`${WORK}.articles`} blank={{ name: '', weight_lb: '400', count: 1 }}>
        {(path) => (
          <>
            <TextLine name={`${path}.name`} label={label('article')} />
            <NumberLine decimal name={`${path}.weight_lb`} label={label('weight')} unit="lb" />
            <NumberLine name={`${path}.count`} label={label('count')} />
          </>
        )}
      </Rows>
      <Group title={translate('cnc.quote.cover')}>
        <Grid columns={3}>
          <Pick name={`${WORK}.valuation.option`} label={label('valuation')} optional choices={['RELEASED', 'DECLARED_LUMP', 'FULL_REPLACEMENT', 'INSURED_ELSEWHERE'].map((id) => ({ id, name: translate(`cnc.quote.valuation.${id}`) }))} />
          {work.valuation?.option ? <NumberLine decimal name={`${WORK}.valuation.declared_value`} label={label('declared')} /> : null}
          {work.valuation?.option ? <NumberLine decimal name={`${WORK}.valuation.deductible`} label={label('deductible')} /> : null}
          <NumberLine name={`${WORK}.transit_storage_days`} label={label('transit_days')} unit={translate('enums.unit.DAY')} />
        </Grid>
      </Group>
    </>
  );
}

/** A list of like rows that grows and shrinks. */
export function Rows({ title, path, blank, children }: { title: string; path: string; blank: object; children: (path: string) => React.ReactNode }) {
  const translate = useTranslate();
  const field = useDraftField(path);
  const rows = (field.value as object[] | undefined) ?? [];
  return (
    <Group title={title}>
      {/* Beside the legend, so that an empty list takes one line. */}
      <Box sx={{ display: 'flex', justifyContent: 'flex-end', mt: '-37px', mb: 0.5 }}>
        <Button startIcon={<Add />} aria-label={`${translate('cnc.action.add')}: ${title}`} onClick={() => field.set([...rows, blank])}>{translate('cnc.action.add')}</Button>
      </Box>
      {rows.map((_row, index) => (
        <Box key={index} sx={{ display: 'flex', gap: 1.25, mb: 1.25, alignItems: 'flex-start' }}>
          <Box sx={{ display: 'grid', gap: 1.25, flex: 1, gridTemplateColumns: { xs: '1fr 1fr', sm: 'repeat(auto-fit, minmax(90px, 1fr))' } }}>{children(`${path}.${index}`)}</Box>
          <IconButton aria-label={`${translate('cnc.action.remove')}: ${title} ${index + 1}`} onClick={() => field.set(rows.filter((_, at) => at !== index))}><DeleteOutline fontSize="small" /></IconButton>
        </Box>
      ))}
    </Group>
  );
}
