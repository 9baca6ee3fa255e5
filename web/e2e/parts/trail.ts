import type { Page } from '@playwright/test';
import { verifiedAudit } from './papers';
import { expect, expectAccessible, menu } from './people';

const NOTE = 'Wants the piano moved last.';

/** Somebody writes a note into the customer's page; answers the page's address. */
export async function noteOnCustomer(page: Page, customer: string): Promise<string> {
  await menu(page, 'Customers').click();
  await page.getByRole('textbox', { name: 'Search' }).fill(customer);
  await page.getByRole('row').getByText(customer).first().click();
  await expect(page.getByRole('heading', { level: 1, name: customer })).toBeVisible();
  await page.keyboard.press('e');
  await page.getByLabel('Notes').fill(NOTE);
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Save', exact: true })).toBeDisabled();
  await expectAccessible(page);
  return page.url();
}

/** The administrator takes the note back from the record's history, after a look at what would change. */
export async function rollBackNote(admin: Page, record: string): Promise<void> {
  await admin.goto(record);
  await admin.getByRole('link', { name: 'History' }).click();
  await expect(admin.getByRole('cell', { name: NOTE })).toBeVisible();
  await expectAccessible(admin);
  await admin.getByRole('button', { name: /^v\d+ / }).nth(1).click();
  await admin.getByRole('button', { name: 'Roll back' }).click();
  const dialog = admin.getByRole('dialog');
  await expect(dialog.getByText('nothing has been done yet')).toBeVisible();
  await dialog.getByLabel('Reason').fill('The note belongs to another customer.');
  await expectAccessible(admin);
  await dialog.getByRole('button', { name: 'Roll back' }).click();
  await expect(dialog).toBeHidden();
  await admin.goto(record);
  await admin.getByRole('tab', { name: 'Overview' }).click();
  await expect(admin.getByLabel('Notes')).toHaveValue('');
}

/** Record, operation and what its change says: a story as the trail tells it. */
export const STORY: [string, RegExp, string][] = [
  ['Lead', /sales\.lead\.status/, 'Qualified'],
  ['Quote', /quotes\.portal\.accept/, 'Accepted'],
  ['Journey', /dispatch\.journey\.complete/, 'Completed'],
  ['Invoice', /billing\.invoice\.issue/, 'Issued'],
  ['Customer', /compliance\.history\.rollback/, NOTE],
];

export async function findInTrail(page: Page, story: typeof STORY): Promise<void> {
  await menu(page, 'Audit').click();
  for (const [entity, operation, change] of story) {
    await page.getByRole('combobox', { name: 'Record' }).click();
    await page.getByRole('option', { name: entity, exact: true }).click();
    await page.getByRole('button', { name: operation }).first().click();
    await expect(page.getByRole('cell', { name: change, exact: true }).first()).toBeVisible();
    await expectAccessible(page);
  }
}

/** Downloads the sealed trail and has it checked by the product's own program, with nothing but the public key. */
export async function takeTrailAway(page: Page): Promise<void> {
  await menu(page, 'Chain').click();
  await expect(page.getByText('All sealed')).toBeVisible();
  await expectAccessible(page);
  const file = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download export' }).click();
  const key = page.locator('section', { has: page.getByRole('heading', { name: 'Public key' }) }).locator('code');
  expect(verifiedAudit(await (await file).path(), await key.innerText())).toEqual({ exit: 0 });
}
