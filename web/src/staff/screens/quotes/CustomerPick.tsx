import Autocomplete from '@mui/material/Autocomplete';
import TextField from '@mui/material/TextField';
import { useQuery } from '@tanstack/react-query';
import { useTranslate } from 'react-admin';
import { useDeferredValue, useState } from 'react';
import { api } from '@shared/api';
import type { Customer } from '@shared/types';
import { useErrorText } from '../../ui/act';
import { useDraftField } from '../../ui/draft';

/** Finds a customer by name, phone or e-mail while somebody types. */
export function CustomerPick({ name, label, optional }: { name: string; label: string; optional?: boolean }) {
  const translate = useTranslate();
  const field = useDraftField(name);
  const errorText = useErrorText();
  const [text, setText] = useState('');
  const wanted = useDeferredValue(text.trim());
  const id = field.value as string | null;
  const chosen = useQuery({ queryKey: ['customers', 'detail', id], queryFn: () => api.get<Customer>(`/customers/${id}`), enabled: Boolean(id) }).data ?? null;
  const found = useQuery({
    queryKey: ['customers', 'suggest', wanted],
    queryFn: ({ signal }) => api.get<Customer[]>('/customers/suggest', { query: { q: wanted }, signal }),
    enabled: wanted.length >= 2,
    placeholderData: (previous) => previous,
  });
  const options = [...(found.data ?? [])];
  if (chosen && !options.some((option) => option.id === chosen.id)) options.unshift(chosen);
  return (
    <Autocomplete
      options={options}
      value={chosen}
      loading={found.isFetching}
      filterOptions={(all) => all}
      isOptionEqualToValue={(a, b) => a.id === b.id}
      getOptionLabel={(option) => [option.display_name, option.number].filter(Boolean).join(' · ')}
      getOptionKey={(option) => option.id}
      onInputChange={(_event, value, reason) => reason === 'input' && setText(value)}
      onChange={(_event, value) => field.set(value?.id ?? null)}
      noOptionsText={found.isError ? errorText(found.error) : translate(wanted.length < 2 ? 'cnc.quote.type_customer' : 'cnc.palette.nothing')}
      loadingText={translate('cnc.state.loading')}
      renderInput={(params) => <TextField {...params} label={label} error={Boolean(field.error)} helperText={field.error} required={!optional} />}
    />
  );
}
