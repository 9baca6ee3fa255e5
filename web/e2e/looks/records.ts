import { request, type APIRequestContext } from '@playwright/test';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, PASSWORD, ZONE } from './look';

export interface Records {
  ids: Record<string, string | undefined>;
  /** Journeys of the demo driver's phone: the one under way and one whose first step is to be filled in. */
  underWay: string;
  toPrepare: string;
  day: string;
}

/** Today's work of the demo driver, so that board, drawer and phone have something to show. */
export async function prepare(baseURL: string): Promise<Records> {
  const day = new Intl.DateTimeFormat('sv-SE', { timeZone: ZONE }).format(new Date());
  const session = async (email: string) => {
    const open = await request.newContext({ baseURL });
    const answer = (await (await open.post('/api/auth/login', { data: { email, password: PASSWORD } })).json()) as { data: { access_token: string } };
    await open.dispose();
    return request.newContext({ baseURL, extraHTTPHeaders: { Authorization: `Bearer ${answer.data.access_token}` } });
  };
  const admin = await session('avery.admin@lgm.example');
  const driver = await session('driver@lgm.example');
  const get = async <T>(path: string, by = admin): Promise<T> => ((await (await by.get(`/api${path}`)).json()) as { data: T }).data;
  const post = async <T>(path: string, data: unknown): Promise<T> => {
    const answer = await admin.post(`/api${path}`, { data, headers: { 'Idempotency-Key': crypto.randomUUID() } });
    expect(answer.ok(), `${path}: ${await answer.text()}`).toBe(true);
    return ((await answer.json()) as { data: T }).data;
  };
  const me = await get<{ user: { name: string; location_id: string } }>('/auth/me', driver);
  const location_id = me.user.location_id;
  const first = async (path: string) => (await get<{ id: string }[]>(path))?.[0]?.id;
  const customer_id = await first('/customers?limit=1');
  const place = { country: 'CA', province: 'ON' };
  const jobOf = (title: string) => post<{ id: string }>('/jobs', {
    customer_id, location_id, kind: 'MOVING', title, service_date: day, crew_wanted: 2,
    stops: [{ address: { ...place, city: 'Toronto', street: '12 Elm St' }, role: 'PICKUP' }, { address: { ...place, city: 'Ajax', street: '90 King St' }, role: 'DROPOFF' }],
  });
  const board = await get<{ crew: { id: string; name: string }[]; lanes: { equipment_id: string; journeys: unknown[] }[] }>(`/board?date=${day}&location_id=${location_id}`);
  const lane = board.lanes.find((one) => one.journeys.length === 0);
  const member = board.crew.find((one) => one.name === me.user.name);
  const planned = await jobOf('Two-bedroom move');
  await jobOf('Piano, third floor');
  const start = new Date(Math.ceil(Date.now() / 900_000) * 900_000);
  const open = await get<{ id: string }[]>(`/journeys?date=${day}&location_id=${location_id}&limit=1`);
  const journey = open[0]?.id ?? (await post<{ id: string }>('/journeys', {
    job_id: planned.id, date: day, truck_id: lane?.equipment_id, crew_member_ids: member ? [member.id] : [],
    planned_start: start.toISOString(), planned_end: new Date(start.getTime() + 4 * 3_600_000).toISOString(),
  })).id;
  const ids: Records['ids'] = { location: location_id, journey, job: planned.id, customer: customer_id, newLead: await first('/leads?status=NEW&limit=1') };
  ids.fileUp = await uploaded(admin, 'Prénom;Nom;Courriel;Téléphone;Ville\nNora;Quill;nora@sample.example;416-555-0142;Toronto\n');
  ids.fileChecked = await uploaded(admin, 'Name,Email,Phone,City,Type\nNora Plover,plover@sample.example,416-555-0143,Toronto,Residential\nIvo Marsh,ivo at example,555-0142,Ajax,enormous\n,lost@sample.example,,,\n');
  const file = await get<{ mapping: (string | null)[] }>(`/imports/${ids.fileChecked}`);
  await admin.put(`/api/imports/${ids.fileChecked}/mapping`, { data: { mapping: file.mapping } });
  await post(`/imports/${ids.fileChecked}/check`, {});
  await expect.poll(async () => (await get<{ state: string }>(`/imports/${ids.fileChecked}`)).state).toBe('CHECKED');
  // Somebody whose employer pays.
  const employer = await first('/customers?q=Northwind&limit=1');
  if (employer) ids.related = (await get<{ relations: { kind: string; other_id: string }[] }>(`/customers/${employer}/relations`)).relations.find((one) => one.kind === 'PAYS_FOR')?.other_id;
  ids.other = (await get<{ id: string }[]>('/customers?limit=2'))?.[1]?.id;
  ids.estimate = await first('/estimates?limit=1');
  ids.deal = await first('/deals?stage=NEGOTIATION&limit=1');
  for (const name of ['leads', 'quotes', 'equipment', 'crew-members', 'users', 'locations', 'invoices', 'tariffs']) ids[name] = await first(`/${name}?limit=1`);
  ids.sent = await first('/quotes?status=SENT,VIEWED&limit=1');
  ids.signed = await first('/quotes?status=CONVERTED,ACCEPTED&limit=1');
  ids.invoices = (await first('/invoices?status=PARTIAL_PAID&limit=1')) ?? ids.invoices;
  ids.unpaid = (await first('/invoices?status=SENT&limit=1')) ?? (await first('/invoices?status=PARTIAL_PAID&limit=1'));
  const mail = { channel: 'EMAIL', customer_id, location_id, subject: 'Your move', text: 'We bring forty boxes on Friday.' };
  ids.conversation = customer_id && (await post<{ conversation_id: string }>('/messages', mail)).conversation_id;
  const phone = (await get<{ journeys: { id: string; status: string }[] }>('/mobile/bundle', driver)).journeys;
  const driven = (...wanted: string[]) => phone.find((one) => wanted.includes(one.status))?.id ?? phone[0]?.id ?? '';
  const crane = await session('sales@asp.example');
  ids.craneLead = (await get<{ id: string }[]>('/leads?limit=1&status=QUALIFIED', crane))[0]?.id ?? (await get<{ id: string }[]>('/leads?limit=1', crane))[0]?.id;
  ids.craneQuote = (await get<{ id: string }[]>('/quotes?limit=1', crane))[0]?.id;
  ids.site = (await get<{ id: string }[]>('/site-assessments?state=DRAFT&limit=1', crane))?.[0]?.id;
  ids.signedSite = (await get<{ id: string }[]>('/site-assessments?state=SIGNED&limit=1', crane))?.[0]?.id;
  await Promise.all([admin.dispose(), driver.dispose(), crane.dispose()]);
  return { ids, day, underWay: driven('ONSITE', 'EN_ROUTE'), toPrepare: driven('MORNING_PREP') };
}

