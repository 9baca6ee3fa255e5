import type { Page } from '@playwright/test';
import { drawSignature, expect } from './people';

/** Opens the journey of a customer from the list of the day. */
export async function openJourney(page: Page, customer: string): Promise<void> {
  await page.getByRole('button', { name: new RegExp(customer) }).click();
  await expect(page.getByRole('heading', { name: customer })).toBeVisible();
}

/** Presses the one large button and, where one is named, waits until it asks for the next thing. */
export async function nextAct(page: Page, act: RegExp, then: RegExp | null): Promise<void> {
  const button = page.getByTestId('next-action');
  await expect(button).toHaveText(act);
  await button.click();
  if (then === null) return;
  const skip = page.getByRole('button', { name: 'Without position' });
  await expect(button.filter({ hasText: then }).or(skip).first()).toBeVisible();
  if (await skip.isVisible()) await skip.click();
  await expect(button).toHaveText(then);
}

/** Ticks an item; the tick comes back from the phone's own store. */
export async function tick(page: Page, item: string | RegExp): Promise<void> {
  const box = page.getByRole('checkbox', { name: item });
  await box.click();
  await expect(box).toBeChecked();
}

/** Answers an item with choices. */
export async function choose(page: Page, item: RegExp, answer: string): Promise<void> {
  const line = page.getByRole('listitem').filter({ hasText: item });
  await line.getByRole('combobox').click();
  await page.getByRole('option', { name: answer, exact: true }).click();
  await expect(line.getByRole('checkbox')).toBeChecked();
}

/** The customer signs an item with the finger. */
export async function signItem(page: Page, item: string): Promise<void> {
  await page.getByRole('button', { name: `Signature: ${item}` }).click();
  await drawSignature(page);
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('checkbox', { name: new RegExp(item) })).toBeChecked();
}

export interface Sent {
  client_id: string;
  operation: string;
}

/** Keeps what the server said it applied of this phone's operations. */
export function watchSending(page: Page): { applied: Sent[]; refused: string[] } {
  const seen = { applied: [] as Sent[], refused: [] as string[] };
  page.context().on('response', async (answer) => {
    if (!answer.url().endsWith('/api/mobile/operations') || !answer.ok()) return;
    const asked = (answer.request().postDataJSON() as { operations: Sent[] }).operations;
    const told = ((await answer.json()) as { data: { results: { client_id: string; state: string; reason?: string }[] } }).data.results;
    for (const result of told) {
      const operation = asked.find((one) => one.client_id === result.client_id)?.operation ?? '';
      if (result.state === 'APPLIED') seen.applied.push({ client_id: result.client_id, operation });
      else seen.refused.push(`${operation}: ${result.state} ${result.reason ?? ''}`);
    }
  });
  return seen;
}
