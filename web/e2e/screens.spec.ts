import AxeBuilder from '@axe-core/playwright';
import { expect as plain, request, test, type Browser, type BrowserContext, type Page } from '@playwright/test';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/*
 * Every screen of the three apps, looked at on a desk and on a phone, light and dark, English and French: nothing that
 * axe objects to, no sideways scrolling on a phone, no name of a text instead of the text, no code instead of a word,
 * no uncaught error, nothing from another server, no refused request.
 */

const expect = plain.configure({ timeout: 10_000 });
const PASSWORD = 'demo pianos on a ferry';
const ZONE = 'America/Toronto';

interface Look {
  device: 'desk' | 'phone';
  mode: 'light' | 'dark';
  language: 'en' | 'fr';
}

interface Screen {
  name: string;
  path?: string;
  /** Opens what does not have an address of its own; runs after the page has settled. */
  open?: (page: Page) => Promise<void>;
  /** Codes of the machine that the screen shows on purpose. */
  codes?: boolean;
  /** Speaks the language of the offer, not the browser's. */
  offer?: boolean;
}

interface Records {
  ids: Record<string, string | undefined>;
  day: string;
  step: number;
}

const nameOf = ({ device, mode, language }: Look): string => `${device}, ${mode}, ${language}`;

/** Answers that belong to a screen: whoever is not signed in is told so once. */
const expected = (status: number, url: string): boolean => status === 401 && url.endsWith('/api/auth/refresh');

async function contextOf(browser: Browser, baseURL: string, look: Look, faults: string[]): Promise<BrowserContext> {
  const context = await browser.newContext({
    baseURL,
    viewport: look.device === 'phone' ? { width: 390, height: 844 } : { width: 1440, height: 900 },
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
    localStorage.setItem('RaStore.cnc.theme', JSON.stringify(mode));
    localStorage.setItem('RaStore.cnc.locale', JSON.stringify(language));
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
async function settled(page: Page): Promise<void> {
  await expect(page.locator('h1, [role=dialog] h2').first()).toBeVisible();
  await expect(page.locator('.MuiSkeleton-root, [role=progressbar].MuiCircularProgress-indeterminate, [role=progressbar].MuiLinearProgress-indeterminate, .RaLoading-root')).toHaveCount(0);
  await page.evaluate(() => Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => undefined))).then(() => undefined));
}

/**
 * What is wrong with what the page shows now. Menus and dialogs lie outside the landmarks, so `region` says
 * nothing; the calendar draws its cards as articles that are buttons, which no reader minds.
 */
async function complaints(page: Page, look: Look, screen: Screen): Promise<string[]> {
  const found = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice']).disableRules(['region', 'aria-allowed-role']).analyze();
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

async function lookAt(page: Page, look: Look, screens: Screen[], faults: string[], go = goTo): Promise<string[]> {
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
        say(await complaints(page, look, screen));
      } catch (error) {
        say([`did not open: ${(error as Error).message.split('\n').slice(0, 4).join(' ')}`]);
      }
      say(faults.splice(0));
    });
  }
  return told;
}

async function signIn(page: Page, path: string, email: string): Promise<void> {
  await page.goto(path);
  await page.getByLabel(/e-mail|courriel/i).first().fill(email);
  await page.getByLabel(/password|mot de passe/i).first().fill(PASSWORD);
  await page.getByRole('button', { name: /^(sign in|se connecter)$/i }).click();
  await expect(page.getByLabel(/password|mot de passe/i)).toHaveCount(0);
  await settled(page);
}

