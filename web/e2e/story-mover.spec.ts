import { test, type Page } from '@playwright/test';
import { acceptByDrawing, signedPaper } from './parts/customer';
import { assign, freeHours, planned } from './parts/board';
import { billJob, ledgerBalances, payInTwoWays } from './parts/money';
import { workTheMove } from './parts/moveDay';
import { makeCompanyAndVisit } from './parts/platform';
import { openWhole } from './parts/quote';
import { letterTo, portalLink } from './parts/mailbox';
import { fetchData, machine, send, signedInMachine } from './parts/machine';
import { atDesk, browserOf, dayIn, expect, expectAccessible, faults, menu, nameOf, PASSWORD, typeSignIn, type Place } from './parts/people';
import { findInTrail, noteOnCustomer, rollBackNote, STORY, takeTrailAway } from './parts/trail';

/* The whole story of a move, told by the people of LGM: lead, quote, signature, journey, invoice, audit. */

const ZONE = 'America/Toronto';
const MARK = Date.now().toString(36);
const CUSTOMER = { first: 'Maribel', last: `Okonkwo-${MARK}`, phone: `+1 416 55${String(Date.now()).slice(-5)}`, email: `maribel.${MARK}@customers.example` };
const NAME = `${CUSTOMER.first} ${CUSTOMER.last}`;
const REASON = 'Ticket 4711: the customer reports that a quote does not open.';

test.describe.configure({ mode: 'serial' });
test.setTimeout(240_000);

let place: Place;
let sales: Page;
let quoteAddress: string;

test.beforeAll(({ browser, baseURL }) => {
  place = { browser, baseURL, zone: ZONE };
});
test.afterEach(() => {
  expect(faults.splice(0)).toEqual([]);
});

test('the super admin makes a company and looks into LGM with a reason', async () => {
  await makeCompanyAndVisit(place, { mark: MARK, reason: REASON });
});

test('sales signs in, after a wrong password; the administrator sees why a mover may not approve', async () => {
  sales = await browserOf(place, 'desk');
  await sales.goto('/');
  await typeSignIn(sales, 'manager7@lgm.example', 'not the password');
  await expect(sales.getByRole('alert')).toContainText(/password/i);
  await expectAccessible(sales);
  await sales.getByLabel(/^Password/).fill(PASSWORD);
  await sales.getByLabel(/^Password/).press('Enter');
  await expect(sales.getByRole('heading', { level: 1, name: 'Today' })).toBeVisible();
  await expectAccessible(sales);

  const admin = await atDesk(place, 'avery.admin@lgm.example');
  await admin.goto('/why');
  await admin.getByLabel('user').click();
  await admin.getByRole('option', { name: await nameOf(place, 'mover@lgm.example') }).click();
  await admin.getByRole('button', { name: 'Why?' }).click();
  await expect(admin.getByText('Denied', { exact: true })).toBeVisible();
  await expect(admin.getByText('Could be given by:')).toBeVisible();
  await expectAccessible(admin);
  await admin.context().close();
});

