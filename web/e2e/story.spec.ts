import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';

const PASSWORD = 'demo pianos on a ferry';

/** Signs in as a person would; any uncaught error or request that leaves the origin fails the test. */
async function signIn(page: Page, email: string): Promise<void> {
  await page.goto('/');
  await page.getByLabel(/e-mail|courriel/i).first().fill(email);
  await page.getByLabel(/password|mot de passe/i).first().fill(PASSWORD);
  await page.getByRole('button', { name: /sign in|se connecter/i }).click();
  // Leaving earlier would break off the sign-in itself.
  await expect(page.getByLabel(/password|mot de passe/i)).toHaveCount(0);
}

test.beforeEach(({ page, baseURL }) => {
  page.on('pageerror', (error) => {
    throw error;
  });
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(baseURL ?? '') && !url.startsWith('data:') && !url.startsWith('blob:')) throw new Error(`left the origin: ${url}`);
  });
});

test('an administrator finds the day, the leads and the trail', async ({ page }) => {
  await signIn(page, 'avery.admin@lgm.example');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.goto('/leads');
  await expect(page.getByText(/L-\d{4}-\d{6}/).first()).toBeVisible();
  // Filtered, because other stories write their lines beside this one.
  await page.goto('/audit?operation=quotes.quote.send');
  await page.getByRole('button', { name: 'quotes.quote.send' }).first().click();
  await expect(page.getByRole('cell', { name: 'Sent', exact: true }).first()).toBeVisible();
  const found = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa']).analyze();
  expect(found.violations.map((one) => `${one.id}: ${one.nodes.length}`)).toEqual([]);
});

test('a super admin sees the companies and needs a reason to look in', async ({ page }) => {
  await signIn(page, 'root');
  await expect(page.getByText('LGM Moving')).toBeVisible();
  await page.getByRole('row', { name: /ASP Cranes/ }).getByRole('button').first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: /start session/i }).click();
  await expect(dialog).toContainText(/20/);
  await expect(dialog).toBeVisible();
});
