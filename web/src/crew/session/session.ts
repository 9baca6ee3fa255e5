import { api } from '@shared/api';
import { ApiError } from '@shared/apiError';
import type { LoginAnswer, SignedIn } from '@shared/types';
import { request, SessionOver, Unreachable, type Call } from './http';

/** Who works with this phone; kept so that the app opens without network. */
export interface Person {
  id: string;
  name: string;
  email: string;
}
export type CompanyChoice = Extract<LoginAnswer, { challenge: string }>;

export interface SessionView {
  person: Person | null;
  /** The server no longer knows the session; work goes on, sending waits. */
  over: boolean;
}

const PERSON_KEY = 'cnc.crew.person';

let view: SessionView = { person: readPerson(), over: false };
const watchers = new Set<() => void>();

export const sessionView = (): SessionView => view;

export function watchSession(watcher: () => void): () => void {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}

function show(next: SessionView): void {
  if (next.person === view.person && next.over === view.over) return;
  view = next;
  watchers.forEach((watcher) => watcher());
}

export async function signIn(email: string, password: string): Promise<CompanyChoice | null> {
  const answer = await api.login(email, password);
  if (!('access_token' in answer)) return answer;
  enter(answer);
  return null;
}

export async function chooseCompany(challenge: string, companyId: string): Promise<void> {
  enter(await api.chooseCompany(challenge, companyId));
}

function enter({ user }: SignedIn): void {
  const person = { id: user.id, name: user.name, email: user.email };
  localStorage.setItem(PERSON_KEY, JSON.stringify(person));
  show({ person, over: false });
}

/** Ends the session here; what is recorded stays on the phone until this person signs in again. */
export async function signOut(): Promise<void> {
  localStorage.removeItem(PERSON_KEY);
  show({ person: null, over: false });
  await import('@shared/push/browser').then(({ forgetHere }) => forgetHere()).catch(() => undefined);
  try {
    await api.logout();
  } catch (fault) {
    // Without network the cookie outlives the sign-out until the server ends it by time.
    if (!(fault instanceof ApiError)) throw fault;
  }
}

/** A request in the person's name; renews the short token by itself and says when the session is over. */
export async function authorised<T>(path: string, call: Call = {}): Promise<T> {
  try {
    const used = await ownToken();
    let answer: T;
    try {
      answer = await request<T>(path, { ...call, token: used });
    } catch (fault) {
      if (!(fault instanceof SessionOver)) throw fault;
      if (api.session.token === used && !(await renewed())) throw fault;
      answer = await request<T>(path, { ...call, token: await ownToken() });
    }
    show({ person: view.person, over: false });
    return answer;
  } catch (fault) {
    if (fault instanceof SessionOver) show({ person: view.person, over: true });
    throw fault;
  }
}

async function ownToken(): Promise<string> {
  if (!view.person) throw new SessionOver();
  if ((!api.session.token || api.session.stale) && !(await renewed())) throw new SessionOver();
  // The cookie may by now belong to somebody who signed in on another page of this phone.
  if (!api.session.token || api.session.signedIn?.user.id !== view.person.id) throw new SessionOver();
  return api.session.token;
}

async function renewed(): Promise<boolean> {
  try {
    return await api.session.refresh();
  } catch (fault) {
    throw fault instanceof ApiError ? new Unreachable(fault.retryAfter && fault.retryAfter * 1000) : fault;
  }
}

function readPerson(): Person | null {
  try {
    return JSON.parse(localStorage.getItem(PERSON_KEY) ?? 'null') as Person | null;
  } catch {
    return null;
  }
}
