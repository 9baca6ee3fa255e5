import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'react-admin';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { ApiError } from '@shared/apiError';
import type { MoveWork, Priced, TariffRule } from '@shared/types';
import { useMe } from '../../data/me';
import { useCommit, usePageKeys } from '../../shell/keys';
import { useErrorText } from '../../ui/act';
import { DraftForm, type Draft } from '../../ui/draft';
import { CheckLine, DateLine, NumberLine, Pick, TextLine } from '../../ui/fields';
import { LoadError, LoadingLines, Panel } from '../../ui/page';
import { Grid, Group } from '../leads/LeadFacts';
import { classesOf, CraneFields } from './CraneFields';
import { CustomerPick } from './CustomerPick';
import { MoveFields } from './MoveFields';
import { PriceSheet, useLineText } from './PriceSheet';
import { TariffNote } from './TariffNote';
import { Rows } from './Rows';
import { StopFields } from './StopFields';
import { PartTabs } from './PartTabs';
import { newPart, rulesOf, tariffKindOf, type PartKind, type QuoteDraft } from './inputs';
import { usePrice, useTariff, useTariffs } from './usePrice';

interface Props {
  draft: Draft<QuoteDraft>;
  fixedCustomer?: boolean;
  /** Below the price, which they may depend on. */
  buttons: (priced: Priced | undefined) => ReactNode;
  onSubmit: () => void;
  /** Ctrl+Enter: keeps the draft and goes on to what stands before sending. */
  onCommit: (priced: Priced | undefined) => void;
}

const methodOf = (rule: TariffRule): { method?: string; rate?: { from?: string } } => (rule.fee as { method?: string; rate?: { from?: string } } | undefined) ?? {};
/** A fee read from a table by the price of fuel. */
const isIndexed = (rule: TariffRule): boolean => rule.kind === 'FEE' && methodOf(rule).rate?.from === 'INDEX';
/** A fee of two quantities, such as people and hours. */
const isTwoFactor = (rules: TariffRule[], ruleKey: unknown): boolean => rules.some((rule) => rule.rule_key === ruleKey && methodOf(rule).method === 'TWO_FACTOR');

