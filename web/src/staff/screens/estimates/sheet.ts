import type { Article, ItemFlag, RoomKind, Sheet, SheetItem, SheetRoom } from '@shared/types';
import type { TypedLine } from './typed';

const withRooms = (sheet: Sheet, rooms: SheetRoom[]): Sheet => ({ ...sheet, rooms });
const withItems = (sheet: Sheet, room: number, change: (items: SheetItem[]) => SheetItem[]): Sheet =>
  withRooms(sheet, sheet.rooms.map((each, at) => (at === room ? { ...each, items: change(each.items) } : each)));

/** The room of this kind that an article usually stands in, or a new one. */
export function addRoom(sheet: Sheet, kind: RoomKind): { sheet: Sheet; room: number } {
  return { sheet: withRooms(sheet, [...sheet.rooms, { kind, items: [] }]), room: sheet.rooms.length };
}

export const removeRoom = (sheet: Sheet, room: number): Sheet => withRooms(sheet, sheet.rooms.filter((_, at) => at !== room));

/** Adds what was typed; the same article again adds to its line. Answers the line's place. */
export function addTyped(sheet: Sheet, room: number, typed: TypedLine, article: Article | undefined): { sheet: Sheet; line: number } | null {
  const items = sheet.rooms[room]?.items;
  if (!items) return null;
  const going = typed.count - typed.staying;
  const flags = (base: readonly ItemFlag[]): ItemFlag[] => (typed.fragile && !base.includes('FRAGILE') ? [...base, 'FRAGILE'] : [...base]);
  if (!article) {
    if (typed.cuft === null || Number(typed.cuft) > 500) return null;
    const free: SheetItem = { name: typed.name, volume_cuft: typed.cuft, going, staying: typed.staying, flags: flags([]) };
    return { sheet: withItems(sheet, room, (all) => [...all, free]), line: items.length };
  }
  const at = items.findIndex((item) => item.article_code === article.code && !item.from_stop && !item.to_stop);
  if (at < 0) {
    const line: SheetItem = { article_code: article.code, name: null, volume_cuft: article.volume_cuft, weight_lb: article.weight_lb, going, staying: typed.staying, flags: flags(article.flags) };
    return { sheet: withItems(sheet, room, (all) => [...all, line]), line: items.length };
  }
  const more = (item: SheetItem): SheetItem => ({ ...item, going: item.going + going, staying: item.staying + typed.staying, flags: flags(item.flags ?? article.flags) });
  return { sheet: withItems(sheet, room, (all) => all.map((item, n) => (n === at ? more(item) : item))), line: at };
}

/** One more or one fewer; a line with no pieces left is struck. */
export function bump(sheet: Sheet, room: number, line: number, by: number): Sheet {
  return withItems(sheet, room, (items) => items.flatMap((item, at) => {
    if (at !== line) return [item];
    // What goes is counted down first, then what stays.
    const going = Math.min(1_000, item.going + by);
    const next = going >= 0 ? { ...item, going } : { ...item, going: 0, staying: Math.max(0, item.staying + by) };
    return next.going + next.staying === 0 ? [] : [next];
  }));
}

/** All of it stays, or all of it goes again. */
export function toggleStaying(sheet: Sheet, room: number, line: number): Sheet {
  return withItems(sheet, room, (items) => items.map((item, at) => {
    if (at !== line) return item;
    const all = item.going + item.staying;
    return item.going > 0 ? { ...item, going: 0, staying: all } : { ...item, going: all, staying: 0 };
  }));
}

export function toggleFlag(sheet: Sheet, room: number, line: number, flag: ItemFlag): Sheet {
  return withItems(sheet, room, (items) => items.map((item, at) => {
    if (at !== line) return item;
    const flags = item.flags ?? [];
    return { ...item, flags: flags.includes(flag) ? flags.filter((each) => each !== flag) : [...flags, flag] };
  }));
}

export const acknowledge = (sheet: Sheet, room: number, line: number): Sheet =>
  withItems(sheet, room, (items) => items.map((item, at) => (at === line ? { ...item, acknowledged: !item.acknowledged } : item)));

export const strike = (sheet: Sheet, room: number, line: number): Sheet => withItems(sheet, room, (items) => items.filter((_, at) => at !== line));

/** A line's name in the reader's language; one that was typed stays as it is. */
export function nameOf(item: SheetItem, articles: ReadonlyMap<number, Article>, french: boolean): string {
  const article = item.article_code ? articles.get(item.article_code) : undefined;
  const shipped = article && (!item.name || item.name === article.name_en || item.name === article.name_fr);
  return shipped ? (french ? article.name_fr : article.name_en) : (item.name ?? String(item.article_code ?? ''));
}

/** Hours as people say them: 465 minutes are 7.75. */
export const hours = (minutes: number): number => minutes / 60;
