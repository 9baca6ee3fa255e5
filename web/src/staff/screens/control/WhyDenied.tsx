import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { useTranslate } from 'react-admin';
import { api } from '@shared/api';
import type { WhyDenied as Why } from '@shared/types';
import { Async } from '../../ui/page';
import { SoftChip, useEnumLabel } from '../../ui/StatusChip';

interface Props {
  permission?: string;
  userId?: string;
  recordId?: string;
}

/** Every test of one decision with its outcome, and who could give the right. */
export default function WhyDenied({ permission, userId, recordId }: Props) {
  const translate = useTranslate();
  const label = useEnumLabel();
  const query = useQuery({
    queryKey: ['why', permission, userId, recordId],
    queryFn: () => api.get<Why>('/access/why', { query: { permission, user_id: userId, record_id: recordId } }),
    enabled: Boolean(permission),
    retry: false,
  });
  if (!permission) return <Typography color="textSecondary" sx={{ mt: 1 }}>{translate('cnc.why.no_permission')}</Typography>;
  return (
    <Box sx={{ mt: 2, border: 1, borderColor: 'divider', borderRadius: 1, p: 1.5 }}>
      <Async query={query} lines={3}>
        {(why) => (
          <>
            <Box sx={{ display: 'flex', gap: 1, alignItems: 'center', mb: 1, flexWrap: 'wrap' }}>
              <SoftChip tone={why.allowed ? 'success' : 'danger'}>{translate(why.allowed ? 'cnc.why.allowed' : 'cnc.why.denied')}</SoftChip>
              <code>{permission}</code>
              <span>{why.message}</span>
            </Box>
            <Box component="ol" sx={{ m: 0, pl: 2.5 }}>
              {(why.tests ?? []).map((test, index) => (
                <li key={index}>
                  <strong>{test.source}</strong>{test.scope ? ` · ${label('scope', test.scope)}` : ''}{test.condition ? ` · ${test.condition}` : ''}: {test.outcome}
                </li>
              ))}
            </Box>
            {(why.who_could_give ?? []).length > 0 ? <Typography sx={{ mt: 1 }}>{translate('cnc.why.who')} {why.who_could_give.join(', ')}</Typography> : null}
          </>
        )}
      </Async>
    </Box>
  );
}
