import { request, type APIRequestContext } from '@playwright/test';
import { expect, PASSWORD } from './ground';

/** Another company's program: no browser, only HTTP. */
export async function machine(baseURL: string | undefined, headers: Record<string, string> = {}): Promise<APIRequestContext> {
  return request.newContext({ baseURL: baseURL ?? '', extraHTTPHeaders: headers });
}

/** A program that works with a user's sign-in. */
export async function signedInMachine(baseURL: string | undefined, email: string): Promise<APIRequestContext> {
  const anonymous = await machine(baseURL);
  const answer = await anonymous.post('/api/auth/login', { data: { email, password: PASSWORD } });
  expect(answer.status(), await answer.text()).toBe(200);
  const { data } = (await answer.json()) as { data: { access_token: string } };
  await anonymous.dispose();
  return machine(baseURL, { Authorization: `Bearer ${data.access_token}` });
}

/** Sends what has to succeed and answers its data. */
export async function send<T>(by: APIRequestContext, path: string, data: unknown): Promise<T> {
  const answer = await by.post(path, { data, headers: { 'Idempotency-Key': crypto.randomUUID() } });
  expect(answer.ok(), `${path}: ${await answer.text()}`).toBe(true);
  return ((await answer.json()) as { data: T }).data;
}

export async function fetchData<T>(by: APIRequestContext, path: string): Promise<T> {
  const answer = await by.get(path);
  expect(answer.ok(), `${path}: ${await answer.text()}`).toBe(true);
  return ((await answer.json()) as { data: T }).data;
}
