import type { Locator, Page } from '@playwright/test';
import { expect } from './ground';

interface Plan {
  customer: string;
  start: string;
  end: string;
  crew: RegExp[];
  /** Which of the place's machines; the demo's teams have those of one end. */
  machine: 'first' | 'last';
  /** What is done while the filled dialog stands open. */
  look?: (page: Page) => Promise<void>;
}

/** Hours of today in which the demo's own people have no other work: it lies around the present hour. */
export function freeHours(zone: string): { from: string; until: string } {
  const hour = Number(new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', hourCycle: 'h23' }).format(new Date()));
  return hour < 12 ? { from: '19:00', until: '21:30' } : { from: '05:30', until: '07:30' };
}

/** The journey's card on a lane of the board. */
export const planned = (page: Page, customer: string): Locator => page.getByRole('button', { name: new RegExp(customer) }).first();

/** Plans a journey of the customer's waiting job by the keyboard's way; answers the name of the truck. */
export async function assign(page: Page, { customer, start, end, crew, machine, look }: Plan): Promise<string> {
  await page.getByRole('listitem').filter({ hasText: customer }).getByRole('button', { name: 'Assign…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Start').fill(start);
  await dialog.getByLabel('End').fill(end);
  await dialog.getByRole('radio')[machine]().check();
  const truck = (await dialog.locator('label', { has: page.locator('input[type=radio]:checked') }).innerText()).split('\n')[0]!.split(' · ')[0]!;
  for (const person of crew) await dialog.getByRole('checkbox', { name: person }).click();
  await look?.(page);
  await dialog.getByRole('button', { name: 'Assign', exact: true }).click();
  await expect(dialog).toBeHidden();
  return truck;
}
