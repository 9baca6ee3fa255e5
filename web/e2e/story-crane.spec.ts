import { test, type Page } from '@playwright/test';
import { assign, freeHours, planned } from './parts/board';
import { workTheLift } from './parts/craneDay';
import { acceptByDrawing, signedPaper } from './parts/customer';
import { letterTo, portalLink } from './parts/mailbox';
import { fetchData, machine, send, signedInMachine } from './parts/machine';
import { billJob, ledgerBalances, payInTwoWays } from './parts/money';
import { atDesk, browserOf, dayIn, expect, expectAccessible, faults, menu, nameOf, PASSWORD, typeSignIn, type Place } from './parts/people';
import { openWhole } from './parts/quote';
import { findInTrail, noteOnCustomer, rollBackNote, STORY, takeTrailAway } from './parts/trail';

/* The whole story of a crane's hire, told by the people of ASP: lead, quote, signature, lift, invoice, audit. */

const ZONE = 'Asia/Kolkata';
const MARK = Date.now().toString(36);
const FIRM = `Deccan Steelworks ${MARK}`;
const EMAIL = `site.${MARK}@deccan.example`;

test.describe.configure({ mode: 'serial' });
test.setTimeout(300_000);

let place: Place;
let sales: Page;
let operations: Page;
let office: Page;
let quoteAddress: string;
let total: string;

test.beforeAll(({ browser, baseURL }) => {
  place = { browser, baseURL, zone: ZONE };
});
test.afterEach(() => {
  expect(faults.splice(0)).toEqual([]);
});

test('sales signs in; a lead comes from a portal, another by telephone', async ({ baseURL }) => {
  const setUp = await signedInMachine(baseURL, 'anand.admin@asp.example');
  const yard = (await fetchData<{ id: string }[]>(setUp, '/api/locations'))[0]?.id;
  const provider = await send<{ key: string }>(setUp, '/api/lead-providers', { name: 'Cranes Online', source: 'Cranes Online', reply_style: 'SMARTMOVING', location_id: yard });
  sales = await browserOf(place, 'desk');
  await sales.goto('/');
  await typeSignIn(sales, 'sales@asp.example', PASSWORD);
  await expect(sales.getByRole('heading', { level: 1, name: 'Today' })).toBeVisible();
  await menu(sales, 'Leads').click();
  await expect(sales.getByText(/L-\d{4}-\d{6}/).first()).toBeVisible();
  const direct = await machine(baseURL);
  const taken = await direct.post(`/api/leads/from-provider/v2?providerKey=${provider.key}`, {
    data: { FullName: `Ilse Raut-${MARK}`, PhoneNumber: `+91 98${String(Date.now()).slice(-8)}`, ServiceType: 'crane rental', Notes: 'A chiller onto a roof.' },
  });
  expect(taken.status(), await taken.text()).toBe(200);
  await expect(sales.getByRole('row', { name: new RegExp(`Ilse Raut-${MARK}`) })).toHaveCount(1);
  await expectAccessible(sales);

  await sales.goto('/leads/create');
  await sales.getByLabel('First name').fill('Noor');
  await sales.getByLabel('Last name').fill('Kamble');
  await sales.getByLabel('Company').fill(FIRM);
  await sales.getByLabel('E-mail').fill(EMAIL);
  await sales.getByLabel('Service').click();
  await sales.getByRole('option', { name: 'Crane', exact: true }).click();
  await sales.getByLabel('Machine').fill('MC-50');
  await sales.getByLabel('Site city').fill('Pune');
  await sales.getByLabel('Site province').fill('MH');
  await sales.getByLabel('Start', { exact: true }).fill(dayIn(ZONE));
  await sales.getByLabel('Days', { exact: true }).fill('2');
  await expectAccessible(sales);
  await sales.getByRole('button', { name: 'Create lead' }).click();
  await expect(sales.getByRole('heading', { level: 1, name: /Noor Kamble|Deccan/ })).toBeVisible();
  await expectAccessible(sales);
});

