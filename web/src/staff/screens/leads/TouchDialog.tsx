import { useTranslate } from 'react-admin';
import { api } from '@shared/api';
import type { Lead, TouchKind } from '@shared/types';
import { AskDialog } from '../../ui/AskDialog';
import { useAct } from '../../ui/act';
import { useDraft } from '../../ui/draft';
import { TextLine } from '../../ui/fields';
import { useEnumLabel } from '../../ui/StatusChip';
import Link from '@mui/material/Link';

/** Records that the customer was called or written to; the first one stops the lead's clock. */
export function TouchDialog({ lead, kind, onClose }: { lead: Lead; kind: TouchKind; onClose: () => void }) {
  const translate = useTranslate();
  const label = useEnumLabel();
  const draft = useDraft<{ note: string | null; outcome: string | null }>({ note: null, outcome: null }, `touch-${lead.id}-${kind}`);
  const act = useAct((input: typeof draft.values, key) => api.post(`/leads/${lead.id}/touches`, { kind, note: input.note ?? undefined, outcome: input.outcome ?? undefined }, { key }), {
    stale: ['leads', 'boards', 'dashboard'],
    done: 'cnc.lead.touched',
    onDone: () => {
      draft.clear();
      onClose();
    },
    onError: (error) => draft.refuse(error),
  });
  const address = kind === 'EMAIL_OUT' ? lead.email : lead.phone;
  const scheme = kind === 'EMAIL_OUT' ? 'mailto' : kind === 'SMS_OUT' ? 'sms' : 'tel';
  return (
    <AskDialog title={`${label('touch', kind)} · ${lead.name}`} draft={draft} submit={translate('cnc.lead.record')} busy={act.isPending} onClose={onClose} onSubmit={() => act.mutate(draft.values)}>
      {kind !== 'NOTE' && kind !== 'MEETING' && address ? <Link href={`${scheme}:${address}`} sx={{ fontSize: '1.05rem', fontWeight: 600 }}>{address}</Link> : null}
      <TextLine name="note" label={translate('cnc.lead.note')} multiline minRows={3} autoFocus />
      {kind === 'NOTE' ? null : <TextLine name="outcome" label={translate('cnc.lead.outcome')} />}
    </AskDialog>
  );
}