/** A file of customers that went up. */
async function uploaded(admin: APIRequestContext, text: string): Promise<string> {
  const headers = { 'Content-Type': 'application/octet-stream', 'Idempotency-Key': crypto.randomUUID() };
  const answer = await admin.post('/api/imports?object=customer&file_name=customers.csv', { data: Buffer.from(text), headers });
  expect(answer.ok(), await answer.text()).toBe(true);
  return ((await answer.json()) as { data: { id: string } }).data.id;
}

/** Links of an offer that waits for the customer's answer and of one that was signed, as the mail server took them. */
export async function offers(baseURL: string): Promise<{ open?: string; signed?: string }> {
  const folder = process.env.CNC_E2E_MAIL;
  if (!folder) return {};
  const texts = readdirSync(folder).filter((name) => name.endsWith('.json')).sort().reverse().map((name) => readFileSync(join(folder, name), 'utf8'));
  const links = [...new Set(texts.map((text) => /\/portal\/quotes\/[A-Za-z0-9_-]+/.exec(text)?.[0]).filter((link) => link !== undefined))];
  const anybody = await request.newContext({ baseURL });
  const found: { open?: string; signed?: string } = {};
  for (const link of links) {
    const { data } = (await (await anybody.get(`/api${link}`)).json()) as { data?: { quote: { status: string; stops: unknown[] }; accepted?: unknown } };
    if (data?.accepted) found.signed ??= link;
    else if (data && ['SENT', 'VIEWED'].includes(data.quote.status)) found.open ??= link;
    if (found.open && found.signed) break;
  }
  await anybody.dispose();
  return found;
}
