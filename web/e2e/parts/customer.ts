import { execFileSync } from 'node:child_process';
import { expect as plain, type Page } from '@playwright/test';
import { drawSignature, expect } from './people';

/** Accepts the open offer on the customer's page: an option first where one is named, then a drawn signature. */
export async function acceptByDrawing(page: Page, { option }: { option?: RegExp }): Promise<void> {
  if (option) {
    const total = page.getByRole('region', { name: 'Total' });
    const before = await total.innerText();
    await page.getByRole('checkbox', { name: option }).click();
    await expect(page.getByRole('checkbox', { name: option })).toBeChecked();
    await expect.poll(() => total.innerText(), { message: 'the total with the option' }).not.toBe(before);
  }
  const covers = page.getByRole('region', { name: 'Protection of your goods' });
  await page.getByRole('button', { name: 'Accept and sign' }).click();
  if (await covers.isVisible()) {
    await expect(covers.getByText('Please choose how your goods are protected.')).toBeVisible();
    await covers.getByRole('radio', { name: /^Released value/ }).check();
    await expect(covers.getByText('Please choose how your goods are protected.')).toBeHidden();
    await page.getByRole('button', { name: 'Accept and sign' }).click();
  }
  const accept = page.getByRole('button', { name: /^Accept for/ });
  await accept.click();
  await expect(page.getByText('Please sign in the field.')).toBeVisible();
  await drawSignature(page);
  await page.getByRole('checkbox', { name: /I have read the quote/ }).click();
  await accept.click();
  await expect(page.getByRole('heading', { name: /your quote is accepted/ })).toBeVisible();
}

/**
 * The first bytes of the signed paper, once it has been made. Its hash, taken by a program that is not ours, is known
 * to the public check as signed here; the hash of a paper with one byte more is not.
 */
export async function signedPaper(page: Page): Promise<string> {
  const link = page.getByRole('link', { name: 'Signed document (PDF)' });
  await expect(link).toBeVisible();
  const address = await link.getAttribute('href');
  const answer = await page.request.get(address ?? '');
  plain(answer.status()).toBe(200);
  const paper = await answer.body();
  plain(await genuine(page, paper)).toBe(true);
  plain(await genuine(page, Buffer.concat([paper, Buffer.from(' ')]))).toBe(false);
  return paper.subarray(0, 5).toString('latin1');
}

async function genuine(page: Page, paper: Buffer): Promise<boolean> {
  const sha256 = execFileSync('openssl', ['dgst', '-sha256', '-r'], { input: paper, encoding: 'utf8' }).slice(0, 64);
  const answer = await page.request.post('/api/public/verify', { data: { sha256 } });
  plain(answer.status()).toBe(200);
  return (await answer.json()).data.genuine;
}
