import { api } from '../api';

/** A browser that is told, as the server lists it. */
export interface PushBrowser {
  endpoint: string;
  device: string;
  since: string;
  last_sent_at: string | null;
  paused_until: string | null;
}

/** How this browser stands: some cannot be told, some were forbidden to. */
export type Standing = 'UNABLE' | 'FORBIDDEN' | 'OFF' | 'ON';

interface TypedScripts {
  createPolicy(name: string, rules: { createScriptURL: (address: string) => string }): { createScriptURL(address: string): string };
}

const able = () => 'serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window;

let allowed: { createScriptURL(address: string): string } | undefined;

/** The content policy takes script addresses from named policies only; ours lets one address through. */
function scriptAddress(script: string): string {
  const factory = (window as unknown as { trustedTypes?: TypedScripts }).trustedTypes;
  if (!factory) return script;
  allowed ??= factory.createPolicy('cnc-push-worker', {
    createScriptURL: (address) => {
      if (address !== script) throw new TypeError(`unexpected script ${address}`);
      return address;
    },
  });
  return allowed.createScriptURL(script);
}

const subscribed = async () => (await navigator.serviceWorker.getRegistration(import.meta.env.BASE_URL))?.pushManager.getSubscription();

/** Whether this browser is told, given those the server knows. */
export async function standing(known: readonly PushBrowser[]): Promise<{ state: Standing; endpoint?: string }> {
  if (!able()) return { state: 'UNABLE' };
  if (Notification.permission === 'denied') return { state: 'FORBIDDEN' };
  const endpoint = (await subscribed())?.endpoint;
  return { state: known.some((each) => each.endpoint === endpoint) ? 'ON' : 'OFF', endpoint };
}

/** Asks the person and the browser, then tells the server; false where the person said no. */
export async function subscribe(key: string): Promise<boolean> {
  if ((await Notification.requestPermission()) !== 'granted') return false;
  const script = `${import.meta.env.BASE_URL}sw.js`;
  await navigator.serviceWorker.register(scriptAddress(script), { scope: import.meta.env.BASE_URL });
  const { pushManager } = await navigator.serviceWorker.ready;
  // One made with another installation's key cannot be used and stands in the way.
  await (await pushManager.getSubscription())?.unsubscribe();
  const made = await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: bytesOf(key) });
  const { endpoint, keys } = made.toJSON();
  await api.post('/push-subscriptions', { endpoint, public_key: keys?.p256dh, shared_secret: keys?.auth, device: deviceName(navigator.userAgent) });
  return true;
}

/** The server first: what it no longer knows is told nothing, even where the browser forgets to. */
export async function forget(endpoint: string): Promise<void> {
  await api.delete('/push-subscriptions', { query: { endpoint } });
  const own = able() ? await subscribed() : undefined;
  if (own?.endpoint === endpoint) await own.unsubscribe();
}

/** Who signs out here is told nothing here any more. */
export async function forgetHere(): Promise<void> {
  const own = able() ? await subscribed() : undefined;
  if (!own) return;
  try {
    await api.delete('/push-subscriptions', { query: { endpoint: own.endpoint } });
  } finally {
    // Without network too: the push service then tells the server that nobody is there.
    await own.unsubscribe();
  }
}

export function bytesOf(key: string): Uint8Array<ArrayBuffer> {
  const text = atob(key.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
}

const BROWSERS = [['Edg/', 'Edge'], ['OPR/', 'Opera'], ['Firefox/', 'Firefox'], ['Chrome/', 'Chrome'], ['Safari/', 'Safari']] as const;
const SYSTEMS = [['Android', 'Android'], ['iPhone', 'iPhone'], ['iPad', 'iPad'], ['Windows', 'Windows'], ['Mac OS', 'Mac'], ['CrOS', 'ChromeOS'], ['Linux', 'Linux']] as const;

/** What a person knows the browser by: "Firefox, Windows". */
export function deviceName(agent: string): string {
  const first = (names: readonly (readonly [string, string])[]) => names.find(([part]) => agent.includes(part))?.[1];
  return [first(BROWSERS), first(SYSTEMS)].filter(Boolean).join(', ');
}
