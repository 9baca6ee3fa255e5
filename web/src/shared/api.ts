import { ApiError, errorFromResponse } from './apiError';
import { Session } from './session';
import type { LoginAnswer, Page, SignedIn, Success } from './types';

export type QueryValue = string | number | boolean | null | undefined;
export type Query = Record<string, QueryValue | QueryValue[]>;

export interface CallOptions {
  query?: Query;
  /** Version the change was made on; sent as `If-Match`. */
  version?: number;
  /** Key under which a repeat has no second effect; made when absent. Keep it over retries of one act. */
  key?: string;
  signal?: AbortSignal;
  /** No bearer token and no silent refresh: sign-in and public pages. */
  anonymous?: boolean;
}

export interface ListAnswer<T> {
  data: T[];
  page: Page;
}

/** The body and the envelope's message of a success. */
export interface Answer<T> {
  data: T;
  message: string | undefined;
  page: Page | undefined;
}

export function queryString(query: Query = {}): string {
  const parts = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    const values = (Array.isArray(value) ? value : [value]).filter((v) => v !== undefined && v !== null && v !== '');
    if (values.length > 0) parts.set(name, values.join(','));
  }
  const text = parts.toString();
  return text ? `?${text}` : '';
}

/** Typed way to the API: envelope, errors, idempotency keys, versions and the silent renewal of the session. */
export class ApiClient {
  readonly session: Session;
  readonly #base: string;
  /** The language people read here; what the server says comes in it. */
  language: string | undefined;
  /** Told what the server says beside an answer to a command. */
  onSaid: ((sentence: string) => void) | undefined;

  constructor(session = new Session(), base = '/api') {
    this.session = session;
    this.#base = base;
  }

  async get<T>(path: string, options: CallOptions = {}): Promise<T> {
    return (await this.call<T>('GET', path, undefined, options)).data;
  }

  async list<T>(path: string, options: CallOptions = {}): Promise<ListAnswer<T>> {
    const answer = await this.call<T[]>('GET', path, undefined, options);
    const data = Array.isArray(answer.data) ? answer.data : [];
    return { data, page: answer.page ?? { next: null, limit: data.length } };
  }

  async post<T>(path: string, body: unknown = {}, options: CallOptions = {}): Promise<T> {
    return (await this.call<T>('POST', path, body, options)).data;
  }

  async put<T>(path: string, body: unknown, options: CallOptions = {}): Promise<T> {
    return (await this.call<T>('PUT', path, body, options)).data;
  }

  async patch<T>(path: string, body: unknown, options: CallOptions = {}): Promise<T> {
    return (await this.call<T>('PATCH', path, body, options)).data;
  }

  async delete<T>(path: string, options: CallOptions = {}): Promise<T> {
    return (await this.call<T>('DELETE', path, undefined, options)).data;
  }

  /** A list as CSV, or a document (PDF, JSON lines) as bytes. */
  async file(path: string, accept = '*/*', options: CallOptions = {}): Promise<Blob> {
    const response = await this.raw('GET', path, undefined, options, accept);
    return response.blob();
  }

  /** Raw bytes to the address an upload was given. */
  async upload(url: string, bytes: Blob, contentType: string): Promise<void> {
    const path = url.startsWith(this.#base) ? url.slice(this.#base.length) : url;
    await this.raw('PUT', path, bytes, {}, 'application/json', contentType);
  }

  async call<T>(method: string, path: string, body: unknown, options: CallOptions = {}): Promise<Answer<T>> {
    const response = await this.raw(method, path, body, options);
    if (response.status === 204) return { data: undefined as T, message: undefined, page: undefined };
    const envelope = (await response.json()) as Success<T>;
    if (envelope.message && method !== 'GET') this.onSaid?.(envelope.message);
    return { data: envelope.data, message: envelope.message, page: envelope.page };
  }

  /** The response itself, after a refused token was renewed and the call repeated once under the same key. */
  async raw(
    method: string,
    path: string,
    body: unknown,
    options: CallOptions = {},
    accept = 'application/json',
    contentType = 'application/json',
  ): Promise<Response> {
    const headers = new Headers({ Accept: accept });
    if (this.language) headers.set('Accept-Language', this.language);
    if (method === 'POST') headers.set('Idempotency-Key', options.key ?? crypto.randomUUID());
    if (options.version !== undefined) headers.set('If-Match', `"${options.version}"`);
    if (body !== undefined) headers.set('Content-Type', contentType);
    const payload = body === undefined ? null : body instanceof Blob ? body : JSON.stringify(body);
    const url = `${this.#base}${path}${queryString(options.query)}`;
    const send = async () => {
      if (!options.anonymous && this.session.token) headers.set('Authorization', `Bearer ${this.session.token}`);
      try {
        return await fetch(url, { method, headers, body: payload, credentials: 'same-origin', signal: options.signal });
      } catch (cause) {
        if (cause instanceof DOMException && cause.name === 'AbortError') throw cause;
        throw new ApiError(0, { error: 'UNREACHABLE', message: 'The server cannot be reached.' });
      }
    };
    if (!options.anonymous && (this.session.stale || this.session.token === null) && !(await this.session.refresh())) {
      throw new ApiError(401, { error: 'NOT_SIGNED_IN', message: 'Please sign in again.' });
    }
    let response = await send();
    if (response.status === 401 && !options.anonymous && (await this.session.refresh())) response = await send();
    if (!response.ok) throw await errorFromResponse(response);
    return response;
  }

  async login(email: string, password: string, companyId?: string): Promise<LoginAnswer> {
    const body = { email, password, company_id: companyId, device: navigator.userAgent };
    const answer = await this.post<LoginAnswer>('/auth/login', body, { anonymous: true });
    if ('access_token' in answer) this.session.accept(answer);
    return answer;
  }

  async chooseCompany(challenge: string, companyId: string): Promise<SignedIn> {
    const body = { challenge, company_id: companyId };
    const answer = await this.post<SignedIn>('/auth/choose', body, { anonymous: true });
    this.session.accept(answer);
    return answer;
  }

  async switchCompany(companyId: string): Promise<SignedIn> {
    const answer = await this.post<SignedIn>('/auth/switch', { company_id: companyId });
    this.session.accept(answer);
    return answer;
  }

  async logout(all = false): Promise<void> {
    try {
      await this.post('/auth/logout', { all });
    } finally {
      this.session.clear();
    }
  }
}

/** The one client of a page. */
export const api = new ApiClient();
