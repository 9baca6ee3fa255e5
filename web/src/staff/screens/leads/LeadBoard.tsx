import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import ViewList from '@mui/icons-material/ViewListOutlined';
import { DragDropContext, Draggable, Droppable, type DropResult } from '@hello-pangea/dnd';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslate } from 'react-admin';
import { useState } from 'react';
import { Link } from 'react-router';
import { api } from '@shared/api';
import type { LeadBoard as Board, LeadCard, LeadStatus } from '@shared/types';
import { Async, PageHead } from '../../ui/page';
import { useMay } from '../../data/me';
import { useAct } from '../../ui/act';
import { StatusChip, useEnumLabel } from '../../ui/StatusChip';
import { useFormat, useNow } from '../../ui/values';
import { LeadClock } from './LeadClock';
import { StatusDialog, needsReason } from './StatusDialog';

const KEY = ['boards', 'leads'];

/** The board as it will look once the server agrees. */
export function moveCard(board: Board, id: string, to: LeadStatus, index: number): Board {
  const card = board.columns.flatMap((column) => column.items).find((item) => item.id === id);
  if (!card) return board;
  return {
    columns: board.columns.map((column) => {
      const items = column.items.filter((item) => item.id !== id);
      const count = column.count - (column.items.length - items.length);
      if (column.status !== to) return { ...column, items, count };
      items.splice(index, 0, { ...card, status: to });
      return { ...column, items, count: count + 1 };
    }),
  };
}

export default function LeadBoard() {
  const translate = useTranslate();
  const queryClient = useQueryClient();
  const mayMove = useMay('lead:UPDATE');
  const mayCreate = useMay('lead:CREATE');
  const query = useQuery({ queryKey: KEY, queryFn: () => api.get<Board>('/boards/leads') });
  const [asking, setAsking] = useState<{ lead: LeadCard; status: LeadStatus } | null>(null);
  const move = useAct(
    ({ id, status, reason }: { id: string; status: LeadStatus; reason?: string }, key) => api.post(`/leads/${id}/status`, { status, reason }, { key }),
    { stale: ['boards', 'leads', 'dashboard'] },
  );
  const onDragEnd = ({ draggableId, source, destination }: DropResult) => {
    if (!destination || destination.droppableId === source.droppableId) return;
    const before = queryClient.getQueryData<Board>(KEY);
    const status = destination.droppableId as LeadStatus;
    const lead = before?.columns.flatMap((column) => column.items).find((item) => item.id === draggableId);
    if (!before || !lead) return;
    if (needsReason(status)) return setAsking({ lead, status });
    queryClient.setQueryData(KEY, moveCard(before, draggableId, status, destination.index));
    move.mutate({ id: draggableId, status }, { onError: () => queryClient.setQueryData(KEY, before) });
  };
  return (
    <>
      <PageHead
        title={translate('cnc.menu.lead_board')}
        subtitle={translate('cnc.lead.board_hint')}
        actions={<>
          <Button component={Link} to="/leads" startIcon={<ViewList />}>{translate('cnc.lead.as_list')}</Button>
          {mayCreate ? <Button component={Link} to="/leads/create" variant="contained">{translate('cnc.palette.new_lead')}</Button> : null}
        </>}
      />
      <Async query={query} lines={8}>
        {(board) => (
          <DragDropContext onDragEnd={onDragEnd} dragHandleUsageInstructions={translate('cnc.lead.drag_help')}>
            <Box sx={{ display: 'flex', gap: 1.5, overflowX: 'auto', scrollSnapType: { xs: 'x proximity', sm: 'none' }, pb: 1, alignItems: 'flex-start' }} tabIndex={0} role="region" aria-label={translate('cnc.menu.lead_board')}>
              {board.columns.map((column) => <Column key={column.status} column={column} mayMove={mayMove} />)}
            </Box>
          </DragDropContext>
        )}
      </Async>
      {asking ? <StatusDialog lead={asking.lead} initial={asking.status} onClose={() => setAsking(null)} /> : null}
    </>
  );
}

