// A stand-in for the backend, for looking at the crew app and the portal and for their offline tests.
// Start by hand: node mock/crew-portal/server.mjs [port]   (after npm run build:crew build:portal)
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { CONSENT, makeJourneys, makeQuote, USER } from './data.mjs';
import { apply } from './operations.mjs';

const DIST = join(import.meta.dirname, '..', '..', 'dist');
const TYPES = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml', '.png': 'image/png', '.webmanifest': 'application/manifest+json', '.json': 'application/json' };
const POLICY = "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; connect-src 'self'; worker-src 'self'; require-trusted-types-for 'script'";
const PDF = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Count 0/Kids[]>>endobj\ntrailer<</Root 1 0 R>>\n');
export const PDF_SHA256 = createHash('sha256').update(PDF).digest('hex');

/** Starts the mock on a free port; `state` is what the tests read and turn. */
export async function startMock(port = 0) {
  const state = {
    journeys: makeJourneys(),
    applied: [],
    answers: new Map(),
    lastSequence: new Map(),
    batches: [],
    media: new Map(),
    uploads: 0,
    /** Number of batches that are taken and whose answer is then lost. */
    dropAnswers: 0,
    /** Number of requests answered 503. */
    busy: 0,
    /** Operation names refused, with the reason. */
    refuse: {},
    sessionOver: false,
    signedIn: true,
    quotes: new Map(),
    accepts: [],
  };
  const server = createServer((request, response) => {
    handle(state, request, response).catch((fault) => {
      console.error(fault);
      response.writeHead(500).end();
    });
  });
  await new Promise((resolve) => server.listen(port, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${server.address().port}`;
  return { url, state, close: () => new Promise((resolve) => { server.closeAllConnections(); server.close(resolve); }) };
}

async function handle(state, request, response) {
  const path = decodeURIComponent(new URL(request.url, 'http://mock').pathname);
  if (!path.startsWith('/api/')) return page(path, response);
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const bytes = Buffer.concat(chunks);
  const body = request.headers['content-type'] === 'application/json' && bytes.length > 0 ? JSON.parse(bytes.toString()) : {};
  const route = `${request.method} ${path.slice(4)}`;
  if (state.busy > 0 && !route.includes('/auth/')) {
    state.busy -= 1;
    return fail(response, 503, 'BUSY', 'The server is busy.');
  }
  if (route.startsWith('POST /auth/')) return auth(state, route, body, response);
  if (route.includes('/portal/quotes/')) return portal(state, route, body, request, response);
  if (route === 'POST /public/verify') {
    const genuine = body.sha256 === PDF_SHA256;
    return answer(response, genuine ? { genuine, number: 'Q-2026-0187', signed_at: '2026-11-20T14:03:11Z' } : { genuine });
  }
  if (state.sessionOver || !request.headers.authorization) return fail(response, 401, 'UNAUTHENTICATED', 'Please sign in.');
  if (route === 'GET /mobile/bundle') {
    return answer(response, { user: { id: USER.id, name: USER.name }, server_time: new Date().toISOString(), journeys: state.journeys, consent_text: CONSENT });
  }
  if (route === 'POST /mobile/operations') {
    state.batches.push({ at: Date.now(), key: request.headers['idempotency-key'], ids: body.operations.map((each) => each.client_id) });
    const results = apply(state, body);
    if (results.expected !== undefined) return fail(response, 409, 'SEQUENCE_GAP', `Expected ${results.expected}.`, { expected: results.expected });
    if (state.dropAnswers > 0) {
      state.dropAnswers -= 1;
      response.destroy();
      return undefined;
    }
    return answer(response, { results });
  }
  if (request.method === 'PUT' && path.startsWith('/api/uploads/')) return upload(state, path.slice('/api/uploads/'.length), bytes, response);
  return fail(response, 404, 'NOT_FOUND', 'Not found.');
}

function auth(state, route, body, response) {
  const session = { access_token: 'mock-access', token_type: 'bearer', expires_in: 900, user: USER, landing: '/mobile/' };
  if (route.endsWith('/logout')) {
    state.signedIn = false;
    return answer(response, {});
  }
  if (route.endsWith('/refresh')) {
    return state.sessionOver || !state.signedIn ? fail(response, 401, 'UNAUTHENTICATED', 'The session is over.') : answer(response, session);
  }
  if (body.password === 'wrong') return fail(response, 401, 'BAD_CREDENTIALS', 'E-mail or password is not right.');
  state.sessionOver = false;
  state.signedIn = true;
  return answer(response, session);
}

function upload(state, id, bytes, response) {
  const media = state.media.get(id);
  if (!media) return fail(response, 404, 'NOT_FOUND', 'Not found.');
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  if (sha256 !== media.sha256 || bytes.length !== media.bytes) return fail(response, 422, 'HASH_MISMATCH', 'The bytes are not those registered.');
  state.uploads += 1;
  media.state = 'STORED';
  for (const journey of state.journeys) for (const each of journey.media) if (each.id === id) each.state = 'STORED';
  return answer(response, { state: 'STORED' });
}

async function portal(state, route, body, request, response) {
  const [, token, act = ''] = /\/portal\/quotes\/([^/]+)\/?(\w*)/.exec(route) ?? [];
  if (!/^(en|fr)-/.test(token)) return fail(response, 404, 'NOT_FOUND', 'Not found.');
  if (!state.quotes.has(token)) {
    const made = makeQuote(token, token.slice(0, 2));
    made.status = { expired: 'EXPIRED', declined: 'REJECTED', withdrawn: 'WITHDRAWN' }[token.slice(3)] ?? 'SENT';
    state.quotes.set(token, made);
  }
  const quote = state.quotes.get(token);
  if (act === 'pdf') return response.writeHead(200, { 'Content-Type': 'application/pdf' }).end(PDF);
  if (act === 'select') {
    for (const option of quote.options) option.selected = body.selected.includes(option.id);
    await new Promise((resolve) => setTimeout(resolve, 150));
  }
  if (act === 'reject') quote.status = 'REJECTED';
  if (act === 'accept') {
    state.accepts.push({ key: request.headers['idempotency-key'], body });
    const { total } = quote.shape().quote;
    if (body.total_shown.amount !== total.amount) return fail(response, 409, 'PRICE_CHANGED', 'The price has changed.', { total });
    quote.status = 'ACCEPTED';
    quote.accepted = { signer_name: body.signer_name, signed_at: new Date().toISOString(), signed_pdf_url: `/api/portal/quotes/${token}/pdf` };
    return answer(response, { status: 'ACCEPTED', signed_pdf_url: quote.accepted.signed_pdf_url });
  }
  return answer(response, quote.shape());
}

function page(path, response) {
  const app = path.startsWith('/mobile') ? 'crew' : path.startsWith('/portal') ? 'portal' : undefined;
  if (!app) return response.writeHead(404).end();
  const inside = normalize(path.replace(/^\/(mobile|portal)\/?/, '')).replace(/^(\.\.\/?)+/, '');
  let file = join(DIST, app, inside);
  if (inside === '.' || !existsSync(file) || statSync(file).isDirectory()) {
    if (extname(inside) && inside !== '.') return response.writeHead(404).end();
    file = join(DIST, app, 'index.html');
  }
  const hashed = file.includes('/assets/');
  return response
    .writeHead(200, {
      'Content-Type': TYPES[extname(file)] ?? 'application/octet-stream',
      'Content-Security-Policy': POLICY,
      'Cache-Control': hashed ? 'public, max-age=31536000, immutable' : 'no-cache',
    })
    .end(readFileSync(file));
}

const answer = (response, data) =>
  response.writeHead(200, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' }).end(JSON.stringify({ success: true, data, message: '' }));
const fail = (response, status, error, message, data) =>
  response.writeHead(status, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' }).end(JSON.stringify({ success: false, error, message, data, request_id: 'mock' }));

if (process.argv[1] === import.meta.filename) {
  const { url } = await startMock(Number(process.argv[2] ?? 8090));
  console.log(`crew ${url}/mobile/   portal ${url}/portal/quotes/en-demo`);
}
