import { test, type Page } from '@playwright/test';
import { acceptByDrawing } from './parts/customer';
import { typist, type Typist } from './parts/keyboard';
import { letterTo, portalLink } from './parts/mailbox';
import { atDesk, browserOf, dayIn, expect, expectAccessible, faults, type Place } from './parts/people';

/* A customer is on the phone: lead, cube sheet, quote and its sending by the keyboard alone, then the signature. */

const ZONE = 'America/Toronto';
const MARK = Date.now().toString(36);
const NAME = `Ruta Vance-${MARK}`;
const EMAIL = `ruta.${MARK}@customers.example`;

test.describe.configure({ mode: 'serial' });
test.setTimeout(300_000);

let place: Place;
let rep: Page;
let hands: Typist;
let begun: number;

test.beforeAll(({ browser, baseURL }) => {
  place = { browser, baseURL, zone: ZONE };
});
test.afterEach(() => {
  expect(faults.splice(0)).toEqual([]);
});

test('the call becomes a lead while the customer talks', async () => {
  rep = await atDesk(place, 'manager7@lgm.example');
  await expect(rep.getByRole('heading', { level: 1, name: 'Today' })).toBeVisible();
  hands = await typist(rep);
  begun = Date.now();
  await hands.press('g', 'l');
  await expect(rep.getByText(/L-\d{4}-\d{6}/).first()).toBeVisible();
  await hands.press('n');
  await expect(rep.getByLabel('First name')).toBeFocused();
  await hands.type('Ruta');
  await hands.tabTo('last_name');
  await hands.type(`Vance-${MARK}`);
  await hands.tabTo('phone');
  await hands.type(`41655${String(Date.now()).slice(-5)}`);
  await hands.tabTo('email');
  await hands.type(EMAIL);
  await hands.tabTo('service_type');
  await hands.press('Enter', 'l', 'Enter');
  await expect(rep.getByRole('combobox', { name: 'Service' })).toHaveText('Local move');
  await hands.tabTo('move_date');
  const [year = '', month = '', day = ''] = dayIn(ZONE).split('-');
  await hands.type(`${month}${day}${year}`);
  await hands.tabTo('origin.street');
  await hands.type('214 Sheppard Ave E, North York, ON M2N 3A9');
  await hands.press('Tab');
  await expect(rep.locator('[name="origin.floor"]')).toBeFocused();
  await expect(rep.locator('[name="origin.postal_code"]')).toHaveValue('M2N 3A9');
  await hands.type('3');
  await hands.tabTo('destination.street');
  await hands.type('40 Elm St, Toronto, ON M5G 1G5');
  await hands.press('Tab', 'Control+Enter');
  await expect(rep.getByRole('heading', { level: 1, name: NAME })).toBeVisible();
});

test('the cube sheet is typed and gives crew, truck and hours', async () => {
  await hands.press('e');
  await expect(rep.getByLabel('Type a room')).toBeFocused();
  const rooms: Record<string, string[]> = {
    'kit': ['fridge', '4 chair', 'kitchen table', '8 box'],
    '.liv': ['sofa', 'tv', '2 bookcase', 'coffee'],
    '.bed': ['queen', '2 dresser', '2 night', 'desk'],
  };
  for (const [room, articles] of Object.entries(rooms)) {
    for (const line of [room, ...articles]) {
      await hands.type(line);
      await expect(rep.getByRole('option').first()).toBeVisible();
      await hands.press('Enter');
    }
  }
  await expect(rep.getByRole('tab')).toHaveCount(3);
  await expectAccessible(rep);
});

test('the quote stands priced and goes out', async () => {
  await hands.press('Control+Enter');
  await expect(rep.getByRole('button', { name: /^Total: \$/ })).toBeVisible();
  await hands.press('Control+Enter');
  await expect(rep.getByRole('dialog').getByLabel('To')).toBeFocused();
  await hands.press('Enter');
  await expect(rep.getByRole('button', { name: 'Withdraw' })).toBeVisible();
  const seconds = Math.round((Date.now() - begun) / 1000);
  await hands.expectNoPointer();
  test.info().annotations.push({ type: 'keys', description: `${hands.keys()} keys in ${seconds} s` });
  console.log(`  from the call to the sent quote: ${hands.keys()} keys, ${seconds} s`);
});

test('the customer signs on a phone and the job is there', async () => {
  const customer = await browserOf(place, 'phone');
  await customer.goto(portalLink(await letterTo(EMAIL)));
  await expect(customer.getByText(`Prepared for ${NAME}`)).toBeVisible();
  await expectAccessible(customer);
  await acceptByDrawing(customer, {});
  await customer.context().close();
  await hands.press('g', 'j');
  await expect(rep.getByRole('row', { name: new RegExp(NAME) })).toBeVisible();
  await rep.context().close();
});
