import { expect as plain } from '@playwright/test';

/** Long enough for two busy cores. */
export const expect = plain.configure({ timeout: 30_000 });

/** The password of everybody in the demo. */
export const PASSWORD = 'demo pianos on a ferry';

/** Whether the long parts are told too: the crane's story, and of the move's its money and its trail. */
export const WHOLE = Boolean(process.env.CNC_E2E_WHOLE);