/** Inputs left, the live price right. */
export function QuoteBuilder({ draft, fixedCustomer, buttons, onSubmit, onCommit }: Props) {
  const translate = useTranslate();
  const me = useMe();
  const [explain, setExplain] = useState(false);
  const { values, set } = draft;
  const tariffs = useTariffs();
  const fittingOf = (kind: string) => (tariffs.data?.data ?? []).filter((tariff) => tariff.kind === kind || !tariff.kind);
  const fitting = fittingOf(values.kind);
  const [at, setAt] = useState(0);
  const { parts } = values.inputs;
  const here = Math.min(at, parts.length - 1);
  const part = parts[here];
  const path = `inputs.parts.${here}`;
  // A part is priced by a tariff of its own kind; the one chosen above prices all it can.
  const kindHere = tariffKindOf(part, values.kind);
  const price = usePrice(values);
  // The server takes the most particular tariff; until it has, the first of the kind lends its rules to the form.
  const taken = price.data?.tariffs?.find((each) => each.part === part?.key)?.tariff_id;
  const chosenHere = kindHere === values.kind ? values.tariff_id : null;
  const tariff = useTariff(chosenHere ?? taken ?? fittingOf(kindHere)[0]?.id).data;
  const own = useTariff(values.tariff_id).data;
  const rules = rulesOf(tariff, values.service_date);
  const label = (name: string) => translate(`cnc.quote.field.${name}`);
  const work = part?.work;
  const charges = rules.filter((rule) => rule.kind === 'FEE').map((rule) => rule.rule_key);
  const lineText = useLineText();
  const discount = useRef<HTMLInputElement>(null);
  usePageKeys({ e: () => setExplain(true), d: () => discount.current?.focus() });
  const commit = () => onCommit(price.isError ? undefined : price.data);
  useCommit(commit);

  // A move by the hour names a travel rule of the tariff; the trip fee is the usual one.
  const basis = work?.kind === 'MOVE' && work.basis.kind === 'HOURLY' ? work.basis : null;
  const travels = rules.filter((rule) => rule.kind === 'TRAVEL').map((rule) => rule.rule_key);
  const usualTravel = travels.find((key) => key.includes('trip')) ?? travels[0];
  const travelKey = basis?.travel?.rule_key;
  const travelMissing = basis !== null && (!travelKey || (travels.length > 0 && !travels.includes(travelKey)));
  useEffect(() => {
    if (travelMissing && usualTravel) set(`${path}.work.basis.travel.rule_key`, usualTravel);
  }, [travelMissing, usualTravel, set, path]);

  // A new crane quote starts with the first machine the tariff has a rate for.
  const firstClass = classesOf(rules)[0];
  const classMissing = work?.kind === 'CRANE_ORDER' && work.machines[0]?.class === '';
  useEffect(() => {
    if (classMissing && firstClass) set(`${path}.work.machines.0.class`, firstClass);
  }, [classMissing, firstClass, set, path]);

  useEffect(() => {
    if (own && own.currency !== values.inputs.currency) set('inputs.currency', own.currency);
  }, [own, values.inputs.currency, set]);

  const add = (kind: PartKind) => {
    set('inputs.parts', [...parts, newPart(kind, parts)]);
    setAt(parts.length);
  };
  const remove = (which: number) => {
    const gone = parts[which]?.key;
    set('inputs.parts', parts.filter((_part, n) => n !== which));
    set('changes', values.changes.filter((change) => !change.line.startsWith(`${gone}/`)));
    setAt(Math.max(0, which - 1));
  };
  const faulty = parts.map((_part, n) => Object.keys(draft.errors).some((field) => field.startsWith(`inputs.parts.${n}.`)));

  return (
    <DraftForm draft={draft} onSubmit={onSubmit} onCommit={commit}>
      <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: { xs: 'minmax(0, 1fr)', lg: 'minmax(0, 1.35fr) minmax(340px, 1fr)' }, alignItems: 'start' }}>
        <Panel>
          <Group title={translate('cnc.quote.head')}>
            <Grid>
              {fixedCustomer ? null : <CustomerPick name="customer_id" label={label('customer')} />}
              <Pick name="location_id" label={label('location')} choices={me?.locations ?? []} />
              <DateLine name="service_date" label={label('service_date')} />
              <Pick name="tariff_id" label={label('tariff')} choices={fitting.map((t) => ({ id: t.id, name: t.name }))} optional none={translate('cnc.quote.tariff.by_itself')} />
              <Pick name="inputs.estimate" label={label('estimate')} kind="estimate" values={['NON_BINDING', 'BINDING', 'NOT_TO_EXCEED']} />
              <Pick name="language" label={label('language')} choices={[{ id: 'en', name: 'English' }, { id: 'fr', name: 'Français' }]} />
            </Grid>
            <CheckLine name="inputs.surveyed" label={label('surveyed')} />
          </Group>
          <StopFields crane={values.kind === 'CRANE'} />
          <PartTabs parts={parts} at={here} faulty={faulty} onShow={setAt} onAdd={add} onRemove={remove} />
          {here > 0 ? <Grid><DateLine name={`${path}.service_date`} label={label('part_date')} helperText={translate('cnc.quote.part.date_hint')} /></Grid> : null}
          {work?.kind === 'MOVE' ? <MoveFields key={`move-${part?.key}`} work={work as MoveWork} rules={rules} at={`${path}.work`} /> : null}
          {work?.kind === 'CRANE_ORDER' ? <CraneFields key={`crane-${part?.key}`} rules={rules} at={`${path}.work`} /> : null}
          <Rows key={`charges-${part?.key}`} title={translate('cnc.quote.charges')} path={`${path}.charges`} blank={{ rule_key: charges[0] ?? '', quantity: '1' }}>
            {(path) => (
              <>
                {charges.length > 0
                  ? <Pick name={`${path}.rule_key`} label={label('charge')} choices={charges.map((id) => ({ id, name: translate(`cnc.rule.${id.replaceAll(/[.-]/g, '_')}`, { _: id.replaceAll(/[.-]/g, ' ') }) }))} />
                  : <TextLine name={`${path}.rule_key`} label={label('charge')} />}
                <NumberLine decimal name={`${path}.quantity`} label={label('quantity')} />
                {isTwoFactor(rules, draft.get(`${path}.rule_key`)) ? <NumberLine decimal name={`${path}.second_quantity`} label={label('second_quantity')} /> : null}
                <CheckLine name={`${path}.optional`} label={label('optional')} />
              </>
            )}
          </Rows>
          {price.data && price.data.lines.length > 0 ? (
            <Rows title={translate('cnc.quote.line_changes')} path="changes" blank={{ line: price.data.lines[0]?.key ?? '' }}>
              {(path) => (
                <>
                  <Pick name={`${path}.line`} label={label('line')} choices={(price.data?.lines ?? []).map((line) => ({ id: line.key, name: lineText(line) }))} />
                  <NumberLine decimal name={`${path}.unit_price`} label={label('unit_price')} />
                  <NumberLine decimal name={`${path}.discount_percent`} label={label('discount_percent')} unit="%" />
                </>
              )}
            </Rows>
          ) : null}
          <Group title={translate('cnc.quote.terms')}>
            <Grid>
              <NumberLine decimal name="discount_percent" label={label('discount_percent')} unit="%" inputRef={discount} />
              {values.discount_percent ? null : <NumberLine decimal name="discount_amount" label={label('discount_amount')} unit={values.inputs.currency} />}
              <NumberLine decimal name="deposit_percent" label={label('deposit_percent')} unit="%" />
              {rules.some(isIndexed) ? <NumberLine decimal name={`${path}.fuel_index`} label={label('fuel_index')} /> : null}
              <NumberLine decimal name="inputs.planned_cost.amount" label={label('planned_cost')} unit={values.inputs.currency} />
              <TextLine name="inputs.untaxed_reason" label={label('untaxed_reason')} helperText={translate('cnc.quote.needs_approval')} />
              <CheckLine name="inputs.without_minimum" label={label('without_minimum')} />
              <Box sx={{ gridColumn: '1 / -1' }}><TextLine name="terms" label={label('terms')} multiline minRows={2} /></Box>
            </Grid>
          </Group>
        </Panel>
        <Box sx={{ position: { lg: 'sticky' }, top: 64, display: 'grid', gap: 2, minWidth: 0 }}>
          <Panel title={translate('cnc.quote.price')}>
            <Box role="status" className="visually-hidden">{price.isFetching ? translate('cnc.quote.pricing') : ''}</Box>
            {tariffs.isError ? <LoadError error={tariffs.error} retry={() => void tariffs.refetch()} /> : null}
            {tariffs.isSuccess && fitting.length === 0 ? <Alert severity="warning" sx={{ mb: 1.5 }}>{translate('cnc.quote.no_tariff')}</Alert> : null}
            {price.isError ? <PriceProblems error={price.error} /> : null}
            {price.data?.tariffs ? <TariffNote tariffs={price.data.tariffs} onChoose={(id) => set('tariff_id', id)} /> : null}
            {price.data ? <PriceSheet priced={price.data} busy={price.isFetching} explain={explain} onExplain={setExplain} /> : price.isFetching ? <LoadingLines lines={6} /> : price.isError ? null : <Typography color="textSecondary">{translate('cnc.quote.price_waits')}</Typography>}
          </Panel>
          <Stack direction="row" sx={{ gap: 1, flexWrap: 'wrap' }}>{buttons(price.data)}</Stack>
        </Box>
      </Box>
    </DraftForm>
  );
}

/** What is still missing for a price, all of it at once. */
function PriceProblems({ error }: { error: unknown }) {
  const translate = useTranslate();
  const text = useErrorText();
  const fields = error instanceof ApiError ? error.fields : [];
  return (
    <Alert severity={fields.length > 0 ? 'info' : 'error'} sx={{ mb: 1.5 }}>
      {fields.length > 0 ? translate('cnc.quote.not_priced') : text(error)}
      {fields.length > 0 ? <Box component="ul" sx={{ m: 0, pl: 2.5 }}>{fields.map((field) => <li key={`${field.field}${field.code}${field.message}`}>{field.message}</li>)}</Box> : null}
    </Alert>
  );
}
