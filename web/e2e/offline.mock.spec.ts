import { expect, test, type BrowserContext, type Page } from '@playwright/test';
import { startMock } from '../mock/crew-portal/server.mjs';

// Runs the built crew app (npm run build:crew) against the stand-in server, service worker on.
const JOURNEY = 'jny_00000000000000000000000001';

type Mock = Awaited<ReturnType<typeof startMock>>;
let mock: Mock;
const faults: string[] = [];

test.use({ viewport: { width: 390, height: 844 }, serviceWorkers: 'allow' });
test.beforeEach(async () => {
  faults.length = 0;
  mock = await startMock(0);
});
test.afterEach(async () => {
  await mock.close();
  expect(faults).toEqual([]);
});

function watch(page: Page): void {
  page.on('pageerror', (fault) => faults.push(fault.message));
  page.on('console', (message) => {
    if (/Content Security Policy|TrustedScript/.test(message.text())) faults.push(message.text());
  });
  page.on('request', (request) => {
    const address = request.url();
    if (!address.startsWith(mock.url) && !/^(blob|data):/.test(address)) faults.push(`left the origin: ${address}`);
  });
}

async function signInOnce(context: BrowserContext): Promise<Page> {
  const page = await context.newPage();
  watch(page);
  await page.goto(`${mock.url}/mobile/`);
  await page.getByLabel('E-mail').fill('dana@example.test');
  await page.getByLabel('Password', { exact: false }).first().fill('secret');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByText('Maya Lindqvist')).toBeVisible();
  // The shell must be on the phone before the network goes away.
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  return page;
}

const tick = (page: Page, label: string) => page.getByRole('checkbox', { name: new RegExp(label) });
const unsent = (page: Page) => page.getByTestId('unsent');

/** Two ticks and a note: three operations. */
async function workOffline(page: Page): Promise<void> {
  await page.goto(`${mock.url}/mobile/#/journeys/${JOURNEY}/steps/1`);
  await tick(page, 'Fuel level').click();
  await expect(tick(page, 'Fuel level')).toBeChecked();
  await tick(page, 'Lights and brakes').click();
  await expect(tick(page, 'Lights and brakes')).toBeChecked();
  await page.getByRole('button', { name: 'Back' }).click();
  await page.getByRole('button', { name: 'Note', exact: true }).click();
  await page.getByRole('textbox', { name: 'Note' }).fill('Elevator is out of order');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Elevator is out of order')).toBeVisible();
  await expect(unsent(page)).toHaveText('not yet sent: 3');
}

test('mob_10 works without network, survives a reload and sends three operations once and in order', async ({ context }) => {
  const page = await signInOnce(context);
  await context.setOffline(true);
  await page.reload();
  await expect(page.getByText('Maya Lindqvist')).toBeVisible();
  await workOffline(page);
  expect(mock.state.batches).toEqual([]);

  await page.reload();
  await expect(unsent(page)).toHaveText('not yet sent: 3');
  await page.goto(`${mock.url}/mobile/#/journeys/${JOURNEY}/steps/1`);
  await expect(tick(page, 'Fuel level')).toBeChecked();
  expect(mock.state.batches).toEqual([]);

  await context.setOffline(false);
  await expect(unsent(page)).toBeHidden();
  expect(mock.state.applied.map((each) => each.operation)).toEqual(['dispatch.step.tick', 'dispatch.step.tick', 'dispatch.journey.entry']);
  expect(mock.state.applied.map((each) => each.sequence)).toEqual([1, 2, 3]);
  expect(new Set(mock.state.applied.map((each) => each.client_id)).size).toBe(3);
  await expect(tick(page, 'Fuel level')).toBeChecked();
});

