import { expect as plain } from '@playwright/test';

/** Long enough for two busy cores. */
export const expect = plain.configure({ timeout: 30_000 });

/** The password of everybody in the demo. */
export const PASSWORD = 'demo pianos on a ferry';
