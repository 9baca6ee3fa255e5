import { expect as plain, test, type Browser, type Page } from '@playwright/test';

/* What one dispatcher does, the other one sees without touching anything; all of it also without a mouse. */

const expect = plain.configure({ timeout: 20_000 });
const PASSWORD = 'demo pianos on a ferry';
const ZONE = 'America/Toronto';

test.use({ trace: 'off' });
test.setTimeout(180_000);

async function atDesk(browser: Browser, baseURL: string | undefined, email: string, company?: string): Promise<Page> {
  const context = await browser.newContext({ baseURL: baseURL ?? '', viewport: { width: 1440, height: 900 }, locale: 'en-CA', timezoneId: ZONE, reducedMotion: 'reduce' });
  context.setDefaultTimeout(20_000);
  const page = await context.newPage();
  await page.goto('/');
  await page.getByLabel(/^E-mail/).fill(email);
  await page.getByLabel(/^Password/).fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  if (company) await page.getByRole('button', { name: company }).click();
  await expect(page.getByRole('navigation').first()).toBeVisible();
  return page;
}

/** A job of the dispatcher's own location that waits for a truck today. */
async function waitingJob(page: Page, title: string): Promise<string> {
  const day = new Intl.DateTimeFormat('sv-SE', { timeZone: ZONE }).format(new Date());
  const signed = await (await page.request.post('/api/auth/login', { data: { email: 'avery.admin@lgm.example', password: PASSWORD } })).json() as { data: { access_token: string } };
  const headers = { Authorization: `Bearer ${signed.data.access_token}` };
  const data = async <T>(path: string): Promise<T> => ((await (await page.request.get(path, { headers })).json()) as { data: T }).data;
  const known = await data<{ location_id: string; customer_id: string }[]>('/api/jobs?limit=1&sort=number');
  const { location_id, customer_id } = known[0]!;
  const made = await page.request.post('/api/jobs', {
    headers: { ...headers, 'Idempotency-Key': crypto.randomUUID() },
    data: { customer_id, location_id, kind: 'MOVING', title, service_date: day, crew_wanted: 2, planned_minutes: 60, stops: [{ address: { country: 'CA', province: 'ON', city: 'Ajax' }, role: 'PICKUP' }] },
  });
  expect(made.ok(), await made.text()).toBe(true);
  return location_id;
}

/** Drags with the mouse as a hand does; the browser starts a drag only after the pointer has moved a little. */
async function drag(page: Page, from: { x: number; y: number }, to: { x: number; y: number }): Promise<void> {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x + 12, from.y + 6, { steps: 4 });
  await page.mouse.move(to.x, to.y, { steps: 10 });
  await page.mouse.up();
}

test('a job dragged onto a lane appears on the other dispatcher\u2019s board', async ({ browser, baseURL }) => {
  const title = `Grand piano ${Date.now().toString(36)}`;
  const one = await atDesk(browser, baseURL, 'avery.admin@lgm.example');
  const other = await atDesk(browser, baseURL, 'avery.admin@lgm.example');
  const location = await waitingJob(one, title);
  await other.goto(`/dispatch?location=${location}`);
  await expect(other.getByRole('listitem').filter({ hasText: title })).toBeVisible();
  await one.goto(`/dispatch?location=${location}`);
  const job = one.getByRole('listitem').filter({ hasText: title });
  await expect(job).toBeVisible();
  await job.scrollIntoViewIfNeeded();
  const from = await job.boundingBox();
  const lane = await one.locator('.ec-body .ec-row-head').last().boundingBox();
  const lanes = await one.locator('.ec-main').boundingBox();
  if (!from || !lane || !lanes) throw new Error('the board has no size');
  await drag(one, { x: from.x + 40, y: from.y + 18 }, { x: lanes.x + lanes.width - 120, y: Math.max(70, lane.y + lane.height / 2) });
  const dialog = one.getByRole('dialog');
  await expect(dialog.getByRole('radio', { checked: true })).toBeVisible();
  await dialog.getByRole('button', { name: 'Assign', exact: true }).click();
  await expect(dialog).toBeHidden();
  await expect(other.getByRole('listitem').filter({ hasText: title })).toHaveCount(0);

  // Without a mouse: the card opens by Enter, its crew grows by the list.
  const card = one.locator('.ec-body .ec-event').last();
  await card.focus();
  await one.keyboard.press('Enter');
  await expect(one.getByRole('dialog').getByText('Add to the crew').first()).toBeVisible();
  await Promise.all([one.context().close(), other.context().close()]);
});

