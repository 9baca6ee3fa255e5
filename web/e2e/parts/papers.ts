import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';

/** First bytes of the paper behind the page's PDF button, as the browser got it. */
export async function paperOf(page: Page): Promise<string> {
  const answer = page.waitForResponse((one) => one.url().endsWith('/pdf') && one.ok());
  await page.getByRole('button', { name: 'PDF' }).click();
  return (await (await answer).body()).subarray(0, 5).toString('latin1');
}

/** What the product's own checker says of an exported trail, with nothing but the file and the public key. */
export function verifiedAudit(file: string, key: string): { exit: number; text?: string } {
  const program = process.env.CNC_E2E_BINARY;
  if (!program) throw new Error('CNC_E2E_BINARY names the program; start the story by scripts/e2e.sh');
  if (readFileSync(file).length === 0) return { exit: -1, text: 'an empty export' };
  try {
    execFileSync(program, ['verify', 'audit', file, '--key', key.trim()], { encoding: 'utf8' });
    return { exit: 0 };
  } catch (fault) {
    const { status, stdout, stderr } = fault as { status: number; stdout: string; stderr: string };
    return { exit: status, text: `${stdout}${stderr}` };
  }
}
