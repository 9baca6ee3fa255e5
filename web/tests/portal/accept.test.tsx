import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { MemoryRouter } from 'react-router';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { CoverChoice, PortalQuote } from '@shared/types';
import { App } from '../../src/portal/App';

const money = (amount: string) => ({ amount, currency: 'CAD' });
const TOKEN = 'q-token';

function quoteAt(total: string, change: Partial<PortalQuote['quote']> = {}): PortalQuote {
  return {
    company: { name: 'Northshore Moving', phone: '+1 514 555 0133', email: 'hello@northshore.example.test' },
    quote: {
      number: 'Q-2026-0187', version: 1, status: 'SENT', language: 'en', valid_until: '2026-12-24',
      customer: { name: 'Maya Lindqvist', email: 'maya@example.test' }, stops: [],
      lines: [{ id: 'itm_1', description: '3 movers and 1 truck', quantity: '5.5', unit: 'hours', total: money('1122.00') }],
      options: [{ id: 'itm_kit', description: 'Packing kit', kind: 'ANY', selected: false, total: money('229.99') }],
      covers: [], subtotal: money('1326.00'), taxes: [], total: money(total), ...change,
    },
  };
}

interface Seen {
  method: string;
  path: string;
  key: string | null;
  body: Record<string, unknown>;
}
let seen: Seen[];
let respond: (request: Seen) => { status?: number; data?: unknown; error?: string; lost?: boolean };

beforeEach(() => {
  seen = [];
  window.scrollTo = () => undefined;
  Element.prototype.scrollIntoView = () => undefined;
  window.matchMedia = ((query: string) => ({ matches: false, media: query, addEventListener: () => undefined, removeEventListener: () => undefined })) as never;
  // The test's document cannot draw; strokes are tried in a real browser.
  const paper = new Proxy({}, { get: () => () => undefined, set: () => true });
  HTMLCanvasElement.prototype.getContext = (() => paper) as never;
  vi.stubGlobal('fetch', async (address: string, init: RequestInit) => {
    const request: Seen = {
      method: init.method ?? 'GET', path: address.replace(`/api/portal/quotes/${TOKEN}`, ''), key: new Headers(init.headers).get('Idempotency-Key'),
      body: init.body ? (JSON.parse(init.body as string) as Record<string, unknown>) : {},
    };
    seen.push(request);
    const { status = 200, data, error, lost } = respond(request);
    if (lost) throw new TypeError('network');
    return new Response(JSON.stringify(error ? { success: false, error, message: error, data } : { success: true, data }), { status });
  });
});

function open() {
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  render(
    <QueryClientProvider client={queries}>
      <MemoryRouter initialEntries={[`/quotes/${TOKEN}`]}>
        <App />
      </MemoryRouter>
    </QueryClientProvider>,
  );
  return userEvent.setup();
}

const openForm = async (user: ReturnType<typeof userEvent.setup>) => {
  await user.click((await screen.findAllByRole('button', { name: 'Accept and sign' }))[0]!);
  const form = await screen.findByRole('region', { name: 'Accept and sign' });
  await user.click(within(form).getByRole('button', { name: 'Confirm' }));
  return within(form);
};
const accepts = () => seen.filter((request) => request.path === '/accept');

