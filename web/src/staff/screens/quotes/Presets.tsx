import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { useQuery } from '@tanstack/react-query';
import { useTranslate } from 'react-admin';
import { api } from '@shared/api';
import type { PricingInput, Quote, QuoteKind } from '@shared/types';
import { useAct } from '../../ui/act';
import { AskDialog } from '../../ui/AskDialog';
import { useDraft } from '../../ui/draft';
import { TextLine } from '../../ui/fields';

export interface Preset {
  id: string;
  name: string;
  kind: QuoteKind;
  inputs: PricingInput;
  terms?: string | null;
}

/** Starts the offer from one that is made again and again. */
export function PresetPick({ kind, onChoose }: { kind: QuoteKind; onChoose: (preset: Preset) => void }) {
  const translate = useTranslate();
  const query = useQuery({ queryKey: ['quote-presets', kind], queryFn: () => api.list<Preset>('/quote-presets', { query: { limit: 100, kind } }), staleTime: 60_000 });
  const presets = query.data?.data ?? [];
  if (presets.length === 0) return null;
  return (
    <TextField select size="small" label={translate('cnc.quote.preset.start')} value="" onChange={(event) => { const chosen = presets.find((each) => each.id === event.target.value); if (chosen) onChoose(chosen); }} sx={{ minWidth: 200 }}>
      {presets.map((preset) => <MenuItem key={preset.id} value={preset.id}>{preset.name}</MenuItem>)}
    </TextField>
  );
}

/** Keeps a quote's work, fees and terms for the next one of its kind. */
export function PresetDialog({ quote, onClose }: { quote: Quote; onClose: () => void }) {
  const translate = useTranslate();
  const draft = useDraft<{ name: string | null }>({ name: quote.title ?? null });
  const act = useAct((input: typeof draft.values, key) => api.post('/quote-presets', { name: input.name ?? '', quote_id: quote.id }, { key }), {
    stale: ['quote-presets'], done: 'cnc.quote.preset.kept', onDone: onClose, onError: (error) => draft.refuse(error),
  });
  return (
    <AskDialog title={translate('cnc.quote.preset.keep')} draft={draft} submit={translate('cnc.action.save')} busy={act.isPending} onClose={onClose} onSubmit={() => act.mutate(draft.values)}>
      <TextLine name="name" label={translate('cnc.quote.preset.name')} helperText={translate('cnc.quote.preset.hint')} required autoFocus />
    </AskDialog>
  );
}
