import { describe, expect, it, vi } from 'vitest';
import { bytesOf, deviceName } from '../../src/shared/push/browser';
import { isOfApp, isOpenPlace, listenForPushes, type Told } from '../../src/shared/push/pushed';

type Handler = (event: unknown) => void;

function worker(pages: { url: string }[]) {
  const handlers = new Map<string, Handler>();
  const shown = vi.fn(async () => undefined);
  const opened = vi.fn(async () => null);
  const self = {
    addEventListener: (name: string, handler: Handler) => handlers.set(name, handler),
    registration: { showNotification: shown },
    clients: { matchAll: async () => pages, openWindow: opened },
  };
  return { self: self as unknown as ServiceWorkerGlobalScope, handlers, shown, opened };
}

const told: Told = { title: 'Quote Q-1 was opened: Two rooms', kind: 'QUOTE_VIEWED', entity: 'quote', entity_id: 'quo_1', tag: 't', urgent: false };
const placeOf = (each: Told) => (each.entity === 'quote' ? `/quotes/${each.entity_id}/show` : undefined);

async function press(pages: { url: string }[], place = '/quotes/quo_1/show') {
  const { self, handlers, opened } = worker(pages);
  listenForPushes(self, '/', placeOf);
  let done: Promise<unknown> = Promise.resolve();
  const close = vi.fn();
  handlers.get('notificationclick')?.({ notification: { close, data: { place } }, waitUntil: (all: Promise<unknown>) => { done = all; } });
  await done;
  expect(close).toHaveBeenCalledOnce();
  return opened;
}

describe('MSG-17 a push in the browser', () => {
  it('shows its title and keeps where it leads', () => {
    const { self, handlers, shown } = worker([]);
    listenForPushes(self, '/', placeOf);
    handlers.get('push')?.({ data: { json: () => told }, waitUntil: () => undefined });
    expect(shown).toHaveBeenCalledWith(told.title, expect.objectContaining({ tag: 't', data: { place: '/quotes/quo_1/show' } }));
    handlers.get('push')?.({ data: { json: () => { throw new SyntaxError('no JSON'); } }, waitUntil: () => undefined });
    handlers.get('push')?.({ data: null, waitUntil: () => undefined });
    expect(shown).toHaveBeenCalledOnce();
    handlers.get('push')?.({ data: { json: () => ({ title: 'Something' }) }, waitUntil: () => undefined });
    expect(shown).toHaveBeenLastCalledWith('Something', expect.objectContaining({ data: { place: '/' } }));
  });

  it('opens its record on the page that is open, else on a new one', async () => {
    const focus = vi.fn(async () => undefined);
    const postMessage = vi.fn();
    const page = { url: 'https://crm.example/leads', focus, postMessage };
    expect(await press([{ url: 'https://crm.example/mobile/' }, page])).not.toHaveBeenCalled();
    expect(focus).toHaveBeenCalledOnce();
    expect(isOpenPlace(postMessage.mock.calls[0]?.[0])).toBe(true);
    expect(postMessage).toHaveBeenCalledWith({ type: 'OPEN_PLACE', place: '/quotes/quo_1/show' });
    expect(await press([{ url: 'https://crm.example/portal/quotes/q_1' }])).toHaveBeenCalledWith('/quotes/quo_1/show');
  });

  it('knows the pages of its app', () => {
    expect([isOfApp('/', '/'), isOfApp('/', '/mobiles'), isOfApp('/', '/mobile/'), isOfApp('/', '/portal'), isOfApp('/mobile/', '/mobile/x'), isOfApp('/mobile/', '/leads')]).toEqual([true, true, false, false, true, false]);
  });

  it('names the browser as people do and reads the key', () => {
    expect(deviceName('Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36 Edg/140.0')).toBe('Edge, Windows');
    expect(deviceName('Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile/15E148 Safari/604.1')).toBe('Safari, iPhone');
    expect(deviceName('Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0')).toBe('Firefox, Linux');
    expect(deviceName('something else')).toBe('');
    expect([...bytesOf('-_8A')]).toEqual([251, 255, 0]);
  });
});
