import { createDecipheriv, createECDH, hkdfSync, randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A push service and the browser behind it: what comes is opened as RFC 8291 says, by Node's own cryptography. */
export interface PushService {
  endpoint: string;
  keys: { p256dh: string; auth: string };
  /** What the browser was told, in order. */
  told: string[];
  stop: () => Promise<void>;
}

export async function pushService(): Promise<PushService> {
  const ecdh = createECDH('prime256v1');
  const own = ecdh.generateKeys();
  const auth = randomBytes(16);
  const told: string[] = [];
  const open = (body: Buffer): string => {
    const salt = body.subarray(0, 16);
    const theirs = body.subarray(21, 21 + body.readUInt8(20));
    const sealed = body.subarray(21 + theirs.length);
    const material = Buffer.from(hkdfSync('sha256', ecdh.computeSecret(theirs), auth, Buffer.concat([Buffer.from('WebPush: info\0'), own, theirs]), 32));
    const expand = (about: string, length: number) => Buffer.from(hkdfSync('sha256', material, salt, Buffer.from(`Content-Encoding: ${about}\0`), length));
    const decipher = createDecipheriv('aes-128-gcm', expand('aes128gcm', 16), expand('nonce', 12));
    decipher.setAuthTag(sealed.subarray(-16));
    const text = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]);
    return text.subarray(0, text.lastIndexOf(2)).toString('utf8');
  };
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const fine = request.method === 'POST' && request.headers['content-encoding'] === 'aes128gcm' && /^vapid t=.+, k=.+$/.test(request.headers.authorization ?? '');
      if (fine) told.push(open(Buffer.concat(parts)));
      response.writeHead(fine ? 201 : 400);
      response.end();
    });
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}/send/browser-${randomBytes(8).toString('hex')}`,
    keys: { p256dh: own.toString('base64url'), auth: auth.toString('base64url') },
    told,
    stop: () => new Promise((resolve) => { server.close(() => resolve()); server.closeAllConnections(); }),
  };
}