describe('accepting a quote', () => {
  it('quo_45_needs_consent_that_is_never_ticked_beforehand', async () => {
    respond = () => ({ data: quoteAt('1524.57') });
    const user = open();
    const form = await openForm(user);
    expect(form.getByRole('checkbox')).not.toBeChecked();
    await user.click(form.getByRole('button', { name: /Accept for/ }));
    expect(await form.findByText('Please tick that you accept the quote.')).toBeVisible();
    expect(accepts()).toEqual([]);
  });

  it('quo_41_shows_the_total_the_server_decides', async () => {
    respond = ({ path, body }) => ({ data: path === '/select' && (body.selected as string[]).length ? quoteAt('1789.00', { options: [{ id: 'itm_kit', description: 'Packing kit', selected: true, total: money('229.99') }] }) : quoteAt('1524.57') });
    const user = open();
    await user.click(await screen.findByRole('checkbox', { name: /Packing kit/ }));
    expect(await screen.findAllByText('$1,789.00')).not.toHaveLength(0);
    expect(screen.getByRole('checkbox', { name: /Packing kit/ })).toBeChecked();
    expect(seen.at(-1)?.body).toEqual({ selected: ['itm_kit'], covers: [] });
  });

  it('quo_16_asks_how_the_goods_are_protected_before_anything_is_signed', async () => {
    const offers = [
      { option: 'RELEASED' as const, text: 'Released value: at most $4.41 per kilogram.', price: money('0.00') },
      { option: 'FULL_REPLACEMENT' as const, deductible: '500', text: 'Full replacement to $46,000.00.', price: money('368.00') },
      { option: 'INSURED_ELSEWHERE' as const, text: 'You insure the goods yourself.', price: money('0.00') },
    ];
    respond = ({ path, body }) => {
      const [choice] = (body.covers ?? []) as CoverChoice[];
      const total = choice?.option === 'FULL_REPLACEMENT' ? '1940.41' : '1524.57';
      return { data: quoteAt(path === '/select' ? total : '1524.57', { covers: [{ part: 'move', offers, chosen: Boolean(choice), priced: choice ?? null }] }) };
    };
    const user = open();
    await user.click((await screen.findAllByRole('button', { name: /Accept and sign/ }))[0]!);
    expect(await screen.findByText('Please choose how your goods are protected.')).toBeVisible();
    expect(screen.queryByTestId('signature')).toBeNull();
    await user.click(screen.getByRole('radio', { name: /Full replacement/ }));
    expect(await screen.findAllByText('$1,940.41')).not.toHaveLength(0);
    expect(seen.at(-1)?.body).toEqual({ selected: [], covers: [{ part: 'move', option: 'FULL_REPLACEMENT', deductible: '500' }] });
    await user.type(screen.getByLabelText('Value of your goods'), '60000');
    await user.tab();
    await waitFor(() => expect(seen.at(-1)?.body).toMatchObject({ covers: [{ declared_value: '60000' }] }));
    await user.click(screen.getByRole('radio', { name: /You insure/ }));
    await user.type(screen.getByLabelText(/Name of your insurer/), 'Prairie Mutual');
    await user.tab();
    await waitFor(() => expect(seen.at(-1)?.body).toMatchObject({ covers: [{ option: 'INSURED_ELSEWHERE', insurer: 'Prairie Mutual' }] }));
    await user.click(screen.getAllByRole('button', { name: /Accept and sign/ })[0]!);
    expect(await screen.findByTestId('signature')).toBeVisible();
  });

  it('quo_46_repeats_a_lost_acceptance_under_the_same_key', async () => {
    let lose = true;
    respond = ({ path }) => {
      if (path !== '/accept') return { data: quoteAt('1524.57', lose ? {} : { status: 'ACCEPTED' }) };
      if (lose) {
        lose = false;
        return { lost: true };
      }
      return { data: { status: 'ACCEPTED', signed_pdf_url: '/api/signed.pdf' } };
    };
    const user = open();
    const form = await openForm(user);
    await user.click(form.getByRole('checkbox'));
    await user.click(form.getByRole('button', { name: /Accept for/ }));
    expect(await form.findByText(/could not be sent/)).toBeVisible();
    await user.click(form.getByRole('button', { name: /Accept for/ }));
    expect(await screen.findByRole('heading', { name: /your quote is accepted/ })).toBeVisible();
    const [first, second] = accepts();
    expect(first?.key).toMatch(/^[0-9a-f-]{36}$/);
    expect(second?.key).toBe(first?.key);
    expect(first?.body).toMatchObject({ selected: [], signer_name: 'Maya Lindqvist', method: 'CLICK', consent: true, total_shown: money('1524.57') });
  });

  it('quo_45_signs_nothing_when_the_price_has_changed', async () => {
    let total = '1524.57';
    respond = ({ path, body }) => {
      if (path !== '/accept') return { data: quoteAt(total) };
      total = '1547.07';
      if ((body.total_shown as { amount: string }).amount !== total) return { status: 409, error: 'PRICE_CHANGED', data: { total: money(total) } };
      return { data: { status: 'ACCEPTED', signed_pdf_url: null } };
    };
    const user = open();
    const form = await openForm(user);
    await user.click(form.getByRole('checkbox'));
    await user.click(form.getByRole('button', { name: 'Accept for $1,524.57' }));
    expect(await form.findByText(/changed from \$1,524.57 to \$1,547.07/)).toBeVisible();
    expect(form.getByRole('checkbox')).not.toBeChecked();
    await user.click(form.getByRole('checkbox'));
    await user.click(form.getByRole('button', { name: 'Accept for $1,547.07' }));
    await waitFor(() => expect(accepts()).toHaveLength(2));
    expect(accepts()[1]?.key).not.toBe(accepts()[0]?.key);
    expect(accepts()[1]?.body.total_shown).toEqual(money('1547.07'));
  });

  it('car_1_answers_any_wrong_link_with_the_same_page', async () => {
    respond = () => ({ status: 404, error: 'NOT_FOUND' });
    open();
    expect(await screen.findByRole('heading', { name: 'There is nothing to show here' })).toBeVisible();
  });

  it('asks why before declining', async () => {
    let declined = false;
    respond = ({ path }) => {
      if (path === '/reject') declined = true;
      return { data: quoteAt('1524.57', declined ? { status: 'REJECTED' } : {}) };
    };
    const user = open();
    await user.click(await screen.findByRole('button', { name: 'Decline' }));
    const dialog = within(await screen.findByRole('dialog'));
    await user.click(dialog.getByRole('button', { name: 'Decline quote' }));
    expect(declined).toBe(false);
    await user.type(dialog.getByRole('textbox'), 'Too late for us');
    await user.click(dialog.getByRole('button', { name: 'Decline quote' }));
    expect(await screen.findByRole('heading', { name: 'This quote was declined' })).toBeVisible();
  });
});
