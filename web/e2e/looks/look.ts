import AxeBuilder from '@axe-core/playwright';
import { expect as plain, test, type Browser, type BrowserContext, type Page } from '@playwright/test';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

export const expect = plain.configure({ timeout: 10_000 });
export const PASSWORD = 'demo pianos on a ferry';
export const ZONE = 'America/Toronto';

/** Folder that takes a picture of every screen; none when not set. */
const PICTURES = process.env.CNC_SCREENS_DIR;

export interface Look {
  device: 'desk' | 'phone';
  mode: 'light' | 'dark';
  language: 'en' | 'fr';
}

export interface Screen {
  name: string;
  path?: string;
  /** Opens what does not have an address of its own; runs after the page has settled. */
  open?: (page: Page) => Promise<void>;
  /** Codes of the machine that the screen shows on purpose. */
  codes?: boolean;
  /** Speaks the language of the offer, not the browser's. */
  offer?: boolean;
}

export const nameOf = ({ device, mode, language }: Look): string => `${device}, ${mode}, ${language}`;

/** Answers that belong to a screen: whoever is not signed in is told so once. */
const expected = (status: number, url: string): boolean => status === 401 && url.endsWith('/api/auth/refresh');

export async function contextOf(browser: Browser, baseURL: string, look: Look, faults: string[]): Promise<BrowserContext> {
  const context = await browser.newContext({
    baseURL,
    viewport: look.device === 'phone' ? { width: 390, height: 844 } : PICTURES ? { width: 1280, height: 760 } : { width: 1440, height: 900 },
    hasTouch: look.device === 'phone',
    locale: look.language === 'fr' ? 'fr-CA' : 'en-CA',
    timezoneId: ZONE,
    colorScheme: look.mode,
    reducedMotion: 'reduce',
  });
  context.setDefaultTimeout(10_000);
  await context.addInitScript(({ mode, language }) => {
    // Also runs in the empty frames that axe makes, which may keep nothing.
    if (location.origin === 'null') return;
    localStorage.setItem('RaStorecnc.theme', JSON.stringify(mode));
    localStorage.setItem('RaStorecnc.locale', JSON.stringify(language));
  }, look);
  context.on('weberror', (fault) => faults.push(`error: ${fault.error().message}`));
  context.on('console', (message) => {
    if (/Content Security Policy|TrustedScript/.test(message.text())) faults.push(message.text());
  });
  context.on('request', (asked) => {
    if (!asked.url().startsWith(baseURL) && !/^(data|blob|about):/.test(asked.url())) faults.push(`left the origin: ${asked.url()}`);
  });
  context.on('response', (answer) => {
    if (answer.status() >= 400 && !expected(answer.status(), answer.url())) faults.push(`${answer.status()} ${answer.request().method()} ${answer.url()}`);
  });
  return context;
}

/** The page shows its content: a heading, nothing still loading, nothing still moving. */
export async function settled(page: Page): Promise<void> {
  await expect(page.locator('h1, [role=dialog] h2').first()).toBeVisible();
  await expect(page.locator('.MuiSkeleton-root, [role=progressbar].MuiCircularProgress-indeterminate, [role=progressbar].MuiLinearProgress-indeterminate, .RaLoading-root')).toHaveCount(0);
  await page.evaluate(() => Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => undefined))).then(() => undefined));
}

/** What is wrong with what the page shows now. */
async function complaints(page: Page, look: Look, screen: Screen): Promise<string[]> {
  const found = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice']).analyze();
  const told = found.violations.map((one) => `axe ${one.id}: ${one.nodes.slice(0, 2).map((node) => `${node.target.join(' ')} ${node.html.slice(0, 140)}`).join(' | ')}`);
  const { text, title, extra, lang } = await page.evaluate(() => ({
    text: document.body.innerText, title: document.title, extra: document.documentElement.scrollWidth - window.innerWidth, lang: document.documentElement.lang,
  }));
  if (extra > 0) told.push(`scrolls sideways by ${extra}px`);
  const key = /\b(?:cnc|enums|pricing|resources|ra)\.[a-z_-]+\b/.exec(`${title}\n${text}`);
  if (key) told.push(`untranslated: ${key[0]}`);
  const code = screen.codes ? null : /\b[A-Z]{2,}_[A-Z_]+\b|\b[a-z]{3}_0[0-9a-z]{25}\b|\[object|\bundefined\b|\bNaN\b|Invalid Date/.exec(text);
  if (code) told.push(`a machine's word: ${code[0]}`);
  if (!screen.offer && !lang.startsWith(look.language)) told.push(`the page says it is in "${lang}"`);
  return told;
}

async function picture(page: Page, look: Look, screen: Screen): Promise<void> {
  const folder = join(PICTURES ?? '', `${look.device}-${look.mode}-${look.language}`);
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${screen.name.replace(/[^\p{L}\d]+/gu, '-').replace(/^-|-$/g, '')}.png`) });
}

/** Goes to a page as a link does, without loading the app anew. */
async function goTo(page: Page, path: string): Promise<void> {
  await page.evaluate((to) => {
    document.querySelector('h1')?.setAttribute('data-before', '');
    history.pushState({}, '', to);
    dispatchEvent(new PopStateEvent('popstate'));
  }, path);
  // The former page stays until the next one is ready; the same page under another address keeps its heading.
  await page.waitForFunction(() => document.querySelector('h1[data-before]') === null, undefined, { timeout: 3_000 }).catch(() => undefined);
}

export async function lookAt(page: Page, look: Look, screens: Screen[], faults: string[], go = goTo): Promise<string[]> {
  const told: string[] = [];
  for (const screen of screens) {
    await test.step(screen.name, async () => {
      const say = (words: string[]) => told.push(...words.map((one) => `${screen.name}: ${one}`));
      try {
        if (screen.path) {
          await page.keyboard.press('Escape');
          await go(page, screen.path);
        }
        await settled(page);
        if (screen.open) {
          await screen.open(page);
          await settled(page);
        }
        if (PICTURES) await picture(page, look, screen);
        say(await complaints(page, look, screen));
      } catch (error) {
        say([`did not open: ${(error as Error).message.split('\n').slice(0, 4).join(' ')}`]);
      }
      say(faults.splice(0));
    });
  }
  return told;
}

export async function signIn(page: Page, path: string, email: string): Promise<void> {
  await page.goto(path);
  await page.getByLabel(/e-mail|courriel/i).first().fill(email);
  await page.getByLabel(/password|mot de passe/i).first().fill(PASSWORD);
  await page.getByRole('button', { name: /^(sign in|se connecter)$/i }).click();
  await expect(page.getByLabel(/password|mot de passe/i)).toHaveCount(0);
  await settled(page);
}

