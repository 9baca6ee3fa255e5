import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { useTranslate } from 'react-admin';
import { useState } from 'react';
import { useParams } from 'react-router';
import { api } from '@shared/api';
import { ApiError } from '@shared/apiError';
import { addDays, today } from '@shared/format';
import type { Tariff, TariffRule, TariffVersion } from '@shared/types';
import { HistoryButton } from '../../schema/AutoForms';
import { useMay, useSeesMoney } from '../../data/me';
import { useAct } from '../../ui/act';
import { AskDialog } from '../../ui/AskDialog';
import { DraftForm, useDraft } from '../../ui/draft';
import { DateLine } from '../../ui/fields';
import { Async, Empty, PageHead, Panel } from '../../ui/page';
import { StatusChip } from '../../ui/StatusChip';
import { useFormat } from '../../ui/values';
import { useTariff } from '../quotes/usePrice';
import { ComparePanel } from './ComparePanel';
import { ImpactPanel } from './ImpactPanel';
import { RuleGrid } from './RuleGrid';
import { RULE_KINDS } from './rules';
import { ScopePanel } from './ScopePanel';
import { Settings } from './Settings';
import { useFigureWords } from './useFigureWords';

export default function TariffPage() {
  const { id = '' } = useParams();
  const query = useTariff(id);
  return <Async query={query} lines={10}>{(tariff) => <Versions tariff={tariff} />}</Async>;
}

function Versions({ tariff }: { tariff: Tariff }) {
  const translate = useTranslate();
  const format = useFormat();
  const seesMoney = useSeesMoney();
  const mayUpdate = useMay('tariff:UPDATE');
  const versions = tariff.versions ?? [];
  const [chosen, setChosen] = useState<number | null>(null);
  const [copying, setCopying] = useState(false);
  const version = versions.find((each) => each.number === chosen) ?? versions[0];
  const drafting = versions.some((each) => each.state === 'DRAFT');
  const span = (each: TariffVersion) => `${format.day(each.valid_from)} – ${each.valid_to ? format.day(each.valid_to) : '…'}`;
  return (
    <>
      <PageHead
        title={tariff.name}
        subtitle={`${translate(`enums.quote_kind.${tariff.kind}`, { _: tariff.kind })} · ${tariff.currency}`}
        badge={version ? <StatusChip kind="paper_state" value={version.state} /> : null}
        actions={<>
          <HistoryButton entity="tariff" id={tariff.id} />
          {versions.length > 1 ? (
            <ToggleButtonGroup exclusive size="small" value={version?.number} onChange={(_event, number: number | null) => number && setChosen(number)} aria-label={translate('cnc.tariff.versions')}>
              {versions.slice(0, 6).map((each) => <ToggleButton key={each.id} value={each.number} title={span(each)}>{translate('cnc.tariff.version', { number: each.number })}</ToggleButton>)}
            </ToggleButtonGroup>
          ) : null}
          {mayUpdate && !drafting ? <Button variant="contained" onClick={() => setCopying(true)}>{translate('cnc.tariff.new_draft')}</Button> : null}
        </>}
      />
      <ScopePanel tariff={tariff} />
      {!seesMoney ? <Alert severity="info">{translate('cnc.tariff.hidden')}</Alert> : version ? <VersionEditor key={`${version.id}${version.state}`} tariff={tariff} version={version} onGone={() => setChosen(null)} /> : <Panel><Empty title={translate('cnc.tariff.no_version')} /></Panel>}
      {copying ? <CopyDialog tariff={tariff} from={version?.number} onDone={setChosen} onClose={() => setCopying(false)} /> : null}
    </>
  );
}

interface Typed {
  valid_from: string;
  valid_to: string | null;
  settings: object;
  rules: TariffRule[];
}

