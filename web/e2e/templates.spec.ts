import { test } from '@playwright/test';
import { letterTo } from './parts/mailbox';
import { fetchData, send, signedInMachine } from './parts/machine';
import { atDesk, expect, expectAccessible, faults, menu } from './parts/people';

/* A company's own words: written, looked at, published, and on the next message (MSG-5 to MSG-7). */

const MARK = Date.now().toString(36);
const EMAIL = `new.colleague.${MARK}@lgm.example`;

test.afterEach(() => {
  expect(faults.splice(0)).toEqual([]);
});

test('an administrator writes own words, sees them by day and by night, and the next invitation speaks with them', async ({ browser, baseURL }) => {
  test.setTimeout(180_000);
  const page = await atDesk({ browser, baseURL, zone: 'America/Toronto' }, 'avery.admin@lgm.example');
  await menu(page, 'Message templates').click();
  await expect(page.getByRole('heading', { level: 1, name: 'Message templates' })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Invitation of a colleague' }).click();
  const preview = page.locator('section').filter({ has: page.getByRole('heading', { name: 'Preview' }) });
  await expect(preview.getByRole('document')).toContainText('Choose your password within 7 days');

  // What the message does not know is said at once, and not published.
  await page.getByRole('textbox', { name: /^Text/ }).fill('Welcome {{ nobody }}');
  await expect(page.getByText('There is no “nobody” in this message.')).toBeVisible();
  await page.getByRole('textbox', { name: /^Subject/ }).fill(`Come in ${MARK}, {{ name }}`);
  await page.getByRole('textbox', { name: /^Text/ }).fill(`Welcome to the team ${MARK}:\n\n`);
  await page.getByRole('group', { name: 'Insert' }).getByRole('button', { name: 'Link *' }).click();
  await expect(preview.getByRole('document')).toContainText(`Welcome to the team ${MARK}`);
  await expect(preview.getByRole('document')).toContainText('https://');
  await preview.getByRole('button', { name: 'Dark' }).click();
  await preview.getByRole('button', { name: 'Phone' }).click();
  await expectAccessible(page);
  await page.getByRole('textbox', { name: /^Subject/ }).press('Control+Enter');
  await expect(page.getByText('Draft saved')).toBeVisible();
  await page.getByRole('button', { name: 'Publish' }).click();
  await expect(page.getByText('Words of the company')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('group', { name: 'Language' }).getByRole('button', { name: 'Français' }).click();
  await expect(preview.getByRole('document')).toContainText('Choisissez votre mot de passe');

  const admin = await signedInMachine(baseURL, 'avery.admin@lgm.example');
  const locations = await fetchData<{ id: string }[]>(admin, '/api/locations');
  await send(admin, '/api/users', { name: 'Noa Birch', email: EMAIL, role_code: 'DISPATCHER', location_id: locations[0]?.id });
  const letter = await letterTo(EMAIL);
  expect(letter.subject).toBe(`Come in ${MARK}, Noa Birch`);
  expect(letter.text).toMatch(new RegExp(`Welcome to the team ${MARK}:\\s+http`));
  expect(letter.html).toContain('<a href="http');

  // A test goes to oneself.
  await page.getByRole('button', { name: 'Send to myself' }).click();
  await expect(page.getByText('A test is on its way to avery.admin@lgm.example')).toBeVisible();
  await letterTo('avery.admin@lgm.example', (each) => each.subject.startsWith('Votre accès'));
  await page.getByRole('group', { name: 'Language' }).getByRole('button', { name: 'English' }).click();
  await page.getByRole('button', { name: 'Take out of use' }).click();
  await expect(page.getByText('As shipped').first()).toBeVisible();
  await page.context().close();
  await admin.dispose();
});
