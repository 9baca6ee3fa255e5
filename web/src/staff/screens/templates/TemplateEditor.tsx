import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Chip from '@mui/material/Chip';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useNotify, useTranslate } from 'react-admin';
import { useRef, type KeyboardEvent } from 'react';
import { api } from '@shared/api';
import type { Template, TemplateLanguage } from '@shared/types';
import { useMay } from '../../data/me';
import { useAct } from '../../ui/act';
import { DraftForm, useDraft } from '../../ui/draft';
import { TextLine } from '../../ui/fields';
import { Panel } from '../../ui/page';
import { useLanguage } from '../../ui/values';
import { TemplatePreview } from './TemplatePreview';
import { VersionList } from './VersionList';
import { firstWords, inserted, type Words } from './words';

interface Props {
  template: Template;
  language: TemplateLanguage;
}

/** Words on the left, how they look on the right. */
export function TemplateEditor({ template, language }: Props) {
  const translate = useTranslate();
  const notify = useNotify();
  const french = useLanguage() === 'fr';
  const mayChange = useMay('template:UPDATE');
  const mayApprove = useMay('template:APPROVE');
  const field = useRef<HTMLTextAreaElement>(null);
  const mail = template.channel === 'EMAIL';
  const draft = useDraft<Words>(firstWords(template, language), `template-${template.key}-${template.location_id ?? ''}-${language}`);
  const { values, set } = draft;
  const place = { location_id: template.location_id ?? undefined, language };
  const path = `/templates/${template.key}`;
  const words = () => ({ subject: mail ? (values.subject ?? '') : undefined, body: values.body ?? '' });
  const of = (state: string) => template.versions.some((each) => each.language === language && each.state === state);
  const stale = ['templates'];
  const save = useAct((_: null, key) => api.post<Template>(`${path}/versions`, { ...place, ...words() }, { key }), {
    stale, done: 'cnc.template.saved', onDone: (kept) => draft.replace(firstWords(kept, language)), onError: (error) => draft.refuse(error),
  });
  const publish = useAct((_: null, key) => api.post<Template>(`${path}/publish`, place, { key }), { stale, done: 'cnc.template.published', onError: (error) => draft.refuse(error) });
  const discard = useAct((_: null, key) => api.post<Template>(`${path}/discard`, place, { key }), { stale, done: 'cnc.template.discarded', onDone: (kept) => draft.replace(firstWords(kept, language)) });
  const retire = useAct((_: null, key) => api.post<Template>(`${path}/retire`, place, { key }), { stale, done: 'cnc.template.retired', onDone: (kept) => draft.replace(firstWords(kept, language)) });
  const test = useAct((_: null, key) => api.post<{ to: string }>(`${path}/test`, { ...place, ...words() }, { key }), {
    onDone: (sent) => notify('cnc.template.tested', { type: 'success', messageArgs: { to: sent.to } }), onError: (error) => draft.refuse(error),
  });
  const put = (name: string) => {
    const box = field.current;
    const body = values.body ?? '';
    const made = inserted(body, box?.selectionStart ?? body.length, box?.selectionEnd ?? body.length, `{{ ${name} }}`);
    set('body', made.text);
    requestAnimationFrame(() => {
      box?.focus();
      box?.setSelectionRange(made.at, made.at);
    });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && draft.dirty && mayChange) {
      event.preventDefault();
      save.mutate(null);
    }
  };
  return (
    <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: { xs: 'minmax(0, 1fr)', lg: 'minmax(0, 1fr) minmax(0, 1fr)' }, alignItems: 'start' }}>
      <Stack sx={{ gap: 2, minWidth: 0 }}>
        <Panel>
          <DraftForm draft={draft} onSubmit={() => save.mutate(null)}>
            <Stack sx={{ gap: 1.5 }} onKeyDown={onKeyDown}>
              {mail ? <TextLine name="subject" label={translate('cnc.template.subject')} disabled={!mayChange} /> : null}
              <TextLine name="body" label={translate('cnc.template.body')} multiline minRows={10} maxRows={24} required disabled={!mayChange} inputRef={field} slotProps={{ htmlInput: { spellCheck: true, lang: language } }} />
              {mayChange ? (
                <Box>
                  <Stack direction="row" role="group" aria-label={translate('cnc.template.insert')} sx={{ gap: 0.75, flexWrap: 'wrap' }}>
                    {template.variables.map((each) => (
                      <Chip key={each.name} size="small" variant="outlined" onClick={() => put(each.name)} label={`${french ? each.label_fr : each.label_en}${each.required ? ' *' : ''}`} />
                    ))}
                  </Stack>
                  <Typography color="textSecondary" sx={{ fontSize: '0.8rem', mt: 0.75 }}>{translate('cnc.template.insert_hint')}</Typography>
                  <Typography color="textSecondary" sx={{ fontSize: '0.8rem' }}>{translate('cnc.template.rules')}</Typography>
                </Box>
              ) : null}
              <Stack direction="row" sx={{ gap: 1, flexWrap: 'wrap' }}>
                {mayChange ? <Button type="submit" variant={draft.dirty ? 'contained' : 'outlined'} disabled={!draft.dirty} loading={save.isPending}>{translate('cnc.template.save')}</Button> : null}
                {mayApprove && of('DRAFT') ? <Button variant={draft.dirty ? 'outlined' : 'contained'} disabled={draft.dirty} title={draft.dirty ? translate('cnc.template.save_first') : undefined} loading={publish.isPending} onClick={() => publish.mutate(null)}>{translate('cnc.template.publish')}</Button> : null}
                {mayChange ? <Button loading={test.isPending} onClick={() => test.mutate(null)}>{translate('cnc.template.test')}</Button> : null}
                {mayChange && of('DRAFT') ? <Button color="error" loading={discard.isPending} onClick={() => discard.mutate(null)}>{translate('cnc.template.discard')}</Button> : null}
                {mayApprove && of('PUBLISHED') ? <Button color="error" loading={retire.isPending} onClick={() => retire.mutate(null)}>{translate('cnc.template.retire')}</Button> : null}
              </Stack>
            </Stack>
          </DraftForm>
        </Panel>
        <VersionList versions={template.versions.filter((each) => each.language === language)} locationId={template.location_id} onTake={mayChange ? (taken) => { set('subject', taken.subject); set('body', taken.body); } : undefined} />
      </Stack>
      <TemplatePreview template={template} language={language} words={values} />
    </Box>
  );
}
