import { QueryClient } from '@tanstack/react-query';
import { fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { AdminContext } from 'react-admin';
import { useState, type ReactNode } from 'react';
import { MemoryRouter } from 'react-router';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { PricingInput, Tariff, TariffRule } from '@shared/types';
import { i18nProvider } from '../../src/staff/i18n';
import ApprovalsPage from '../../src/staff/screens/quotes/ApprovalsPage';
import { newQuote, type QuoteDraft } from '../../src/staff/screens/quotes/inputs';
import { QuoteBuilder } from '../../src/staff/screens/quotes/QuoteBuilder';
import { RuleGrid } from '../../src/staff/screens/tariffs/RuleGrid';
import { useDraft } from '../../src/staff/ui/draft';

const server = vi.hoisted(() => ({ get: vi.fn(), list: vi.fn(), post: vi.fn() }));
vi.mock('@shared/api', () => ({ api: { ...server, session: { token: 'x' } } }));
vi.mock('../../src/staff/data/me', () => ({
  useMe: () => ({ user: { id: 'usr_me' }, company: { timezone: 'America/Toronto', currency: 'CAD' }, locations: [{ id: 'loc_1', name: 'Toronto' }], masks: [], permissions: [] }),
  useMay: () => true, useSeesMoney: () => true, useZone: () => 'America/Toronto', holds: () => true,
}));

const cad = (amount: string) => ({ amount, currency: 'CAD' });
const tariff: Tariff = {
  id: 'tar_1', name: 'Moves', kind: 'MOVING', currency: 'CAD',
  versions: [{ id: 'tav_1', number: 1, state: 'PUBLISHED', valid_from: '2020-01-01', rules: [
    { rule_key: 'travel.port-to-port', kind: 'TRAVEL', mode: { mode: 'PORT_TO_PORT' } },
    { rule_key: 'packing.carton-small', kind: 'PACKING', material: 'carton-small', supplied: '2.99' },
    { rule_key: 'valuation.full', kind: 'VALUATION', option: 'FULL_REPLACEMENT', charges: [{ deductible: '250.00', price_per_thousand: '10.00' }] },
  ] }],
};
const flag = { code: 'P11', level: 'APPROVAL', subject: '', reason: 'quote.discount_beyond_limit' };
const priced = { currency: 'CAD', lines: [], gross: cad('695.00'), discount: cad('69.50'), subtotal: cad('625.50'), taxes: [], total: cad('706.82'), deposit: cad('0.00'), flags: [flag] };

function Around({ children }: { children: ReactNode }) {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  return <MemoryRouter><AdminContext i18nProvider={i18nProvider} queryClient={client}>{children}</AdminContext></MemoryRouter>;
}

/** The browser of the tests lays nothing out. */
vi.stubGlobal('ResizeObserver', class { observe() { return undefined; } disconnect() { return undefined; } });

beforeEach(async () => {
  vi.clearAllMocks();
  await i18nProvider.changeLocale('en');
  server.list.mockImplementation((path: string) => Promise.resolve({ data: path === '/tariffs' ? [tariff] : [], page: { next: null, limit: 25 } }));
  server.get.mockImplementation((path: string) => Promise.resolve(path === '/tariffs/tar_1' ? tariff : null));
  server.post.mockResolvedValue(priced);
});

describe('the quote builder', () => {
  function Builder() {
    const draft = useDraft<QuoteDraft>(newQuote('MOVING', 'CAD', '2027-02-10', 'en', 'loc_1'));
    return <Around><QuoteBuilder draft={draft} fixedCustomer onSubmit={() => undefined} onCommit={() => undefined} buttons={(price) => <span>{price?.flags.length ?? 'none'} flags</span>} /></Around>;
  }
  const lastAsked = (): { inputs: PricingInput; stops: unknown[] } => server.post.mock.calls.filter(([path]) => path === '/quotes/price').at(-1)?.[1];

  it('enters stops with their access, the cover the tariff has a charge for, and shows what needs approval', async () => {
    const user = userEvent.setup();
    render(<Builder />);
    await waitFor(() => expect(lastAsked()?.inputs.parts).toHaveLength(1));
    const stops = within(screen.getByRole('group', { name: 'Stops' }));
    await user.type(stops.getAllByLabelText('City')[0] as HTMLElement, 'Montréal');
    await user.type(stops.getAllByLabelText('Floor')[0] as HTMLElement, '3');
    await user.type(stops.getAllByLabelText('Carry')[0] as HTMLElement, '180');
    await user.click(screen.getByRole('button', { name: 'From the stops' }));
    await user.click(screen.getByRole('combobox', { name: /Valuation/ }));
    await user.click(await screen.findByRole('option', { name: 'Full replacement' }));
    await waitFor(() => {
      const { inputs, stops: sent } = lastAsked();
      const work = inputs.parts[0]?.work as { access?: object[]; valuation?: object };
      expect(work.access).toEqual([{ condition: 'STAIRS', extent: '2' }, { condition: 'CARRY', extent: '180' }]);
      expect(work.valuation).toEqual({ option: 'FULL_REPLACEMENT', deductible: '250.00' });
      expect(sent).toEqual([{ role: 'PICKUP', address: { city: 'Montréal', country: 'CA', floor: 3 }, carry_ft: 180 }]);
    });
    expect(screen.getByText('The discount is beyond your limit.')).toBeInTheDocument();
    expect(screen.getByText('Lower the discount, or ask for approval.')).toBeInTheDocument();
    expect(screen.getByText('1 flags')).toBeInTheDocument();
  });

  it('asks for the legs that the way of travel needs', async () => {
    render(<Builder />);
    expect(await screen.findAllByLabelText('Office to first stop')).toHaveLength(2);
    expect(screen.getByLabelText('Breaks')).toBeInTheDocument();
    expect(screen.queryByLabelText('Farthest stop')).toBeNull();
  });
});

describe('the manager’s list of approvals', () => {
  const asked = { id: 'qap_1', quote_id: 'quo_1', state: 'ASKED', is_this_price: true, reason: 'Third move.', findings: [flag], total: cad('706.82'), discount: cad('69.50'), discount_share: '10%', margin: null, asked_by: 'usr_rep', asked_at: '2027-01-01T12:00:00Z', expires_at: '2027-01-02T12:00:00Z' };
  const row = { ...asked, number: 'Q-2027-000001', quote_version: 1, title: 'Move', customer_name: 'Ann Example', location_id: 'loc_1', asked_by_name: 'Rep' };

  it('shows reason, findings and figures, and takes a yes or a no with what should change', async () => {
    const user = userEvent.setup();
    server.list.mockResolvedValue({ data: [row], page: { next: null, limit: 25 } });
    server.get.mockResolvedValue(asked);
    render(<Around><ApprovalsPage /></Around>);
    expect(await screen.findByText('Third move.')).toBeInTheDocument();
    expect(await screen.findByText(/\(10 %\)/)).toBeInTheDocument();
    expect(screen.getByText('The discount is beyond your limit.')).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Reject' }));
    const dialog = within(await screen.findByRole('dialog'));
    await user.type(dialog.getByLabelText(/What should change/), 'At most five.');
    await user.click(dialog.getByRole('button', { name: 'Reject' }));
    await waitFor(() => expect(server.post).toHaveBeenCalledWith('/quotes/quo_1/approval/answer', { approve: false, note: 'At most five.' }, expect.anything()));
  });

  it('leaves the own question to others, and says so in French', async () => {
    await i18nProvider.changeLocale('fr');
    server.list.mockResolvedValue({ data: [{ ...row, asked_by: 'usr_me' }], page: { next: null, limit: 25 } });
    server.get.mockResolvedValue({ ...asked, asked_by: 'usr_me' });
    render(<Around><ApprovalsPage /></Around>);
    expect(await screen.findByText('Quelqu’un d’autre doit répondre à votre demande.')).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: 'Approuver' })).toBeNull();
  });
});

