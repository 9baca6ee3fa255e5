import { test } from '@playwright/test';
import { fetchData, send, signedInMachine } from './parts/machine';
import { atDesk, expect, expectAccessible, faults } from './parts/people';

/* Two records that are one customer: found, compared, merged, and taken apart again exactly (CUS-16, CUS-18). */

const MARK = Date.now().toString(36);
const PHONE = `416 55${String(Date.now()).slice(-5, -4)} ${String(Date.now()).slice(-4)}`;

interface Made {
  id: string;
  number: string;
}

test.afterEach(() => {
  expect(faults.splice(0)).toEqual([]);
});

test('a manager merges two customers that look alike and undoes it, byte for byte', async ({ browser, baseURL }) => {
  const machine = await signedInMachine(baseURL, 'manager1@lgm.example');
  const first = await send<Made>(machine, '/api/customers', { company_name: `Harbour Crane Hire ${MARK}`, phone: PHONE, notes: 'Pays by cheque.' });
  const second = await send<Made>(machine, '/api/customers', { company_name: `Harbor Crane Hire ${MARK} Ltd`, phone: PHONE, email: `office.${MARK}@harbor.example` });
  const asTheyWere = async () => JSON.stringify([await fetchData(machine, `/api/customers/${second.id}`)], (key, value: unknown) => (['version', 'updated_at', 'updated_by'].includes(key) ? undefined : value));
  const before = await asTheyWere();

  const page = await atDesk({ browser, baseURL, zone: 'America/Toronto' }, 'manager1@lgm.example');
  await page.getByRole('navigation').first().getByRole('link', { name: 'Duplicates' }).click();
  const pair = page.getByRole('row').filter({ hasText: first.number }).filter({ hasText: second.number });
  await expect(pair).toContainText('same phone');
  await expectAccessible(page);
  await pair.getByRole('link', { name: 'Compare' }).click();

  // The shorter name stays, the e-mail comes from the other without being asked for.
  await expect(page.getByRole('heading', { name: 'Merge two customers' })).toBeVisible();
  const stays = page.getByRole('columnheader', { name: /^Stays/ });
  if (!(await stays.textContent())?.includes('Harbour')) await page.keyboard.press('s');
  await expect(stays).toContainText('Harbour');
  await expect(page.getByRole('row', { name: /^E-mail/ })).toContainText(`office.${MARK}@harbor.example`);
  await page.getByRole('radio', { name: new RegExp(`Harbor Crane Hire ${MARK}`) }).check();
  await expect(page.getByRole('row', { name: /^Name/ }).getByRole('cell').last()).toHaveText(new RegExp(`Harbor Crane Hire ${MARK}`));
  await page.getByLabel('Reason (for the audit trail)').fill('One office, two spellings.');
  await expectAccessible(page);
  await page.getByRole('button', { name: /^Merge Harbor/ }).click();

  await expect(page.getByRole('alert').filter({ hasText: 'is now part of' })).toBeVisible();
  const merged = await fetchData<{ display_name: string; email: string; notes: string }>(machine, `/api/customers/${first.id}`);
  expect(merged).toMatchObject({ display_name: `Harbor Crane Hire ${MARK} Ltd`, email: `office.${MARK}@harbor.example`, notes: 'Pays by cheque.' });
  expect(await asTheyWere()).not.toEqual(before);

  await page.getByRole('button', { name: 'Undo the merge' }).click();
  await expect(page.getByText('are two customers again')).toBeVisible();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Harbour Crane Hire ${MARK}`);
  expect(await asTheyWere()).toEqual(before);
});