/** Today's work of the demo driver, so that board, drawer and phone have something to show. */
async function prepare(baseURL: string): Promise<Records> {
  const day = new Intl.DateTimeFormat('sv-SE', { timeZone: ZONE }).format(new Date());
  const session = async (email: string) => {
    const open = await request.newContext({ baseURL });
    const answer = (await (await open.post('/api/auth/login', { data: { email, password: PASSWORD } })).json()) as { data: { access_token: string } };
    await open.dispose();
    return request.newContext({ baseURL, extraHTTPHeaders: { Authorization: `Bearer ${answer.data.access_token}` } });
  };
  const admin = await session('avery.admin@lgm.example');
  const driver = await session('driver@lgm.example');
  const get = async <T>(path: string, by = admin): Promise<T> => ((await (await by.get(`/api${path}`)).json()) as { data: T }).data;
  const post = async <T>(path: string, data: unknown): Promise<T> => {
    const answer = await admin.post(`/api${path}`, { data, headers: { 'Idempotency-Key': crypto.randomUUID() } });
    expect(answer.ok(), `${path}: ${await answer.text()}`).toBe(true);
    return ((await answer.json()) as { data: T }).data;
  };
  const me = await get<{ user: { name: string; location_id: string } }>('/auth/me', driver);
  const location_id = me.user.location_id;
  const first = async (path: string) => (await get<{ id: string }[]>(path))?.[0]?.id;
  const customer_id = await first('/customers?limit=1');
  const place = { country: 'CA', province: 'ON' };
  const jobOf = (title: string) => post<{ id: string }>('/jobs', {
    customer_id, location_id, kind: 'MOVING', title, service_date: day, crew_wanted: 2,
    stops: [{ address: { ...place, city: 'Toronto', street: '12 Elm St' }, role: 'PICKUP' }, { address: { ...place, city: 'Ajax', street: '90 King St' }, role: 'DROPOFF' }],
  });
  const board = await get<{ crew: { id: string; name: string }[]; lanes: { equipment_id: string; journeys: unknown[] }[] }>(`/board?date=${day}&location_id=${location_id}`);
  const lane = board.lanes.find((one) => one.journeys.length === 0);
  const member = board.crew.find((one) => one.name === me.user.name);
  const planned = await jobOf('Two-bedroom move');
  await jobOf('Piano, third floor');
  const start = new Date(Math.ceil(Date.now() / 900_000) * 900_000);
  const open = await get<{ id: string }[]>(`/journeys?date=${day}&location_id=${location_id}&limit=1`);
  const journey = open[0]?.id ?? (await post<{ id: string }>('/journeys', {
    job_id: planned.id, date: day, truck_id: lane?.equipment_id, crew_member_ids: member ? [member.id] : [],
    planned_start: start.toISOString(), planned_end: new Date(start.getTime() + 4 * 3_600_000).toISOString(),
  })).id;
  const ids: Records['ids'] = { location: location_id, journey, job: planned.id, customer: customer_id, newLead: await first('/leads?status=NEW&limit=1') };
  for (const name of ['leads', 'quotes', 'equipment', 'crew-members', 'users', 'locations', 'invoices']) ids[name] = await first(`/${name}?limit=1`);
  ids.sent = await first('/quotes?status=SENT,VIEWED&limit=1');
  ids.signed = await first('/quotes?status=CONVERTED,ACCEPTED&limit=1');
  await Promise.all([admin.dispose(), driver.dispose()]);
  return { ids, day, step: 1 };
}

/** Links of the offers that the mail server took. */
function offers(): string[] {
  const folder = process.env.CNC_E2E_MAIL;
  if (!folder) return [];
  const texts = readdirSync(folder).filter((name) => name.endsWith('.json')).sort().map((name) => readFileSync(join(folder, name), 'utf8'));
  return texts.map((text) => /\/portal\/quotes\/[A-Za-z0-9_-]+/.exec(text)?.[0]).filter((link) => link !== undefined);
}

const button = (name: RegExp) => async (page: Page) => {
  await page.getByRole('main').getByRole('button', { name }).first().click();
  await expect(page.getByRole('dialog')).toBeVisible();
};

