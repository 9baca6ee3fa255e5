import { beforeEach, describe, expect, it, vi } from 'vitest';
import { ApiClient, queryString } from '@shared/api';
import { ApiError } from '@shared/apiError';
import { Session } from '@shared/session';

interface Sent {
  url: string;
  method: string;
  headers: Headers;
  body: unknown;
}

const json = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json', ...headers } });
const signedIn = (token: string) => ({
  success: true,
  data: { access_token: token, token_type: 'bearer', expires_in: 900, user: { id: 'usr_1', name: 'Ada', email: 'a@example.com', role: 'ADMIN', userType: 'regular', clientId: null, locationId: null } },
});

let sent: Sent[] = [];

function server(answer: (call: Sent) => Response | Promise<Response>): void {
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    const call: Sent = { url, method: init.method ?? 'GET', headers: new Headers(init.headers), body: init.body ? JSON.parse(String(init.body)) : undefined };
    sent.push(call);
    return answer(call);
  });
}

function client(): ApiClient {
  const session = new Session('/api', () => 0);
  session.accept(signedIn('first').data as never);
  return new ApiClient(session);
}

beforeEach(() => {
  sent = [];
});

describe('the client', () => {
  it('opens the envelope of lists', async () => {
    server(() => json(200, { success: true, data: [{ id: 'lea_1' }], page: { next: 'abc', limit: 25 } }));
    const answer = await client().list('/leads', { query: { status: ['NEW', 'CONTACTED'], q: '', sort: '-received_at' } });
    expect(answer.data).toEqual([{ id: 'lea_1' }]);
    expect(answer.page.next).toBe('abc');
    expect(sent[0]?.url).toBe('/api/leads?status=NEW%2CCONTACTED&sort=-received_at');
    expect(sent[0]?.headers.get('Authorization')).toBe('Bearer first');
  });

  it('cus_17 asks in the reader’s language and passes on what the server says beside the answer to a command', async () => {
    server(() => json(200, { success: true, data: { id: 'cno_1' }, message: 'Conservé avec C-000001.' }));
    const told: string[] = [];
    const it = client();
    it.language = 'fr';
    it.onSaid = (sentence) => told.push(sentence);
    await it.post('/customers/cus_2/notes', { body: 'x' });
    await it.get('/customers/cus_2');
    expect(told).toEqual(['Conservé avec C-000001.']);
    expect(sent[0]?.headers.get('Accept-Language')).toBe('fr');
  });

  it('renews a refused token once and repeats the call under the same key', async () => {
    server(({ url, headers }) => {
      if (url.endsWith('/auth/refresh')) return json(200, signedIn('second'));
      return headers.get('Authorization') === 'Bearer second' ? json(200, { success: true, data: { id: 'pay_1' } }) : json(401, { success: false, error: 'TOKEN_EXPIRED', message: 'Expired' });
    });
    await client().post('/payments', { amount: 1 });
    const posts = sent.filter(({ url }) => url.endsWith('/payments'));
    expect(posts).toHaveLength(2);
    expect(posts[0]?.headers.get('Idempotency-Key')).toMatch(/^[0-9a-f-]{36}$/);
    expect(posts[1]?.headers.get('Idempotency-Key')).toBe(posts[0]?.headers.get('Idempotency-Key'));
  });

  it('renews only once for calls that are refused together', async () => {
    server(({ url, headers }) => {
      if (url.endsWith('/auth/refresh')) return json(200, signedIn('second'));
      return headers.get('Authorization') === 'Bearer second' ? json(200, { success: true, data: 1 }) : json(401, { success: false, error: 'TOKEN_EXPIRED', message: 'Expired' });
    });
    const api = client();
    await Promise.all([api.get('/a'), api.get('/b'), api.get('/c')]);
    expect(sent.filter(({ url }) => url.endsWith('/auth/refresh'))).toHaveLength(1);
  });

  it('asks nothing of the server while nobody is signed in', async () => {
    server(({ url }) => (url.endsWith('/auth/refresh') ? json(401, { success: false, error: 'NOT_SIGNED_IN', message: 'No' }) : json(200, {})));
    const api = new ApiClient(new Session('/api', () => 0));
    await expect(api.get('/leads')).rejects.toMatchObject({ status: 401, code: 'NOT_SIGNED_IN' });
    await expect(api.get('/quotes')).rejects.toMatchObject({ status: 401 });
    expect(sent.map(({ url }) => url)).toEqual(['/api/auth/refresh']);
  });

  it('keeps a key given by the caller and sends the version it changes', async () => {
    server(() => json(200, { success: true, data: {} }));
    await client().post('/quotes', {}, { key: 'k-1' });
    await client().patch('/leads/lea_1', { notes: 'x' }, { version: 7 });
    expect(sent[0]?.headers.get('Idempotency-Key')).toBe('k-1');
    expect(sent[1]?.headers.get('If-Match')).toBe('"7"');
  });

  it('turns a failure into an error with every field', async () => {
    server(() => json(422, { success: false, error: 'INVALID', message: 'Two things', detail: 'More', request_id: 'r-1', details: [{ field: 'origin.city', code: 'REQUIRED', message: 'City?' }, { field: 'email', code: 'INVALID', message: 'E-mail?' }] }));
    const error = await client().post('/leads', {}).catch((caught: unknown) => caught as ApiError);
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({ status: 422, code: 'INVALID', detail: 'More', requestId: 'r-1', retryable: false });
    expect((error as ApiError).fieldTree()).toEqual({ origin: { city: 'City?' }, email: 'E-mail?' });
    expect((error as ApiError).fieldMessage('email')).toBe('E-mail?');
  });

  it('knows the network from the server', async () => {
    server(() => {
      throw new TypeError('failed to fetch');
    });
    await expect(client().get('/leads')).rejects.toMatchObject({ unreachable: true, retryable: true });
  });

  it('reads Retry-After and answers that are no envelope', async () => {
    server(() => new Response('<html>', { status: 503, headers: { 'Retry-After': '7', 'X-Request-Id': 'r-2' } }));
    await expect(client().get('/leads')).rejects.toMatchObject({ status: 503, retryAfter: 7, requestId: 'r-2', retryable: true });
  });

  it('does not renew a borrowed token', async () => {
    server(({ url }) => (url.endsWith('/auth/refresh') ? json(200, signedIn('other')) : json(401, { success: false, error: 'EXPIRED', message: 'x' })));
    const session = new Session('/api', () => 0);
    session.useToken('borrowed', 60);
    await expect(new ApiClient(session).get('/leads')).rejects.toMatchObject({ status: 401 });
    expect(sent.some(({ url }) => url.endsWith('/auth/refresh'))).toBe(false);
    expect(session.token).toBeNull();
  });

  it('leaves empty filters out of the address', () => {
    expect(queryString({ a: undefined, b: null, c: '', d: 0, e: false })).toBe('?d=0&e=false');
  });
});
