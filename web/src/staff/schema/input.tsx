import { BooleanInput, DateInput, NumberInput, SelectInput, TextInput, email, maxLength, required, useTranslate } from 'react-admin';
import { useQuery } from '@tanstack/react-query';
import { api } from '@shared/api';
import type { User } from '@shared/types';
import { useMay, useMe } from '../data/me';
import { useEnumLabel } from '../ui/StatusChip';
import type { Field } from './defineResource';

type AnyField = Field<Record<string, unknown>>;

interface Props {
  field: AnyField;
  label: string;
  /** As a filter nothing is required. */
  asFilter?: boolean;
  alwaysOn?: boolean;
  source: string;
}

export function FieldInput({ field, label, asFilter, source }: Props) {
  const enumLabel = useEnumLabel();
  const translate = useTranslate();
  const me = useMe();
  const needed = field.required && !asFilter;
  const rules = [
    ...(needed ? [required()] : []),
    ...(field.max ? [maxLength(field.max)] : []),
    ...(field.type === 'email' ? [email()] : []),
  ];
  const shared = { source, label, validate: asFilter ? undefined : rules, fullWidth: !asFilter, defaultValue: asFilter ? undefined : field.initial };
  switch (field.type) {
    case 'enum':
      return (
        <SelectInput
          {...shared}
          emptyText={translate('cnc.state.none')}
          choices={(field.options ?? []).map((value) => ({ id: value, name: enumLabel(field.kind ?? field.name, value) }))}
          translateChoice={false}
        />
      );
    case 'location':
      return <SelectInput {...shared} emptyText={translate('cnc.state.none')} choices={me?.locations ?? []} translateChoice={false} />;
    case 'user':
      return <UserSelect {...shared} />;
    case 'boolean':
      return asFilter ? (
        <SelectInput {...shared} translateChoice={false} choices={[{ id: 'true', name: translate('cnc.state.yes') }, { id: 'false', name: translate('cnc.state.no') }]} />
      ) : (
        <BooleanInput source={source} label={label} />
      );
    case 'number':
      return <NumberInput {...shared} />;
    case 'day':
      return <DateInput {...shared} />;
    case 'longtext':
      return <TextInput {...shared} multiline minRows={3} />;
    case 'email':
      return <TextInput {...shared} type="email" />;
    case 'phone':
      return <TextInput {...shared} type="tel" />;
    default:
      return <TextInput {...shared} />;
  }
}

/** Colleagues to choose from; only the reader where the list of users is not theirs to see. */
export function useUsers(): Pick<User, 'id' | 'name'>[] {
  const me = useMe();
  const may = useMay('user:VIEW');
  const users = useQuery({ queryKey: ['users', 'all'], queryFn: () => api.list<User>('/users', { query: { limit: 200 } }), staleTime: 120_000, enabled: may }).data?.data;
  return users ?? (me ? [{ id: me.user.id, name: me.user.name }] : []);
}

function UserSelect(props: { source: string; label: string }) {
  const translate = useTranslate();
  return <SelectInput {...props} emptyText={translate('cnc.state.none')} choices={useUsers()} translateChoice={false} />;
}
