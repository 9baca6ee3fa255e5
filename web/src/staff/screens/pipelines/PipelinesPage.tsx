import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { useTranslate } from 'react-admin';
import { useState } from 'react';
import { api } from '@shared/api';
import type { Pipeline } from '@shared/types';
import { useMay } from '../../data/me';
import { usePageKeys } from '../../shell/keys';
import { Async, PageHead, Panel } from '../../ui/page';
import { SoftChip, useEnumLabel } from '../../ui/StatusChip';
import { useLanguage } from '../../ui/values';
import { nameIn } from '../deals/board';
import { PipelineDialog } from './PipelineDialog';
import { RatesPanel } from './RatesPanel';

/** The columns deals go through, and what other currencies are worth. */
export default function PipelinesPage() {
  const translate = useTranslate();
  const mayChange = useMay('deal:APPROVE');
  const [open, setOpen] = useState<Pipeline | 'new' | null>(null);
  const query = useQuery({ queryKey: ['pipelines'], queryFn: () => api.get<{ pipelines: Pipeline[] }>('/pipelines') });
  const add = mayChange ? () => setOpen('new') : undefined;
  usePageKeys({ n: add });
  return (
    <>
      <PageHead title={translate('cnc.pipelines.page')} subtitle={translate('cnc.pipelines.hint')} actions={add ? <Button variant="contained" onClick={add}>{translate('cnc.pipelines.new')}</Button> : null} />
      <Stack sx={{ gap: 2 }}>
        <Async query={query} lines={5}>{(data) => <>{data.pipelines.map((each) => <PipelineView key={each.id ?? 'shipped'} pipeline={each} onOpen={mayChange && each.id ? () => setOpen(each) : undefined} />)}</>}</Async>
        <RatesPanel mayChange={mayChange} />
      </Stack>
      {open ? <PipelineDialog pipeline={open === 'new' ? null : open} like={query.data?.pipelines[0]} onClose={() => setOpen(null)} /> : null}
    </>
  );
}

function PipelineView({ pipeline, onOpen }: { pipeline: Pipeline; onOpen?: () => void }) {
  const translate = useTranslate();
  const label = useEnumLabel();
  const language = useLanguage();
  const text = (name: string, options?: Record<string, unknown>) => translate(`cnc.pipelines.${name}`, options);
  return (
    <Panel
      title={<>{nameIn(pipeline, language)} {pipeline.is_default ? <SoftChip small tone="info">{text('standard')}</SoftChip> : null} {pipeline.is_active ? null : <SoftChip small tone="neutral">{text('off')}</SoftChip>}</>}
      actions={onOpen ? <Button size="small" onClick={onOpen}>{translate('cnc.action.edit')}</Button> : null}
    >
      <Box component="ol" sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gap: 1, gridTemplateColumns: 'repeat(auto-fill, minmax(170px, 1fr))' }}>
        {pipeline.stages.map((stage) => (
          <Box component="li" key={stage.id ?? stage.base} sx={{ border: 1, borderColor: 'divider', borderRadius: 1, p: 1.25 }}>
            <Typography sx={{ fontWeight: 650 }}>{nameIn(stage, language)}</Typography>
            <Typography color="textSecondary" sx={{ fontSize: '0.82rem' }}>{[label('deal_stage', stage.base) === nameIn(stage, language) ? null : label('deal_stage', stage.base), `${stage.probability} %`, stage.age_limit_days ? `${text('age')}: ${stage.age_limit_days}` : null].filter(Boolean).join(' · ')}</Typography>
            {stage.own_rate === null || stage.own_rate === undefined ? null : <Typography sx={{ fontSize: '0.82rem' }}>{text('own_rate', { n: stage.own_rate })}</Typography>}
          </Box>
        ))}
      </Box>
      {pipeline.closed_deals === null || pipeline.closed_deals === undefined ? null : <Typography color="textSecondary" sx={{ mt: 1, fontSize: '0.82rem' }}>{text('closed', { n: pipeline.closed_deals })}</Typography>}
    </Panel>
  );
}
