import type { Article, RoomKind } from '@shared/types';

/** What somebody typed into the one field of the sheet. */
export interface TypedLine {
  count: number;
  /** What is left once counts and marks are taken off, in plain small letters. */
  words: string[];
  fragile: boolean;
  /** Of the count, how many stay. */
  staying: number;
  /** Cubic feet at the end, which make a free line where no article fits. */
  cuft: string | null;
  /** The words as they were typed, for a free line's name. */
  name: string;
}

/** Small letters without accents and signs: what is typed in a hurry and what stands in the catalogue look alike. */
export const plain = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase().replaceAll(/[^a-z0-9.]+/g, ' ').trim();

const MOST_PIECES = 1_000;

/**
 * "2 dre" is two of what begins with "dre"; " f" at the end marks fragile, " x" what stays, all of it or as many as
 * follow ("3 chair x1"); a number at the end is the cubic feet of a free line ("kiln 18").
 */
export function readTyped(text: string): TypedLine | null {
  const raw = text.trim().split(/\s+/).filter(Boolean);
  const line: TypedLine = { count: 1, words: [], fragile: false, staying: 0, cuft: null, name: '' };
  if (raw.length > 1 && /^\d{1,4}x?$/i.test(raw[0] ?? '')) line.count = Number.parseInt(raw.shift() ?? '1', 10);
  let stays: number | null = null;
  while (raw.length > 1) {
    const mark = (raw.at(-1) ?? '').toLowerCase();
    const stay = /^x(\d*)$/.exec(mark);
    if (mark === 'f') line.fragile = true;
    else if (stay) stays = stay[1] ? Number(stay[1]) : Number.POSITIVE_INFINITY;
    else break;
    raw.pop();
  }
  if (raw.length > 1 && /^\d+([.,]\d{1,2})?$/.test(raw.at(-1) ?? '')) line.cuft = (raw.at(-1) ?? '').replace(',', '.');
  line.name = (line.cuft ? raw.slice(0, -1) : raw).join(' ');
  line.words = plain(raw.join(' ')).split(' ').filter(Boolean);
  line.staying = stays === null ? 0 : Math.min(stays, line.count);
  if (line.words.length === 0 || line.count < 1 || line.count > MOST_PIECES) return null;
  return line;
}

const wordsOf = (text: string): string[] => plain(text).split(' ');
const beginsSome = (typed: string, words: string[]): boolean => words.some((word) => word.startsWith(typed));

/** How well an article fits: smaller is better, null not at all. */
function rank(article: Article, words: string[], french: boolean, room: RoomKind | null): number | null {
  if (words.length === 1 && words[0] === String(article.code)) return -10;
  const name = plain(french ? article.name_fr : article.name_en);
  const own = wordsOf(name);
  const also = [...wordsOf(article.aliases), ...wordsOf(french ? article.name_en : article.name_fr)];
  if (!words.every((word) => beginsSome(word, own) || beginsSome(word, also))) return null;
  const here = room === article.room ? 0 : 1;
  if (name.startsWith(words.join(' '))) return here;
  if (words.every((word) => beginsSome(word, own))) return (own[0] ?? '').startsWith(words[0] ?? '') ? 2 + here : 4 + here;
  return 6 + here;
}

/** Articles that fit what was typed, the likeliest first: by name, in this room, in the reader's language. */
export function fitting(articles: readonly Article[], typed: TypedLine, french: boolean, room: RoomKind | null, most = 6): Article[] {
  const withoutCuft = typed.cuft === null ? typed.words : typed.words.slice(0, -1);
  const ranked = articles.filter((article) => article.is_active).flatMap((article) => {
    const best = rank(article, typed.words, french, room) ?? (typed.cuft === null ? null : rank(article, withoutCuft, french, room));
    return best === null ? [] : [{ article, best }];
  });
  ranked.sort((a, b) => a.best - b.best || a.article.code - b.article.code);
  return ranked.slice(0, most).map(({ article }) => article);
}

/** ".kit" names a room; with no room there yet the point may be left out. Null where an article is meant. */
export function roomWords(text: string, anyRoom: boolean): string[] | null {
  const given = text.trim();
  if (!given.startsWith('.') && anyRoom) return null;
  return plain(given.replaceAll('.', ' ')).split(' ').filter(Boolean);
}

/** Kinds of rooms whose name, in the reader's language, has words that begin as typed; all of them where nothing is. */
export function fittingRooms(kinds: readonly RoomKind[], words: readonly string[], nameOf: (kind: RoomKind) => string): RoomKind[] {
  return kinds.filter((kind) => words.every((word) => beginsSome(word, wordsOf(nameOf(kind)))));
}
