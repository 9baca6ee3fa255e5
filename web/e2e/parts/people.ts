import AxeBuilder from '@axe-core/playwright';
import { expect as plain, type Browser, type BrowserContext, type Locator, type Page } from '@playwright/test';
import { expect, PASSWORD } from './ground';
import { fetchData, signedInMachine } from './machine';

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, deviceScaleFactor: 2 };

export { expect, PASSWORD };

/** What no page of a story may do: throw, break the content policy, or speak to another server. */
export const faults: string[] = [];

function watch(context: BrowserContext, baseURL: string): void {
  context.on('weberror', (fault) => faults.push(fault.error().message));
  context.on('console', (message) => {
    if (/Content Security Policy|TrustedScript/.test(message.text())) faults.push(message.text());
  });
  context.on('request', (request) => {
    const address = request.url();
    // The browser's own PDF viewer loads its parts from chrome-extension: and chrome:.
    if (!address.startsWith(baseURL) && /^(https?|wss?):/.test(address)) faults.push(`left the origin: ${address}`);
  });
}

export interface Place {
  browser: Browser;
  baseURL: string | undefined;
  zone: string;
}

/** A browser of its own for one person, in the time zone they work in. */
export async function browserOf(place: Place, device: 'desk' | 'phone'): Promise<Page> {
  const baseURL = place.baseURL ?? '';
  const size = device === 'phone' ? PHONE : { viewport: { width: 1440, height: 900 } };
  const context = await place.browser.newContext({ ...size, baseURL, timezoneId: place.zone, locale: 'en-CA', reducedMotion: 'reduce', serviceWorkers: 'allow' });
  context.setDefaultTimeout(30_000);
  watch(context, baseURL);
  return context.newPage();
}

export async function typeSignIn(page: Page, email: string, password: string): Promise<void> {
  await page.getByLabel(/^E-mail/).fill(email);
  await page.getByLabel(/^Password/).first().fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

/** Signs in at the office; waits for its end, since leaving earlier would break it off. */
export async function atDesk(place: Place, email: string): Promise<Page> {
  const page = await browserOf(place, 'desk');
  await page.goto('/');
  await typeSignIn(page, email, PASSWORD);
  await expect(page.getByLabel(/^Password/)).toHaveCount(0);
  await expect(page.getByRole('navigation').first()).toBeVisible();
  return page;
}

/** Signs in on a phone; waits until the app can work without network. */
export async function onPhone(place: Place, email: string): Promise<Page> {
  const page = await browserOf(place, 'phone');
  await page.goto('/mobile/');
  await typeSignIn(page, email, PASSWORD);
  await expect(page.getByRole('heading', { name: 'Journeys' })).toBeVisible();
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  return page;
}

/** No violation of WCAG 2 A and AA; pages may still be settling when they are first looked at. */
export async function expectAccessible(page: Page): Promise<void> {
  await expect(async () => {
    const found = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa']).analyze();
    const told = found.violations.map((one) => `${one.id}: ${one.nodes.slice(0, 3).map((node) => `${node.target.join(' ')} ${node.failureSummary ?? ''}`).join(' | ')}`);
    plain(told, page.url()).toEqual([]);
  }).toPass({ timeout: 20_000, intervals: [500, 1_000, 2_000, 4_000] });
}

/** Signs on the pad with one long stroke, as slowly as a hand does. */
export async function drawSignature(page: Page): Promise<void> {
  const pad = page.getByRole('img', { name: /Signature field/ });
  await pad.scrollIntoViewIfNeeded();
  const box = await pad.boundingBox();
  if (!box) throw new Error('the signature pad has no size');
  const start = await page.evaluate(() => performance.now());
  await page.mouse.move(box.x + box.width * 0.15, box.y + box.height * 0.6);
  await page.mouse.down();
  for (let turn = 0; turn < 60; turn += 1) {
    const along = 0.15 + 0.7 * ((turn % 30) / 30);
    await page.mouse.move(box.x + box.width * along, box.y + box.height * (0.5 + 0.25 * Math.sin(turn / 2)));
    const passed = (await page.evaluate(() => performance.now())) - start;
    if (turn > 20 && passed > 600) break;
    await page.evaluate(() => new Promise((resolve) => { requestAnimationFrame(resolve); }));
  }
  await page.mouse.up();
}

/** The day it is for the people of a place, `YYYY-MM-DD`. */
export const dayIn = (zone: string): string => new Intl.DateTimeFormat('sv-SE', { timeZone: zone }).format(new Date());

/** An entry of the main navigation. */
export const menu = (page: Page, name: string): Locator => page.getByRole('navigation', { name: 'Main navigation' }).getByRole('link', { name, exact: true });

/** What somebody is called, as they see it under their own account. */
export async function nameOf(place: Place, email: string): Promise<string> {
  const person = await signedInMachine(place.baseURL, email);
  const me = await fetchData<{ user: { name: string } }>(person, '/api/auth/me');
  await person.dispose();
  return me.user.name;
}
