import { isOpenPlace } from '@shared/push/pushed';

/** Whether a newer version waits; set once the browser has fetched it. */
type Listener = (activate: () => void) => void;

interface TypedScripts {
  createPolicy(name: string, rules: { createScriptURL: (address: string) => string }): { createScriptURL(address: string): string };
}

const SCRIPT = `${import.meta.env.BASE_URL}sw.js`;

/** The content policy takes script addresses from named policies only; ours lets one address through. */
function scriptAddress(): string {
  const factory = (window as unknown as { trustedTypes?: TypedScripts }).trustedTypes;
  if (!factory) return SCRIPT;
  const policy = factory.createPolicy('cnc-crew-worker', {
    createScriptURL: (address) => {
      if (address !== SCRIPT) throw new TypeError(`unexpected script ${address}`);
      return address;
    },
  });
  return policy.createScriptURL(SCRIPT);
}

/** Registers the service worker; a new version waits until the person says so. */
export async function registerWorker(onUpdate: Listener): Promise<void> {
  if (!('serviceWorker' in navigator) || !import.meta.env.PROD) return;
  const hadController = navigator.serviceWorker.controller !== null;
  const registration = await navigator.serviceWorker.register(scriptAddress(), { scope: import.meta.env.BASE_URL });
  const offer = () => {
    const waiting = registration.waiting;
    if (waiting && hadController) onUpdate(() => waiting.postMessage({ type: 'SKIP_WAITING' }));
  };
  offer();
  registration.addEventListener('updatefound', () => {
    registration.installing?.addEventListener('statechange', offer);
  });
  // A notification was pressed: its journey opens here.
  navigator.serviceWorker.addEventListener('message', ({ data }) => {
    if (isOpenPlace(data)) window.location.href = data.place;
  });
  let reloading = false;
  navigator.serviceWorker.addEventListener('controllerchange', () => {
    if (!hadController || reloading) return;
    reloading = true;
    window.location.reload();
  });
}
