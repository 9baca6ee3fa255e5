import { useTranslate } from 'react-admin';
import { api } from '@shared/api';
import type { LeadCard, LeadStatus } from '@shared/types';
import { LEAD_STATUSES } from '@shared/types/sales';
import { AskDialog } from '../../ui/AskDialog';
import { useAct } from '../../ui/act';
import { useDraft } from '../../ui/draft';
import { Pick, TextLine } from '../../ui/fields';

/** A lead is given up only with a reason. */
export const needsReason = (status: string): boolean => status === 'LOST' || status === 'UNQUALIFIED';

export function StatusDialog({ lead, initial, onClose }: { lead: Pick<LeadCard, 'id' | 'status'>; initial?: LeadStatus; onClose: () => void }) {
  const translate = useTranslate();
  const draft = useDraft<{ status: LeadStatus; reason: string | null }>({ status: initial ?? lead.status, reason: null });
  const act = useAct((input: typeof draft.values, key) => api.post(`/leads/${lead.id}/status`, { status: input.status, reason: input.reason ?? undefined }, { key }), {
    stale: ['leads', 'boards', 'dashboard'],
    done: 'cnc.lead.status_changed',
    onDone: onClose,
    onError: (error) => draft.refuse(error),
  });
  return (
    <AskDialog title={translate('cnc.lead.change_status')} draft={draft} submit={translate('cnc.action.save')} busy={act.isPending} onClose={onClose} onSubmit={() => act.mutate(draft.values)}>
      <Pick name="status" label={translate('resources.leads.fields.status')} kind="lead_status" values={LEAD_STATUSES} autoFocus />
      <TextLine name="reason" label={translate('cnc.form.reason')} required={needsReason(draft.values.status)} multiline minRows={2} />
    </AskDialog>
  );
}
