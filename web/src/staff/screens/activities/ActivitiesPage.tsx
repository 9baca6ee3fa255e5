import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslate } from 'react-admin';
import { useState } from 'react';
import { api } from '@shared/api';
import type { SalesActivity } from '@shared/types';
import { wallClock } from '@shared/zone';
import { useMe, useZone } from '../../data/me';
import { Empty, LoadError, LoadingLines, PageHead, Panel } from '../../ui/page';
import { ActivityLine } from './ActivityLine';

const PAGE = 50;

/** What somebody means to do, by time: late ones first. */
export default function ActivitiesPage() {
  const translate = useTranslate();
  const me = useMe();
  const zone = useZone();
  const [whose, setWhose] = useState<'mine' | 'all'>('mine');
  const assigned = whose === 'mine' ? me?.user.id : undefined;
  const query = useInfiniteQuery({
    enabled: me !== undefined,
    queryKey: ['activities', 'list', whose, assigned],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam }) => api.list<SalesActivity>('/activities', { query: { state: 'PLANNED', assigned_to: assigned, cursor: pageParam, limit: PAGE } }),
    getNextPageParam: (last) => last.page.next ?? null,
  });
  const all = query.data?.pages.flatMap((page) => page.data) ?? [];
  const today = wallClock(Date.now(), zone).slice(0, 10);
  const isToday = (each: SalesActivity) => wallClock(each.scheduled_at, zone).slice(0, 10) <= today;
  const groups: [string, SalesActivity[]][] = [
    ['overdue', all.filter((each) => each.is_overdue)],
    ['today', all.filter((each) => !each.is_overdue && isToday(each))],
    ['later', all.filter((each) => !each.is_overdue && !isToday(each))],
  ];
  return (
    <>
      <PageHead
        title={translate(whose === 'mine' ? 'cnc.activity.mine' : 'cnc.activity.title')}
        actions={(
          <ToggleButtonGroup size="small" exclusive value={whose} aria-label={translate('cnc.activity.who')} onChange={(_event, next: 'mine' | 'all' | null) => next && setWhose(next)}>
            <ToggleButton value="mine">{translate('cnc.activity.only_mine')}</ToggleButton>
            <ToggleButton value="all">{translate('cnc.activity.all')}</ToggleButton>
          </ToggleButtonGroup>
        )}
      />
      {query.isError ? <LoadError error={query.error} retry={() => void query.refetch()} /> : null}
      {query.isPending ? <LoadingLines lines={8} /> : null}
      {query.isSuccess && all.length === 0 ? <Panel><Empty title={translate('cnc.activity.none_mine')} hint={translate('cnc.activity.none_hint')} /></Panel> : null}
      <Stack sx={{ gap: 2 }}>
        {groups.filter(([, list]) => list.length > 0).map(([name, list]) => (
          <Panel key={name} title={translate(`cnc.activity.${name}`)}>
            <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>{list.map((each) => <ActivityLine key={each.id} activity={each} withSubject />)}</Box>
          </Panel>
        ))}
        {query.hasNextPage ? <Button loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>{translate('cnc.state.more')}</Button> : null}
      </Stack>
    </>
  );
}
