import { test, type Page } from '@playwright/test';
import { contextOf, expect, lookAt, nameOf, signIn, type Look, type Screen } from './looks/look';
import { offers, prepare, type Records } from './looks/records';
import { craneScreens, crewScreens, MAIN, OPERATOR_SCREENS, staffScreens } from './looks/screens';

/*
 * Every screen of the three apps, looked at on a desk and on a phone, light and dark, English and French: nothing that
 * axe objects to, no sideways scrolling on a phone, no name of a text instead of the text, no code instead of a word,
 * no uncaught error, nothing from another server, no refused request. CNC_SCREENS=all looks at every screen in every
 * look; without it the main ones are looked at in two. CNC_SCREENS_ONLY names the screens instead, with commas between
 * them, and looks at them in every look. CNC_SCREENS_DIR takes a picture of each.
 */

const LOOKS: Look[] = [
  { device: 'desk', mode: 'light', language: 'en' },
  { device: 'phone', mode: 'dark', language: 'fr' },
];
const OTHERS: Look[] = [
  { device: 'phone', mode: 'light', language: 'en' },
  { device: 'desk', mode: 'dark', language: 'fr' },
];
const named = process.env.CNC_SCREENS_ONLY?.split(',');
const everything = process.env.CNC_SCREENS === 'all' || named !== undefined;
const looks = everything ? [...LOOKS, ...OTHERS] : LOOKS;
const chosen = (screens: Screen[]): Screen[] => (named ? screens.filter((screen) => named.includes(screen.name)) : everything ? screens : screens.filter((screen) => MAIN.has(screen.name)));

// Two busy cores take four times as long as idle ones.
test.setTimeout(900_000);
// A trace of hundreds of looks costs more than the looks.
test.use({ trace: 'off', screenshot: 'off' });
let records: Records;

test.beforeAll(async ({ baseURL }) => {
  records = await prepare(baseURL ?? '');
});

/** Begins to sign; where goods are to be protected that is chosen first. */
async function signing(page: Page): Promise<void> {
  const accept = page.getByRole('button', { name: /^(accept|accepter)/i }).filter({ visible: true }).first();
  await accept.click();
  const signature = page.getByTestId('signature');
  const cover = page.getByRole('radio').first();
  await expect(signature.or(cover).first()).toBeVisible();
  if (!(await signature.isVisible())) {
    await cover.check();
    await accept.click();
  }
  await signature.scrollIntoViewIfNeeded();
}

for (const look of looks) {
  test(`the staff app: ${nameOf(look)}`, async ({ browser, baseURL }) => {
    const faults: string[] = [];
    const context = await contextOf(browser, baseURL ?? '', look, faults);
    const page = await context.newPage();
    await page.goto('/login');
    const told = await lookAt(page, look, chosen([{ name: 'sign-in' }, { name: 'invitation', path: '/invitation/i_used' }]), faults);
    await signIn(page, '/', 'avery.admin@lgm.example');
    told.push(...(await lookAt(page, look, chosen(staffScreens(records)), faults)));
    await context.close();
    expect(told).toEqual([]);
  });

  test(`the operators' portal: ${nameOf(look)}`, async ({ browser, baseURL }) => {
    const faults: string[] = [];
    const context = await contextOf(browser, baseURL ?? '', look, faults);
    const page = await context.newPage();
    await signIn(page, '/', 'root');
    const told = await lookAt(page, look, chosen(OPERATOR_SCREENS), faults);
    await context.close();
    expect(told).toEqual([]);
  });

  test(`the crew's app: ${nameOf(look)}`, async ({ browser, baseURL }) => {
    const faults: string[] = [];
    const context = await contextOf(browser, baseURL ?? '', look, faults);
    const page = await context.newPage();
    await page.goto('/mobile/');
    const told = await lookAt(page, look, [{ name: 'crew sign-in' }], faults);
    await signIn(page, '/mobile/', 'driver@lgm.example');
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
    await page.goto(`/mobile/#/journeys/${records.underWay}`);
    await expect(page.getByTestId('next-action')).toBeVisible();
    told.push(...(await lookAt(page, look, chosen(crewScreens(records)), faults, (on, path) => on.evaluate((hash) => { location.hash = hash; }, path))));
    await context.close();
    expect(told).toEqual([]);
  });

  test(`the customer's pages: ${nameOf(look)}`, async ({ browser, baseURL }) => {
    const links = await offers(baseURL ?? '');
    expect(links.open, 'CNC_E2E_MAIL names the folder of received mail; start by scripts/e2e.sh').toBeTruthy();
    const faults: string[] = [];
    const context = await contextOf(browser, baseURL ?? '', look, faults);
    const page = await context.newPage();
    const screens: Screen[] = [
      { name: 'open offer', path: links.open, offer: true },
      { name: 'signing', offer: true, open: signing },
      ...(links.signed ? [{ name: 'signed offer', path: links.signed, offer: true }] : []),
      { name: 'verify', path: '/portal/verify' },
      { name: 'nothing here', path: '/portal/nowhere' },
    ];
    const told = await lookAt(page, look, chosen(screens), faults, async (on, path) => { await on.goto(path); });
    await context.close();
    expect(told).toEqual([]);
  });
}

for (const look of everything ? looks : []) {
  test(`the staff app of a crane company: ${nameOf(look)}`, async ({ browser, baseURL }) => {
    const faults: string[] = [];
    const context = await contextOf(browser, baseURL ?? '', look, faults);
    const page = await context.newPage();
    await signIn(page, '/', 'sales@asp.example');
    const told = await lookAt(page, look, chosen(craneScreens(records)), faults);
    await context.close();
    expect(told).toEqual([]);
  });
}
