import Autocomplete from '@mui/material/Autocomplete';
import Button from '@mui/material/Button';
import TextField from '@mui/material/TextField';
import { useTranslate } from 'react-admin';
import { useState } from 'react';
import { api } from '@shared/api';
import type { Tariff } from '@shared/types';
import { MOVE_SERVICES, TARIFF_REACHES } from '@shared/types/quotes';
import { useMay, useMe } from '../../data/me';
import { useAct } from '../../ui/act';
import { AskDialog } from '../../ui/AskDialog';
import { useDraft, useDraftField } from '../../ui/draft';
import { Pick, TextLine, type Choice } from '../../ui/fields';
import { Fact, Facts, Panel } from '../../ui/page';
import { useEnumLabel } from '../../ui/StatusChip';

interface Typed {
  name: string;
  location_ids: string[];
  service_types: string[];
  reach: string | null;
}

/** Where, for which services and how far the tariff holds: of several that fit, the most particular one prices. */
export function ScopePanel({ tariff }: { tariff: Tariff }) {
  const translate = useTranslate();
  const label = useEnumLabel();
  const me = useMe();
  const mayUpdate = useMay('tariff:UPDATE');
  const [open, setOpen] = useState(false);
  const places = (tariff.location_ids ?? []).map((id) => me?.locations.find((each) => each.id === id)?.name ?? id);
  const services = (tariff.service_types ?? []).map((service) => label('move_service', service));
  return (
    <Panel title={translate('cnc.tariff.scope.title')} actions={mayUpdate ? <Button onClick={() => setOpen(true)}>{translate('cnc.tariff.scope.change')}</Button> : null} sx={{ mb: 2 }}>
      <Facts columns={3}>
        <Fact label={translate('cnc.tariff.scope.locations')}>{places.length > 0 ? places.join(', ') : translate('cnc.tariff.scope.all_locations')}</Fact>
        {tariff.kind === 'MOVING' ? <Fact label={translate('cnc.tariff.scope.services')}>{services.length > 0 ? services.join(', ') : translate('cnc.tariff.scope.all_services')}</Fact> : null}
        <Fact label={translate('cnc.tariff.scope.reach')}>{tariff.reach ? label('tariff_reach', tariff.reach) : translate('cnc.tariff.scope.any_reach')}</Fact>
      </Facts>
      {open ? <ScopeDialog tariff={tariff} onClose={() => setOpen(false)} /> : null}
    </Panel>
  );
}

function ScopeDialog({ tariff, onClose }: { tariff: Tariff; onClose: () => void }) {
  const translate = useTranslate();
  const label = useEnumLabel();
  const me = useMe();
  const draft = useDraft<Typed>({ name: tariff.name, location_ids: tariff.location_ids ?? [], service_types: tariff.service_types ?? [], reach: tariff.reach ?? null });
  const act = useAct((input: Typed) => api.patch<Tariff>(`/tariffs/${tariff.id}`, { ...input, reach: input.reach ?? undefined }, { version: tariff.version }), {
    stale: ['tariffs', 'quotes'], done: 'cnc.tariff.scope.saved', onDone: onClose, onError: (error) => draft.refuse(error),
  });
  return (
    <AskDialog title={translate('cnc.tariff.scope.title')} draft={draft} submit={translate('cnc.action.save')} busy={act.isPending} onClose={onClose} onSubmit={() => act.mutate(draft.values)}>
      <TextLine name="name" label={translate('resources.tariffs.fields.name')} required />
      <PickSeveral name="location_ids" label={translate('cnc.tariff.scope.locations')} none={translate('cnc.tariff.scope.all_locations')} choices={me?.locations ?? []} />
      {tariff.kind === 'MOVING' ? <PickSeveral name="service_types" label={translate('cnc.tariff.scope.services')} none={translate('cnc.tariff.scope.all_services')} choices={MOVE_SERVICES.map((id) => ({ id, name: label('move_service', id) }))} /> : null}
      <Pick name="reach" label={translate('cnc.tariff.scope.reach')} kind="tariff_reach" values={TARIFF_REACHES} optional none={translate('cnc.tariff.scope.any_reach')} helperText={translate('cnc.tariff.scope.hint')} />
    </AskDialog>
  );
}

/** Any number of choices; none of them means all. */
function PickSeveral({ name, label, none, choices }: { name: string; label: string; none: string; choices: readonly Choice[] }) {
  const field = useDraftField(name);
  const ids = (field.value as string[] | undefined) ?? [];
  const value = ids.map((id) => choices.find((choice) => choice.id === id) ?? { id, name: id });
  return (
    <Autocomplete
      multiple
      disableCloseOnSelect
      options={[...choices]}
      value={value}
      getOptionLabel={(option) => option.name}
      getOptionKey={(option) => option.id}
      isOptionEqualToValue={(a, b) => a.id === b.id}
      onChange={(_event, chosen) => field.set(chosen.map((choice) => choice.id))}
      renderInput={(params) => <TextField {...params} label={label} placeholder={ids.length === 0 ? none : undefined} error={Boolean(field.error)} helperText={field.error} slotProps={{ ...params.slotProps, inputLabel: { ...params.slotProps?.inputLabel, shrink: true } }} />}
    />
  );
}
