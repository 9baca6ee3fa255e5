import { test, type Page } from '@playwright/test';
import { fetchData, send, signedInMachine } from './parts/machine';
import { atDesk, expect, expectAccessible, faults, menu } from './parts/people';
import { bringText, placeInDaylight, textProvider, type TextProvider } from './parts/textProvider';

/* A customer says STOP by text: silence, with the reason in front of whoever wants to write; START gives service back (MSG-10, MSG-9). */

const MARK = Date.now().toString(36);
const DIGITS = String(Date.now()).slice(-4);
const NUMBER = `+1416555${DIGITS}`;
const OURS = '+16475550199';
const SECRET = `provider-${MARK}`;

test.describe.configure({ mode: 'serial' });
test.setTimeout(180_000);

let provider: TextProvider;
let desk: Page;
let hook: string;
let customer: string;

const says = (text: string) => bringText(hook, SECRET, { From: NUMBER, To: OURS, Body: text, MessageSid: `SMin${crypto.randomUUID()}` });
const bodies = () => provider.taken.filter((text) => text.To === NUMBER).map((text) => text.Body ?? '');

test.beforeAll(async ({ browser, baseURL }) => {
  provider = await textProvider();
  const admin = await signedInMachine(baseURL, 'avery.admin@lgm.example');
  const rep = await signedInMachine(baseURL, 'manager1@lgm.example');
  const { user } = await fetchData<{ user: { location_id: string } }>(rep, '/api/auth/me');
  const sender = await send<{ incoming_url: string }>(admin, '/api/senders', {
    channel: 'SMS', address: OURS, display_name: 'Texts', base_url: provider.url, account: 'AC1', secret: SECRET, location_id: user.location_id,
  });
  hook = sender.incoming_url;
  const made = await send<{ id: string }>(rep, '/api/customers', {
    first_name: 'Ines', last_name: `Okafor-${MARK}`, phone: NUMBER, location_id: user.location_id, address: placeInDaylight(new Date()),
  });
  customer = made.id;
  await admin.dispose();
  await rep.dispose();
  desk = await atDesk({ browser, baseURL, zone: 'America/Toronto' }, 'manager1@lgm.example');
});
test.afterAll(async () => {
  await desk.context().close();
  await provider.stop();
});
test.afterEach(() => {
  expect(faults.splice(0)).toEqual([]);
});

test('a question comes in by itself and is answered by text', async () => {
  await menu(desk, 'Inbox').click();
  await says('Can you bring boxes on Tuesday?');
  await desk.getByRole('button', { name: new RegExp(`Okafor-${MARK}`) }).click();
  await expect(desk.getByText('Can you bring boxes on Tuesday?').last()).toBeVisible();
  await desk.getByLabel('Your answer').fill('Yes, twenty of them.');
  await desk.getByRole('button', { name: 'Send', exact: true }).click();
  await expect.poll(bodies).toHaveLength(1);
  expect(bodies()[0]).toContain('Yes, twenty of them.');
  await expect(desk.getByText('Sent', { exact: true }).first()).toBeVisible();
  await expectAccessible(desk);
});

test('STOP is confirmed once and shown; the next text is refused with the reason on screen', async ({ baseURL }) => {
  await says('Stop.');
  await expect(desk.getByText('Not by Text: they asked us to stop')).toBeVisible();
  await expect(desk.getByRole('button', { name: 'Text', exact: true })).toBeDisabled();
  await expect(desk.getByText('Stop.', { exact: true }).last()).toBeVisible();
  await expect.poll(bodies).toHaveLength(2);
  expect(bodies()[1]).toContain('no more text messages');
  await expectAccessible(desk);

  // Not from the screen, and not around it either.
  const rep = await signedInMachine(baseURL, 'manager1@lgm.example');
  const sent = await send<{ status: string; code: string }>(rep, '/api/messages', { channel: 'SMS', customer_id: customer, text: 'One more thing.' });
  expect(sent).toMatchObject({ status: 'SUPPRESSED', code: 'WITHDRAWN' });
  const conversation = /\/inbox\/([^/?#]+)/.exec(desk.url())?.[1] ?? '';
  const refused = await rep.post(`/api/conversations/${conversation}/messages`, { data: { channel: 'SMS', text: 'One more thing.' }, headers: { 'Idempotency-Key': crypto.randomUUID() } });
  expect(refused.status()).toBe(409);
  expect(await refused.json()).toMatchObject({ error: 'WITHDRAWN' });
  await rep.dispose();
  await says('STOP');
  await expect(desk.getByText('STOP', { exact: true }).last()).toBeVisible();
  expect(bodies(), 'confirmed once, then silence').toHaveLength(2);
});

test('START gives service messages back', async () => {
  await says('Start');
  await expect.poll(bodies).toHaveLength(3);
  await expect(desk.getByText('Not by Text: they asked us to stop')).toHaveCount(0);
  await desk.getByLabel('Your answer').fill('Welcome back: Tuesday at nine.');
  await desk.getByRole('button', { name: 'Send', exact: true }).click();
  await expect.poll(bodies).toHaveLength(4);
  expect(bodies()[3]).toContain('Welcome back: Tuesday at nine.');
  await expectAccessible(desk);
});
