import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from './ground';

export interface Letter {
  from: string;
  to: string[];
  subject: string;
  text: string | null;
  html: string | null;
  attachments: { name: string | null; type: string; bytes: number }[];
}

/** Everything the mail server took, oldest first. */
export function letters(): Letter[] {
  const folder = process.env.CNC_E2E_MAIL;
  if (!folder) throw new Error('CNC_E2E_MAIL names the folder of received mail; start the story by scripts/e2e.sh');
  if (!existsSync(folder)) return [];
  return readdirSync(folder).filter((name) => name.endsWith('.json')).sort().map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as Letter);
}

/** Waits for a letter to somebody that fits. */
export async function letterTo(address: string, fits: (letter: Letter) => boolean = () => true): Promise<Letter> {
  const find = () => letters().filter((letter) => letter.to.includes(address)).find(fits);
  await expect.poll(() => find()?.subject ?? null, { message: `a letter to ${address}` }).not.toBeNull();
  return find() as Letter;
}

/** The customer's page as the letter names it. */
export function portalLink(letter: Letter): string {
  const link = /https?:\/\/[^\s"'<>]+\/portal\/[^\s"'<>]+/.exec(letter.text ?? letter.html ?? '');
  if (!link) throw new Error(`no link in the letter "${letter.subject}": ${letter.text ?? ''}`);
  return link[0].replace(/[.,)]+$/, '');
}