function VersionEditor({ tariff, version, onGone }: { tariff: Tariff; version: TariffVersion; onGone: () => void }) {
  const translate = useTranslate();
  const words = useFigureWords();
  const mayUpdate = useMay('tariff:UPDATE');
  const mayApprove = useMay('tariff:APPROVE');
  const draftState = version.state === 'DRAFT';
  const editable = draftState && mayUpdate;
  const [look, setLook] = useState<'impact' | 'compare' | null>(null);
  const [publishing, setPublishing] = useState(false);
  const [newKind, setNewKind] = useState('');
  const draft = useDraft<Typed>({ valid_from: version.valid_from, valid_to: version.valid_to ?? null, settings: version.settings ?? {}, rules: version.rules }, editable ? `tariff-${version.id}` : undefined);
  const { values, set } = draft;
  const path = `/tariffs/${tariff.id}/versions/${version.number}`;
  const [problems, setProblems] = useState<Record<string, string>>({});
  const save = useAct((input: Typed) => api.put<Tariff>(path, { ...input, valid_to: input.valid_to ?? undefined }), {
    stale: ['tariffs'], done: 'cnc.tariff.saved',
    onDone: (_made, input) => {
      setProblems({});
      draft.replace(input);
    },
    onError: (error) => {
      // A problem names the place of its rule; the grid shows it at the rule.
      const fields = error instanceof ApiError ? error.fields : [];
      const found = fields.flatMap(({ field, message }) => {
        const rule = values.rules[Number(/^rules\.(\d+)/.exec(field)?.[1])];
        return rule ? [[rule.rule_key, message] as const] : [];
      });
      setProblems(Object.fromEntries(found));
      return draft.refuse(error) && found.length === fields.length;
    },
  });
  const discard = useAct((_input: null) => api.delete<Tariff>(path), { stale: ['tariffs'], done: 'cnc.tariff.discarded', onDone: () => { draft.clear(); onGone(); } });
  const retire = useAct((_input: null, key) => api.post<Tariff>(`${path}/retire`, {}, { key }), { stale: ['tariffs'], done: 'cnc.tariff.retired' });
  const kinds = [...new Set([...RULE_KINDS, ...values.rules.map((rule) => rule.kind)])];
  const held = kinds.filter((kind) => values.rules.some((rule) => rule.kind === kind));
  const setKind = (kind: string, rules: TariffRule[]) => set('rules', [...values.rules.filter((rule) => rule.kind !== kind), ...rules]);
  return (
    <DraftForm draft={draft} onSubmit={() => save.mutate(values)}>
      <Stack sx={{ gap: 2 }}>
        <Panel
          title={translate('cnc.tariff.version', { number: version.number })}
          actions={<>
            <Button aria-pressed={look === 'compare'} onClick={() => setLook(look === 'compare' ? null : 'compare')}>{translate('cnc.tariff.compare')}</Button>
            {mayApprove && draftState ? <Button aria-pressed={look === 'impact'} onClick={() => setLook(look === 'impact' ? null : 'impact')} disabled={draft.dirty} title={draft.dirty ? translate('cnc.tariff.save_first') : undefined}>{translate('cnc.tariff.impact')}</Button> : null}
            {mayApprove && version.state === 'PUBLISHED' ? <Button color="error" loading={retire.isPending} onClick={() => retire.mutate(null)}>{translate('cnc.tariff.retire')}</Button> : null}
            {editable ? <Button color="error" loading={discard.isPending} onClick={() => discard.mutate(null)}>{translate('cnc.tariff.discard')}</Button> : null}
            {editable ? <Button type="submit" variant={draft.dirty ? 'contained' : 'text'} loading={save.isPending} disabled={!draft.dirty}>{translate('cnc.action.save')}</Button> : null}
            {mayApprove && draftState ? <Button variant="contained" disabled={draft.dirty} title={draft.dirty ? translate('cnc.tariff.save_first') : undefined} onClick={() => setPublishing(true)}>{translate('cnc.tariff.publish')}</Button> : null}
          </>}
        >
          <Box sx={{ display: 'grid', gap: 1.5, gridTemplateColumns: { xs: '1fr', sm: '1fr 1fr' }, maxWidth: 480 }}>
            <DateLine name="valid_from" label={translate('cnc.tariff.valid_from')} disabled={!editable} />
            <DateLine name="valid_to" label={translate('cnc.tariff.valid_to')} disabled={!editable} />
          </Box>
        </Panel>
        {look === 'impact' ? <ImpactPanel tariffId={tariff.id} number={version.number} version={tariff.version} /> : null}
        {look === 'compare' ? <ComparePanel tariff={tariff} number={version.number} /> : null}
        <Settings settings={values.settings} editable={editable} onChange={(settings) => set('settings', settings)} />
        {held.map((kind) => <RuleGrid key={kind} kind={kind} rules={values.rules.filter((rule) => rule.kind === kind)} problems={problems} editable={editable} onChange={(rules) => setKind(kind, rules)} />)}
        {editable ? (
          <Stack direction="row" sx={{ gap: 1, alignItems: 'center' }}>
            <TextField select size="small" label={translate('cnc.tariff.new_kind')} value={newKind} onChange={(event) => setNewKind(event.target.value)} slotProps={{ select: { native: true }, inputLabel: { shrink: true } }} sx={{ minWidth: 220 }}>
              <option value="">—</option>
              {RULE_KINDS.filter((kind) => !held.includes(kind)).map((kind) => <option key={kind} value={kind}>{words.kind(kind)}</option>)}
            </TextField>
            <Button disabled={!newKind} onClick={() => { set('rules', [...values.rules, { rule_key: newKind.toLowerCase().replaceAll('_', '-'), kind: newKind }]); setNewKind(''); }}>{translate('cnc.action.add')}</Button>
          </Stack>
        ) : null}
      </Stack>
      {publishing ? <PublishDialog tariff={tariff} version={version} onClose={() => setPublishing(false)} /> : null}
    </DraftForm>
  );
}

