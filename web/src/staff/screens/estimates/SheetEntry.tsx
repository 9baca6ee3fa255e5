import Box from '@mui/material/Box';
import MenuItem from '@mui/material/MenuItem';
import Stack from '@mui/material/Stack';
import Tab from '@mui/material/Tab';
import Tabs from '@mui/material/Tabs';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'react-admin';
import { useId, useRef, useState, type KeyboardEvent } from 'react';
import type { Article, RoomKind, Sheet } from '@shared/types';
import { ROOM_KINDS } from '@shared/types/estimates';
import { Empty, Panel } from '../../ui/page';
import { useEnumLabel } from '../../ui/StatusChip';
import { useLanguage } from '../../ui/values';
import { SheetLines } from './SheetLines';
import { acknowledge, addRoom, addTyped, bump, toggleFlag, toggleStaying } from './sheet';
import { fitting, fittingRooms, readTyped, roomWords } from './typed';

interface Props {
  sheet: Sheet;
  setSheet: (sheet: Sheet) => void;
  articles: { list: Article[]; byCode: Map<number, Article> };
  readOnly: boolean;
}

/** What Enter would take: a room to open or an article to add. */
interface Option {
  id: string;
  name: string;
  hint: string;
  room?: RoomKind;
  article?: Article;
}