const staffScreens = ({ ids, day }: Records): Screen[] => {
  const board = `/dispatch?location=${ids.location}&date=${day}`;
  const record = (path: string, id: string | undefined): Screen[] => (id ? [{ name: path.replace(':id', 'one'), path: path.replace(':id', id) }] : []);
  return [
    { name: 'today', path: '/' },
    { name: 'palette', open: async (page) => { await page.keyboard.press('Control+k'); await page.getByRole('dialog').getByRole('combobox').or(page.getByRole('dialog').getByRole('textbox')).first().fill('L-2026'); } },
    { name: 'keyboard help', path: '/', open: async (page) => { await page.keyboard.press('?'); await expect(page.getByRole('dialog')).toBeVisible(); } },
    { name: 'account menu', path: '/account', open: async (page) => { await page.getByRole('button', { name: /account|compte/i }).click(); await expect(page.getByRole('menu')).toBeVisible(); } },
    { name: 'leads', path: '/leads' },
    { name: 'lead board', path: '/leads/board' },
    { name: 'new lead', path: '/leads/create' },
    ...record('/leads/:id/show', ids.newLead),
    { name: 'lead status', open: button(/^(status|statut)/i) },
    { name: 'lead touch', path: `/leads/${ids.newLead}/show`, open: button(/^(call|appeler)/i) },
    { name: 'customers', path: '/customers' },
    { name: 'new customer', path: '/customers/create' },
    ...record('/customers/:id/show', ids.customer),
    { name: 'quotes', path: '/quotes' },
    { name: 'quote builder', path: '/quotes/create' },
    { name: 'explained total', open: async (page) => { const total = page.getByRole('button', { name: /\$/ }).last(); await total.click(); } },
    ...record('/quotes/:id/show', ids.sent),
    { name: 'withdraw quote', open: button(/^(withdraw|retirer)/i) },
    ...record('/quotes/:id/show', ids.signed),
    { name: 'dispatch board', path: board },
    { name: 'journey drawer', path: `${board}&journey=${ids.journey}`, open: async (page) => { await expect(page.getByRole('dialog')).toBeVisible(); } },
    { name: 'assign', path: board, open: button(/^(assign…|affecter…)$/i) },
    { name: 'jobs', path: '/jobs' },
    ...record('/jobs/:id/show', ids.job),
    { name: 'fleet', path: '/equipment' },
    { name: 'new equipment', path: '/equipment/create' },
    ...record('/equipment/:id/show', ids.equipment),
    ...record('/equipment/:id', ids.equipment),
    { name: 'crew', path: '/crew-members' },
    { name: 'new crew member', path: '/crew-members/create' },
    ...record('/crew-members/:id/show', ids['crew-members']),
    ...record('/crew-members/:id', ids['crew-members']),
    ...(ids.invoices ? [{ name: 'to bill', path: '/to-bill' }, { name: 'invoices', path: '/invoices' }, ...record('/invoices/:id/show', ids.invoices), { name: 'ledger', path: '/ledger' }] : []),
    { name: 'audit', path: '/audit', codes: true },
    { name: 'history', path: `/history/quote/${ids.sent}`, codes: true },
    { name: 'chain', path: '/chain' },
    { name: 'users', path: '/users' },
    { name: 'new user', path: '/users/create' },
    ...record('/users/:id/show', ids.users),
    ...record('/users/:id', ids.users),
    { name: 'locations', path: '/locations' },
    { name: 'new location', path: '/locations/create' },
    ...record('/locations/:id/show', ids.locations),
    ...record('/locations/:id', ids.locations),
    { name: 'roles', path: '/roles', codes: true },
    { name: 'why', path: '/why', codes: true },
    { name: 'support sessions', path: '/support-sessions' },
    { name: 'company', path: '/company' },
    { name: 'account', path: '/account' },
    { name: 'nothing here', path: '/no-such-page' },
  ];
};

const OPERATOR_SCREENS: Screen[] = [
  { name: 'companies', path: '/super-admin/companies' },
  { name: 'support session', open: async (page) => { await page.getByRole('row', { name: /ASP/ }).getByRole('button').first().click(); await expect(page.getByRole('dialog')).toBeVisible(); } },
  { name: 'new company', path: '/super-admin/companies/new' },
  { name: 'access log', path: '/super-admin/log', codes: true },
  { name: 'health', path: '/super-admin/health', codes: true },
];

