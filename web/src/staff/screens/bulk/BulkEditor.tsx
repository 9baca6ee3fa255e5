import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { useTranslate } from 'react-admin';
import { api } from '@shared/api';
import type { Bulk, BulkWords, Segment } from '@shared/types/bulk';
import { useAct } from '../../ui/act';
import { DraftForm, useDraft } from '../../ui/draft';
import { NumberLine, Pick, TextLine } from '../../ui/fields';
import { Panel } from '../../ui/page';

interface Wanted {
  name: string | null;
  segment_id: string | null;
  per_minute: number | null;
  words: BulkWords[];
}

const LANGUAGES = ['en', 'fr'] as const;
const NAMES = { en: 'English', fr: 'Français' };

/** Both languages of each variant have a place, written or not. */
function places(words: BulkWords[]): BulkWords[] {
  const variants = words.some((each) => each.variant === 'B') ? (['A', 'B'] as const) : (['A'] as const);
  return variants.flatMap((variant) => LANGUAGES.map((language) => words.find((each) => each.variant === variant && each.language === language) ?? { variant, language, subject: null, body: '' }));
}

/** Whom it goes to and what it says, until it begins. */
export function BulkEditor({ bulk }: { bulk: Bulk }) {
  const translate = useTranslate();
  const segments = useQuery({ queryKey: ['segments'], queryFn: () => api.get<{ segments: Segment[] }>('/segments') });
  const known = segments.data?.segments ?? [];
  const draft = useDraft<Wanted>({ name: bulk.name, segment_id: null, per_minute: bulk.per_minute, words: places(bulk.words) }, `bulk-${bulk.id}`);
  const label = (name: string, values?: object) => translate(`cnc.bulk.${name}`, values);
  const segment = draft.values.segment_id ?? known.find((each) => each.name === bulk.segment_name)?.id ?? null;
  const written = (words: BulkWords) => Boolean((words.body ?? '').trim() || (words.subject ?? '').trim());
  const act = useAct((input: object, key) => api.put<Bulk>(`/bulk-sends/${bulk.id}`, input, { key }), {
    stale: ['bulk_send'], done: 'cnc.bulk.saved',
    onDone: (saved) => { draft.replace({ name: saved.name, segment_id: null, per_minute: saved.per_minute, words: places(saved.words) }); },
    onError: (error) => draft.refuse(error, (field) => {
      const found = /^words\.(\d+)\.(.*)$/.exec(field);
      if (!found) return [field];
      const at = draft.values.words.indexOf(draft.values.words.filter(written)[Number(found[1])] as BulkWords);
      return [`words.${at}.${found[2]}`];
    }),
  });
  const words = draft.values.words;
  const two = words.some((each) => each.variant === 'B');
  const submit = () => act.mutate({ name: draft.values.name ?? '', segment_id: segment ?? '', per_minute: draft.values.per_minute, words: words.filter(written).map((each) => ({ ...each, body: each.body ?? '', subject: bulk.channel === 'EMAIL' ? each.subject : null })) });
  return (
    <DraftForm draft={draft} onSubmit={submit}>
      <Panel title={label('content')}>
        <Stack sx={{ gap: 2, pt: 1 }}>
          <TextLine name="name" label={label('name')} required />
          <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: { xs: '1fr', sm: '2fr 1fr' } }}>
            <Pick name="segment_id" label={label('segment')} choices={known} optional none={bulk.segment_name} />
            <NumberLine name="per_minute" label={label('per_minute')} />
          </Box>
          <Typography color="textSecondary" sx={{ fontSize: '0.82rem' }}>{label('words_hint')}</Typography>
          {words.map((each, at) => (
            <Box key={`${each.variant}${each.language}`} component="fieldset" sx={{ border: 1, borderColor: 'divider', borderRadius: 1, p: 1.5, m: 0 }}>
              <Typography component="legend" sx={{ px: 0.75, fontSize: '0.82rem', fontWeight: 600 }}>{[two ? label('variant', { variant: each.variant }) : null, NAMES[each.language]].filter(Boolean).join(' · ')}</Typography>
              <Stack sx={{ gap: 1.5 }}>
                {bulk.channel === 'EMAIL' ? <TextLine name={`words.${at}.subject`} label={label('subject')} /> : null}
                <TextLine name={`words.${at}.body`} label={label('body')} multiline minRows={bulk.channel === 'EMAIL' ? 5 : 2} />
              </Stack>
            </Box>
          ))}
          <Stack direction="row" sx={{ justifyContent: 'space-between', gap: 1, flexWrap: 'wrap' }}>
            <Button onClick={() => draft.set('words', two ? words.filter((each) => each.variant === 'A') : [...words, ...words.map((each) => ({ ...each, variant: 'B' as const }))])}>{label(two ? 'drop_b' : 'add_b')}</Button>
            <Button type="submit" variant="contained" loading={act.isPending} disabled={!draft.dirty}>{label('save')}</Button>
          </Stack>
        </Stack>
      </Panel>
    </DraftForm>
  );
}
