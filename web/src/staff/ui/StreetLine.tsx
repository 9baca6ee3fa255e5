import { useTranslate } from 'react-admin';
import { readAddress, type AddressParts } from './address';
import { useDraftField, useDraftSetter } from './draft';
import { TextLine } from './fields';

type Part = Exclude<keyof AddressParts, 'street'>;

interface Props {
  name: string;
  label: string;
  into: (part: Part) => string;
  /** The field after those that a whole address fills; Tab goes on there. */
  next: string;
}

/** The street; a whole address typed or pasted here goes to its fields when the field is left. */
export function StreetLine({ name, label, into, next }: Props) {
  const translate = useTranslate();
  const field = useDraftField(name);
  const set = useDraftSetter();
  const share = (): boolean => {
    const parts = readAddress((field.value as string | null | undefined) ?? '');
    if (!parts) return false;
    field.set(parts.street);
    for (const part of ['city', 'province', 'postal_code'] as const) if (parts[part]) set(into(part), parts[part]);
    return true;
  };
  return (
    <TextLine
      name={name} label={label} autoComplete="off" onBlur={share} helperText={translate('cnc.address.whole_hint')}
      onKeyDown={(event) => {
        const after = event.key === 'Tab' && !event.shiftKey ? event.currentTarget.ownerDocument.querySelector<HTMLElement>(`[name="${CSS.escape(next)}"]`) : null;
        if (!after || !share()) return;
        event.preventDefault();
        after.focus();
      }}
    />
  );
}
