import type { Page } from '@playwright/test';
import { expect } from './ground';

/** A hundred words a minute, which is quick. */
const BETWEEN_KEYS_MS = 120;

export interface Typist {
  page: Page;
  /** Types text as a person does. */
  type: (text: string) => Promise<void>;
  /** Presses keys one after another, e.g. `Tab`, `Control+Enter`. */
  press: (...keys: string[]) => Promise<void>;
  /** Moves on with Tab until the field with this name has the focus. */
  tabTo: (name: string) => Promise<void>;
  /** Keys pressed so far; a chord counts once. */
  keys: () => number;
  /** Fails where anything was clicked or tapped. */
  expectNoPointer: () => Promise<void>;
}

/** Somebody who works without the mouse. */
export async function typist(page: Page): Promise<Typist> {
  let pressed = 0;
  await page.evaluate(() => {
    for (const kind of ['pointerdown', 'mousedown', 'touchstart']) window.addEventListener(kind, () => { document.documentElement.dataset.pointer = kind; }, { capture: true });
  });
  const press = async (...keys: string[]) => {
    for (const key of keys) {
      await page.keyboard.press(key);
      pressed += 1;
      await page.waitForTimeout(BETWEEN_KEYS_MS);
    }
  };
  return {
    page,
    press,
    type: async (text) => {
      await page.keyboard.type(text, { delay: BETWEEN_KEYS_MS });
      pressed += text.length;
    },
    tabTo: async (name) => {
      for (let steps = 0; steps < 12; steps += 1) {
        await press('Tab');
        if (await page.evaluate((wanted) => {
          const focused = document.activeElement;
          return focused?.getAttribute('name') === wanted || focused?.parentElement?.querySelector('input[name]')?.getAttribute('name') === wanted;
        }, name)) return;
      }
      throw new Error(`${name} is not reached by Tab`);
    },
    keys: () => pressed,
    expectNoPointer: async () => expect(await page.evaluate(() => document.documentElement.dataset.pointer ?? 'none')).toBe('none'),
  };
}