/** Shows what publishing does before it is done (it cannot be taken back). */
function PublishDialog({ tariff, version, onClose }: { tariff: Tariff; version: TariffVersion; onClose: () => void }) {
  const translate = useTranslate();
  const format = useFormat();
  const draft = useDraft<object>({});
  const act = useAct((_input: null, key) => api.post<Tariff>(`/tariffs/${tariff.id}/publish`, { number: version.number }, { key }), { stale: ['tariffs'], done: 'cnc.tariff.published', onDone: onClose });
  return (
    <AskDialog title={translate('cnc.tariff.publish_title', { number: version.number })} draft={draft} submit={translate('cnc.tariff.publish')} wide busy={act.isPending} onClose={onClose} onSubmit={() => act.mutate(null)}>
      <Alert severity="info">{translate('cnc.tariff.publish_hint', { day: format.day(version.valid_from) })}</Alert>
      <ImpactPanel tariffId={tariff.id} number={version.number} version={tariff.version} />
    </AskDialog>
  );
}

function CopyDialog({ tariff, from, onDone, onClose }: { tariff: Tariff; from?: number; onDone: (number: number) => void; onClose: () => void }) {
  const translate = useTranslate();
  const draft = useDraft<{ valid_from: string | null; valid_to: string | null }>({ valid_from: addDays(today(), 1), valid_to: null });
  const act = useAct((input: typeof draft.values, key) => api.post<Tariff>(`/tariffs/${tariff.id}/drafts`, { from, valid_from: input.valid_from, valid_to: input.valid_to ?? undefined }, { key }), {
    stale: ['tariffs'], done: 'cnc.tariff.copied',
    onDone: (made) => {
      const number = made.versions?.[0]?.number;
      if (number) onDone(number);
      onClose();
    },
    onError: (error) => draft.refuse(error),
  });
  return (
    <AskDialog title={translate('cnc.tariff.new_draft')} draft={draft} submit={translate('cnc.tariff.copy')} busy={act.isPending} onClose={onClose} onSubmit={() => act.mutate(draft.values)}>
      <DateLine name="valid_from" label={translate('cnc.tariff.valid_from')} required autoFocus />
      <DateLine name="valid_to" label={translate('cnc.tariff.valid_to')} />
    </AskDialog>
  );
}
