import type { Locator } from '@playwright/test';
import { expect } from './ground';

const DEEPEST = 200;

/** Opens every level of a derivation tree. */
export async function openWhole(tree: Locator): Promise<void> {
  const folded = tree.getByRole('button', { expanded: false });
  for (let opened = 0; (await folded.count()) > 0; opened += 1) {
    expect(opened, 'a tree that ends').toBeLessThan(DEEPEST);
    await folded.first().click();
  }
}
