import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Checkbox from '@mui/material/Checkbox';
import Typography from '@mui/material/Typography';
import { Draggable, Droppable } from '@hello-pangea/dnd';
import { useTranslate } from 'react-admin';
import { Link } from 'react-router';
import type { CompanySum, DealCard, DealColumn, DealSum } from '@shared/types';
import { SoftChip } from '../../ui/StatusChip';
import { useFormat, useLanguage } from '../../ui/values';
import { nameIn } from './board';

/** Sums by currency, and together in the company's own where there is more than that one. */
export function Sums({ sums, together }: { sums: DealSum[]; together: CompanySum }) {
  const translate = useTranslate();
  const format = useFormat();
  return (
    <>
      {sums.filter((sum) => sum.value && sum.weighted).map((sum) => (
        <Typography key={sum.currency} component="div" color="textSecondary" sx={{ fontSize: '0.78rem', fontVariantNumeric: 'tabular-nums' }} title={translate('cnc.deal.weighted_title')}>
          {sums.some((each) => each.currency !== together.currency) ? `${sum.currency} ` : ''}{format.money(sum.value)} · {format.money(sum.weighted)} {translate('cnc.deal.weighted')}
        </Typography>
      ))}
      {sums.some((sum) => sum.value) && sums.some((sum) => sum.currency !== together.currency) && (together.value || together.missing.length > 0) ? (
        <Typography component="div" sx={{ fontSize: '0.78rem', fontWeight: 600, fontVariantNumeric: 'tabular-nums' }} title={together.rates.map((rate) => `1 ${rate.currency} = ${format.decimal(rate.rate)} ${together.currency} (${format.day(rate.day)})`).join(', ') || undefined}>
          {together.value ? <>= {together.currency} {format.money(together.value)} · {format.money(together.weighted)} {translate('cnc.deal.weighted')}</> : translate('cnc.deal.no_rate', { currencies: together.missing.join(', ') })}
        </Typography>
      ) : null}
    </>
  );
}

interface Props {
  column: DealColumn;
  place: number;
  mayMove: boolean;
  selected: ReadonlySet<string>;
  toggle: (id: string) => void;
}

/** One column: its count and sums are over all its cards, also those that are not loaded. */
export function DealColumnView({ column, place, mayMove, selected, toggle }: Props) {
  const translate = useTranslate();
  const language = useLanguage();
  const name = nameIn(column.stage, language);
  const rest = column.count - column.items.length;
  const filter = encodeURIComponent(JSON.stringify({ stage: column.stage.base }));
  return (
    <Box component="section" aria-label={name} sx={{ flex: { xs: '0 0 82%', sm: '1 0 220px' }, maxWidth: { sm: 320 }, boxSizing: 'border-box', scrollSnapAlign: 'start', bgcolor: 'action.hover', borderRadius: 1.25, p: 1 }}>
      <Box sx={{ px: 0.5, pb: 1 }}>
        <Box sx={{ display: 'flex', justifyContent: 'space-between', alignItems: 'baseline', gap: 1 }}>
          <Typography component="h2" sx={{ fontWeight: 650 }}>{name} <Box component="kbd" aria-hidden sx={{ fontFamily: 'inherit', fontSize: '0.72rem', color: 'text.secondary' }}>{place <= 9 ? place : ''}</Box></Typography>
          <Typography component="span" color="textSecondary" sx={{ fontSize: '0.8rem', fontWeight: 600 }}>{column.count}</Typography>
        </Box>
        <Sums sums={column.sums} together={column.in_company} />
      </Box>
      <Droppable droppableId={column.stage.id ?? column.stage.base}>
        {(drop, state) => (
          <Box ref={drop.innerRef} {...drop.droppableProps} sx={{ minHeight: 80, borderRadius: 1, outline: state.isDraggingOver ? '2px dashed' : 'none', outlineColor: 'primary.main' }}>
            {column.items.map((deal, index) => (
              <Draggable key={deal.id} draggableId={deal.id} index={index} isDragDisabled={!mayMove}>
                {(drag, dragState) => (
                  <Box
                    ref={drag.innerRef}
                    {...drag.draggableProps}
                    {...drag.dragHandleProps}
                    role={undefined}
                    data-deal={deal.id}
                    sx={{ bgcolor: 'background.paper', border: 1, borderColor: dragState.isDragging || selected.has(deal.id) ? 'primary.main' : 'divider', borderRadius: 1, p: 1.25, mb: 1, boxShadow: dragState.isDragging ? 4 : 0 }}
                  >
                    <Card deal={deal} mayMove={mayMove} selected={selected.has(deal.id)} toggle={toggle} />
                  </Box>
                )}
              </Draggable>
            ))}
            {drop.placeholder}
            {column.items.length === 0 ? <Typography color="textSecondary" sx={{ fontSize: '0.8rem', textAlign: 'center', py: 3 }}>{translate('cnc.empty.title')}</Typography> : null}
          </Box>
        )}
      </Droppable>
      {rest > 0 ? <Button component={Link} to={`/deals?filter=${filter}`} fullWidth>{translate('cnc.deal.rest', { count: rest })}</Button> : null}
    </Box>
  );
}

function Card({ deal, mayMove, selected, toggle }: { deal: DealCard; mayMove: boolean; selected: boolean; toggle: (id: string) => void }) {
  const translate = useTranslate();
  const format = useFormat(deal.location_id);
  return (
    <>
      <Box sx={{ display: 'flex', gap: 0.5, alignItems: 'flex-start' }}>
        {mayMove ? <Checkbox size="small" checked={selected} onChange={() => toggle(deal.id)} slotProps={{ input: { 'aria-label': translate('cnc.deal.select', { name: deal.title }) } }} sx={{ p: 0.25, ml: -0.5 }} /> : null}
        <Box component={Link} to={`/deals/${deal.id}/show`} sx={{ color: 'text.primary', fontWeight: 600, textDecoration: 'none', overflowWrap: 'anywhere', '&:hover': { textDecoration: 'underline' } }}>{deal.title}</Box>
      </Box>
      <Typography color="textSecondary" sx={{ fontSize: '0.82rem' }}>{[deal.customer_name === deal.title ? null : deal.customer_name, deal.machine_class].filter(Boolean).join(' · ')}</Typography>
      <Box sx={{ display: 'flex', justifyContent: 'space-between', alignItems: 'center', mt: 0.75, fontSize: '0.78rem', color: 'text.secondary', gap: 1 }}>
        <Box component="span" sx={{ fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' }}>{deal.value ? `${format.money(deal.value)} · ` : ''}{deal.probability} %</Box>
        {deal.closed_at ? null : <SoftChip small tone={deal.is_late ? 'warning' : 'neutral'} title={deal.is_late ? translate('cnc.deal.late') : undefined}>{translate('cnc.deal.age', { smart_count: deal.age_days })}</SoftChip>}
      </Box>
    </>
  );
}
