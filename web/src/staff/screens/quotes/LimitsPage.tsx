import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { useTranslate } from 'react-admin';
import { api } from '@shared/api';
import { useMay } from '../../data/me';
import { useAct } from '../../ui/act';
import { DraftForm, useDraft } from '../../ui/draft';
import { NumberLine, Pick } from '../../ui/fields';
import { Async, PageHead, Panel } from '../../ui/page';

type Level = 'WARN' | 'APPROVAL' | 'BLOCK';
type Checks = Record<string, string | number | Record<string, Level> | undefined> & { levels?: Record<string, Level> };
type Senders = Record<string, { most_discount: string; least_margin: string }>;

interface Limits {
  checks: Checks;
  shipped_checks: Checks;
  shipped_levels: Record<string, Level>;
  senders: Senders;
  shipped_senders: Senders;
  roles: { role: string; name: string; sends: boolean }[];
  local_km: number;
  shipped_local_km: number;
}

interface LimitsDraft {
  local_km: string | null;
  checks: Record<string, string | null>;
  levels: Record<string, string>;
  senders: Record<string, { most_discount: string | null; least_margin: string | null }>;
}

/** Figures of the checks: those in per cent, and the unit of the others. */
const FIGURES: { name: string; percent?: boolean; unit?: string }[] = [
  { name: 'days_ahead', unit: 'DAY' }, { name: 'least_hours', percent: true }, { name: 'most_hours', percent: true },
  { name: 'least_density' }, { name: 'most_density' }, { name: 'most_volume_cuft', unit: 'CUBIC_FOOT' },
  { name: 'most_detour' }, { name: 'most_override', percent: true }, { name: 'least_saving', percent: true },
  { name: 'most_days', unit: 'DAY' },
];
const LEVELS: Level[] = ['WARN', 'APPROVAL', 'BLOCK'];
const bare = (text: unknown): string => String(text ?? '').replace('%', '');
const share = (text: string | null): string => `${text || '0'}%`;

const draftOf = (limits: Limits): LimitsDraft => ({
  local_km: String(limits.local_km),
  checks: Object.fromEntries(FIGURES.map(({ name }) => [name, bare(limits.checks[name] ?? limits.shipped_checks[name])])),
  levels: Object.fromEntries(Object.entries(limits.shipped_levels).map(([code, level]) => [code, limits.checks.levels?.[code] ?? level])),
  senders: Object.fromEntries(Object.entries(limits.senders).map(([role, own]) => [role, { most_discount: bare(own.most_discount), least_margin: bare(own.least_margin) }])),
});

/** As the API takes it: only levels above the shipped ones are named. */
export const limitsOf = (draft: LimitsDraft, limits: Pick<Limits, 'shipped_levels'>): object => ({
  local_km: Number(draft.local_km ?? 0),
  checks: {
    ...Object.fromEntries(FIGURES.map(({ name, percent }) => [name, percent ? share(draft.checks[name] ?? null) : Number(draft.checks[name] ?? 0)])),
    levels: Object.fromEntries(Object.entries(draft.levels).filter(([code, level]) => level !== limits.shipped_levels[code])),
  },
  senders: Object.fromEntries(Object.entries(draft.senders).map(([role, own]) => [role, { most_discount: share(own.most_discount), least_margin: share(own.least_margin) }])),
});

/** From where on a price is questioned, and what each role may grant alone. */
export default function LimitsPage() {
  const translate = useTranslate();
  const query = useQuery({ queryKey: ['quote-limits'], queryFn: () => api.get<Limits>('/quote-limits') });
  return (
    <>
      {/* The form brings a heading of its own, with the button to save. */}
      {query.data ? null : <PageHead title={translate('cnc.limits.title')} subtitle={translate('cnc.limits.hint')} />}
      <Async query={query} lines={8}>{(limits) => <LimitsForm key={JSON.stringify(limits)} limits={limits} />}</Async>
    </>
  );
}