/** Rooms above, one field to type in, the room's lines below; everything goes by keys. */
export function SheetEntry({ sheet, setSheet, articles, readOnly }: Props) {
  const translate = useTranslate();
  const enumLabel = useEnumLabel();
  const french = useLanguage() === 'fr';
  const [room, setRoom] = useState(0);
  const [line, setLine] = useState<number | null>(null);
  const [last, setLast] = useState<number | null>(null);
  const [text, setText] = useState('');
  const [choice, setChoice] = useState(0);
  const field = useRef<HTMLInputElement>(null);
  const listId = useId();

  const at = Math.min(room, Math.max(0, sheet.rooms.length - 1));
  const current = sheet.rooms[at];
  const named = text.trim() === '' ? null : roomWords(text, sheet.rooms.length > 0);
  const typed = named ? null : readTyped(text);
  const articlesFound = typed && current ? fitting(articles.list, typed, french, current.kind) : [];
  const rooms = named ? fittingRooms(ROOM_KINDS, named, (kind) => enumLabel('room_kind', kind)) : [];
  const found: Option[] = [
    ...rooms.map((kind): Option => ({ id: kind, room: kind, name: enumLabel('room_kind', kind), hint: translate('cnc.estimate.add_room') })),
    ...articlesFound.map((article): Option => ({
      id: String(article.code), article, name: `${typed && typed.count > 1 ? `${typed.count} × ` : ''}${french ? article.name_fr : article.name_en}`,
      hint: `${article.volume_cuft} ${translate('cnc.estimate.unit.CUFT')}`,
    })),
  ];
  const chosen = found[Math.min(choice, Math.max(0, found.length - 1))];

  const goRoom = (next: number) => {
    if (sheet.rooms.length === 0) return;
    setRoom((next + sheet.rooms.length) % sheet.rooms.length);
    setLine(null);
    setLast(null);
  };
  const open = (kind: RoomKind) => {
    const added = addRoom(sheet, kind);
    setSheet(added.sheet);
    setRoom(added.room);
    setLine(null);
    setLast(null);
    setText('');
    setChoice(0);
    field.current?.focus();
  };
  const enter = (option: Option | undefined) => {
    if (option?.room) return open(option.room);
    if (!typed || !current) return;
    const added = addTyped(sheet, at, typed, option?.article);
    if (!added) return;
    setSheet(added.sheet);
    setLast(added.line);
    setLine(null);
    setText('');
    setChoice(0);
  };
  const change = (key: string): boolean => {
    const items = current?.items ?? [];
    const onto = line ?? last;
    if (key === 'ArrowLeft' || key === 'ArrowRight') goRoom(at + (key === 'ArrowRight' ? 1 : -1));
    else if (key === 'ArrowUp') setLine(items.length === 0 ? null : line === null ? items.length - 1 : Math.max(0, line - 1));
    else if (key === 'ArrowDown') setLine(line === null || line >= items.length - 1 ? null : line + 1);
    else if (key === 'Escape') setLine(null);
    else if ((key === '+' || key === '-' || key === '=') && onto !== null) {
      const next = bump(sheet, at, onto, key === '-' ? -1 : 1);
      if ((next.rooms[at]?.items.length ?? 0) < items.length) {
        setLine(null);
        setLast(null);
      }
      setSheet(next);
    } else if (line !== null && (key === 'x' || key === 'X')) setSheet(toggleStaying(sheet, at, line));
    else if (line !== null && (key === 'f' || key === 'F')) setSheet(toggleFlag(sheet, at, line, 'FRAGILE'));
    else if (line !== null && (key === 'k' || key === 'K')) setSheet(acknowledge(sheet, at, line));
    else return false;
    return true;
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || readOnly) return;
    let done = false;
    if (text === '') done = change(event.key);
    else if (event.key === 'Enter') {
      enter(chosen);
      done = true;
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      setChoice(Math.min(Math.max(0, choice + (event.key === 'ArrowDown' ? 1 : -1)), Math.max(0, found.length - 1)));
      done = true;
    } else if (event.key === 'Escape') {
      setText('');
      done = true;
    }
    if (done) event.preventDefault();
    // A letter that is no command begins a new article.
    else if (event.key.length === 1) setLine(null);
  };
  const unknown = named ? rooms.length === 0 : typed !== null && found.length === 0 && typed.cuft === null;
  const hint = unknown ? (named ? 'cnc.estimate.no_such_room' : 'cnc.estimate.no_match') : current ? 'cnc.estimate.type_hint' : 'cnc.estimate.no_room';
  const roomName = (index: number) => {
    const each = sheet.rooms[index];
    if (!each) return '';
    const same = sheet.rooms.filter((other, before) => other.kind === each.kind && before < index).length;
    return each.name ?? `${enumLabel('room_kind', each.kind)}${same > 0 ? ` ${same + 1}` : ''}`;
  };

  return (
    <Panel
      title={translate('cnc.estimate.rooms')}
      actions={readOnly ? null : (
        <TextField select size="small" label={translate('cnc.estimate.add_room')} value="" onChange={(event) => open(event.target.value as RoomKind)} sx={{ minWidth: 170 }}>
          {ROOM_KINDS.map((kind) => <MenuItem key={kind} value={kind}>{enumLabel('room_kind', kind)}</MenuItem>)}
        </TextField>
      )}
    >
      {sheet.rooms.length === 0 ? (readOnly ? <Empty title={translate('cnc.estimate.empty_room')} /> : null) : (
        <Tabs value={at} onChange={(_event, next: number) => goRoom(next)} variant="scrollable" scrollButtons="auto" aria-label={translate('cnc.estimate.rooms')} sx={{ mb: 1.5 }}>
          {sheet.rooms.map((each, index) => <Tab key={index} label={`${roomName(index)} · ${each.items.reduce((sum, item) => sum + item.going, 0)}`} />)}
        </Tabs>
      )}
      {readOnly ? null : (
        <Box sx={{ position: 'relative', mb: 1.5 }}>
          <TextField
            fullWidth autoFocus label={translate(current ? 'cnc.estimate.type_here' : 'cnc.estimate.type_room')} value={text} inputRef={field} autoComplete="off" onKeyDown={onKey}
            onChange={(event) => { setText(event.target.value); setChoice(0); }}
            helperText={translate(hint)}
            slotProps={{ htmlInput: { role: 'combobox', 'aria-expanded': found.length > 0, 'aria-controls': listId, 'aria-autocomplete': 'list', 'aria-activedescendant': chosen ? `${listId}-${chosen.id}` : undefined, enterKeyHint: 'enter' } }}
          />
          <Box id={listId} role="listbox" aria-label={translate('cnc.estimate.type_here')} sx={{ display: found.length ? 'block' : 'none', border: 1, borderColor: 'divider', borderRadius: 1, mt: 0.5, overflow: 'hidden' }}>
            {found.map((option) => (
              <Stack
                key={option.id} id={`${listId}-${option.id}`} role="option" aria-selected={option === chosen} direction="row" onClick={() => { enter(option); field.current?.focus(); }}
                sx={{ px: 1.5, py: 0.9, minHeight: 40, justifyContent: 'space-between', gap: 2, cursor: 'pointer', bgcolor: option === chosen ? 'action.selected' : undefined, '&:hover': { bgcolor: 'action.hover' } }}
              >
                <span>{option.name}</span>
                <Typography component="span" color="textSecondary" sx={{ whiteSpace: 'nowrap' }}>{option.hint}</Typography>
              </Stack>
            ))}
          </Box>
        </Box>
      )}
      {current ? <SheetLines sheet={sheet} setSheet={setSheet} room={at} line={line} onLine={setLine} articles={articles.byCode} readOnly={readOnly} onGone={() => goRoom(0)} /> : null}
      {readOnly ? null : <Typography color="textSecondary" sx={{ fontSize: '0.78rem', mt: 1.5, display: { xs: 'none', md: 'block' } }}>{translate('cnc.estimate.keys_hint')}</Typography>}
    </Panel>
  );
}
