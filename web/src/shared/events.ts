import type { ApiClient } from './api';

export interface LiveEvent {
  id: string;
  name: string;
  entity?: string;
  entity_id?: string;
  at?: string;
}

export interface LiveConnection {
  close(): void;
}

export interface SseMessage {
  id?: string;
  event?: string;
  data: string;
  retry?: number;
}

/** Cuts a text stream into server-sent messages; keeps what is not complete yet. */
export class SseParser {
  #rest = '';

  push(text: string): SseMessage[] {
    const blocks = (this.#rest + text).replaceAll('\r\n', '\n').split('\n\n');
    this.#rest = blocks.pop() ?? '';
    return blocks.map(parseBlock).filter((message): message is SseMessage => message !== null);
  }
}

function parseBlock(block: string): SseMessage | null {
  const message: SseMessage = { data: '' };
  const data: string[] = [];
  for (const line of block.split('\n')) {
    if (line.startsWith(':')) continue;
    const colon = line.indexOf(':');
    const name = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (name === 'data') data.push(value);
    else if (name === 'id') message.id = value;
    else if (name === 'event') message.event = value;
    else if (name === 'retry') message.retry = Number(value);
  }
  message.data = data.join('\n');
  return data.length > 0 || message.event ? message : null;
}

const FIRST_WAIT_MS = 1000;
const LONGEST_WAIT_MS = 60_000;

/**
 * Follows `/events`. Read with fetch, since EventSource cannot send the bearer token. Resumes after a
 * break where it stopped; waits twice as long after each failure.
 */
export function followEvents(
  client: ApiClient,
  onEvent: (event: LiveEvent) => void,
  onState: (connected: boolean) => void = () => {},
): LiveConnection {
  const stop = new AbortController();
  let lastId: string | undefined;
  let wait = FIRST_WAIT_MS;

  const readOnce = async () => {
    if (client.session.stale || client.session.token === null) await client.session.refresh();
    const headers = new Headers({ Accept: 'text/event-stream' });
    if (client.session.token) headers.set('Authorization', `Bearer ${client.session.token}`);
    if (lastId) headers.set('Last-Event-ID', lastId);
    const response = await fetch('/api/events', { headers, signal: stop.signal, credentials: 'same-origin' });
    if (response.status === 401 && !(await client.session.refresh())) return stop.abort();
    if (!response.ok || !response.body) throw new Error(`events ${response.status}`);
    onState(true);
    wait = FIRST_WAIT_MS;
    const parser = new SseParser();
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      for (const message of parser.push(value)) {
        if (message.id) lastId = message.id;
        const event = readEvent(message);
        if (event) onEvent(event);
      }
    }
  };

  const run = async () => {
    while (!stop.signal.aborted) {
      await readOnce().catch(() => undefined);
      onState(false);
      if (stop.signal.aborted) return;
      await new Promise((resolve) => setTimeout(resolve, wait));
      wait = Math.min(wait * 2, LONGEST_WAIT_MS);
    }
  };
  void run();
  return { close: () => stop.abort() };
}

function readEvent(message: SseMessage): LiveEvent | null {
  try {
    const body = JSON.parse(message.data) as Partial<LiveEvent>;
    return { ...body, id: body.id ?? message.id ?? '', name: body.name ?? message.event ?? 'message' };
  } catch {
    return null;
  }
}
