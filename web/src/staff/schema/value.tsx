import Link from '@mui/material/Link';
import { useRecordContext, useTranslate } from 'react-admin';
import { formatPhone } from '@shared/format';
import { useMe } from '../data/me';
import { humanised, StatusChip, useEnumLabel } from '../ui/StatusChip';
import { MoneyText, useFormat } from '../ui/values';
import type { Money } from '@shared/types';
import type { Field } from './defineResource';

type AnyField = Field<Record<string, unknown>>;

/** A record's field, written by its type. */
export function FieldValue({ field, source: _source }: { field: AnyField; source?: string }) {
  const record = useRecordContext<Record<string, unknown> & { id: string }>();
  const format = useFormat(record?.location_id as string | null | undefined);
  const translate = useTranslate();
  const enumLabel = useEnumLabel();
  const me = useMe();
  if (!record) return null;
  if (field.cell) return <field.cell record={record} />;
  const value = record[field.name];
  if (field.display && record[field.display]) return <span>{String(record[field.display])}</span>;
  if (value === null || value === undefined || value === '') return <span style={{ opacity: 0.7 }}>—</span>;
  switch (field.type) {
    case 'enum':
      return field.badge ? <StatusChip value={String(value)} kind={field.kind ?? field.name} small /> : <span>{enumLabel(field.kind ?? field.name, String(value))}</span>;
    case 'boolean':
      return <span>{translate(value ? 'cnc.state.yes' : 'cnc.state.no')}</span>;
    case 'day':
      return <span>{format.day(String(value))}</span>;
    case 'moment':
      return <span>{format.moment(String(value))}</span>;
    case 'money':
      return <MoneyText value={value as Money} />;
    case 'number':
      return <span>{format.decimal(value as number)}</span>;
    case 'email':
      return <Link href={`mailto:${String(value)}`} onClick={(event) => event.stopPropagation()}>{String(value)}</Link>;
    case 'phone':
      return <Link href={`tel:${String(value)}`} onClick={(event) => event.stopPropagation()}>{formatPhone(String(value))}</Link>;
    case 'location':
      return <span>{me?.locations.find((location) => location.id === value)?.name ?? translate('cnc.state.other_location')}</span>;
    case 'user':
      return <span>{value === me?.user.id ? me?.user.name : translate('cnc.state.colleague')}</span>;
    case 'code':
      return <span>{humanised(String(value))}</span>;
    case 'tags':
      return <span>{Array.isArray(value) ? value.join(', ') : String(value)}</span>;
    default:
      return <span style={field.type === 'longtext' ? { whiteSpace: 'pre-wrap' } : undefined}>{String(value)}</span>;
  }
}
