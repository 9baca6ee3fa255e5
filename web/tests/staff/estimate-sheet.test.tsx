import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { AdminContext } from 'react-admin';
import { useState } from 'react';
import { describe, expect, it } from 'vitest';
import type { Article, Sheet } from '@shared/types';
import { i18nProvider } from '../../src/staff/i18n';
import { SheetEntry } from '../../src/staff/screens/estimates/SheetEntry';

const article = (code: number, name_en: string, name_fr: string): Article =>
  ({ code, name_en, name_fr, aliases: '', volume_cuft: '25', room: 'BEDROOM', flags: [], is_active: true, is_own: false });
const list = [article(151, 'Dresser, single', 'Commode simple'), article(156, 'Nightstand', 'Table de chevet')];
const articles = { list, byCode: new Map(list.map((each) => [each.code, each])) };

let now: Sheet;
function Desk() {
  const [sheet, setSheet] = useState<Sheet>({ stops: [], cartons: [], rooms: [{ kind: 'BEDROOM', items: [] }, { kind: 'KITCHEN', items: [] }] });
  now = sheet;
  return <AdminContext i18nProvider={i18nProvider}><SheetEntry sheet={sheet} setSheet={setSheet} articles={articles} readOnly={false} /></AdminContext>;
}

describe('the sheet by typing alone', () => {
  it('adds, counts, leaves behind, marks and changes rooms without a mouse', async () => {
    const user = userEvent.setup();
    render(<Desk />);
    const field = screen.getByRole('combobox', { name: 'Type an article' });
    await user.type(field, '2 dre{Enter}');
    expect(now.rooms[0]?.items[0]).toMatchObject({ article_code: 151, going: 2 });
    await user.type(field, '+');
    expect(now.rooms[0]?.items[0]?.going).toBe(3);
    await user.type(field, '{ArrowUp}f');
    expect(now.rooms[0]?.items[0]?.flags).toEqual(['FRAGILE']);
    await user.type(field, 'x');
    expect(now.rooms[0]?.items[0]).toMatchObject({ going: 0, staying: 3 });
    // A letter that is no command begins the next article.
    await user.type(field, 'night{Enter}');
    expect(now.rooms[0]?.items.map((item) => item.article_code)).toEqual([151, 156]);
    await user.type(field, '{ArrowRight}kiln 18{Enter}');
    expect(now.rooms[1]?.items[0]).toMatchObject({ name: 'kiln', volume_cuft: '18' });
    await user.type(field, '-');
    expect(now.rooms[1]?.items).toHaveLength(0);
    await user.type(field, '{ArrowLeft}');
    expect(within(screen.getByRole('list')).getAllByRole('listitem')).toHaveLength(2);
  });

  it('says what is missing when an article is not known', async () => {
    const user = userEvent.setup();
    render(<Desk />);
    await user.type(screen.getByRole('combobox', { name: 'Type an article' }), 'zither{Enter}');
    expect(screen.getByText(/No such article/)).toBeInTheDocument();
    expect(now.rooms[0]?.items).toHaveLength(0);
  });
});
