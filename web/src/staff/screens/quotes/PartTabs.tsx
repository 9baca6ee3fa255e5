import Add from '@mui/icons-material/Add';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import DeleteOutline from '@mui/icons-material/DeleteOutlined';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import Tab from '@mui/material/Tab';
import Tabs from '@mui/material/Tabs';
import { useTranslate } from 'react-admin';
import { useState } from 'react';
import type { PartInput } from '@shared/types';
import { MOST_PARTS, type PartKind } from './inputs';

const KINDS: PartKind[] = ['MOVE', 'CRANE_ORDER', 'CHARGES'];

interface Props {
  parts: PartInput[];
  at: number;
  /** Parts in which something is wrong. */
  faulty: boolean[];
  onShow: (at: number) => void;
  onAdd: (kind: PartKind) => void;
  onRemove: (at: number) => void;
}

/** The parts of an offer, one at a time: a move, a crane, things by the piece. */
export function PartTabs({ parts, at, faulty, onShow, onAdd, onRemove }: Props) {
  const translate = useTranslate();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const name = (part: PartInput, n: number) => translate('cnc.quote.part.name', { n: n + 1, kind: translate(`cnc.quote.part.${part.work.kind}`) });
  return (
    <Box sx={{ display: 'flex', alignItems: 'center', flexWrap: 'wrap', gap: 1, mb: 1, ...(parts.length > 1 ? { borderBottom: 1, borderColor: 'divider' } : {}) }}>
      {parts.length > 1 ? (
        <Tabs value={at} onChange={(_event, next: number) => onShow(next)} variant="scrollable" allowScrollButtonsMobile aria-label={translate('cnc.quote.part.all')} sx={{ flex: 1, minWidth: 0 }}>
          {parts.map((part, n) => <Tab key={part.key} value={n} label={`${name(part, n)}${faulty[n] ? ` · ${translate('cnc.quote.part.faulty')}` : ''}`} sx={faulty[n] ? { color: 'error.main' } : undefined} />)}
        </Tabs>
      ) : <Box sx={{ flex: 1 }} />}
      {parts.length > 1 ? <Button color="error" startIcon={<DeleteOutline />} onClick={() => onRemove(at)}>{translate('cnc.quote.part.remove')}</Button> : null}
      {parts.length < MOST_PARTS ? <Button startIcon={<Add />} aria-haspopup="menu" aria-expanded={Boolean(anchor)} onClick={(event) => setAnchor(event.currentTarget)}>{translate('cnc.quote.part.add')}</Button> : null}
      <Menu anchorEl={anchor} open={Boolean(anchor)} onClose={() => setAnchor(null)}>
        {KINDS.map((kind) => <MenuItem key={kind} onClick={() => { setAnchor(null); onAdd(kind); }}>{translate(`cnc.quote.part.${kind}`)}</MenuItem>)}
      </Menu>
    </Box>
  );
}
