import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Chip from '@mui/material/Chip';
import Stack from '@mui/material/Stack';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'react-admin';
import { useRef, useState, type RefObject } from 'react';
import { api } from '@shared/api';
import type { DocumentTemplate, StationeryContent } from '@shared/types';
import { useMay } from '../../data/me';
import { useAct } from '../../ui/act';
import { DraftForm, useDraft } from '../../ui/draft';
import { NumberLine, TextLine } from '../../ui/fields';
import { Panel } from '../../ui/page';
import { Rows } from '../quotes/Rows';
import { inserted } from '../templates/words';
import { LetterheadFields } from './LetterheadFields';
import { StationeryPreview } from './StationeryPreview';
import { contentOf, typedOf, type Typed } from './content';

const FIELDS = ['tagline', 'introduction', 'terms'] as const;
type FieldName = (typeof FIELDS)[number];

/** Words, colour and letterhead at the left, the pages of a real quote at the right. */
export function StationeryEditor({ template }: { template: DocumentTemplate }) {
  const translate = useTranslate();
  const mayUpdate = useMay('template:UPDATE');
  const mayApprove = useMay('template:APPROVE');
  const newest = template.versions[0];
  const draft = useDraft<Typed>(typedOf(newest?.content), `stationery-${template.id}-${newest?.number ?? 0}`);
  const { values, set } = draft;
  const [language, setLanguage] = useState<'en' | 'fr'>('en');
  const focused = useRef<FieldName>('introduction');
  const boxes: Record<FieldName, RefObject<HTMLTextAreaElement | null>> = { tagline: useRef(null), introduction: useRef(null), terms: useRef(null) };
  const path = `/document-templates/${template.id}`;
  const of = (state: string) => template.versions.some((version) => version.state === state);
  const stale = ['document-templates'];
  const aliases = (field: string) => [field.replace(/^content\./, '')];
  const save = useAct((input: StationeryContent, key) => api.put<DocumentTemplate>(`${path}/draft`, { content: input }, { key }), {
    stale, done: 'cnc.stationery.saved', onDone: (kept) => draft.replace(typedOf(kept.versions[0]?.content)), onError: (error) => draft.refuse(error, aliases),
  });
  const publish = useAct((_: null, key) => api.post<DocumentTemplate>(`${path}/publish`, {}, { key }), { stale, done: 'cnc.stationery.published' });
  const retire = useAct((_: null, key) => api.post<DocumentTemplate>(`${path}/retire`, {}, { key }), { stale, done: 'cnc.stationery.retired' });
  const put = (what: string) => {
    const name = focused.current;
    const box = boxes[name].current;
    const text = values[language][name] ?? '';
    const made = inserted(text, box?.selectionStart ?? text.length, box?.selectionEnd ?? text.length, what);
    set(`${language}.${name}`, made.text);
    requestAnimationFrame(() => {
      box?.focus();
      box?.setSelectionRange(made.at, made.at);
    });
  };
  const placeholder = ({ name, of }: DocumentTemplate['placeholders'][number]): string => (of === 'LIST' ? `{% for each in ${name} %}{{ each.${name === 'stops' ? 'address' : name === 'taxes' ? 'label' : 'description'} }}\n{% endfor %}` : `{{ ${name} }}`);
  return (
    <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: { xs: 'minmax(0, 1fr)', lg: 'minmax(0, 1fr) minmax(0, 1fr)' }, alignItems: 'start' }}>
      <DraftForm draft={draft} onSubmit={() => { if (mayUpdate && !save.isPending) save.mutate(contentOf(values)); }}>
        <Box component="fieldset" disabled={!mayUpdate} sx={{ border: 0, p: 0, m: 0, minWidth: 0, display: 'grid', gap: 2 }}>
          <Panel
            title={translate('cnc.stationery.words')}
            actions={
              <ToggleButtonGroup exclusive size="small" value={language} aria-label={translate('cnc.quote.field.language')} onChange={(_event, chosen: 'en' | 'fr' | null) => chosen && setLanguage(chosen)}>
                <ToggleButton value="en">English</ToggleButton>
                <ToggleButton value="fr">Français</ToggleButton>
              </ToggleButtonGroup>
            }
          >
            <Stack sx={{ gap: 1.5 }} key={language}>
              {FIELDS.map((name) => (
                <Box key={name} onFocus={() => { focused.current = name; }}>
                  <TextLine name={`${language}.${name}`} label={translate(`cnc.stationery.${name}`)} helperText={translate(`cnc.stationery.${name}_hint`)} multiline minRows={name === 'tagline' ? 1 : 4} inputRef={boxes[name]} />
                </Box>
              ))}
              <Box>
                <Typography component="h3" sx={{ fontWeight: 600, fontSize: '0.9rem', mb: 0.5 }}>{translate('cnc.stationery.placeholders')}</Typography>
                <Stack direction="row" sx={{ gap: 0.5, flexWrap: 'wrap', maxHeight: 150, overflowY: 'auto' }} role="group" aria-label={translate('cnc.stationery.placeholders')}>
                  {template.placeholders.map((each) => <Chip key={each.name} size="small" label={each.name} title={translate(`cnc.stationery.type.${each.of}`)} onClick={() => put(placeholder(each))} disabled={!mayUpdate} />)}
                </Stack>
                <Typography color="textSecondary" sx={{ fontSize: '0.8rem', mt: 0.75 }}>{translate('cnc.stationery.rules')}</Typography>
              </Box>
            </Stack>
          </Panel>
          <Panel title={translate('cnc.stationery.look')}>
            <Stack sx={{ gap: 1.5 }}>
              <TextLine name="colour" label={translate('cnc.stationery.colour')} type="color" sx={{ maxWidth: 180 }} />
              <LetterheadFields value={values.letterhead} problem={draft.errors['letterhead.base64']} onChange={(letterhead) => set('letterhead', letterhead)} />
              {values.letterhead ? <NumberLine name="letterhead.opacity_percent" label={translate('cnc.stationery.opacity')} unit="%" sx={{ maxWidth: 180 }} /> : null}
              <Rows title={translate('cnc.stationery.registrations')} path="registrations" blank={{ label: '', number: '' }}>
                {(row) => <>
                  <TextLine name={`${row}.label`} label={translate('cnc.stationery.registration_label')} />
                  <TextLine name={`${row}.number`} label={translate('cnc.stationery.registration_number')} />
                </>}
              </Rows>
            </Stack>
          </Panel>
          <Stack direction="row" sx={{ gap: 1, flexWrap: 'wrap' }}>
            {mayUpdate ? <Button type="submit" variant={draft.dirty ? 'contained' : 'outlined'} disabled={!draft.dirty} loading={save.isPending}>{translate('cnc.stationery.save')}</Button> : null}
            {mayApprove && of('DRAFT') ? <Button variant={draft.dirty ? 'outlined' : 'contained'} disabled={draft.dirty} loading={publish.isPending} onClick={() => publish.mutate(null)}>{translate('cnc.stationery.publish')}</Button> : null}
            {mayApprove && of('PUBLISHED') ? <Button color="error" loading={retire.isPending} onClick={() => retire.mutate(null)}>{translate('cnc.stationery.retire')}</Button> : null}
          </Stack>
        </Box>
      </DraftForm>
      <StationeryPreview template={template} content={contentOf(values)} language={language} />
    </Box>
  );
}
