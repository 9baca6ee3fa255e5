import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import FormHelperText from '@mui/material/FormHelperText';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'react-admin';
import { useState } from 'react';
import { api } from '@shared/api';
import type { RoutingPool, RoutingRule } from '@shared/types';
import { useMe } from '../../data/me';
import { AskDialog } from '../../ui/AskDialog';
import { useAct } from '../../ui/act';
import { useDraft } from '../../ui/draft';
import { CheckLine, NumberLine, Pick, TextLine } from '../../ui/fields';
import { RuleTree } from './RuleTree';
import { conditionText, emptyComparison, readTree, type Group } from './tree';

export function RuleDialog({ rule, pools, onClose }: { rule: Partial<RoutingRule>; pools: RoutingPool[]; onClose: () => void }) {
  const translate = useTranslate();
  const me = useMe();
  const draft = useDraft<Partial<RoutingRule>>(rule);
  // Null: the condition is text, by choice or because it says more than a tree can.
  const [tree, setTree] = useState<Group | null>(() => (rule.condition ? readTree(rule.condition) : { all: true, not: false, parts: [emptyComparison()] }));
  const label = (name: string) => translate(`cnc.routing.${name}`);
  const built = tree ? conditionText(tree) : null;
  const act = useAct((input: Partial<RoutingRule>, key) => api.post('/routing-rules', { ...input, name: input.name ?? '', condition: (tree ? built : input.condition) ?? '' }, { key }), {
    stale: ['routing'], done: 'cnc.routing.saved', onDone: onClose, onError: (error) => draft.refuse(error),
  });
  const readable = readTree(draft.values.condition ?? '');
  return (
    <AskDialog wide title={label('edit_rule')} draft={draft} submit={translate('cnc.action.save')} busy={act.isPending} disabled={tree !== null && built === null} onClose={onClose} onSubmit={() => act.mutate(draft.values)}>
      <TextLine name="name" label={label('name')} required autoFocus />
      <NumberLine name="position" label={label('position')} helperText={label('position_hint')} />
      {tree ? (
        <Box>
          <Typography component="h3" sx={{ fontWeight: 650, mb: 1 }}>{label('condition')}</Typography>
          <RuleTree group={tree} onChange={setTree} />
          <Typography component="code" color="textSecondary" sx={{ display: 'block', mt: 1, fontSize: '0.8rem', overflowWrap: 'anywhere' }} role="status">{built ?? label('tree.unfinished')}</Typography>
          {draft.errors.condition ? <FormHelperText error>{draft.errors.condition}</FormHelperText> : null}
          <Button size="small" onClick={() => { draft.set('condition', built ?? draft.values.condition ?? null); setTree(null); }}>{label('tree.as_text')}</Button>
        </Box>
      ) : (
        <Box>
          <TextLine name="condition" label={label('condition')} required multiline minRows={3} helperText={label('condition_hint')} slotProps={{ htmlInput: { spellCheck: false, style: { fontFamily: 'ui-monospace, monospace', fontSize: '0.85rem' } } }} />
          {readable ? <Button size="small" onClick={() => setTree(readable)}>{label('tree.as_tree')}</Button> : draft.values.condition ? <Typography color="textSecondary" sx={{ fontSize: '0.8rem' }}>{label('tree.only_text')}</Typography> : null}
        </Box>
      )}
      <Pick name="location_id" label={label('location')} choices={me?.locations ?? []} optional />
      <Pick name="pool_id" label={label('pool')} choices={pools} optional none={label('default_pool')} />
      <CheckLine name="is_active" label={label('active')} />
    </AskDialog>
  );
}
