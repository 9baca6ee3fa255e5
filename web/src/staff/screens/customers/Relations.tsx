import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Link from '@mui/material/Link';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'react-admin';
import { useState } from 'react';
import { Link as RouterLink } from 'react-router';
import { api } from '@shared/api';
import type { Customer, CustomerRelation } from '@shared/types';
import { useMay } from '../../data/me';
import { useAct } from '../../ui/act';
import { AskDialog } from '../../ui/AskDialog';
import { useDraft } from '../../ui/draft';
import { Pick, TextLine } from '../../ui/fields';
import { Empty, Panel } from '../../ui/page';
import { SoftChip, StatusChip, useEnumLabel } from '../../ui/StatusChip';
import { useFormat } from '../../ui/values';
import { CustomerPick } from '../quotes/CustomerPick';
import { ROLES, roleOf, type Role } from './relating';

/** How the customer stands to others: who pays, who lives together, whose firm it is, who sent whom. */
export default function Relations({ customer, relations }: { customer: Customer; relations: CustomerRelation[] }) {
  const translate = useTranslate();
  const may = useMay('customer:UPDATE');
  const [adding, setAdding] = useState(false);
  return (
    <Panel title={translate('cnc.customer.tab.relations')} actions={may ? <Button onClick={() => setAdding(true)}>{translate('cnc.relation.add')}</Button> : undefined}>
      {relations.length === 0 ? <Empty title={translate('cnc.relation.none')} hint={translate('cnc.relation.none_hint')} /> : null}
      {relations.map((each) => <RelationLine key={each.id} customer={customer} relation={each} may={may} />)}
      {adding ? <AddRelation customer={customer} onClose={() => setAdding(false)} /> : null}
    </Panel>
  );
}

function RelationLine({ customer, relation, may }: { customer: Customer; relation: CustomerRelation; may: boolean }) {
  const translate = useTranslate();
  const named = useEnumLabel();
  const format = useFormat();
  const suggested = relation.state === 'SUGGESTED';
  const path = `/customers/${customer.id}/relations`;
  const confirm = useAct((_: null, key) => api.post(path, { other_id: relation.other_id, kind: relation.kind, reverse: !relation.is_first }, { key }), { stale: ['customers'], done: 'cnc.relation.confirmed' });
  const end = useAct((_: null, key) => api.post(`${path}/${relation.id}/end`, {}, { key }), { stale: ['customers'], done: suggested ? 'cnc.relation.dismissed' : 'cnc.relation.ended' });
  const who = `${relation.display_name} ${relation.number}`;
  return (
    <Box role="group" aria-label={who} sx={{ display: 'flex', justifyContent: 'space-between', gap: 1.5, py: 1, borderBottom: 1, borderColor: 'divider', alignItems: 'center', flexWrap: 'wrap' }}>
      <div>
        <Link component={RouterLink} to={`/customers/${relation.other_id}/show`}>{who}</Link>{' '}
        <Typography component="span">{named('relation_role', roleOf(relation))}</Typography>
        <Typography color="textSecondary" variant="body2">{[relation.note, translate('cnc.relation.since', { at: format.moment(relation.created_at) })].filter(Boolean).join(' · ')}</Typography>
      </div>
      <Stack direction="row" sx={{ gap: 1, alignItems: 'center' }}>
        {relation.status !== 'ACTIVE' ? <StatusChip kind="customer_status" value={relation.status} small /> : null}
        {suggested ? <SoftChip tone="warning" small>{translate('cnc.relation.suggested')}</SoftChip> : null}
        {may && suggested ? <Button loading={confirm.isPending} onClick={() => confirm.mutate(null)}>{translate('cnc.relation.confirm')}</Button> : null}
        {may ? <Button color="inherit" loading={end.isPending} onClick={() => end.mutate(null)}>{translate(suggested ? 'cnc.relation.dismiss' : 'cnc.relation.end')}</Button> : null}
      </Stack>
    </Box>
  );
}

interface Draft {
  other_id: string | null;
  role: Role;
  note: string | null;
}

function AddRelation({ customer, onClose }: { customer: Customer; onClose: () => void }) {
  const translate = useTranslate();
  const draft = useDraft<Draft>({ other_id: null, role: 'PAYER', note: null });
  const { other_id: other, role, note } = draft.values;
  const add = useAct((input: Draft, key) => api.post(`/customers/${customer.id}/relations`, { other_id: input.other_id, ...ROLES[input.role], note: input.note ?? undefined }, { key }), {
    stale: ['customers'], done: 'cnc.relation.added', onDone: onClose, onError: (error) => draft.refuse(error),
  });
  return (
    <AskDialog title={translate('cnc.relation.add_to', { name: customer.display_name })} draft={draft} submit={translate('cnc.relation.add')} busy={add.isPending} disabled={!other || other === customer.id} onSubmit={() => add.mutate({ other_id: other, role, note })} onClose={onClose}>
      <CustomerPick name="other_id" label={translate('enums.entity.customer')} />
      {other === customer.id ? <Typography color="error">{translate('cnc.relation.itself')}</Typography> : null}
      <Pick name="role" label={translate('cnc.relation.role')} kind="relation_role" values={Object.keys(ROLES)} />
      {role === 'PAYER' || role === 'PAID_FOR' ? <Typography color="textSecondary">{translate('cnc.relation.payer_hint')}</Typography> : null}
      <TextLine name="note" label={translate('cnc.relation.note')} />
    </AskDialog>
  );
}
