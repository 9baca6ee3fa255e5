import type { Page } from '@playwright/test';
import { paperOf } from './papers';
import { expect, expectAccessible, menu } from './people';

/** Makes the invoice of a finished job, issues it and opens its paper. */
export async function billJob(page: Page, customer: string, total: string): Promise<void> {
  await menu(page, 'To bill').click();
  await expect(page.getByRole('row', { name: new RegExp(customer) })).toContainText(total);
  await expectAccessible(page);
  const row = page.getByRole('row', { name: new RegExp(customer) });
  // The finished job's draft is made in the background; whoever is quicker makes it by hand.
  await row.getByRole('link', { name: 'Open the draft' }).or(row.getByRole('button', { name: 'Make invoice' })).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Draft invoice' })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: /^Issue/ }).click();
  const payButton = page.getByRole('button', { name: /^Take payment/ });
  await expect(payButton).toBeVisible();
  await expectAccessible(page);
  expect(await paperOf(page)).toBe('%PDF-');
}

/** Part in coins, the rest by transfer: amount as typed, cash handed over, change shown, rest as proposed. */
export async function payInTwoWays(page: Page, { cash, given, back, rest }: { cash: string; given: string; back: string | RegExp; rest?: string }): Promise<void> {
  const payButton = page.getByRole('button', { name: /^Take payment/ });
  // The paper stands in a tab of its own, which takes the keys.
  await page.bringToFront();
  await page.keyboard.press('p');
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Amount').fill(cash);
  await dialog.getByLabel('Given').fill(given);
  await expect(dialog.getByText(back)).toBeVisible();
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Record payment' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText(/^Cash · /)).toBeVisible();
  await payButton.click();
  await dialog.getByRole('combobox', { name: 'Method' }).click();
  await page.getByRole('option', { name: /transfer/i }).click();
  if (rest) await expect(dialog.getByLabel('Amount')).toHaveValue(rest);
  await dialog.getByRole('button', { name: 'Record payment' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText('Paid', { exact: true })).toBeVisible();
  await expect(payButton).toBeHidden();
  await expectAccessible(page);
}

/** The ledger shows the story's amounts and both sides of it are equal. */
export async function ledgerBalances(page: Page, shows: RegExp): Promise<void> {
  await menu(page, 'Ledger').click();
  await expect(page.getByRole('cell', { name: shows }).first()).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('tab', { name: 'Trial balance' }).click();
  const sum = page.getByRole('row', { name: /^Sum/ }).getByRole('cell');
  await expect(sum).toHaveCount(3);
  expect(await sum.nth(1).innerText()).toBe(await sum.nth(2).innerText());
  await expectAccessible(page);

}