test('the lead becomes a crane order, its price opened to the last figure, and goes out by mail', async () => {
  await sales.getByRole('button', { name: /Convert to quote/ }).click();
  await sales.getByLabel('Service date').fill(dayIn(ZONE));
  await sales.getByLabel('Days', { exact: true }).fill('2');
  await sales.getByLabel('Distance', { exact: true }).fill('60');
  const figure = sales.getByRole('button', { name: /^Total: / });
  await expect(figure).toBeVisible();
  await expectAccessible(sales);
  await figure.click();
  const tree = sales.getByRole('dialog');
  await expect(tree.getByText(/^Total/)).not.toHaveCount(0);
  await openWhole(tree);
  await expect(tree.getByText(/machine\.mc-50/).first()).toBeVisible();
  await expectAccessible(sales);
  await sales.keyboard.press('Escape');
  await sales.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(sales.getByRole('heading', { level: 1, name: /^Q-/ })).toBeVisible();
  await expectAccessible(sales);
  await sales.getByRole('button', { name: 'Send', exact: true }).click();
  await sales.getByRole('dialog').getByRole('button', { name: 'Send', exact: true }).click();
  await expect(sales.getByRole('button', { name: 'Withdraw' })).toBeVisible();
  total = (await figure.innerText()).trim();
  quoteAddress = portalLink(await letterTo(EMAIL));
});

test('the customer signs on a phone and keeps the paper', async () => {
  const customer = await browserOf(place, 'phone');
  await customer.goto(quoteAddress);
  await expect(customer.getByRole('region', { name: 'Total' })).toContainText(total);
  await expectAccessible(customer);
  await acceptByDrawing(customer, {});
  await expectAccessible(customer);
  expect(await signedPaper(customer)).toBe('%PDF-');
  await customer.context().close();
  await expect(sales.getByText('Drawn')).toBeVisible();
});

test('operations plans the lift, a colleague sees it at once, a double booking is refused', async () => {
  operations = await atDesk(place, 'operations@asp.example');
  await menu(operations, 'Dispatch board').click();
  const waiting = operations.getByRole('listitem').filter({ hasText: FIRM });
  await expect(waiting).toBeVisible();
  await expectAccessible(operations);
  const colleague = await atDesk(place, 'anand.admin@asp.example');
  await menu(colleague, 'Dispatch board').click();
  await expect(colleague.getByRole('listitem').filter({ hasText: FIRM })).toBeVisible();
  const day = dayIn(ZONE);
  const { from, until } = freeHours(ZONE);
  const crew = [new RegExp(`${await nameOf(place, 'operator@asp.example')} · Operator`, 'i')];
  const crane = await assign(operations, { customer: FIRM, start: `${day}T${from}`, end: `${day}T${until}`, crew, machine: 'first', look: expectAccessible });
  await expect(planned(operations, FIRM)).toBeVisible();
  await expect(planned(colleague, FIRM)).toBeVisible();
  await colleague.context().close();

  await operations.getByRole('button', { name: 'Day after' }).click();
  const others = operations.getByRole('listitem').filter({ has: operations.getByRole('button', { name: 'Assign…' }) });
  await expect(others.first()).toBeVisible();
  await others.first().getByRole('button', { name: 'Assign…' }).click();
  const dialog = operations.getByRole('dialog');
  await dialog.getByLabel('Start').fill(`${day}T${from}`);
  await dialog.getByLabel('End').fill(`${day}T${until}`);
  await dialog.getByRole('radio', { name: crane }).check();
  await dialog.getByRole('button', { name: 'Assign', exact: true }).click();
  await expect(dialog.getByRole('alert')).toContainText(/Already taken: /);
  await expectAccessible(operations);
});

test('the operator works the lift without network; the office sees it completed', async () => {
  await workTheLift(place, operations, FIRM);
  await expectAccessible(operations);
  await operations.context().close();
});

test('the hire is billed, paid in notes and by transfer, and stands in the ledger', async () => {
  office = await atDesk(place, 'anand.admin@asp.example');
  await billJob(office, FIRM, total);
  await payInTwoWays(office, { cash: '5000', given: '6000', back: /1,000\.00/ });
  await ledgerBalances(office, /5,000\.00/);
});

test('a change is rolled back; the trail tells the story and is taken away, provably whole', async () => {
  const record = await noteOnCustomer(office, FIRM);
  await rollBackNote(office, record);
  await findInTrail(office, STORY);
  await takeTrailAway(office);
  await office.context().close();
  await sales.context().close();
});
