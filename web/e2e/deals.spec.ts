import { expect as plain, test, type Browser, type Page } from '@playwright/test';

/* The board of deals: moved by a key, seen by the colleague at once, taken back; all of it without a mouse. */

const expect = plain.configure({ timeout: 20_000 });
const PASSWORD = 'demo pianos on a ferry';

test.setTimeout(120_000);

async function atBoard(browser: Browser, baseURL: string | undefined): Promise<Page> {
  const context = await browser.newContext({ baseURL: baseURL ?? '', viewport: { width: 1440, height: 900 }, locale: 'en-CA', reducedMotion: 'reduce' });
  const page = await context.newPage();
  page.on('pageerror', (error) => { throw error; });
  await page.goto('/');
  await page.getByLabel(/^E-mail/).fill('avery.admin@lgm.example');
  await page.getByLabel(/^Password/).fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByRole('navigation').first()).toBeVisible();
  await page.goto('/deals/board');
  await expect(page.getByRole('region', { name: 'Qualification' })).toBeVisible();
  return page;
}

test('sal_20_a_card_moves_by_a_key_others_see_it_and_undo_brings_it_back', async ({ browser, baseURL }) => {
  const one = await atBoard(browser, baseURL);
  const other = await atBoard(browser, baseURL);
  const card = (page: Page, column: string) => page.getByRole('region', { name: column }).getByRole('link', { name: 'School, summer holidays' });
  await expect(card(one, 'Qualification')).toBeVisible();
  await card(one, 'Qualification').focus();
  await one.keyboard.press('3');
  await expect(card(one, 'Negotiation')).toBeVisible();
  await expect(card(other, 'Negotiation')).toBeVisible();
  await one.keyboard.press('z');
  await expect(card(one, 'Qualification')).toBeVisible();
  await expect(card(other, 'Qualification')).toBeVisible();
});

test('sal_20_losing_asks_why_and_the_deal_shows_its_way', async ({ browser, baseURL }) => {
  const page = await atBoard(browser, baseURL);
  const card = page.getByRole('region', { name: 'Proposal' }).getByRole('link', { name: 'Library with archive' });
  await card.focus();
  await page.keyboard.press('5');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog.getByText('This is needed')).toBeVisible();
  await dialog.getByLabel(/^Reason/).fill('Stays where it is.');
  await dialog.getByRole('button', { name: 'Save' }).click();
  const lost = page.getByRole('region', { name: 'Lost' }).getByRole('link', { name: 'Library with archive' });
  await lost.click();
  await expect(page.getByText('Stays where it is.')).toBeVisible();
  await expect(page.getByText('Proposal → Lost')).toBeVisible();
  await page.getByRole('button', { name: /^Proposal/ }).click();
  await expect(page.getByText('Lost → Proposal')).toBeVisible();
});
