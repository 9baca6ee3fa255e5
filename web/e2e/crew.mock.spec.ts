import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { startMock } from '../mock/crew-portal/server.mjs';

const JOURNEY = 'jny_00000000000000000000000001';
const SMALLEST_TARGET_PX = 44;

let mock: Awaited<ReturnType<typeof startMock>>;
test.beforeEach(async () => { mock = await startMock(0); });
test.afterEach(() => mock.close());

async function isFit(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice']).analyze();
  expect(violations.map((each) => `${each.id}: ${each.nodes[0]?.html}`)).toEqual([]);
  const small = await page.locator('button:visible, a[href]:visible, label:has(input[type=checkbox]):visible').evaluateAll((targets, smallest) =>
    targets
      .map((target) => ({ words: target.textContent || target.getAttribute('aria-label'), box: target.getBoundingClientRect() }))
      .filter(({ box }) => box.height < smallest || box.width < smallest)
      .map(({ words, box }) => `${words} ${box.width}x${box.height}`), SMALLEST_TARGET_PX);
  expect(small).toEqual([]);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(overflow).toBeLessThanOrEqual(0);
}

for (const look of [
  { name: 'phone, light, English', width: 390, height: 844, colorScheme: 'light', locale: 'en-CA' },
  { name: 'phone, dark, French', width: 390, height: 844, colorScheme: 'dark', locale: 'fr-CA' },
  { name: 'tablet, light, French', width: 820, height: 1180, colorScheme: 'light', locale: 'fr-CA' },
] as const) {
  test.describe(look.name, () => {
    test.use({ viewport: { width: look.width, height: look.height }, colorScheme: look.colorScheme, locale: look.locale });

    test('every screen is accessible, in reach and without sideways scrolling', async ({ page }) => {
      const faults: string[] = [];
      page.on('pageerror', (fault) => faults.push(fault.message));
      await page.goto(`${mock.url}/mobile/`);
      await page.locator('input[type=email]').fill('dana@example.test');
      await isFit(page);
      await page.locator('input[type=password]').fill('secret');
      await page.locator('button[type=submit]').click();
      await expect(page.getByText('Maya Lindqvist')).toBeVisible();
      await isFit(page);
      for (const [address, landmark] of [
        [`#/journeys/${JOURNEY}`, '[data-testid=next-action]'], [`#/journeys/${JOURNEY}/steps`, 'ol'], [`#/journeys/${JOURNEY}/steps/1`, '[data-testid=complete-step]'],
        [`#/journeys/${JOURNEY}/media`, '[data-testid=photo]'], ['#/outbox', 'h1'], ['#/menu', '#language'],
      ] as const) {
        await page.goto(`${mock.url}/mobile/${address}`);
        await expect(page.locator(landmark).first()).toBeAttached();
        await page.waitForTimeout(300);
        await isFit(page);
      }
      expect(faults).toEqual([]);
    });
  });
}

test('the installed app has its icons, scope and start page', async ({ page }) => {
  await page.goto(`${mock.url}/mobile/`);
  const address = await page.locator('link[rel=manifest]').getAttribute('href');
  const manifest = await (await page.request.get(new URL(address!, mock.url).href)).json();
  expect(manifest).toMatchObject({ scope: '/mobile/', start_url: '/mobile/', display: 'standalone' });
  for (const icon of manifest.icons as { src: string }[]) {
    expect((await page.request.get(`${mock.url}/mobile/${icon.src}`)).headers()['content-type']).toBe('image/png');
  }
});
