import { api } from '@shared/api';
import type { SignedIn, SupportStarted } from '@shared/types';
import { queryClient } from './queryClient';

const KEY = 'cnc-support';

interface KeptSupport {
  token: string;
  id: string;
  ends_at: string;
}

/** Enters a company with the borrowed, read-only token; it survives a reload of this tab only. */
export function enterSupport(started: SupportStarted): void {
  const kept: KeptSupport = { token: started.access_token, id: started.support_session_id, ends_at: started.ends_at };
  sessionStorage.setItem(KEY, JSON.stringify(kept));
  api.session.useToken(started.access_token, started.expires_in);
  queryClient.clear();
}

export function keptSupport(): KeptSupport | null {
  const text = sessionStorage.getItem(KEY);
  if (!text) return null;
  const kept = JSON.parse(text) as KeptSupport;
  if (new Date(kept.ends_at).getTime() > Date.now()) return kept;
  sessionStorage.removeItem(KEY);
  return null;
}

/** After a reload: takes up the support session of this tab. */
export function resumeSupport(): boolean {
  const kept = keptSupport();
  if (!kept) return false;
  api.session.useToken(kept.token, (new Date(kept.ends_at).getTime() - Date.now()) / 1000);
  return true;
}

/** Back to the super admin's own session, then tells the server that the visit is over. */
export async function leaveSupport(): Promise<SignedIn | null> {
  const kept = keptSupport();
  sessionStorage.removeItem(KEY);
  api.session.clear();
  queryClient.clear();
  await api.session.refresh();
  if (kept) await api.post(`/super-admin/support-sessions/${kept.id}/end`).catch(() => undefined);
  return api.session.signedIn;
}
