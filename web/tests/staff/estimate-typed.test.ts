import { describe, expect, it } from 'vitest';
import type { Article, ItemFlag, RoomKind, Sheet } from '@shared/types';
import { addRoom, addTyped, bump, nameOf, toggleFlag, toggleStaying } from '../../src/staff/screens/estimates/sheet';
import { fitting, fittingRooms, readTyped, roomWords } from '../../src/staff/screens/estimates/typed';

const article = (code: number, name_en: string, name_fr: string, room: RoomKind, volume_cuft: string, aliases = '', flags: ItemFlag[] = []): Article =>
  ({ code, name_en, name_fr, aliases, volume_cuft, room, flags, is_active: true, is_own: false });
const catalogue = [
  article(117, 'Bicycle', 'Vélo', 'GARAGE', '10', 'bike'),
  article(151, 'Dresser, single', 'Commode simple', 'BEDROOM', '25'),
  article(152, 'Dresser, double', 'Commode double', 'BEDROOM', '40'),
  article(183, 'Vanity table', 'Coiffeuse', 'BEDROOM', '15', 'dressing'),
  article(283, 'Kitchen table', 'Table de cuisine', 'KITCHEN', '20'),
  article(131, 'Card table', 'Table à cartes', 'LIVING_ROOM', '8'),
];
const typed = (text: string) => readTyped(text) ?? expect.fail(`not understood: ${text}`);
const first = (text: string, french = false, room: RoomKind | null = null) => fitting(catalogue, typed(text), french, room)[0]?.code;

describe('a typed line', () => {
  it('has a count, words and marks', () => {
    expect(typed('2 dre')).toMatchObject({ count: 2, words: ['dre'], fragile: false, staying: 0 });
    expect(typed('dresser')).toMatchObject({ count: 1, words: ['dresser'] });
    expect(typed('3x chair x1 f')).toMatchObject({ count: 3, staying: 1, fragile: true, words: ['chair'] });
    expect(typed('4 chair x')).toMatchObject({ count: 4, staying: 4 });
    expect(typed('2 chair x9').staying).toBe(2);
  });
  it('may be a free one with cubic feet at its end', () => {
    expect(typed('2 Pottery kiln 18.5 f')).toMatchObject({ count: 2, name: 'Pottery kiln', cuft: '18.5', fragile: true });
    expect(typed('kiln 18,5').cuft).toBe('18.5');
  });
  it('is nothing when nothing is named or too many are', () => {
    for (const text of ['', '   ', '0 chair', '2000 chair']) expect(readTyped(text)).toBeNull();
    expect(typed('f').words).toEqual(['f']);
    expect(typed('152').words).toEqual(['152']);
  });
});

describe('the article meant', () => {
  it('is the one whose name begins so, by words in any order, by alias, by code', () => {
    expect(first('2 dre')).toBe(151);
    expect(first('dre dou')).toBe(152);
    expect(first('bike')).toBe(117);
    expect(first('152')).toBe(152);
    expect(first('2 152')).toBe(152);
    expect(first('zz')).toBeUndefined();
  });
  it('is the one of this room before others', () => {
    expect(first('table', false, 'LIVING_ROOM')).toBe(131);
    expect(first('table', false, 'KITCHEN')).toBe(283);
  });
  it('is found in French without accents, and in English by who reads French', () => {
    expect(first('velo', true)).toBe(117);
    expect(first('com d', true)).toBe(152);
    expect(first('dresser', true)).toBe(151);
  });
});

describe('the sheet', () => {
  const empty: Sheet = { stops: [], rooms: [], cartons: [] };
  const { sheet: bedroom, room } = addRoom(empty, 'BEDROOM');
  const add = (sheet: Sheet, text: string) => {
    const line = typed(text);
    return addTyped(sheet, room, line, fitting(catalogue, line, false, 'BEDROOM')[0])?.sheet ?? expect.fail('not added');
  };
  it('adds the same article to its line', () => {
    const twice = add(add(bedroom, '2 dre'), 'dre x');
    expect(twice.rooms[0]?.items).toHaveLength(1);
    expect(twice.rooms[0]?.items[0]).toMatchObject({ article_code: 151, going: 2, staying: 1 });
  });
  it('takes an unknown article only with its cubic feet', () => {
    expect(addTyped(bedroom, room, typed('kiln'), undefined)).toBeNull();
    expect(addTyped(bedroom, room, typed('kiln 501'), undefined)).toBeNull();
    expect(add(bedroom, 'kiln 18').rooms[0]?.items[0]).toMatchObject({ name: 'kiln', volume_cuft: '18', going: 1 });
  });
  it('counts, leaves behind and marks with one key', () => {
    const two = add(bedroom, '2 dre');
    expect(bump(two, 0, 0, 1).rooms[0]?.items[0]?.going).toBe(3);
    expect(bump(bump(two, 0, 0, -1), 0, 0, -1).rooms[0]?.items).toHaveLength(0);
    const stays = toggleStaying(two, 0, 0);
    expect(stays.rooms[0]?.items[0]).toMatchObject({ going: 0, staying: 2 });
    expect(toggleStaying(stays, 0, 0).rooms[0]?.items[0]).toMatchObject({ going: 2, staying: 0 });
    expect(toggleFlag(two, 0, 0, 'FRAGILE').rooms[0]?.items[0]?.flags).toEqual(['FRAGILE']);
  });
  it('shows names in the reader’s language unless somebody typed one', () => {
    const articles = new Map(catalogue.map((each) => [each.code, each]));
    const item = { article_code: 152, going: 1, staying: 0 };
    expect(nameOf({ ...item, name: 'Dresser, double' }, articles, true)).toBe('Commode double');
    expect(nameOf({ ...item, name: 'Grandma’s dresser' }, articles, true)).toBe('Grandma’s dresser');
  });
});

describe('rooms typed into the same field', () => {
  const name = (kind: string) => ({ KITCHEN: 'Kitchen', LIVING: 'Living room', BEDROOM: 'Bedroom' })[kind] ?? kind;
  const kinds = ['KITCHEN', 'LIVING', 'BEDROOM'] as const;

  it('a point names a room, without one an article is meant', () => {
    expect(roomWords('.kit', true)).toEqual(['kit']);
    expect(roomWords('kitchen table', true)).toBeNull();
    expect(roomWords('2 dre', true)).toBeNull();
  });

  it('before there is a room, every word names one', () => {
    expect(roomWords('kit', false)).toEqual(['kit']);
  });

  it('finds rooms by the beginnings of their words and all of them after the point alone', () => {
    expect(fittingRooms(kinds as never, ['liv', 'ro'], name)).toEqual(['LIVING']);
    expect(fittingRooms(kinds as never, ['itchen'], name)).toEqual([]);
    expect(fittingRooms(kinds as never, roomWords('.', true) ?? ['?'], name)).toEqual([...kinds]);
  });
});
