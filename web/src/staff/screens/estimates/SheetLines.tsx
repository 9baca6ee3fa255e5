import Add from '@mui/icons-material/Add';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import DeleteOutline from '@mui/icons-material/DeleteOutlined';
import IconButton from '@mui/material/IconButton';
import Remove from '@mui/icons-material/RemoveOutlined';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'react-admin';
import type { Tone } from '@shared/brand';
import type { Article, ItemFlag, Sheet } from '@shared/types';
import { SoftChip, useEnumLabel } from '../../ui/StatusChip';
import { useLanguage } from '../../ui/values';
import { acknowledge, bump, nameOf, removeRoom, strike, toggleFlag, toggleStaying } from './sheet';

interface Props {
  sheet: Sheet;
  setSheet: (sheet: Sheet) => void;
  room: number;
  line: number | null;
  onLine: (line: number) => void;
  articles: ReadonlyMap<number, Article>;
  readOnly: boolean;
  onGone: () => void;
}

const toneOf = (flag: ItemFlag): Tone => (flag === 'PROHIBITED' ? 'danger' : flag === 'FRAGILE' || flag === 'HIGH_VALUE' || flag === 'CRATING' ? 'warning' : 'neutral');

/** The lines of one room; each can also be worked with the finger. */
export function SheetLines({ sheet, setSheet, room, line, onLine, articles, readOnly, onGone }: Props) {
  const translate = useTranslate();
  const enumLabel = useEnumLabel();
  const french = useLanguage() === 'fr';
  const items = sheet.rooms[room]?.items ?? [];
  return (
    <>
      {items.length === 0 ? <Typography color="textSecondary" sx={{ py: 1 }}>{translate('cnc.estimate.empty_room')}</Typography> : null}
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {items.map((item, at) => {
          const name = nameOf(item, articles, french);
          const flags = item.flags ?? [];
          return (
            <Stack
              key={at} component="li" direction="row" aria-current={line === at ? 'true' : undefined} onClick={() => onLine(at)}
              sx={{ alignItems: 'center', gap: 1, py: 0.5, px: 1, borderRadius: 1, flexWrap: 'wrap', borderBottom: 1, borderColor: 'divider', bgcolor: line === at ? 'action.selected' : undefined, opacity: item.going === 0 ? 0.75 : 1 }}
            >
              <Box sx={{ flex: '1 1 180px', minWidth: 0, fontWeight: 550 }}>
                {name}
                <Typography component="span" color="textSecondary" sx={{ ml: 1, fontSize: '0.8rem' }}>{item.volume_cuft} {translate('cnc.estimate.unit.CUFT')}</Typography>
              </Box>
              <Stack direction="row" sx={{ gap: 0.5, flexWrap: 'wrap' }}>
                {flags.map((flag) => <SoftChip key={flag} small tone={toneOf(flag)}>{enumLabel('item_flag', flag)}</SoftChip>)}
                {item.staying > 0 ? <SoftChip small tone="info">{translate('cnc.estimate.staying')} {item.staying}</SoftChip> : null}
              </Stack>
              {flags.includes('PROHIBITED') && item.going > 0 ? (
                <Button size="small" color={item.acknowledged ? 'inherit' : 'error'} disabled={readOnly} onClick={() => setSheet(acknowledge(sheet, room, at))} aria-pressed={item.acknowledged}>
                  {translate(item.acknowledged ? 'cnc.estimate.acknowledged' : 'cnc.estimate.acknowledge')}
                </Button>
              ) : null}
              <Stack direction="row" sx={{ alignItems: 'center' }}>
                {readOnly ? null : <IconButton aria-label={`${translate('cnc.estimate.fewer')}: ${name}`} onClick={() => setSheet(bump(sheet, room, at, -1))}><Remove fontSize="small" /></IconButton>}
                <Box component="span" aria-label={`${translate('cnc.estimate.going')}: ${item.going}`} sx={{ minWidth: 30, textAlign: 'center', fontWeight: 650, fontVariantNumeric: 'tabular-nums' }}>{item.going}</Box>
                {readOnly ? null : <IconButton aria-label={`${translate('cnc.estimate.more')}: ${name}`} onClick={() => setSheet(bump(sheet, room, at, 1))}><Add fontSize="small" /></IconButton>}
                {readOnly ? null : <Button size="small" color="inherit" onClick={() => setSheet(toggleStaying(sheet, room, at))} aria-pressed={item.going === 0} aria-label={`${translate('cnc.estimate.staying')}: ${name}`} sx={{ minWidth: 36 }}>X</Button>}
                {readOnly ? null : <Button size="small" color="inherit" onClick={() => setSheet(toggleFlag(sheet, room, at, 'FRAGILE'))} aria-pressed={flags.includes('FRAGILE')} aria-label={`${enumLabel('item_flag', 'FRAGILE')}: ${name}`} sx={{ minWidth: 36 }}>F</Button>}
                {readOnly ? null : <IconButton aria-label={`${translate('cnc.estimate.strike')}: ${name}`} onClick={() => setSheet(strike(sheet, room, at))}><DeleteOutline fontSize="small" /></IconButton>}
              </Stack>
            </Stack>
          );
        })}
      </Box>
      {readOnly || items.length > 0 ? null : <Button color="inherit" size="small" onClick={() => { setSheet(removeRoom(sheet, room)); onGone(); }}>{translate('cnc.estimate.remove_room')}</Button>}
    </>
  );
}
