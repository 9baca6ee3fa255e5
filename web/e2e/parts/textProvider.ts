import { createHmac } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from './ground';
import { machine } from './machine';

export type Fields = Record<string, string>;

/** A provider of text messages in Twilio's shape: takes what the product sends and brings what people answer. */
export interface TextProvider {
  url: string;
  /** What it took, in order. */
  taken: Fields[];
  stop: () => Promise<void>;
}

export async function textProvider(): Promise<TextProvider> {
  const taken: Fields[] = [];
  const server: Server = createServer((request, response) => {
    let body = '';
    request.on('data', (part: Buffer) => { body += part.toString('utf8'); });
    request.on('end', () => {
      if (request.method === 'POST' && request.url?.endsWith('/Messages.json')) taken.push(Object.fromEntries(new URLSearchParams(body)));
      response.writeHead(request.method === 'POST' ? 201 : 200, { 'Content-Type': 'application/json' });
      response.end(JSON.stringify({ sid: `SM${taken.length}`, status: 'queued', messages: [] }));
    });
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    taken,
    stop: () => new Promise((resolve) => { server.close(() => resolve()); server.closeAllConnections(); }),
  };
}

/** Brings a customer's text to the product's hook, signed as the provider signs it. */
export async function bringText(hook: string, secret: string, fields: Fields): Promise<void> {
  const signed = Object.entries(fields).sort(([a], [b]) => (a < b ? -1 : 1)).reduce((text, [name, value]) => text + name + value, hook);
  const caller = await machine(hook);
  const answer = await caller.post(hook, { form: fields, headers: { 'X-Twilio-Signature': createHmac('sha1', secret).update(signed).digest('base64') } });
  expect(answer.status(), await answer.text()).toBe(200);
  await caller.dispose();
}

/** A place where it is day now, so that no text waits for the morning there. */
export function placeInDaylight(now: Date): { country: string; province: string } {
  const places = [['CA', 'ON', 'America/Toronto'], ['IN', 'MH', 'Asia/Kolkata'], ['CA', 'BC', 'America/Vancouver']] as const;
  const hour = (zone: string) => Number(new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', hourCycle: 'h23' }).format(now));
  const [country, province] = places.find(([, , zone]) => hour(zone) >= 8 && hour(zone) < 20) ?? places[0];
  return { country, province };
}
