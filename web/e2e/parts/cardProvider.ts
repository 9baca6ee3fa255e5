import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

interface Payment {
  amount: number;
  currency: string;
  label: string;
  back: string;
  /** As the provider calls it; none until somebody pays. */
  state: 'requires_capture' | 'succeeded' | 'canceled' | null;
  expired: boolean;
}

/** A payment provider in Stripe's shape, with a page of its own on which the customer pays. */
export interface CardProvider {
  url: string;
  payments: Payment[];
  stop: () => Promise<void>;
}

export async function cardProvider(): Promise<CardProvider> {
  const payments: Payment[] = [];
  const keys = new Map<string, number>();
  let url = '';
  const shown = (at: number) => {
    const payment = payments[at]!;
    const capturable = payment.state === 'requires_capture' ? payment.amount : 0;
    return {
      id: `cs_${at}`, url: `${url}/pay/${at}`, status: payment.expired ? 'expired' : 'open',
      payment_intent: payment.state ? { id: `pi_${at}`, status: payment.state, amount_capturable: capturable, currency: payment.currency } : null,
    };
  };
  const opened = (key: string, form: URLSearchParams): number => {
    const known = keys.get(key);
    if (known !== undefined) return known;
    const price = 'line_items[0][price_data]';
    payments.push({
      amount: Number(form.get(`${price}[unit_amount]`)), currency: form.get(`${price}[currency]`) ?? '', label: form.get(`${price}[product_data][name]`) ?? '',
      back: form.get('success_url') ?? '', state: null, expired: false,
    });
    keys.set(key, payments.length - 1);
    return payments.length - 1;
  };
  const server: Server = createServer((request, response) => {
    void body(request).then((form) => {
      const path = (request.url ?? '').split('?')[0] ?? '';
      const at = Number(/[_/](\d+)/.exec(path)?.[1] ?? -1);
      const payment = payments[at];
      const json = (data: unknown) => response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(data));
      if (path.startsWith('/pay/') && payment) {
        if (request.method === 'POST') {
          payment.state = 'requires_capture';
          response.writeHead(303, { Location: payment.back }).end();
          return;
        }
        response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' }).end(
          `<!doctype html><html lang="en"><title>Pay</title><h1>${payment.label}</h1><form method="post"><button>Pay ${payment.amount / 100} ${payment.currency}</button></form><a href="${payment.back}">Back to the shop</a></html>`,
        );
        return;
      }
      if (path === '/v1/checkout/sessions') return json(shown(opened(String(request.headers['idempotency-key']), form)));
      if (!payment) return response.writeHead(404).end();
      if (path.endsWith('/expire')) payment.expired = true;
      if (path.endsWith('/capture')) payment.state = 'succeeded';
      if (path.endsWith('/cancel')) payment.state = 'canceled';
      return json(path.includes('payment_intents') ? { id: `pi_${at}`, status: payment.state, currency: payment.currency } : shown(at));
    });
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { url, payments, stop: () => new Promise((resolve) => { server.close(() => resolve()); server.closeAllConnections(); }) };
}

async function body(request: IncomingMessage): Promise<URLSearchParams> {
  let text = '';
  for await (const part of request) text += String(part);
  return new URLSearchParams(text);
}