test('mob_9 applies once when the server commits and its answer is lost', async ({ context }) => {
  const page = await signInOnce(context);
  await context.setOffline(true);
  await workOffline(page);
  mock.state.dropAnswers = 2;
  mock.state.busy = 1;
  await context.setOffline(false);
  await expect(unsent(page)).toBeHidden({ timeout: 30_000 });
  expect(mock.state.batches.length).toBeGreaterThan(1);
  expect(mock.state.applied.map((each) => each.sequence)).toEqual([1, 2, 3]);
});

test('mob_9 two pages of one phone send each operation once', async ({ context }) => {
  const page = await signInOnce(context);
  const other = await context.newPage();
  watch(other);
  await other.goto(`${mock.url}/mobile/`);
  await page.bringToFront();
  await context.setOffline(true);
  await workOffline(page);
  mock.state.dropAnswers = 1;
  await context.setOffline(false);
  await other.reload();
  await page.bringToFront();
  await expect(unsent(page)).toBeHidden({ timeout: 30_000 });
  expect(mock.state.applied.map((each) => each.sequence)).toEqual([1, 2, 3]);
});

test('mob_2 an ended session keeps the queue; it is sent after the next sign-in', async ({ context }) => {
  const page = await signInOnce(context);
  await context.setOffline(true);
  await workOffline(page);
  mock.state.sessionOver = true;
  await context.setOffline(false);
  await expect(page.getByText('Your session has ended.')).toBeVisible();
  await page.reload();
  await expect(unsent(page)).toHaveText('not yet sent: 3');
  await page.getByRole('button', { name: 'Sign in again' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Password', { exact: false }).first().fill('secret');
  await dialog.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(unsent(page)).toBeHidden();
  expect(mock.state.applied.map((each) => each.sequence)).toEqual([1, 2, 3]);
  await expect(page.getByText('Your session has ended.')).toBeHidden();
});

test('mob_15 a photo taken without network is registered and its bytes arrive whole', async ({ context }) => {
  const page = await signInOnce(context);
  await context.setOffline(true);
  await page.goto(`${mock.url}/mobile/#/journeys/${JOURNEY}/steps/1`);
  await expect(tick(page, 'Photo of the vehicle')).toBeDisabled();
  await page.getByTestId('photo-vehicle_photo').setInputFiles('src/crew/icons/icon-512.png');
  await expect(tick(page, 'Photo of the vehicle')).toBeChecked();
  await page.reload();
  await expect(unsent(page)).toHaveText('not yet sent: 2');
  await context.setOffline(false);
  await expect(unsent(page)).toBeHidden();
  // The stand-in stores only bytes whose length and SHA-256 are those registered.
  expect(mock.state.uploads).toBe(1);
  await page.goto(`${mock.url}/mobile/#/journeys/${JOURNEY}/media`);
  await expect(page.getByText('stored', { exact: true })).toBeVisible();
});

test('dsp_4 a departure without a position fix is recorded without one; a refusal is shown with what to do', async ({ context }) => {
  await context.clearPermissions();
  const page = await signInOnce(context);
  mock.state.journeys[0]!.steps[0]!.status = 'APPROVED';
  mock.state.refuse['dispatch.journey.depart'] = 'The truck is out of service.';
  await page.reload();
  await page.getByText('Maya Lindqvist').click();
  await page.getByRole('button', { name: 'Depart' }).click();
  await page.getByRole('button', { name: 'Without position' }).click();
  await expect(page.getByText('refused: 1')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Depart' })).toBeVisible();
  await page.getByText('refused: 1').click();
  await expect(page.getByText('The truck is out of service.')).toBeVisible();
  delete mock.state.refuse['dispatch.journey.depart'];
  await page.getByRole('button', { name: 'Record again' }).click();
  await expect(page.getByText('refused: 1')).toBeHidden();
  await expect.poll(() => mock.state.applied.length).toBe(1);
  expect(mock.state.applied[0]).toMatchObject({ operation: 'dispatch.journey.depart', sequence: 2 });
  expect(mock.state.applied[0]?.input).not.toHaveProperty('position');
});
