import { test, type Page } from '@playwright/test';
import { cardProvider, type CardProvider } from './parts/cardProvider';
import { letterTo, portalLink } from './parts/mailbox';
import { fetchData, send, signedInMachine } from './parts/machine';
import { atDesk, browserOf, drawSignature, expect, expectAccessible, faults, type Place } from './parts/people';

/* The customer signs and pays a deposit by card as one act, on a phone, on the provider's own page (QUO-45, BIL-20 to BIL-22). */

const MARK = Date.now().toString(36);
const EMAIL = `card.${MARK}@customers.example`;
const PICTURES = process.env.CNC_SCREENS_DIR;

test.describe.configure({ mode: 'serial' });
test.setTimeout(180_000);

let place: Place;
let provider: CardProvider;
let customer: Page;
let quote: string;

const picture = async (page: Page, name: string): Promise<void> => {
  if (PICTURES) await page.screenshot({ path: `${PICTURES}/${name}.png`, fullPage: true });
};

/** The demo's simplest price by the hour, with a fifth of it paid ahead. */
async function sendQuote(): Promise<string> {
  const rep = await signedInMachine(place.baseURL, 'avery.admin@lgm.example');
  const lines = await fetchData<{ id: string; kind: string; location_id: string; status: string }[]>(rep, '/api/quotes?limit=50&status=CONVERTED');
  const known = lines.find((line) => line.kind === 'MOVING');
  const { inputs, stops, location_id } = await fetchData<{ inputs: object; stops: object[]; location_id: string }>(rep, `/api/quotes/${known?.id ?? ''}`);
  const { id: customer_id } = await send<{ id: string }>(rep, '/api/customers', { first_name: 'Noor', last_name: `Halloran-${MARK}`, email: EMAIL, location_id });
  const made = await send<{ id: string }>(rep, '/api/quotes', {
    kind: 'MOVING', customer_id, location_id, stops, service_date: '2027-02-10', inputs: { ...inputs, deposit: { kind: 'PERCENT', rate: '20%' } },
  });
  await send(rep, `/api/quotes/${made.id}/send`, {});
  await rep.dispose();
  return made.id;
}

test.beforeAll(async ({ browser, baseURL }) => {
  place = { browser, baseURL, zone: 'America/Toronto' };
  provider = await cardProvider();
});
test.afterAll(async () => {
  await provider.stop();
});
test.afterEach(() => {
  // The provider's page is another server's, as it must be.
  expect(faults.splice(0).filter((fault) => !fault.includes(provider.url))).toEqual([]);
});

test('the office enters the account at the payment provider', async () => {
  const office = await atDesk(place, 'avery.admin@lgm.example');
  await office.goto('/selling');
  await office.getByRole('button', { name: 'Set up an account' }).click();
  const dialog = office.getByRole('dialog');
  await dialog.getByLabel('Address of the provider').fill(provider.url);
  await dialog.getByLabel('Secret key').fill(`sk_${MARK}`);
  await expectAccessible(office);
  await dialog.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(office.getByText(provider.url)).toBeVisible();
  await office.context().close();
});

test('who leaves the payment page without paying has signed nothing', async () => {
  quote = await sendQuote();
  customer = await browserOf(place, 'phone');
  await customer.goto(portalLink(await letterTo(EMAIL)));
  await customer.getByRole('button', { name: 'Accept and sign' }).click();
  const covers = customer.getByRole('region', { name: 'Protection of your goods' });
  if (await covers.isVisible()) {
    await covers.getByRole('radio', { name: /^Released value/ }).check();
    await customer.getByRole('button', { name: 'Accept and sign' }).click();
  }
  await drawSignature(customer);
  await customer.getByRole('checkbox', { name: /I have read the quote/ }).click();
  await expect(customer.getByRole('button', { name: 'Pay now by card', pressed: true })).toBeVisible();
  await expectAccessible(customer);
  await picture(customer, 'card-sign');
  await customer.getByRole('button', { name: /^Sign and pay/ }).click();
  await expect(customer.getByRole('link', { name: 'Back to the shop' })).toBeVisible();
  expect(customer.url()).toContain(provider.url);
  await customer.getByRole('link', { name: 'Back to the shop' }).click();
  await expect(customer.getByText(/has not been paid yet\. Nothing is signed/)).toBeVisible();
  await expectAccessible(customer);
  await picture(customer, 'card-waits');
});

test('who pays comes back to a signed quote, and is charged once', async () => {
  await customer.getByRole('button', { name: 'Go to the payment page' }).click();
  await customer.getByRole('button', { name: /^Pay / }).click();
  await expect(customer.getByRole('heading', { name: /your quote is accepted/ })).toBeVisible();
  await expect(customer.getByText(/payment of .* is being confirmed|have received your deposit/)).toBeVisible();
  await expectAccessible(customer);
  await expect.poll(() => provider.payments.map((payment) => payment.state)).toEqual(['succeeded']);
  await expect(async () => {
    await customer.reload();
    await expect(customer.getByText(/have received your deposit of/)).toBeVisible({ timeout: 2_000 });
  }).toPass({ timeout: 30_000 });
  await picture(customer, 'card-done');
  await customer.context().close();
});

test('the office sees the deposit at the quote, and stops taking cards', async () => {
  const office = await atDesk(place, 'avery.admin@lgm.example');
  await office.goto(`/quotes/${quote}/show`);
  await expect(office.getByRole('heading', { level: 1, name: /^Q-/ })).toBeVisible();
  await expect(office.getByText(/Deposit/).first()).toBeVisible();
  await picture(office, 'card-office');
  await office.goto('/selling');
  await office.getByRole('button', { name: 'Take out of use' }).click();
  await expect(office.getByText('Out of use', { exact: true })).toBeVisible();
  await office.context().close();
});
