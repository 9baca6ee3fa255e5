import { useTranslate } from 'react-admin';
import { api } from '@shared/api';
import type { RoutingPool, RoutingRule } from '@shared/types';
import { useMe } from '../../data/me';
import { AskDialog } from '../../ui/AskDialog';
import { useAct } from '../../ui/act';
import { useDraft } from '../../ui/draft';
import { CheckLine, NumberLine, Pick, TextLine } from '../../ui/fields';

export function RuleDialog({ rule, pools, onClose }: { rule: Partial<RoutingRule>; pools: RoutingPool[]; onClose: () => void }) {
  const translate = useTranslate();
  const me = useMe();
  const draft = useDraft<Partial<RoutingRule>>(rule);
  const label = (name: string) => translate(`cnc.routing.${name}`);
  const act = useAct((input: Partial<RoutingRule>, key) => api.post('/routing-rules', { ...input, name: input.name ?? '', condition: input.condition ?? '' }, { key }), {
    stale: ['routing'], done: 'cnc.routing.saved', onDone: onClose, onError: (error) => draft.refuse(error),
  });
  return (
    <AskDialog wide title={label('edit_rule')} draft={draft} submit={translate('cnc.action.save')} busy={act.isPending} onClose={onClose} onSubmit={() => act.mutate(draft.values)}>
      <TextLine name="name" label={label('name')} required autoFocus />
      <NumberLine name="position" label={label('position')} helperText={label('position_hint')} />
      <TextLine name="condition" label={label('condition')} required multiline minRows={3} helperText={label('condition_hint')} slotProps={{ htmlInput: { spellCheck: false, style: { fontFamily: 'ui-monospace, monospace', fontSize: '0.85rem' } } }} />
      <Pick name="location_id" label={label('location')} choices={me?.locations ?? []} optional />
      <Pick name="pool_id" label={label('pool')} choices={pools} optional none={label('default_pool')} />
      <CheckLine name="is_active" label={label('active')} />
    </AskDialog>
  );
}
