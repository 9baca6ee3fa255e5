import Box from '@mui/material/Box';
import Link from '@mui/material/Link';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { useTranslate } from 'react-admin';
import { Link as RouterLink } from 'react-router';
import { api } from '@shared/api';
import type { FeatureEffect, Lead, LeadScore } from '@shared/types';
import { useSentence } from '../../i18n/sentences';
import { Async, Panel } from '../../ui/page';
import { SoftChip, useEnumLabel } from '../../ui/StatusChip';
import { useFormat } from '../../ui/values';

const HEAT = { HOT: 'danger', WARM: 'warning', COLD: 'neutral' } as const;

/** A feature in words; a location's by its name. */
export function useFeatureName(): (effect: FeatureEffect) => string {
  const label = useEnumLabel();
  return (effect) => (effect.feature === 'LOCATION' ? (effect.location_name ?? label('score_feature', 'LOCATION')) : label('score_feature', effect.feature));
}

/** What a lead scores, criterion by criterion, and how often leads like it were won where a model may say so. */
export function ScoreBox({ lead }: { lead: Lead }) {
  const translate = useTranslate();
  const label = useEnumLabel();
  const query = useQuery({ queryKey: ['leads', 'score', lead.id, lead.version], queryFn: () => api.get<LeadScore>(`/leads/${lead.id}/score`) });
  return (
    <Panel
      title={translate('resources.leads.fields.score')}
      actions={query.data ? <Box sx={{ display: 'flex', gap: 1, alignItems: 'center' }}><SoftChip small tone={HEAT[query.data.heat]}>{label('heat', query.data.heat)}</SoftChip><Typography component="span" sx={{ fontWeight: 650, fontSize: '1.1rem' }}>{query.data.points}</Typography></Box> : null}
    >
      <Async query={query} lines={4}>{(score) => <><Chance score={score} /><Points score={score} /></>}</Async>
    </Panel>
  );
}

function Chance({ score }: { score: LeadScore }) {
  const translate = useTranslate();
  const format = useFormat();
  const name = useFeatureName();
  const { probability, silence, readiness } = score;
  if (probability) {
    return (
      <Box sx={{ bgcolor: 'action.hover', borderRadius: 1, p: 1.25, mb: 1 }}>
        <Box sx={{ display: 'flex', justifyContent: 'space-between', gap: 1, fontWeight: 600 }}><span>{translate('cnc.score.chance')}</span><span>{format.decimal(probability.percent, 1)} %</span></Box>
        {probability.reasons.length > 0 ? (
          <>
            <Typography color="textSecondary" sx={{ fontSize: '0.78rem' }}>{translate('cnc.score.because')}</Typography>
            <Box component="ul" sx={{ m: 0, pl: 2.25, fontSize: '0.85rem' }}>{probability.reasons.map((each) => <li key={each.feature + (each.location_id ?? '')}>{each.effect > 0 ? '▲' : '▼'} {name(each)}</li>)}</Box>
          </>
        ) : null}
        <Typography color="textSecondary" sx={{ fontSize: '0.78rem', mt: 0.5 }}>{translate('cnc.score.model_line', { n: probability.model_version, day: format.dayOf(probability.trained_at) })} · <Link component={RouterLink} to={`/lead-scoring?model=${probability.model_id}`}>{translate('cnc.score.plot_link')}</Link></Typography>
      </Box>
    );
  }
  if (!silence || silence === 'CLOSED' || silence === 'OFF') return null;
  return (
    <Typography color="textSecondary" sx={{ fontSize: '0.8rem', mb: 1 }}>
      {translate(`cnc.score.silence.${silence}`)} {silence === 'TOO_LITTLE_HISTORY' && readiness ? translate('cnc.score.missing', { leads: readiness.leads_missing, won: readiness.won_missing, lost: readiness.lost_missing }) : null}
    </Typography>
  );
}

function Points({ score }: { score: LeadScore }) {
  const translate = useTranslate();
  const sentence = useSentence();
  return (
    <>
      <Box role="img" aria-label={`${score.points} / 100`} sx={{ height: 6, borderRadius: 9, bgcolor: 'divider', overflow: 'hidden', mb: 1 }}>
        <Box sx={{ width: `${score.points}%`, height: 1, bgcolor: 'primary.main' }} />
      </Box>
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {score.reasons.map((reason) => (
          <Box component="li" key={reason.criterion ?? reason.label} sx={{ display: 'flex', justifyContent: 'space-between', gap: 1, fontSize: '0.85rem', py: 0.2, color: reason.points === 0 ? 'text.secondary' : undefined }}>
            <span>{sentence(reason.label)}</span>
            <Box component="span" sx={{ whiteSpace: 'nowrap', fontVariantNumeric: 'tabular-nums' }}>{reason.part === 'MINUS' ? reason.points : translate('cnc.score.of', { n: reason.points, most: reason.most })}</Box>
          </Box>
        ))}
      </Box>
    </>
  );
}
