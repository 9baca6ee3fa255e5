import { errorFromResponse } from '@shared/apiError';

/** The server could not be reached or asks to come back later: keep everything and try again. */
export class Unreachable extends Error {
  constructor(readonly retryAfterMs?: number) {
    super('unreachable');
  }
}

/** The session has ended; recording goes on, sending waits for a new sign-in. */
export class SessionOver extends Error {
  constructor() {
    super('session over');
  }
}

/** The server understood and said no. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly data?: unknown,
  ) {
    super(message);
  }
}

export interface Call {
  method?: 'GET' | 'POST' | 'PUT';
  body?: unknown;
  bytes?: Blob;
  /** Key of the whole request; operations inside a batch carry their own. */
  key?: string;
  token?: string;
}

/**
 * One request whose outcome the queue can act upon. An answer cut off, or one that is not the
 * server's own (a hotel's sign-in page), counts as unreachable: nothing may be dropped for it.
 */
export async function request<T>(path: string, call: Call = {}): Promise<T> {
  const response = await send(path.startsWith('/api/') ? path : `/api${path}`, call);
  if (!response.ok) throw await refusal(response);
  if (response.status === 204) return undefined as T;
  try {
    return ((await response.json()) as { data: T }).data;
  } catch {
    throw new Unreachable();
  }
}

async function send(address: string, call: Call): Promise<Response> {
  const headers = new Headers({ Accept: 'application/json' });
  if (call.token) headers.set('Authorization', `Bearer ${call.token}`);
  if (call.key) headers.set('Idempotency-Key', call.key);
  if (call.bytes) headers.set('Content-Type', call.bytes.type);
  else if (call.body !== undefined) headers.set('Content-Type', 'application/json');
  const body = call.bytes ?? (call.body === undefined ? null : JSON.stringify(call.body));
  try {
    return await fetch(address, { method: call.method ?? 'GET', headers, body, credentials: 'same-origin', cache: 'no-store' });
  } catch {
    throw new Unreachable();
  }
}

async function refusal(response: Response): Promise<Error> {
  if (response.status === 401) return new SessionOver();
  const fault = await errorFromResponse(response);
  if (fault.retryable || fault.code === 'UNEXPECTED_ANSWER') return new Unreachable(fault.retryAfter && fault.retryAfter * 1000);
  return new Refused(fault.status, fault.code, fault.message, fault.data);
}
