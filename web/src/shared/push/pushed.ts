/// <reference lib="webworker" />

/** What the server tells a browser, and the record it opens. */
export interface Told {
  title: string;
  kind: string;
  entity: string;
  entity_id: string;
  tag: string;
  urgent: boolean;
}

/** Sent to an open page: go there. */
export interface OpenPlace {
  type: 'OPEN_PLACE';
  place: string;
}

export const isOpenPlace = (data: unknown): data is OpenPlace => (data as Partial<OpenPlace> | null)?.type === 'OPEN_PLACE';

/** Shows what is told and opens its record when pressed; `placeOf` says where that is in this app. */
export function listenForPushes(worker: ServiceWorkerGlobalScope, home: string, placeOf: (told: Told) => string | undefined): void {
  worker.addEventListener('push', (event) => {
    const told = read(event.data);
    if (!told) return;
    const options: NotificationOptions & { renotify: boolean } = {
      tag: told.tag, renotify: true, requireInteraction: told.urgent, icon: '/mobile/icon-192.png', data: { place: placeOf(told) ?? home },
    };
    event.waitUntil(worker.registration.showNotification(told.title, options));
  });
  worker.addEventListener('notificationclick', (event) => {
    event.notification.close();
    const { place } = event.notification.data as { place: string };
    event.waitUntil(open(worker, home, place));
  });
}

function read(data: PushMessageData | null): Told | undefined {
  try {
    const told = data?.json() as Partial<Told> | undefined;
    return told?.title ? { kind: '', entity: '', entity_id: '', tag: told.title, urgent: false, ...told, title: told.title } : undefined;
  } catch {
    return undefined;
  }
}

/** The office's app lives at the root, beside those that have an address of their own. */
export const isOfApp = (home: string, path: string): boolean => (home === '/' ? !/^\/(mobile|portal)(\/|$)/.test(path) : path.startsWith(home));

/** A page that is open already goes there by itself, so that nothing typed on it is lost. */
async function open(worker: ServiceWorkerGlobalScope, home: string, place: string): Promise<void> {
  const pages = await worker.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const page = pages.find((each) => isOfApp(home, new URL(each.url).pathname));
  if (!page) return void (await worker.clients.openWindow(place));
  // Where the browser lets nothing come to the front, the page goes there all the same.
  await page.focus().catch(() => undefined);
  page.postMessage({ type: 'OPEN_PLACE', place } satisfies OpenPlace);
}