test('a lead that comes in appears in the other\u2019s list', async ({ browser, baseURL }) => {
  const name = `Live${Date.now().toString(36)}`;
  const watcher = await atDesk(browser, baseURL, 'avery.admin@lgm.example');
  await watcher.goto('/leads');
  await expect(watcher.getByText(/L-\d{4}-\d{6}/).first()).toBeVisible();
  const writer = await atDesk(browser, baseURL, 'avery.admin@lgm.example');
  await writer.goto('/leads/create');
  await writer.getByRole('textbox', { name: 'First name' }).fill('Lena');
  await writer.getByRole('textbox', { name: 'Last name' }).fill(name);
  await writer.getByRole('button', { name: 'Create lead' }).click();
  await expect(writer.getByRole('heading', { level: 1, name: new RegExp(name) })).toBeVisible();
  await expect(watcher.getByText(new RegExp(name))).toBeVisible();
  await Promise.all([watcher.context().close(), writer.context().close()]);
});

test('who belongs to two companies chooses one and changes to the other', async ({ browser, baseURL, request }) => {
  const signed = (await (await request.post('/api/auth/login', { data: { email: 'anand.admin@asp.example', password: PASSWORD } })).json()) as { data: { access_token: string } };
  const headers = { Authorization: `Bearer ${signed.data.access_token}` };
  const places = (await (await request.get('/api/locations?limit=1', { headers })).json()) as { data: { id: string }[] };
  const added = await request.post('/api/users', {
    headers: { ...headers, 'Idempotency-Key': crypto.randomUUID() },
    data: { name: 'Mira Tanner', email: 'manager1@lgm.example', role_code: 'MANAGER', location_id: places.data[0]?.id },
  });
  expect([200, 201, 409, 422]).toContain(added.status());

  const page = await atDesk(browser, baseURL, 'manager1@lgm.example', 'LGM Moving');
  await expect(page.getByRole('link', { name: /^LGM Moving/ })).toBeVisible();
  await page.goto('/leads');
  const rows = page.getByRole('row').filter({ hasText: /L-\d{4}-\d{6}/ });
  const number = /L-\d{4}-\d{6}/.exec(await rows.last().innerText())?.[0] ?? '';
  await page.getByRole('textbox', { name: 'Search' }).fill(number);
  await expect(rows).toHaveCount(1);

  // A list keeps its filter while somebody looks at a record and comes back by the menu.
  await rows.first().click();
  await expect(page.getByText(number).first()).toBeVisible();
  await expect(page.getByRole('button', { name: /^Status/ })).toBeVisible();
  await page.getByRole('navigation').getByRole('link', { name: 'Leads' }).click();
  await expect(page.getByRole('textbox', { name: 'Search' })).toHaveValue(number);

  await page.getByRole('button', { name: 'Account' }).click();
  await page.getByRole('menuitem', { name: 'ASP Cranes' }).click();
  await expect(page.getByRole('link', { name: /^ASP Cranes/ })).toBeVisible();
  await page.getByRole('navigation').getByRole('link', { name: 'Leads' }).click();
  await expect(page.getByRole('columnheader', { name: 'Company' })).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Search' })).toHaveValue('');
  await page.reload();
  await expect(page.getByRole('link', { name: /^ASP Cranes/ })).toBeVisible();
  await page.context().close();
});