test('leads come from a provider, a web form and by hand; the double is found', async ({ baseURL }) => {
  const setUp = await signedInMachine(baseURL, 'avery.admin@lgm.example');
  const { data: places } = { data: await fetchData<{ id: string; name: string }[]>(setUp, '/api/locations?q=North%20York') };
  const home = places[0]?.id;
  const provider = await send<{ key: string }>(setUp, '/api/lead-providers', { name: 'Moving Leads Direct', source: 'Moving Leads Direct', reply_style: 'SMARTMOVING', location_id: home });
  const form = await send<{ url: string }>(setUp, '/api/lead-forms', { name: 'Home page', location_id: home, consent_wording: 'Yes, write to me about moving offers.' });

  await menu(sales, 'Leads').click();
  await expect(sales.getByText(/L-\d{4}-\d{6}/).first()).toBeVisible();
  await expectAccessible(sales);
  const direct = await machine(baseURL);
  const lead = {
    FirstName: CUSTOMER.first, LastName: CUSTOMER.last, PhoneNumber: CUSTOMER.phone, EmailAddress: CUSTOMER.email, MoveDate: dayIn(ZONE).replaceAll('-', ''),
    MoveSize: '2 Bedroom Apartment', ServiceType: 'Moving', OriginStreet: '12 Sheppard Ave E', OriginCity: 'North York', OriginState: 'ON', OriginZip: 'M2N 2Z8',
    DestinationStreet: '40 Elm St', DestinationCity: 'Toronto', DestinationState: 'ON', DestinationZip: 'M5G 1G5',
  };
  const address = `/api/leads/from-provider/v2?providerKey=${provider.key}`;
  const taken = await direct.post(address, { data: lead });
  expect(taken.status(), await taken.text()).toBe(200);
  expect(((await taken.json()) as { leadId: string }).leadId).toMatch(/^lea_/);
  const again = await direct.post(address, { data: lead });
  expect([again.status(), await again.json()]).toEqual([400, { message: 'This lead has already been submitted.' }]);
  const unknown = await direct.post('/api/leads/from-provider/v2?providerKey=nobody', { data: lead });
  expect([unknown.status(), await unknown.json()]).toEqual([400, { message: 'Provider not found.' }]);
  // Nobody reloads: the list is told.
  await expect(sales.getByRole('row', { name: new RegExp(NAME) })).toHaveCount(1);

  const visitor = await browserOf(place, 'phone');
  await visitor.goto(form.url);
  await expectAccessible(visitor);
  await visitor.getByLabel('First name').fill('Osei');
  await visitor.getByLabel('Last name').fill(`Brandt-${MARK}`);
  await visitor.getByLabel('E-mail').fill(`osei.${MARK}@customers.example`);
  await visitor.getByLabel('What can we do for you?').pressSequentially('A piano on the third floor, and a ferry to catch at noon.', { delay: 80 });
  await visitor.getByRole('button', { name: 'Send' }).click();
  await expect(visitor.getByText(/Thank you/)).toBeVisible();
  await visitor.context().close();
  await expect(sales.getByRole('row', { name: new RegExp(`Osei Brandt-${MARK}`) })).toHaveCount(1);

  await sales.goto('/leads/create');
  await sales.getByLabel('First name').fill(CUSTOMER.first);
  await sales.getByLabel('Last name').fill(CUSTOMER.last);
  await sales.getByLabel('Phone').fill(CUSTOMER.phone.slice(3));
  // Another service is another enquiry of the same person; the same one again would be a touch of the first lead.
  await sales.getByLabel('Service').click();
  await sales.getByRole('option', { name: 'Storage', exact: true }).click();
  await expectAccessible(sales);
  await sales.getByRole('button', { name: 'Create lead' }).click();
  await expect(sales.getByRole('heading', { level: 1, name: NAME })).toBeVisible();
  const doubles = sales.locator('section', { has: sales.getByRole('heading', { name: 'Possible duplicates' }) });
  await expect(doubles).toBeVisible();
  await expectAccessible(sales);
  await doubles.getByRole('link', { name: new RegExp(NAME) }).first().click();
  await expect(sales.getByLabel('Street').first()).toHaveValue('12 Sheppard Ave E');
  await expectAccessible(sales);
});

test('the lead becomes a quote by the hour, its price opened to the last figure', async () => {
  await sales.keyboard.press('c');
  await sales.getByRole('dialog').getByLabel('What was said').fill('Two movers, one truck, about four hours.');
  await sales.getByRole('dialog').getByRole('button', { name: 'Record' }).click();
  await expect(sales.getByText('Two movers, one truck, about four hours.')).toBeVisible();
  await sales.getByRole('button', { name: /Convert to quote/ }).click();
  await expect(sales.getByLabel('Movers', { exact: true })).toHaveValue('2');
  await sales.getByLabel('Service date').fill(dayIn(ZONE));
  await sales.getByLabel('Labour', { exact: true }).fill('4');
  await sales.getByRole('group', { name: 'Fees and services' }).getByRole('button', { name: 'Add' }).click();
  await sales.getByRole('combobox', { name: 'Fee' }).click();
  await sales.getByRole('option', { name: 'Packing kit' }).click();
  await sales.getByLabel('The customer may choose it').click();
  await expect(sales.getByText('Options', { exact: true })).toBeVisible();
  await expect(sales.getByRole('button', { name: /^Total: \$785\.35/ })).toBeVisible();
  await expectAccessible(sales);
  await sales.getByRole('button', { name: /^Total: / }).click();
  const tree = sales.getByRole('dialog');
  await expect(tree.getByText(/^Total/)).not.toHaveCount(0);
  await openWhole(tree);
  await expect(tree.getByText(/hourly\.2-1/).first()).toBeVisible();
  await expectAccessible(sales);
  await sales.keyboard.press('Escape');
  await sales.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(sales.getByRole('heading', { level: 1, name: /^Q/ })).toBeVisible();
  await expectAccessible(sales);
});

test('the quote goes out by mail', async () => {
  await sales.getByRole('button', { name: 'Send', exact: true }).click();
  await sales.getByRole('dialog').getByLabel('Message').fill('As spoken: two movers and a truck.');
  await expectAccessible(sales);
  await sales.getByRole('dialog').getByRole('button', { name: 'Send', exact: true }).click();
  await expect(sales.getByRole('button', { name: 'Withdraw' })).toBeVisible();
  const letter = await letterTo(CUSTOMER.email);
  expect(letter.text).toContain('As spoken: two movers and a truck.');
  quoteAddress = portalLink(letter);
  expect(quoteAddress).toContain('/portal/');
});

test('the customer adds the packing kit on a phone, signs and keeps the paper', async () => {
  const customer = await browserOf(place, 'phone');
  await customer.goto(quoteAddress);
  await expect(customer.getByText(`Prepared for ${NAME}`)).toBeVisible();
  await expectAccessible(customer);
  await acceptByDrawing(customer, { option: /kit/i });
  await expectAccessible(customer);
  expect(await signedPaper(customer)).toBe('%PDF-');
  await customer.context().close();

  await expect(sales.getByText('Drawn')).toBeVisible();
  await expectAccessible(sales);
  await menu(sales, 'Quotes').click();
  await expect(sales.getByRole('row', { name: new RegExp(NAME) })).toContainText('$1,045.24');
  await expectAccessible(sales);
  await menu(sales, 'Jobs').click();
  await expect(sales.getByRole('row', { name: new RegExp(NAME) })).toBeVisible();
  await expectAccessible(sales);
});

