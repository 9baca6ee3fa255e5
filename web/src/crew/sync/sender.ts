import { SessionOver, Unreachable } from '../session/http';
import { forgetOld, takeBundle } from '../store/bundle';
import type { CrewStore } from '../store/database';
import type { CrewApi } from './api';
import { sendMedia } from './send-media';
import { NoProgress, sendOperations } from './send-operations';

export type SendingState = 'IDLE' | 'SENDING' | 'LATER' | 'SIGNED_OUT';

type Exclusive = <T>(work: () => Promise<T>) => Promise<T>;

/** One sender per phone: every page of the app waits for the same lock. */
const oneOfAllPages: Exclusive = (work) => navigator.locks.request('cnc-crew-sync', work) as ReturnType<typeof work>;

const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 60_000;
const BUNDLE_AGE_MS = 5 * 60_000;

/** Pause before the next try: doubles from 1 s to 60 s, each between half and all of it. */
export const pauseMs = (failures: number, chance: number): number =>
  Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.max(0, failures - 1)) * (0.5 + chance / 2);

/** Sends what is recorded and fetches the day, whenever woken, and by itself after failures. */
export class Sender {
  private running: Promise<void> | null = null;
  private again = false;
  /** The day is to be fetched, not only the queue to be sent. */
  private fetchDay = true;
  private failures = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private stopped = false;

  constructor(
    private readonly store: CrewStore,
    private readonly api: CrewApi,
    private readonly exclusive: Exclusive = oneOfAllPages,
  ) {}

  /** Listens to the phone: start, network back, app in front again, every five minutes. */
  start(): () => void {
    const wake = () => { this.failures = 0; void this.wake(true); };
    const whenVisible = () => { if (document.visibilityState === 'visible') wake(); };
    window.addEventListener('online', wake);
    document.addEventListener('visibilitychange', whenVisible);
    const interval = setInterval(() => { if (navigator.onLine) void this.wake(true); }, BUNDLE_AGE_MS);
    wake();
    return () => {
      this.stopped = true;
      clearTimeout(this.timer);
      clearInterval(interval);
      window.removeEventListener('online', wake);
      document.removeEventListener('visibilitychange', whenVisible);
    };
  }

  /**
   * Sends what waits, and fetches the day where asked or where something was refused. Called during
   * a run it makes one more run follow, however often it is called.
   */
  wake(fetchDay = false): Promise<void> {
    this.fetchDay ||= fetchDay;
    if (this.running) {
      this.again = true;
      return this.running;
    }
    clearTimeout(this.timer);
    this.running = this.runs().finally(() => { this.running = null; });
    return this.running;
  }

  private async runs(): Promise<void> {
    do {
      this.again = false;
      const failed = await this.exclusive(() => this.run());
      if (failed) return;
    } while (this.again && !this.stopped);
  }

  private async run(): Promise<boolean> {
    if (this.stopped) return true;
    try {
      await this.store.remember('sending', 'SENDING' satisfies SendingState);
      do {
        const { refused } = await sendOperations(this.store, this.api);
        // What the phone showed beforehand is not what the server has: the screen must be put right.
        this.fetchDay ||= refused > 0;
      } while ((await sendMedia(this.store, this.api)) === 'OPERATIONS_FIRST');
      if (this.fetchDay) {
        await takeBundle(this.store, await this.api.bundle());
        await forgetOld(this.store);
        this.fetchDay = false;
      }
      this.failures = 0;
      await this.store.remember('sending', 'IDLE' satisfies SendingState);
      return false;
    } catch (fault) {
      await this.afterFault(fault);
      return true;
    }
  }

  private async afterFault(fault: unknown): Promise<void> {
    if (fault instanceof SessionOver) {
      await this.store.remember('sending', 'SIGNED_OUT' satisfies SendingState);
      return;
    }
    this.failures += 1;
    await this.store.remember('sending', 'LATER' satisfies SendingState);
    const asked = fault instanceof Unreachable ? fault.retryAfterMs : undefined;
    if (this.stopped) return;
    this.timer = setTimeout(() => void this.wake(), Math.max(asked ?? 0, pauseMs(this.failures, Math.random())));
    if (!(fault instanceof Unreachable || fault instanceof NoProgress)) console.error(fault);
  }
}
