import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';

/** First bytes of the paper behind the page's PDF button; asked for once more as the page asked, since the browser's viewer keeps what it was given. */
export async function paperOf(page: Page): Promise<string> {
  const answered = page.waitForResponse((one) => one.url().endsWith('/pdf') && one.ok());
  await page.getByRole('button', { name: 'PDF' }).click();
  const answer = await answered;
  const { authorization } = await answer.request().allHeaders();
  const paper = await page.request.get(answer.url(), { headers: { authorization: authorization ?? '', accept: 'application/pdf' } });
  return (await paper.body()).subarray(0, 5).toString('latin1');
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
