import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { PDF_SHA256, startMock } from '../mock/crew-portal/server.mjs';

// Runs the built portal (npm run build:portal) against the stand-in server under the real content policy.
type Mock = Awaited<ReturnType<typeof startMock>>;
let mock: Mock;
const faults: string[] = [];

test.beforeEach(async ({ page }) => {
  faults.length = 0;
  mock = await startMock(0);
  page.on('pageerror', (fault) => faults.push(fault.message));
  page.on('console', (message) => {
    if (/Content Security Policy|TrustedScript|TrustedHTML/.test(message.text())) faults.push(message.text());
  });
  page.on('request', (request) => {
    if (!request.url().startsWith(mock.url) && !/^(blob|data):/.test(request.url())) faults.push(`left the origin: ${request.url()}`);
  });
});
test.afterEach(async () => {
  await mock.close();
  expect(faults).toEqual([]);
});

async function isAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice']).analyze();
  expect(violations.map((each) => `${each.id}: ${each.nodes[0]?.html}`)).toEqual([]);
}

async function draw(page: Page): Promise<void> {
  const canvas = page.locator('canvas');
  await canvas.scrollIntoViewIfNeeded();
  const box = (await canvas.boundingBox())!;
  await page.mouse.move(box.x + 30, box.y + 60);
  await page.mouse.down();
  for (let point = 0; point < 30; point += 1) {
    await page.mouse.move(box.x + 30 + point * 6, box.y + 60 + 30 * Math.sin(point / 3));
    await page.waitForTimeout(15);
  }
  await page.mouse.up();
}

const LOOKS = [
  { name: 'phone, light, English', width: 390, height: 844, colorScheme: 'light', language: 'en' },
  { name: 'desktop, dark, French', width: 1280, height: 800, colorScheme: 'dark', language: 'fr' },
] as const;

for (const look of LOOKS) {
  test.describe(look.name, () => {
    test.use({ viewport: { width: look.width, height: look.height }, colorScheme: look.colorScheme });
    const french = look.language === 'fr';

    test('quo_45 options, total, drawn signature, confirmation', async ({ page }) => {
      await page.goto(`${mock.url}/portal/quotes/${look.language}-demo`);
      await expect(page.locator('html')).toHaveAttribute('lang', look.language);
      await expect(page.getByText(french ? /1\s524,57\s\$/ : '$1,524.57').first()).toBeVisible();
      await isAccessible(page);
      await page.getByRole('checkbox').first().click();
      await expect(page.getByText(french ? /1\s789,00\s\$/ : '$1,789.00').first()).toBeVisible();
      await page.locator('button:visible', { hasText: french ? 'Accepter et signer' : 'Accept and sign' }).first().click();
      const form = page.locator('form');
      await expect(form.getByRole('checkbox')).not.toBeChecked();
      await draw(page);
      await form.getByRole('checkbox').click();
      await isAccessible(page);
      await form.locator('button[type=submit]').click();
      await expect(page.getByRole('heading', { level: 1 })).toContainText(french ? 'Merci' : 'Thank you');
      await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
      await expect(page.getByRole('link', { name: french ? 'Document signé' : 'Signed document' })).toBeVisible();
      await isAccessible(page);
      expect(mock.state.accepts).toHaveLength(1);
      expect(mock.state.accepts[0]!.body).toMatchObject({ selected: ['itm_kit'], method: 'DRAWN', consent: true, total_shown: { amount: '1789.00', currency: 'CAD' } });
      expect(mock.state.accepts[0]!.body.signature_svg).toContain('<path');
      expect(mock.state.accepts[0]!.key).toBeTruthy();
    });

    test('closed, withdrawn and unknown links', async ({ page }) => {
      for (const [token, words] of [['expired', french ? 'expiré' : 'expired'], ['withdrawn', french ? 'retirée' : 'withdrawn'], ['declined', french ? 'refusée' : 'declined']] as const) {
        await page.goto(`${mock.url}/portal/quotes/${look.language}-${token}`);
        await expect(page.getByRole('heading', { level: 1 })).toContainText(words);
        await isAccessible(page);
      }
      await page.goto(`${mock.url}/portal/quotes/nonsense`);
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('There is nothing to show here');
      await page.goto(`${mock.url}/portal/anything/else`);
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('There is nothing to show here');
      await isAccessible(page);
    });
  });
}

test('quo_47 only the fingerprint of a checked file leaves the browser', async ({ page }) => {
  const sent: string[] = [];
  page.on('request', (request) => { if (request.method() === 'POST') sent.push(request.postData() ?? ''); });
  await page.goto(`${mock.url}/portal/verify`);
  const genuine = Buffer.from(await (await page.request.get(`${mock.url}/api/portal/quotes/en-demo/pdf`)).body());
  await page.locator('input[type=file]').setInputFiles({ name: 'signed.pdf', mimeType: 'application/pdf', buffer: genuine });
  await expect(page.getByText('Genuine', { exact: true })).toBeVisible();
  await page.locator('input[type=file]').setInputFiles({ name: 'signed.pdf', mimeType: 'application/pdf', buffer: Buffer.concat([genuine, Buffer.from(' ')]) });
  await expect(page.getByText('Not recognised')).toBeVisible();
  await isAccessible(page);
  expect(sent).toHaveLength(2);
  expect(sent[0]).toBe(JSON.stringify({ sha256: PDF_SHA256 }));
});
