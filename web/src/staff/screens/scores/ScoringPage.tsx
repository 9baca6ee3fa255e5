import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { useNotify, useTranslate } from 'react-admin';
import { useSearchParams } from 'react-router';
import { api } from '@shared/api';
import type { Readiness, ScoreModel, ScoreModelDetail, ScoreSettings } from '@shared/types';
import { useMay } from '../../data/me';
import { useAct } from '../../ui/act';
import { Async, Empty, Fact, Facts, PageHead, Panel } from '../../ui/page';
import { SoftChip, useEnumLabel } from '../../ui/StatusChip';
import { useFormat } from '../../ui/values';
import { ReliabilityPlot } from './ReliabilityPlot';
import { useFeatureName } from './ScoreBox';
import { WeightsPanel } from './WeightsPanel';

const TONE = { ACTIVE: 'success', SHADOW: 'warning', RETIRED: 'neutral' } as const;

/** Weights, models, and how well each one keeps its word. */
export default function ScoringPage() {
  const translate = useTranslate();
  const notify = useNotify();
  const mayChange = useMay('score_model:UPDATE');
  const [search, setSearch] = useSearchParams();
  const settings = useQuery({ queryKey: ['scoring', 'settings'], queryFn: () => api.get<ScoreSettings>('/score-settings') });
  const models = useQuery({ queryKey: ['scoring', 'models'], queryFn: () => api.get<{ models: ScoreModel[] }>('/score-models') });
  const train = useAct((_input: null, key) => api.post<{ model?: ScoreModel | null; readiness: Readiness }>('/score-models', {}, { key }), {
    stale: ['scoring', 'leads'],
    onDone: ({ model }) => { notify(model ? 'cnc.score.trained' : 'cnc.score.too_little', { type: model ? 'success' : 'info' }); if (model) open(model.id); },
  });
  const open = (id: string) => setSearch({ model: id }, { replace: true });
  const chosen = search.get('model') ?? models.data?.models.find((each) => each.state !== 'RETIRED')?.id ?? models.data?.models[0]?.id;
  return (
    <>
      <PageHead title={translate('cnc.score.page')} subtitle={translate('cnc.score.hint')} actions={mayChange ? <Button variant="outlined" loading={train.isPending} onClick={() => train.mutate(null)}>{translate('cnc.score.train')}</Button> : null} />
      <Stack sx={{ gap: 2 }}>
        <Async query={models} lines={6}>{(data) => (data.models.length === 0 ? <NoModel readiness={settings.data?.readiness} /> : chosen ? <ModelView key={chosen} id={chosen} mayChange={mayChange} /> : null)}</Async>
        <Async query={settings} lines={6}>{(data) => <WeightsPanel key={JSON.stringify(data.criteria)} settings={data} mayChange={mayChange} />}</Async>
        {models.data && models.data.models.length > 0 ? <ModelList models={models.data.models} chosen={chosen} onOpen={open} /> : null}
      </Stack>
    </>
  );
}

function NoModel({ readiness }: { readiness?: Readiness }) {
  const translate = useTranslate();
  // Beyond what a model needs the server stops counting.
  const enough = readiness && readiness.leads_missing + readiness.won_missing + readiness.lost_missing === 0;
  return (
    <Panel title={translate('cnc.score.model')}>
      <Empty title={translate('cnc.score.no_model')} hint={translate('cnc.score.no_model_hint')} action={readiness ? <>{enough ? <Typography>{translate('cnc.score.enough')}</Typography> : <><Typography>{translate('cnc.score.history', { ...readiness })}</Typography><Typography color="textSecondary">{translate('cnc.score.missing', { leads: readiness.leads_missing, won: readiness.won_missing, lost: readiness.lost_missing })}</Typography></>}</> : null} />
    </Panel>
  );
}

