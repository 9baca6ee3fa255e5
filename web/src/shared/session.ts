import { ApiError, errorFromResponse } from './apiError';
import type { SignedIn, Success } from './types';

type Listener = () => void;

const REFUSAL_HOLDS_MS = 2000;

/**
 * Who is signed in on this page. The access token lives in memory only; the refresh token is a
 * cookie the script never sees, so a reload asks for a new access token first.
 */
export class Session {
  #token: string | null = null;
  #expiresAt = 0;
  #signedIn: SignedIn | null = null;
  #running: Promise<boolean> | null = null;
  #renewable = true;
  #refusedAt = Number.NEGATIVE_INFINITY;
  readonly #listeners = new Set<Listener>();
  readonly #base: string;
  readonly #now: () => number;

  constructor(base = '/api', now: () => number = () => performance.now()) {
    this.#base = base;
    this.#now = now;
  }

  get token(): string | null {
    return this.#token;
  }

  get signedIn(): SignedIn | null {
    return this.#signedIn;
  }

  /** True within the last half minute of the token's life. */
  get stale(): boolean {
    return this.#token !== null && this.#renewable && this.#now() > this.#expiresAt - 30_000;
  }

  accept(answer: SignedIn): void {
    this.#signedIn = answer;
    this.#hold(answer.access_token, answer.expires_in, true);
  }

  /** Uses a token that cannot be renewed by the cookie, e.g. of a support session. */
  useToken(token: string, expiresInSeconds: number): void {
    this.#hold(token, expiresInSeconds, false);
  }

  /** False while a borrowed token is in use. */
  get renewable(): boolean {
    return this.#renewable;
  }

  clear(): void {
    this.#renewable = true;
    this.#token = null;
    this.#signedIn = null;
    this.#tell();
  }

  subscribe(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Asks for a new access token; false where the cookie no longer opens a session. Never runs twice at once. */
  refresh(): Promise<boolean> {
    if (!this.#renewable) {
      this.clear();
      return Promise.resolve(false);
    }
    // Several parts of a page ask at once; one refusal answers them all.
    if (this.#now() - this.#refusedAt < REFUSAL_HOLDS_MS) return Promise.resolve(false);
    this.#running ??= this.#refresh().finally(() => {
      this.#running = null;
    });
    return this.#running;
  }

  async #refresh(): Promise<boolean> {
    // Refresh tokens rotate: two tabs using the same one at once would look like theft.
    const locks = typeof navigator === 'undefined' ? undefined : navigator.locks;
    return locks ? locks.request('cnc-refresh', () => this.#askForToken()) : this.#askForToken();
  }

  async #askForToken(): Promise<boolean> {
    let response: Response;
    try {
      response = await fetch(`${this.#base}/auth/refresh`, {
        method: 'POST',
        credentials: 'same-origin',
        headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
        body: '{}',
      });
    } catch {
      throw new ApiError(0, { error: 'UNREACHABLE', message: 'The server cannot be reached.' });
    }
    if (response.ok) {
      const body = (await response.json()) as Success<SignedIn>;
      this.accept(body.data);
      return true;
    }
    if (response.status === 400 || response.status === 401 || response.status === 403) {
      this.clear();
      this.#refusedAt = this.#now();
      return false;
    }
    throw await errorFromResponse(response);
  }

  #hold(token: string, expiresInSeconds: number, renewable: boolean): void {
    this.#token = token;
    this.#renewable = renewable;
    this.#refusedAt = Number.NEGATIVE_INFINITY;
    this.#expiresAt = this.#now() + expiresInSeconds * 1000;
    this.#tell();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}