function Column({ column, mayMove }: { column: Board['columns'][number]; mayMove: boolean }) {
  const label = useEnumLabel();
  const translate = useTranslate();
  return (
    <Box component="section" aria-label={label('lead_status', column.status)} sx={{ flex: { xs: '0 0 82%', sm: '1 0 208px' }, maxWidth: { sm: 300 }, boxSizing: 'border-box', scrollSnapAlign: 'start', bgcolor: 'action.hover', borderRadius: 1.25, p: 1 }}>
      <Box sx={{ display: 'flex', justifyContent: 'space-between', alignItems: 'center', px: 0.5, pb: 1 }}>
        <StatusChip kind="lead_status" value={column.status} />
        <Typography component="span" color="textSecondary" sx={{ fontSize: '0.8rem', fontWeight: 600 }}>{column.count}</Typography>
      </Box>
      <Droppable droppableId={column.status}>
        {(drop, state) => (
          <Box ref={drop.innerRef} {...drop.droppableProps} sx={{ minHeight: 80, borderRadius: 1, outline: state.isDraggingOver ? '2px dashed' : 'none', outlineColor: 'primary.main' }}>
            {column.items.map((lead, index) => (
              <Draggable key={lead.id} draggableId={lead.id} index={index} isDragDisabled={!mayMove}>
                {(drag, dragState) => (
                  <Box
                    ref={drag.innerRef}
                    {...drag.draggableProps}
                    {...drag.dragHandleProps}
                    role={undefined}
                    sx={{ bgcolor: 'background.paper', border: 1, borderColor: dragState.isDragging ? 'primary.main' : 'divider', borderRadius: 1, p: 1.25, mb: 1, boxShadow: dragState.isDragging ? 4 : 0 }}
                  >
                    <Card lead={lead} />
                  </Box>
                )}
              </Draggable>
            ))}
            {drop.placeholder}
            {column.items.length === 0 ? <Typography color="textSecondary" sx={{ fontSize: '0.8rem', textAlign: 'center', py: 3 }}>{translate('cnc.empty.title')}</Typography> : null}
          </Box>
        )}
      </Droppable>
      {column.count > column.items.length ? <Button component={Link} to={`/leads?filter=${encodeURIComponent(JSON.stringify({ status: column.status }))}`} fullWidth>{translate('cnc.lead.rest', { count: column.count - column.items.length })}</Button> : null}
    </Box>
  );
}

function Card({ lead }: { lead: LeadCard }) {
  const format = useFormat(lead.location_id);
  const now = useNow();
  const route = [lead.origin_city, lead.destination_city].filter(Boolean).join(' → ');
  return (
    <>
      <Box sx={{ display: 'flex', justifyContent: 'space-between', gap: 1, alignItems: 'flex-start' }}>
        <Box component={Link} to={`/leads/${lead.id}/show`} sx={{ color: 'text.primary', fontWeight: 600, textDecoration: 'none', '&:hover': { textDecoration: 'underline' } }}>{lead.name}</Box>
        {lead.priority === 'HIGH' || lead.priority === 'URGENT' ? <StatusChip kind="priority" value={lead.priority} small /> : null}
      </Box>
      {route ? <Typography color="textSecondary" sx={{ fontSize: '0.82rem' }}>{route}</Typography> : null}
      <Box sx={{ display: 'flex', justifyContent: 'space-between', mt: 0.75, fontSize: '0.78rem', color: 'text.secondary', gap: 1 }}>
        <Box component="span" sx={{ whiteSpace: 'nowrap' }}>{lead.move_date ? format.day(lead.move_date, 'brief') : lead.number}</Box>
        {lead.first_touch_at ? <Box component="span" sx={{ overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }}>{lead.assigned_name ?? lead.move_size ?? ''}</Box> : <LeadClock lead={lead} now={now} />}
      </Box>
    </>
  );
}
