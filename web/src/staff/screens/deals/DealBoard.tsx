import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import MenuItem from '@mui/material/MenuItem';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import ViewList from '@mui/icons-material/ViewListOutlined';
import { DragDropContext, type DropResult } from '@hello-pangea/dnd';
import { useQuery } from '@tanstack/react-query';
import { useTranslate } from 'react-admin';
import { useMemo, useState } from 'react';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { api } from '@shared/api';
import type { DealBoard as Board, Pipeline } from '@shared/types';
import { useMay } from '../../data/me';
import { useUsers } from '../../schema/input';
import { usePageKeys } from '../../shell/keys';
import { Async, PageHead } from '../../ui/page';
import { useLanguage } from '../../ui/values';
import { nameIn } from './board';
import { DealColumnView, Sums } from './DealColumnView';
import { MoveAnswers } from './MoveAnswers';
import { useMoves, type Moves } from './useMoves';

/** The deal whose card, or something in it, has the focus. */
const focused = (): string | undefined => document.activeElement?.closest<HTMLElement>('[data-deal]')?.dataset.deal;

export default function DealBoard() {
  const translate = useTranslate();
  const language = useLanguage();
  const navigate = useNavigate();
  const [search, setSearch] = useSearchParams();
  const mayCreate = useMay('deal:CREATE');
  const users = useUsers();
  const pipeline = search.get('pipeline') ?? 'standard';
  const owner = search.get('owner') ?? '';
  const key = useMemo(() => ['boards', 'deals', pipeline, owner], [pipeline, owner]);
  const query = useQuery({ queryKey: key, queryFn: () => api.get<Board>(`/boards/${pipeline}`, { query: { assigned_to: owner || undefined } }) });
  const pipelines = useQuery({ queryKey: ['pipelines'], queryFn: () => api.get<{ pipelines: Pipeline[] }>('/pipelines'), staleTime: 300_000 }).data?.pipelines ?? [];
  const moves = useMoves(key);
  const set = (name: string, value: string) => setSearch((before) => {
    if (value) before.set(name, value);
    else before.delete(name);
    return before;
  }, { replace: true });
  usePageKeys({ n: mayCreate ? () => navigate('/deals/create') : undefined, z: moves.undo });
  const choices = pipelines.filter((each) => each.id && each.is_active);
  return (
    <>
      <PageHead
        title={translate('cnc.deal.board')}
        subtitle={translate('cnc.deal.board_hint')}
        actions={<>
          {choices.length > 1 ? (
            <TextField select size="small" label={translate('cnc.deal.pipeline')} value={pipeline === 'standard' ? choices.find((each) => each.is_default)?.id ?? '' : pipeline} onChange={(event) => set('pipeline', event.target.value)} sx={{ minWidth: 150 }}>
              {choices.map((each) => <MenuItem key={each.id} value={each.id ?? ''}>{nameIn(each, language)}</MenuItem>)}
            </TextField>
          ) : null}
          <TextField select size="small" label={translate('cnc.deal.owner')} value={owner} onChange={(event) => set('owner', event.target.value)} sx={{ minWidth: 150 }} slotProps={{ inputLabel: { shrink: true }, select: { displayEmpty: true } }}>
            <MenuItem value="">{translate('cnc.deal.all_owners')}</MenuItem>
            {users.map((user) => <MenuItem key={user.id} value={user.id}>{user.name}</MenuItem>)}
          </TextField>
          <Button component={Link} to="/deals" startIcon={<ViewList />}>{translate('cnc.lead.as_list')}</Button>
          {mayCreate ? <Button component={Link} to="/deals/create" variant="contained">{translate('cnc.deal.new')}</Button> : null}
        </>}
      />
      <Async query={query} lines={8}>{(board) => <Columns board={board} moves={moves} />}</Async>
      <MoveAnswers moves={moves} />
    </>
  );
}

function Columns({ board, moves }: { board: Board; moves: Moves }) {
  const translate = useTranslate();
  const language = useLanguage();
  const mayMove = useMay('deal:UPDATE');
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const there = new Set(board.columns.flatMap((column) => column.items.map((card) => card.id)));
  const selected = new Set([...chosen].filter((id) => there.has(id)));
  const toggle = (id: string) => setChosen((before) => {
    const after = new Set(before);
    if (!after.delete(id)) after.add(id);
    return after;
  });
  const send = (ids: string[], at: number, index?: number) => {
    const stage = board.columns[at]?.stage;
    if (!stage) return;
    setChosen(new Set());
    moves.move(ids, stage, index);
  };
  const byKey = (at: number) => {
    const one = focused();
    const ids = selected.size > 0 ? [...selected] : one ? [one] : [];
    send(ids, at);
  };
  const keys = Object.fromEntries(board.columns.slice(0, 9).map((_column, at) => [String(at + 1), () => byKey(at)]));
  usePageKeys(mayMove ? { ...keys, x: () => { const one = focused(); if (one) toggle(one); }, Escape: selected.size > 0 ? () => setChosen(new Set()) : undefined } : {});
  const onDragEnd = ({ draggableId, source, destination }: DropResult) => {
    if (!destination || destination.droppableId === source.droppableId) return;
    const ids = selected.has(draggableId) ? [...selected] : [draggableId];
    send(ids, board.columns.findIndex((column) => column.stage.id === destination.droppableId), destination.index);
  };
  return (
    <>
      <Stack direction="row" sx={{ gap: 2, alignItems: 'center', flexWrap: 'wrap', mb: 1, minHeight: 36 }}>
        {board.open.length > 0 ? <Box><Typography component="span" sx={{ fontWeight: 600, mr: 1 }}>{translate('cnc.deal.open_total')}</Typography><Sums sums={board.open} together={board.open_in_company} /></Box> : null}
        {selected.size > 0 ? (
          <Stack direction="row" role="status" sx={{ gap: 1, alignItems: 'center', flexWrap: 'wrap' }}>
            <Typography sx={{ fontWeight: 600 }}>{translate('cnc.deal.selected', { smart_count: selected.size })}</Typography>
            <Typography color="textSecondary">{translate('cnc.deal.move_to')}</Typography>
            {board.columns.map((column, at) => <Button key={column.stage.id} size="small" variant="outlined" onClick={() => byKey(at)}>{nameIn(column.stage, language)}</Button>)}
          </Stack>
        ) : null}
      </Stack>
      <DragDropContext onDragEnd={onDragEnd} dragHandleUsageInstructions={translate('cnc.deal.drag_help')}>
        <Box sx={{ display: 'flex', gap: 1.5, overflowX: 'auto', scrollSnapType: { xs: 'x proximity', sm: 'none' }, pb: 1, alignItems: 'flex-start' }} tabIndex={0} role="region" aria-label={translate('cnc.deal.board')}>
          {board.columns.map((column, at) => <DealColumnView key={column.stage.id ?? column.stage.base} column={column} place={at + 1} mayMove={mayMove && Boolean(column.stage.id)} selected={selected} toggle={toggle} />)}
        </Box>
      </DragDropContext>
    </>
  );
}