function ModelView({ id, mayChange }: { id: string; mayChange: boolean }) {
  const translate = useTranslate();
  const label = useEnumLabel();
  const format = useFormat();
  const query = useQuery({ queryKey: ['scoring', 'model', id], queryFn: () => api.get<ScoreModelDetail>('/score-models/report', { query: { model_id: id } }) });
  const retire = useAct((_input: null, key) => api.post(`/score-models/${id}/retire`, {}, { key }), { stale: ['scoring', 'leads'], done: 'cnc.score.retired' });
  const text = (name: string, options?: Record<string, unknown>) => translate(`cnc.score.${name}`, options);
  const percent = (share: number) => `${format.decimal(share * 100, 1)} %`;
  return (
    <Async query={query} lines={8}>
      {(model) => {
        const { report } = model;
        return (
          <>
            <Panel
              title={text('model_line', { n: model.model_version, day: format.dayOf(model.trained_at) })}
              actions={<Stack direction="row" sx={{ gap: 1, alignItems: 'center', flexWrap: 'wrap' }}><SoftChip tone={TONE[model.state]}>{[label('model_state', model.state), model.state_reason ? label('model_reason', model.state_reason) : null].filter(Boolean).join(' · ')}</SoftChip>{mayChange && model.state !== 'RETIRED' ? <Button size="small" loading={retire.isPending} onClick={() => retire.mutate(null)}>{text('retire')}</Button> : null}</Stack>}
            >
              <Facts columns={3}>
                <Fact label={text('calibration_error')}>{percent(report.calibration_error)} <Typography component="span" color="textSecondary" sx={{ fontSize: '0.8rem' }}>({text('limit')})</Typography></Fact>
                <Fact label={text('brier')}>{format.decimal(report.brier, 4)} <Typography component="span" color="textSecondary" sx={{ fontSize: '0.8rem' }}>({text('better', { n: format.decimal((1 - report.brier / report.base_brier) * 100, 1) })})</Typography></Fact>
                <Fact label={text('base_brier')}>{format.decimal(report.base_brier, 4)}</Fact>
                <Fact label={text('base_rate')}>{percent(report.base_rate)}</Fact>
                <Fact label={text('learned_on')}>{[report.fit_leads, report.calibrate_leads, report.test_leads].map((n) => format.decimal(n)).join(' · ')}</Fact>
                <Fact label={text('calibration')}>{label('model_calibration', model.calibration)}</Fact>
              </Facts>
            </Panel>
            <Panel title={text('plot')}><Typography color="textSecondary" sx={{ mb: 1.5, maxWidth: 820 }}>{text('plot_hint')}</Typography><ReliabilityPlot bins={report.bins} /></Panel>
            <Features model={model} />
          </>
        );
      }}
    </Async>
  );
}

/** Bars to either side of the middle, the longest first. */
function Features({ model }: { model: ScoreModelDetail }) {
  const translate = useTranslate();
  const format = useFormat();
  const name = useFeatureName();
  const most = Math.max(0.01, ...model.coefficients.map((each) => Math.abs(each.effect)));
  return (
    <Panel title={translate('cnc.score.features')}>
      <Typography color="textSecondary" sx={{ mb: 1 }}>{translate('cnc.score.features_hint')}</Typography>
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {model.coefficients.slice(0, 30).map((each) => (
          <Box component="li" key={each.feature + (each.location_id ?? '')} sx={{ display: 'grid', gridTemplateColumns: { xs: '1fr 3.5rem', sm: '18rem 1fr 3.5rem' }, gap: 1, alignItems: 'center', py: 0.3 }}>
            <span>{name(each)}</span>
            <Box aria-hidden sx={{ display: { xs: 'none', sm: 'grid' }, gridTemplateColumns: '1fr 1fr', height: 10 }}>
              <Box sx={{ justifySelf: 'end', width: each.effect < 0 ? `${(-each.effect / most) * 100}%` : 0, bgcolor: 'warning.main', borderRadius: '4px 0 0 4px' }} />
              <Box sx={{ width: each.effect > 0 ? `${(each.effect / most) * 100}%` : 0, bgcolor: 'primary.main', borderRadius: '0 4px 4px 0' }} />
            </Box>
            <Box component="span" sx={{ textAlign: 'right', fontVariantNumeric: 'tabular-nums' }}>{each.effect > 0 ? '+' : ''}{format.decimal(each.effect, 2)}</Box>
          </Box>
        ))}
      </Box>
    </Panel>
  );
}

function ModelList({ models, chosen, onOpen }: { models: ScoreModel[]; chosen?: string; onOpen: (id: string) => void }) {
  const translate = useTranslate();
  const label = useEnumLabel();
  const format = useFormat();
  return (
    <Panel title={translate('cnc.score.models')}>
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {models.map((model) => (
          <Stack component="li" key={model.id} direction="row" sx={{ gap: 1, alignItems: 'center', flexWrap: 'wrap', borderTop: 1, borderColor: 'divider', py: 0.75 }}>
            <Button size="small" aria-pressed={model.id === chosen} onClick={() => onOpen(model.id)}>{translate('cnc.score.model_line', { n: model.model_version, day: format.dayOf(model.trained_at) })}</Button>
            <SoftChip small tone={TONE[model.state]}>{[label('model_state', model.state), model.state_reason ? label('model_reason', model.state_reason) : null].filter(Boolean).join(' · ')}</SoftChip>
            <Typography color="textSecondary" sx={{ fontSize: '0.82rem' }}>{translate('cnc.score.calibration_error')}: {format.decimal(model.report.calibration_error * 100, 1)} %</Typography>
          </Stack>
        ))}
      </Box>
    </Panel>
  );
}