test('the dispatcher plans the journey, a colleague sees it at once, a double booking is refused', async () => {
  const dispatcher = await atDesk(place, 'dispatcher@lgm.example');
  await menu(dispatcher, 'Dispatch board').click();
  await expect(dispatcher.getByRole('listitem').filter({ hasText: NAME })).toBeVisible();
  await expectAccessible(dispatcher);
  const colleague = await atDesk(place, 'manager7@lgm.example');
  await menu(colleague, 'Dispatch board').click();
  await expect(colleague.getByRole('listitem').filter({ hasText: NAME })).toBeVisible();

  const day = dayIn(ZONE);
  const crew = [new RegExp(`${await nameOf(place, 'driver@lgm.example')} · Driver`), new RegExp(`${await nameOf(place, 'mover@lgm.example')} · Mover`)];
  const { from, until } = freeHours(ZONE);
  const truck = await assign(dispatcher, { customer: NAME, start: `${day}T${from}`, end: `${day}T${until}`, crew, machine: 'last', look: expectAccessible });
  await expect(planned(dispatcher, NAME)).toBeVisible();
  await expect(planned(colleague, NAME)).toBeVisible();
  await expectAccessible(colleague);
  await planned(dispatcher, NAME).click();
  const drawer = dispatcher.getByRole('dialog', { name: 'journey' });
  await expect(drawer.getByText(/2\/2/)).toBeVisible();
  await expectAccessible(dispatcher);
  await drawer.getByRole('button', { name: 'Close' }).click();

  // A job of another day, drawn to today while the truck is out.
  const others = dispatcher.getByRole('listitem').filter({ has: dispatcher.getByRole('button', { name: 'Assign…' }) });
  for (let days = 0; days < 7 && (days === 0 || (await others.count()) === 0); days += 1) {
    const answered = dispatcher.waitForResponse((answer) => answer.url().includes('/api/board?') && answer.ok());
    await dispatcher.getByRole('button', { name: 'Day after' }).click();
    await answered;
    await expect(dispatcher.getByRole('heading', { name: 'Unassigned' })).toBeVisible();
  }
  await others.first().getByRole('button', { name: 'Assign…' }).click();
  const dialog = dispatcher.getByRole('dialog');
  await dialog.getByLabel('Start').fill(`${day}T${from}`);
  await dialog.getByLabel('End').fill(`${day}T${until}`);
  await dialog.getByRole('radio', { name: truck }).check();
  await dialog.getByRole('button', { name: 'Assign', exact: true }).click();
  await expect(dialog.getByRole('alert')).toContainText(/Already taken: /);
  await expectAccessible(dispatcher);
  await dispatcher.context().close();
  await colleague.context().close();
});

test('the crew works the journey, most of it without network; the office sees it completed', async () => {
  await workTheMove(place, sales, NAME);
});

test('the job is billed, paid in coins and by transfer, and stands in the ledger', async () => {
  await billJob(sales, NAME, '$1,045.24');
  await payInTwoWays(sales, { cash: '545.23', given: '600', back: '$54.75', rest: '500.01' });
  await ledgerBalances(sales, /0\.02/);
});

test('a change is rolled back; the auditor finds the whole story and takes it away, provably whole', async () => {
  const record = await noteOnCustomer(sales, NAME);
  await sales.context().close();
  const admin = await atDesk(place, 'avery.admin@lgm.example');
  await rollBackNote(admin, record);
  await admin.context().close();
  const auditor = await atDesk(place, 'auditor@lgm.example');
  await findInTrail(auditor, STORY);
  await takeTrailAway(auditor);
  await auditor.context().close();
});

test('older addresses answer below /api', async ({ baseURL }) => {
  const anybody = await machine(baseURL);
  for (const path of ['/api/health', '/api/health/live', '/api/health/ready']) expect((await anybody.get(path)).status(), path).toBe(200);
  const signIn = await anybody.post('/api/auth/login', { data: { email: 'dispatcher@lgm.example', password: PASSWORD } });
  expect(signIn.status()).toBe(200);
  const dispatcher = await signedInMachine(baseURL, 'dispatcher@lgm.example');
  const active = await dispatcher.get('/api/journey/active');
  expect(active.status(), await active.text()).toBe(200);
  const { data } = (await active.json()) as { data: { id: string }[] };
  const one = data[0] ?? (await fetchData<{ id: string }[]>(dispatcher, '/api/journeys?limit=1'))[0];
  const journey = await dispatcher.get(`/api/journey/${one?.id ?? ''}`);
  expect(journey.status(), await journey.text()).toBe(200);
  const wrong = await anybody.post('/api/auth/login', { data: { email: 'dispatcher@lgm.example', password: 'no' } });
  expect(wrong.status()).toBe(401);
});