const crewScreens = ({ ids, step }: Records): Screen[] => [
  { name: 'crew today', path: '#/today' },
  { name: 'crew journey', path: `#/journeys/${ids.journey}` },
  { name: 'crew steps', path: `#/journeys/${ids.journey}/steps` },
  { name: 'crew step', path: `#/journeys/${ids.journey}/steps/${step}` },
  { name: 'crew photos', path: `#/journeys/${ids.journey}/media` },
  { name: 'crew outbox', path: '#/outbox' },
  { name: 'crew menu', path: '#/menu' },
];

const LOOKS: Look[] = [
  { device: 'desk', mode: 'light', language: 'en' },
  { device: 'phone', mode: 'dark', language: 'fr' },
];
const OTHERS: Look[] = [
  { device: 'phone', mode: 'light', language: 'en' },
  { device: 'desk', mode: 'dark', language: 'fr' },
];
/** Screens with drawings of their own are looked at in every look. */
const EVERYWHERE = new Set(['today', 'leads', 'lead board', 'quote builder', 'dispatch board', 'journey drawer', 'audit']);

// Two busy cores take four times as long as idle ones.
test.setTimeout(600_000);
// A trace of hundreds of looks costs more than the looks.
test.use({ trace: 'off', screenshot: 'off' });
let records: Records;

test.beforeAll(async ({ baseURL }) => {
  records = await prepare(baseURL ?? '');
});

for (const look of [...LOOKS, ...OTHERS]) {
  test(`the staff app: ${nameOf(look)}`, async ({ browser, baseURL }) => {
    const faults: string[] = [];
    const context = await contextOf(browser, baseURL ?? '', look, faults);
    const page = await context.newPage();
    await page.goto('/login');
    const told = await lookAt(page, look, [{ name: 'sign-in' }, { name: 'invitation', path: '/invitation/i_used' }], faults);
    await signIn(page, '/', 'avery.admin@lgm.example');
    const screens = staffScreens(records).filter((screen) => LOOKS.includes(look) || EVERYWHERE.has(screen.name));
    told.push(...(await lookAt(page, look, screens, faults)));
    await context.close();
    expect(told).toEqual([]);
  });
}

for (const look of LOOKS) {
  test(`the operators' portal: ${nameOf(look)}`, async ({ browser, baseURL }) => {
    const faults: string[] = [];
    const context = await contextOf(browser, baseURL ?? '', look, faults);
    const page = await context.newPage();
    await signIn(page, '/', 'root');
    const told = await lookAt(page, look, OPERATOR_SCREENS, faults);
    await context.close();
    expect(told).toEqual([]);
  });
}

for (const look of [...OTHERS, ...LOOKS]) {
  test(`the crew's app: ${nameOf(look)}`, async ({ browser, baseURL }) => {
    const faults: string[] = [];
    const context = await contextOf(browser, baseURL ?? '', look, faults);
    const page = await context.newPage();
    await page.goto('/mobile/');
    const told = await lookAt(page, look, [{ name: 'crew sign-in' }], faults);
    await signIn(page, '/mobile/', 'driver@lgm.example');
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
    await page.goto(`/mobile/#/journeys/${records.ids.journey}`);
    await expect(page.getByTestId('next-action')).toBeVisible();
    told.push(...(await lookAt(page, look, crewScreens(records), faults, (on, path) => on.evaluate((hash) => { location.hash = hash; }, path))));
    await context.close();
    expect(told).toEqual([]);
  });

  test(`the customer's pages: ${nameOf(look)}`, async ({ browser, baseURL }) => {
    const links = offers();
    const faults: string[] = [];
    const context = await contextOf(browser, baseURL ?? '', look, faults);
    const page = await context.newPage();
    const screens: Screen[] = [
      ...(links[0] ? [{ name: 'signed offer', path: links[0], offer: true }] : []),
      ...(links.at(-1) ? [{ name: 'open offer', path: links.at(-1), offer: true }] : []),
      { name: 'verify', path: '/portal/verify' },
      { name: 'nothing here', path: '/portal/nowhere' },
    ];
    const told = await lookAt(page, look, screens, faults, async (on, path) => { await on.goto(path); });
    await context.close();
    expect(told).toEqual([]);
  });
}
