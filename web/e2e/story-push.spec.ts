import { test, type Page } from '@playwright/test';
import { fetchData, send, signedInMachine } from './parts/machine';
import { browserOf, expect, expectAccessible, faults, PASSWORD, typeSignIn } from './parts/people';
import { pushService, type PushService } from './parts/pushService';

/*
 * Told while the app is closed (MSG-17, MSG-20): the browser is switched on in one's own settings, a colleague gives a lead, the server
 * pushes, the browser's worker shows it, and pressing it opens the lead. Only the push service between the two is the test's own: Chromium
 * here has none.
 */

test.describe.configure({ mode: 'serial' });
test.setTimeout(120_000);

let service: PushService;
let desk: Page;

test.beforeAll(async ({ browser, baseURL }) => {
  service = await pushService();
  desk = await browserOf({ browser, baseURL, zone: 'America/Toronto' }, 'desk');
  await desk.context().grantPermissions(['notifications']);
  await desk.addInitScript(({ endpoint, keys }) => {
    const kept = 'story-push';
    const made = { endpoint, toJSON: () => ({ endpoint, keys }), unsubscribe: async () => { localStorage.removeItem(kept); return true; } } as unknown as PushSubscription;
    PushManager.prototype.subscribe = async () => { localStorage.setItem(kept, 'yes'); return made; };
    PushManager.prototype.getSubscription = async () => (localStorage.getItem(kept) ? made : null);
  }, { endpoint: service.endpoint, keys: service.keys });
  await desk.goto('/');
  await typeSignIn(desk, 'avery.admin@lgm.example', PASSWORD);
  await expect(desk.getByRole('navigation').first()).toBeVisible();
});
test.afterAll(async () => {
  await desk.context().close();
  await service.stop();
});
test.afterEach(() => {
  expect(faults.splice(0)).toEqual([]);
});

test('the browser is switched on and what it is told of is chosen', async () => {
  await desk.goto('/account');
  const here = desk.getByRole('switch', { name: /Tell me in this browser/ });
  await expect(here).not.toBeChecked();
  await here.click();
  await expect(here).toBeChecked();
  await expect(desk.getByRole('list', { name: 'Browsers that are told' }).getByText(/^Chrome, /)).toBeVisible();
  const given = desk.getByRole('checkbox', { name: 'A lead is given to me: In the browser' });
  await given.click();
  await expect(given).toBeChecked();
  await expect(desk.getByRole('checkbox', { name: 'Somebody declines a journey: In the browser' })).toBeDisabled();
  await expectAccessible(desk);
});

test('a lead that is given reaches the browser and opens there', async ({ baseURL }) => {
  const admin = await fetchData<{ user: { id: string } }>(await signedInMachine(baseURL, 'avery.admin@lgm.example'), '/api/auth/me');
  const manager = await signedInMachine(baseURL, 'manager1@lgm.example');
  const { user } = await fetchData<{ user: { location_id: string } }>(manager, '/api/auth/me');
  const lead = await send<{ id: string }>(manager, '/api/leads', { full_name: 'Pia Pushed', email: 'pia@mail.example', location_id: user.location_id });
  await send(manager, `/api/leads/${lead.id}/assign`, { user_id: admin.user.id });
  await expect.poll(() => service.told.filter((text) => text.includes('Pia Pushed')).length).toBe(1);
  const told = JSON.parse(service.told.find((text) => text.includes('Pia Pushed')) ?? '{}') as Record<string, unknown>;
  expect(told).toMatchObject({ entity: 'lead', entity_id: lead.id, kind: 'LEAD_ASSIGNED', urgent: false });
  expect(told.title).toMatch(/^Lead L-\d{4}-\d+ is yours: Pia Pushed$/);

  const devtools = await desk.context().newCDPSession(desk);
  const registered = new Promise<string>((resolve) => {
    devtools.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const one = registrations.find((each) => new URL(each.scopeURL).pathname === '/');
      if (one) resolve(one.registrationId);
    });
  });
  await devtools.send('ServiceWorker.enable');
  await devtools.send('ServiceWorker.deliverPushMessage', { origin: new URL(baseURL ?? '').origin, registrationId: await registered, data: JSON.stringify(told) });
  const shown = () => desk.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    return (await registration.getNotifications()).map((each) => each.title);
  });
  await expect.poll(shown).toEqual([told.title]);

  const [worker] = desk.context().serviceWorkers();
  await worker?.evaluate(async () => {
    const self = globalThis as unknown as ServiceWorkerGlobalScope;
    const [notification] = await self.registration.getNotifications();
    if (notification) self.dispatchEvent(new NotificationEvent('notificationclick', { notification }));
  });
  await expect(desk).toHaveURL(new RegExp(`/leads/${lead.id}/show`));
  await expect(desk.getByText('Pia Pushed').first()).toBeVisible();
  await expect.poll(shown).toEqual([]);
});

test('quiet hours and digests are kept, and the browser is switched off', async () => {
  await desk.goto('/account');
  await desk.getByRole('combobox', { name: 'By e-mail' }).click();
  await desk.getByRole('option', { name: 'Together, every hour' }).click();
  await expect(desk.getByText('Saved').first()).toBeVisible();
  await desk.getByRole('switch', { name: 'Quiet hours' }).click();
  await expect(desk.getByLabel('From')).toHaveValue('21:00');
  await desk.getByLabel('Until').fill('07:15');
  await desk.getByLabel('Until').blur();
  await desk.reload();
  await expect(desk.getByLabel('Until')).toHaveValue('07:15');
  await expect(desk.getByRole('combobox', { name: 'By e-mail' })).toHaveText('Together, every hour');
  await desk.getByRole('button', { name: /^End: Chrome, / }).click();
  await expect(desk.getByRole('switch', { name: /Tell me in this browser/ })).not.toBeChecked();
  await expect(desk.getByRole('list', { name: 'Browsers that are told' }).getByRole('listitem')).toHaveCount(0);
});
