import Button from '@mui/material/Button';
import Link from '@mui/material/Link';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { useTranslate } from 'react-admin';
import { Link as RouterLink, useNavigate } from 'react-router';
import { api } from '@shared/api';
import type { Assessment, AssessmentLine } from '@shared/types';
import { useMay } from '../../data/me';
import { useAct } from '../../ui/act';
import { Async, Panel } from '../../ui/page';
import { SoftChip, StatusChip } from '../../ui/StatusChip';
import { useFormat } from '../../ui/values';

/** What a lead or a deal knows of its site; the deal's list has its lead's too. */
export function SiteAssessments({ of }: { of: { lead_id?: string | null; deal_id?: string } }) {
  const translate = useTranslate();
  const format = useFormat();
  const navigate = useNavigate();
  const may = useMay('site_assessment:VIEW');
  const mayCreate = useMay('site_assessment:CREATE');
  const target = of.lead_id ? { lead_id: of.lead_id } : { deal_id: of.deal_id };
  const query = useQuery({ enabled: may, queryKey: ['site-assessments', 'of', target], queryFn: () => api.list<AssessmentLine>('/site-assessments', { query: { ...target, limit: 10 } }) });
  const create = useAct((_input: null, key) => api.post<Assessment>('/site-assessments', of, { key }), { stale: ['site-assessments'], onDone: (made) => navigate(`/site-assessments/${made.id}/show`) });
  if (!may) return null;
  return (
    <Panel title={translate('cnc.site.list')} actions={mayCreate ? <Button size="small" loading={create.isPending} onClick={() => create.mutate(null)}>{translate('cnc.site.create')}</Button> : null}>
      <Async query={query} lines={1}>
        {({ data }) => (
          <Stack sx={{ gap: 1 }}>
            {data.length === 0 ? <Typography color="textSecondary">{translate('cnc.site.none')}</Typography> : null}
            {data.map((each) => (
              <Stack key={each.id} direction="row" sx={{ gap: 1, alignItems: 'center', flexWrap: 'wrap' }}>
                <Link component={RouterLink} to={`/site-assessments/${each.id}/show`} sx={{ fontWeight: 600 }}>{each.number}</Link>
                <StatusChip small kind="assessment_state" value={each.state} />
                {each.open_stoppers > 0 && !each.superseded_at ? <SoftChip small tone="danger">{translate('enums.site_severity.STOPPER')}</SoftChip> : null}
                {each.valid_until ? <Typography component="span" color="textSecondary">{format.day(each.valid_until)}</Typography> : null}
              </Stack>
            ))}
          </Stack>
        )}
      </Async>
    </Panel>
  );
}
