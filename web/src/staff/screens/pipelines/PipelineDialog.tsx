import ArrowDown from '@mui/icons-material/ArrowDownwardOutlined';
import ArrowUp from '@mui/icons-material/ArrowUpwardOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Close from '@mui/icons-material/CloseOutlined';
import FormHelperText from '@mui/material/FormHelperText';
import IconButton from '@mui/material/IconButton';
import { useTranslate } from 'react-admin';
import { api } from '@shared/api';
import { DEAL_STAGES } from '@shared/types/deals';
import type { DealStage, Pipeline } from '@shared/types';
import { AskDialog } from '../../ui/AskDialog';
import { useAct } from '../../ui/act';
import { useDraft } from '../../ui/draft';
import { CheckLine, NumberLine, Pick, TextLine } from '../../ui/fields';
import { useLanguage } from '../../ui/values';

interface Row {
  id: string | null;
  base: DealStage;
  name_en: string | null;
  name_fr: string | null;
  probability: number | null;
  age_limit_days: number | null;
}

interface Values {
  name_en: string | null;
  name_fr: string | null;
  is_active: boolean;
  stages: Row[];
}

/** Columns in order; a new pipeline begins with those of another one. */
function valuesOf(pipeline: Pipeline | null, like: Pipeline | undefined): Values {
  const stages = (pipeline ?? like)?.stages ?? [];
  return {
    name_en: pipeline?.name_en ?? null, name_fr: pipeline?.name_fr ?? null, is_active: pipeline?.is_active ?? true,
    stages: stages.map((each) => ({ id: pipeline ? each.id : null, base: each.base, name_en: each.name_en, name_fr: each.name_fr, probability: each.probability, age_limit_days: each.age_limit_days ?? null })),
  };
}

export function PipelineDialog({ pipeline, like, onClose }: { pipeline: Pipeline | null; like?: Pipeline; onClose: () => void }) {
  const translate = useTranslate();
  const language = useLanguage();
  const draft = useDraft<Values>(valuesOf(pipeline, like));
  const text = (name: string, options?: Record<string, unknown>) => translate(`cnc.pipelines.${name}`, options);
  const bracketed = (field: string) => [field.replaceAll(/\[(\d+)\]/g, '.$1')];
  const act = useAct((input: Values, key) => api.post('/pipelines', {
    id: pipeline?.id ?? undefined, name_en: input.name_en ?? '', name_fr: input.name_fr ?? '', is_active: input.is_active,
    stages: input.stages.map((row) => ({ id: row.id ?? undefined, base: row.base, name_en: row.name_en ?? '', name_fr: row.name_fr ?? '', probability: row.probability ?? undefined, age_limit_days: row.age_limit_days ?? undefined })),
  }, { key }), { stale: ['pipelines', 'boards'], done: 'cnc.pipelines.saved', onDone: onClose, onError: (error) => draft.refuse(error, bracketed) });
  const { stages } = draft.values;
  const put = (rows: Row[]) => draft.replace({ ...draft.values, stages: rows });
  const swap = (at: number, other: number) => put(stages.map((row, place) => (place === at ? stages[other]! : place === other ? stages[at]! : row)));
  // A new column stands before the decided ones.
  const add = () => {
    const decided = stages.findIndex((row) => row.base === 'WON');
    const at = decided < 0 ? stages.length : decided;
    put([...stages.slice(0, at), { id: null, base: 'NEGOTIATION', name_en: null, name_fr: null, probability: 70, age_limit_days: 14 }, ...stages.slice(at)]);
  };
  return (
    <AskDialog wide title={pipeline ? (language.startsWith('fr') ? pipeline.name_fr : pipeline.name_en) : text('new')} draft={draft} submit={translate('cnc.action.save')} busy={act.isPending} onClose={onClose} onSubmit={() => act.mutate(draft.values)}>
      <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: { xs: '1fr', sm: '1fr 1fr' } }}>
        <TextLine name="name_en" label={text('name_en')} required autoFocus />
        <TextLine name="name_fr" label={text('name_fr')} required />
      </Box>
      <CheckLine name="is_active" label={text('active')} />
      {stages.map((row, at) => {
        const name = (language.startsWith('fr') ? row.name_fr : row.name_en) ?? `${text('stage')} ${at + 1}`;
        const decided = row.base === 'WON' || row.base === 'LOST';
        return (
          <Box key={at} role="group" aria-label={name} sx={{ display: 'grid', gap: 1, gridTemplateColumns: { xs: '1fr 1fr', md: '1.4fr 1.4fr 1.3fr 0.8fr 0.8fr auto' }, alignItems: 'start', borderTop: 1, borderColor: 'divider', pt: 1.5 }}>
            <TextLine size="small" name={`stages.${at}.name_en`} label={text('name_en')} required />
            <TextLine size="small" name={`stages.${at}.name_fr`} label={text('name_fr')} required />
            {row.id ? <Pick size="small" name={`stages.${at}.base`} label={text('base')} kind="deal_stage" values={[row.base]} /> : <Pick size="small" name={`stages.${at}.base`} label={text('base')} kind="deal_stage" values={DEAL_STAGES} />}
            <NumberLine size="small" name={`stages.${at}.probability`} label={text('probability')} unit="%" disabled={decided} />
            {decided ? <span /> : <NumberLine size="small" name={`stages.${at}.age_limit_days`} label={text('age')} />}
            <Box sx={{ whiteSpace: 'nowrap' }}>
              <IconButton size="small" aria-label={text('up', { name })} disabled={at === 0} onClick={() => swap(at, at - 1)}><ArrowUp fontSize="small" /></IconButton>
              <IconButton size="small" aria-label={text('down', { name })} disabled={at === stages.length - 1} onClick={() => swap(at, at + 1)}><ArrowDown fontSize="small" /></IconButton>
              <IconButton size="small" aria-label={text('remove', { name })} onClick={() => put(stages.filter((_each, other) => other !== at))}><Close fontSize="small" /></IconButton>
            </Box>
          </Box>
        );
      })}
      {draft.errors.stages ? <FormHelperText error>{draft.errors.stages}</FormHelperText> : null}
      <Button sx={{ alignSelf: 'flex-start' }} disabled={stages.length >= 20} onClick={add}>{text('add')}</Button>
    </AskDialog>
  );
}
