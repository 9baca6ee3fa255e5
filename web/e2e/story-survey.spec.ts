import { test, type Page } from '@playwright/test';
import { letterTo, portalLink } from './parts/mailbox';
import { atDesk, browserOf, expect, expectAccessible, faults, type Place } from './parts/people';

/* How a customer counts the own things on a phone: the link, rooms, pictures through a broken network, the review. */

const ZONE = 'America/Toronto';
const MARK = Date.now().toString(36);
const NAME = `Maud Sandpiper-${MARK}`;
const EMAIL = `maud.${MARK}@mail.example`;
const PIXEL = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');
// Four parts each, of which a viewer reads the first bytes only; the rooms' pictures are not the same.
const shot = (room: number): Buffer => Buffer.concat([PIXEL, Buffer.alloc(900_000, room)]);

test.describe.configure({ mode: 'serial' });
test.setTimeout(300_000);

let place: Place;
let sales: Page;
let estimate: string;
let link: string;

test.beforeAll(({ browser, baseURL }) => {
  place = { browser, baseURL, zone: ZONE };
});
test.afterEach(() => {
  expect(faults.splice(0)).toEqual([]);
});

const room = (page: Page, name: string) => page.locator('section', { has: page.getByRole('heading', { name, exact: true }) });

test('sales begins an estimate and sends the link by e-mail', async () => {
  sales = await atDesk(place, 'manager1@lgm.example');
  await sales.goto('/leads/create');
  await sales.getByLabel('First name').fill('Maud');
  await sales.getByLabel('Last name').fill(`Sandpiper-${MARK}`);
  await sales.getByLabel('E-mail').fill(EMAIL);
  await sales.getByRole('button', { name: 'Create lead' }).click();
  await expect(sales.getByRole('heading', { level: 1, name: NAME })).toBeVisible();
  await sales.getByRole('main').getByRole('button', { name: /^Estimate/ }).click();
  await expect(sales.getByRole('heading', { name: 'Self-survey' })).toBeVisible();
  estimate = sales.url();
  await sales.getByRole('button', { name: 'Send the link' }).click();
  await expectAccessible(sales);
  await sales.getByRole('dialog').getByRole('button', { name: 'Send the link' }).click();
  await expect(sales.getByText(`Sent to ${EMAIL}`)).toBeVisible();
  link = portalLink(await letterTo(EMAIL));
  expect(link).toContain('/portal/surveys/');
});

test('the customer counts on a phone; a picture waits for the network and goes on by itself', async () => {
  const customer = await browserOf(place, 'phone');
  await customer.goto(link);
  await expect(customer.getByRole('heading', { level: 1, name: 'What are you moving?' })).toBeVisible();
  await expectAccessible(customer);
  const kitchen = room(customer, 'Kitchen');
  await kitchen.getByLabel('Add something').fill('fridge');
  await kitchen.getByRole('button', { name: /refrigerator/i }).first().click();
  await kitchen.getByRole('button', { name: /^One more/ }).first().click();
  await expect(kitchen.getByText('2 pieces')).toBeVisible();
  await kitchen.getByLabel('Add something').fill('Grandmother’s kiln');
  await kitchen.getByRole('button', { name: 'Add “Grandmother’s kiln” as typed' }).click();
  await expect(kitchen.getByText('3 pieces')).toBeVisible();
  await expect(customer.getByText('Kept', { exact: true })).toBeVisible();

  await kitchen.locator('input[type=file]').setInputFiles({ name: 'kitchen.png', mimeType: 'image/png', buffer: shot(1) });
  await expect(kitchen.getByText('Sent', { exact: true })).toBeVisible();
  await expectAccessible(customer);

  // The second picture loses its network on the way.
  const bedroom = room(customer, 'Bedroom');
  await bedroom.getByLabel('Add something').fill('dresser');
  await bedroom.getByRole('button', { name: /dresser/i }).first().click();
  await expect(customer.getByText('Kept', { exact: true })).toBeVisible();
  let parts = 0;
  await customer.route('**/parts/*', async (route) => {
    parts += 1;
    await (parts > 2 ? route.abort('internetdisconnected') : route.continue());
  });
  await bedroom.locator('input[type=file]').setInputFiles({ name: 'bedroom.png', mimeType: 'image/png', buffer: shot(2) });
  await expect(bedroom.getByText('Waiting for the network')).toBeVisible();
  const sent = parts;
  await customer.unroute('**/parts/*');
  const further: string[] = [];
  customer.on('request', (request) => { if (/\/parts\/\d+$/.test(request.url())) further.push(request.url()); });
  await expect(bedroom.getByText('Sent', { exact: true })).toBeVisible();
  expect(sent).toBe(3);
  expect(further.map((url) => url.slice(-1)), 'only what was missing').toEqual(['2', '3']);

  // Closed and opened again, everything is there.
  await customer.reload();
  await expect(room(customer, 'Kitchen').getByText('3 pieces')).toBeVisible();
  await expect(room(customer, 'Bedroom').getByText('Sent', { exact: true })).toBeVisible();
  await customer.getByLabel('Anything we should know?').fill('Narrow stairs.');
  await customer.getByRole('button', { name: /^Send to/ }).click();
  await expect(customer.getByRole('heading', { name: 'Thank you, we have it' })).toBeVisible();
  await expectAccessible(customer);
  await customer.context().close();
});

test('sales looks through it and takes it over into the sheet', async () => {
  await sales.goto(estimate);
  await expect(sales.getByText('Narrow stairs.')).toBeVisible();
  await expect(sales.getByRole('img', { name: 'Picture of Kitchen' })).toBeVisible();
  await expect(sales.getByText('Each room has a picture: it counts as a survey.')).toBeVisible();
  await expectAccessible(sales);
  await sales.getByRole('button', { name: 'Take over into the sheet' }).click();
  await expect(sales.getByText('Reviewed', { exact: true }).first()).toBeVisible();
  await expect(sales.getByText('Grandmother’s kiln').first()).toBeVisible();
  await sales.context().close();
});
