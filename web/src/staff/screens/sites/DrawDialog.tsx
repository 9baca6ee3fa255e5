import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Chip from '@mui/material/Chip';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'react-admin';
import { useState, type KeyboardEvent, type PointerEvent } from 'react';
import { api } from '@shared/api';
import type { Assessment, MarkPoint, SiteMark, SitePicture } from '@shared/types';
import { useAct } from '../../ui/act';
import { useEnumLabel } from '../../ui/StatusChip';
import { EDGE, Marks } from './Marks';

const KINDS = ['ARROW', 'LINE', 'CIRCLE', 'BOX', 'FREE', 'TEXT'] as const;
const TINTS = ['RED', 'YELLOW', 'BLUE'] as const;
const ARROWS: Record<string, MarkPoint> = { ArrowLeft: [-100, 0], ArrowRight: [100, 0], ArrowUp: [0, -100], ArrowDown: [0, 100] };

const kept = (value: number) => Math.round(Math.min(EDGE, Math.max(0, value)));
const moved = (mark: SiteMark, [dx, dy]: MarkPoint): SiteMark => ({ ...mark, points: mark.points.map(([x, y]) => [kept(x + dx), kept(y + dy)]) });

interface DrawProps {
  assessment: Assessment;
  picture: SitePicture;
  address: string;
  title: string;
  readOnly: boolean;
  onClose: () => void;
}