describe('the grid of a tariff', () => {
  let now: TariffRule[] = [];
  function Grid({ editable = true }: { editable?: boolean }) {
    const [rules, setRules] = useState<TariffRule[]>([
      { rule_key: 'hourly.2-1', kind: 'HOURLY', movers: 2, trucks: 1, rates: { weekday: '139.00' } },
      { rule_key: 'hourly.3-1', kind: 'HOURLY', movers: 3, trucks: 1, rates: { weekday: '189.00' } },
    ]);
    now = rules;
    return <Around><RuleGrid kind="HOURLY" rules={rules} problems={{}} editable={editable} onChange={setRules} /></Around>;
  }

  it('is edited by the keyboard, takes pasted cells, gains and loses rules', async () => {
    const user = userEvent.setup();
    render(<Grid />);
    const cell = (label: string) => screen.getByLabelText(label);
    await user.clear(cell('hourly.2-1: Weekday'));
    await user.type(cell('hourly.2-1: Weekday'), '149.00{Enter}');
    expect(now[0]?.rates).toEqual({ weekday: '149.00' });
    expect(cell('hourly.3-1: Weekday'), 'the cell below has the keyboard').toHaveFocus();
    fireEvent.paste(cell('hourly.2-1: Weekend'), { clipboardData: { getData: () => '159.00\t179.00\n204.00\t229.00' } });
    expect(now.map((rule) => rule.rates)).toEqual([{ weekday: '149.00', weekend: '159.00', peak: '179.00' }, { weekday: '189.00', weekend: '204.00', peak: '229.00' }]);
    await user.click(screen.getByRole('button', { name: 'Add a rule: By the hour' }));
    expect(now.map((rule) => rule.rule_key)).toEqual(['hourly.2-1', 'hourly.3-1', 'hourly.3-2']);
    await user.click(screen.getByRole('button', { name: 'Remove: hourly.2-1' }));
    expect(now).toHaveLength(2);
  });

  it('only shows what is published', () => {
    render(<Grid editable={false} />);
    expect(screen.getByLabelText('hourly.2-1: Weekday')).toHaveAttribute('readonly');
    expect(screen.queryByRole('button')).toBeNull();
  });
});