function LimitsForm({ limits }: { limits: Limits }) {
  const translate = useTranslate();
  const mayChange = useMay('tariff:APPROVE');
  const draft = useDraft<LimitsDraft>(draftOf(limits));
  const label = (name: string) => translate(`cnc.limits.${name}`);
  // The API names a figure by where it stands in its own shape.
  const aliases = (field: string) => [field, field.replace('checks.levels', 'levels')];
  const save = useAct((input: LimitsDraft, key) => api.put('/quote-limits', limitsOf(input, limits), { key }), {
    stale: ['quote-limits', 'quotes'], done: 'cnc.limits.saved', onError: (error) => draft.refuse(error, aliases),
  });
  const submit = () => { if (mayChange && !save.isPending) save.mutate(draft.values); };
  return (
    <DraftForm draft={draft} onSubmit={submit}>
      <PageHead title={label('title')} subtitle={label('hint')} actions={mayChange ? <Button type="submit" variant="contained" loading={save.isPending} disabled={!draft.dirty}>{translate('cnc.action.save')}</Button> : null} />
      <Box component="fieldset" disabled={!mayChange} sx={{ border: 0, p: 0, m: 0, minWidth: 0, display: 'grid', gap: 2 }}>
        <Panel title={label('senders')}>
          <Typography color="textSecondary" sx={{ mb: 1.5 }}>{label('senders_hint')}</Typography>
          <Box sx={{ display: 'grid', gap: 1.5 }}>
            {limits.roles.map(({ role, name, sends }) => (
              <Box key={role} role="group" aria-label={name} sx={{ display: 'grid', gap: 1.25, alignItems: 'center', gridTemplateColumns: { xs: '1fr 1fr', sm: 'minmax(140px, 1fr) 1fr 1fr' } }}>
                <Typography sx={{ gridColumn: { xs: '1 / -1', sm: 'auto' }, fontWeight: 600 }}>{name}{sends ? null : <Typography component="span" color="textSecondary" variant="body2" sx={{ display: 'block' }}>{label('no_quotes')}</Typography>}</Typography>
                <NumberLine decimal name={`senders.${role}.most_discount`} label={label('most_discount')} unit="%" />
                <NumberLine decimal name={`senders.${role}.least_margin`} label={label('least_margin')} unit="%" />
              </Box>
            ))}
          </Box>
        </Panel>
        <Panel title={label('figures')}>
          <Box sx={{ display: 'grid', gap: 1.5, gridTemplateColumns: { xs: '1fr', sm: '1fr 1fr', lg: 'repeat(3, minmax(0, 1fr))' } }}>
            {FIGURES.map(({ name, percent, unit }) => (
              <NumberLine key={name} decimal={percent} name={`checks.${name}`} label={label(`figure.${name}`)} unit={percent ? '%' : unit ? translate(`enums.unit.${unit}`) : undefined} helperText={translate('cnc.limits.shipped', { value: bare(limits.shipped_checks[name]) })} />
            ))}
          </Box>
        </Panel>
        <Panel title={label('distances')}>
          <Box sx={{ maxWidth: 360 }}><NumberLine name="local_km" label={label('local_km')} unit="km" helperText={translate('cnc.limits.shipped', { value: String(limits.shipped_local_km) })} /></Box>
        </Panel>
        <Panel title={label('levels')}>
          <Typography color="textSecondary" sx={{ mb: 1.5 }}>{label('levels_hint')}</Typography>
          <Box sx={{ display: 'grid', gap: 1.5, gridTemplateColumns: { xs: '1fr', sm: '1fr 1fr', lg: 'repeat(3, minmax(0, 1fr))' } }}>
            {Object.entries(limits.shipped_levels).map(([code, shipped]) => (
              <Pick key={code} name={`levels.${code}`} label={`${code} · ${translate(`cnc.limits.code.${code}`)}`} kind="flag_level" values={LEVELS.slice(LEVELS.indexOf(shipped))} />
            ))}
          </Box>
        </Panel>
      </Box>
    </DraftForm>
  );
}