/** The picture at full size, and a pen: by finger or mouse; by keys a shape is put in the middle and moved from there. */
export function DrawDialog({ assessment, picture, address, title, readOnly, onClose }: DrawProps) {
  const translate = useTranslate();
  const enumLabel = useEnumLabel();
  const label = (name: string) => translate(`cnc.site.${name}`);
  const [marks, setMarks] = useState(picture.marks);
  const [kind, setKind] = useState<SiteMark['kind']>('ARROW');
  const [colour, setColour] = useState<SiteMark['colour']>('RED');
  const [text, setText] = useState('');
  const [size, setSize] = useState({ width: 0, height: 0 });
  const [drawing, setDrawing] = useState(false);
  const [chosen, setChosen] = useState<number | null>(null);
  const dirty = marks !== picture.marks;
  const save = useAct((wanted: SiteMark[], key) => api.put(`/site-assessments/${assessment.id}/pictures/${picture.id}/marks`, { marks: wanted }, { key }), {
    stale: ['site-assessments'],
    done: 'cnc.state.saved',
    onDone: onClose,
  });
  const wordless = kind === 'TEXT' && text.trim() === '';
  const full = marks.length >= 100;

  const at = (event: PointerEvent): MarkPoint => {
    const box = event.currentTarget.getBoundingClientRect();
    return [kept(((event.clientX - box.left) / box.width) * EDGE), kept(((event.clientY - box.top) / box.height) * EDGE)];
  };
  const put = (points: MarkPoint[]) => {
    setMarks([...marks, { kind, colour, points, ...(kind === 'TEXT' ? { text: text.trim() } : {}) }]);
    setChosen(marks.length);
  };
  const begin = (event: PointerEvent) => {
    if (readOnly || wordless || full || event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    const point = at(event);
    put(kind === 'TEXT' ? [point] : [point, point]);
    setDrawing(kind !== 'TEXT');
  };
  const draw = (event: PointerEvent) => {
    if (!drawing) return;
    const point = at(event);
    setMarks((all) => all.map((mark, index) => {
      const [from, ...rest] = mark.points;
      if (index < all.length - 1 || !from) return mark;
      if (mark.kind !== 'FREE') return { ...mark, points: [from, point] };
      return rest.length < 199 ? { ...mark, points: [from, ...rest, point] } : mark;
    }));
  };
  const remove = (index: number) => {
    setMarks(marks.filter((_, other) => other !== index));
    setChosen(null);
  };
  const press = (event: KeyboardEvent) => {
    if (readOnly) return;
    const step = ARROWS[event.key];
    if (step && chosen !== null) setMarks(marks.map((mark, index) => (index === chosen ? moved(mark, step) : mark)));
    else if (event.key === 'Enter' && !wordless && !full) put(kind === 'TEXT' ? [[4000, 5000]] : [[4000, 5000], [6000, 5000 + (kind === 'LINE' || kind === 'ARROW' || kind === 'FREE' ? 0 : 1500)]]);
    else if ((event.key === 'Delete' || event.key === 'Backspace') && chosen !== null) remove(chosen);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const close = () => {
    if (!dirty || window.confirm(label('drawing_lost'))) onClose();
  };
  return (
    <Dialog open onClose={close} maxWidth="lg" fullWidth aria-labelledby="drawing-title">
      <DialogTitle id="drawing-title">{title}</DialogTitle>
      <DialogContent>
        {readOnly ? null : (
          <Stack direction="row" sx={{ gap: 1, mb: 1.5, flexWrap: 'wrap', alignItems: 'center' }}>
            <ToggleButtonGroup exclusive size="small" value={kind} aria-label={label('shape')} onChange={(_, value: SiteMark['kind'] | null) => { if (value) setKind(value); }} sx={{ flexWrap: 'wrap' }}>
              {KINDS.map((each) => <ToggleButton key={each} value={each}>{enumLabel('mark_kind', each)}</ToggleButton>)}
            </ToggleButtonGroup>
            <ToggleButtonGroup exclusive size="small" value={colour} aria-label={label('colour')} onChange={(_, value: SiteMark['colour'] | null) => { if (value) setColour(value); }}>
              {TINTS.map((each) => <ToggleButton key={each} value={each}>{enumLabel('mark_colour', each)}</ToggleButton>)}
            </ToggleButtonGroup>
            {kind === 'TEXT' ? <TextField size="small" autoFocus label={label('words')} value={text} onChange={(event) => setText(event.target.value)} slotProps={{ htmlInput: { maxLength: 120 } }} sx={{ flex: 1, minWidth: 180 }} /> : null}
          </Stack>
        )}
        <Box
          tabIndex={readOnly ? undefined : 0}
          role={readOnly ? undefined : 'application'}
          aria-label={readOnly ? undefined : label('draw_here')}
          onPointerDown={begin}
          onPointerMove={draw}
          onPointerUp={() => setDrawing(false)}
          onPointerCancel={() => setDrawing(false)}
          onKeyDown={press}
          sx={{ position: 'relative', width: 'fit-content', maxWidth: '100%', mx: 'auto', lineHeight: 0, touchAction: readOnly ? 'auto' : 'none', cursor: readOnly ? 'default' : 'crosshair', '&:focus-visible': { outline: 3, outlineColor: 'primary.main', outlineOffset: 2 } }}
        >
          <img src={address} alt={title} draggable={false} style={{ minWidth: 'min(100%, 420px)', maxWidth: '100%', maxHeight: '62vh', objectFit: 'contain' }} onLoad={(event) => setSize({ width: event.currentTarget.naturalWidth, height: event.currentTarget.naturalHeight })} />
          <Marks marks={marks} {...size} {...(chosen === null ? {} : { chosen })} />
        </Box>
        {readOnly ? null : <Typography color="textSecondary" sx={{ mt: 1, fontSize: '0.82rem' }}>{label('draw_hint')}</Typography>}
        {marks.length > 0 ? (
          <Stack component="ul" direction="row" sx={{ gap: 0.75, flexWrap: 'wrap', listStyle: 'none', p: 0, mt: 1, mb: 0 }}>
            {marks.map((mark, index) => {
              const words = `${index + 1}. ${mark.text ?? enumLabel('mark_kind', mark.kind)}`;
              const actions = readOnly ? {} : { onClick: () => setChosen(index), onDelete: () => remove(index) };
              return <li key={index}><Chip size="small" label={words} color={index === chosen ? 'primary' : 'default'} {...actions} /></li>;
            })}
          </Stack>
        ) : null}
      </DialogContent>
      <DialogActions>
        <Button onClick={close}>{translate(readOnly ? 'cnc.action.close' : 'cnc.action.cancel')}</Button>
        {readOnly ? null : <Button variant="contained" disabled={!dirty} loading={save.isPending} onClick={() => save.mutate(marks)}>{translate('cnc.action.save')}</Button>}
      </DialogActions>
    </Dialog>
  );
}
