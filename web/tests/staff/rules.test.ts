import { describe, expect, it } from 'vitest';
import type { Board, LeadBoard } from '@shared/types';
import { staleKeys } from '../../src/staff/data/live';
import { cashRounding, change } from '../../src/staff/screens/billing/cash';
import { differingFields } from '../../src/staff/screens/control/changes';
import { verifyExport } from '../../src/staff/screens/control/verifyExport';
import { withMovedJourney } from '../../src/staff/screens/dispatch/useBoard';
import { moveCard } from '../../src/staff/screens/leads/LeadBoard';
import { typedOnly } from '../../src/staff/screens/leads/LeadCreate';
import { landingOf } from '../../src/staff/screens/Login';
import { accessOf, changesOf, deductiblesOf, fieldPaths, mayBeSent, minutesOf, needsApproval, newQuote, nodeFor, pricingInput, quoteStops, travelModeOf, versionOn, withCrew } from '../../src/staff/screens/quotes/inputs';
import { stepOf } from '../../src/staff/screens/superadmin/Wizard';
import { pathOfHit } from '../../src/staff/shell/CommandPalette';
import { activeEntry } from '../../src/staff/shell/SideMenu';
import { withValue, valueAt } from '../../src/staff/ui/draft';
import { mergeRecord } from '../../src/staff/ui/merge';

describe('drafts', () => {
  it('reach into nested values without touching the rest', () => {
    const before = { a: { b: [{ c: 1 }] }, d: 2 };
    const after = withValue(before, 'a.b.0.c', 5);
    expect(valueAt(after, 'a.b.0.c')).toBe(5);
    expect(before.a.b[0]?.c).toBe(1);
    expect(withValue({}, 'origin.city', 'Ajax')).toEqual({ origin: { city: 'Ajax' } });
  });

  it('send only what somebody typed', () => {
    expect(typedOnly({ a: null, b: { c: null }, d: 'x', e: { f: 1 } })).toEqual({ d: 'x', e: { f: 1 } });
  });

  it('merge a newer version field by field', () => {
    const base = { version: 1, name: 'A', phone: '1', notes: '' };
    const merged = mergeRecord(base, { ...base, phone: '2', notes: 'mine' }, { version: 2, name: 'B', phone: '1', notes: 'theirs' });
    expect(merged.values).toEqual({ version: 2, name: 'B', phone: '2', notes: 'mine' });
    expect(merged.conflicts).toEqual(['notes']);
  });
});

describe('quotes', () => {
  const draft = newQuote('MOVING', 'CAD', '2026-06-27', 'en', 'loc_1');

  it('send decimal text and percentages, never amounts', () => {
    const input = pricingInput({ ...draft, discount_percent: '5', deposit_percent: '20' });
    expect(input.discount).toEqual({ kind: 'PERCENT', rate: '5%' });
    expect(input.deposit).toEqual({ kind: 'PERCENT', rate: '20%' });
    expect(input.parts[0]?.service_date).toBe('2026-06-27');
    expect(pricingInput({ ...draft, deposit_percent: null })).not.toHaveProperty('deposit');
  });

  it('read hours as minutes', () => {
    expect(minutesOf('7.75')).toBe(465);
    expect(minutesOf('')).toBeNull();
  });

  it('propose the smallest crew where none is named', () => {
    const bare = { currency: 'CAD', parts: [{ key: 'm', service_date: '2026-06-27', work: { kind: 'MOVE' as const, service: 'FULL' as const, basis: { kind: 'HOURLY' as const, labour: { minutes: 60 } } } }] };
    expect(withCrew(bare).parts[0]?.work).toMatchObject({ basis: { movers: 2, trucks: 1 } });
  });

  it('find the field a refusal names', () => {
    expect(fieldPaths('inputs.parts.0.movers')).toContain('inputs.parts.0.work.basis.movers');
    expect(fieldPaths('terms')).toEqual(['terms']);
  });

  it('find the version of a day and the node of a figure', () => {
    const tariff = { id: 't', name: 'T', kind: 'MOVING', currency: 'CAD', versions: [
      { id: 'v1', number: 1, state: 'PUBLISHED', valid_from: '2020-01-01', valid_to: '2026-01-01', rules: [] },
      { id: 'v2', number: 2, state: 'PUBLISHED', valid_from: '2026-01-01', valid_to: null, rules: [] },
    ] };
    expect(versionOn(tariff, '2025-12-31')?.id).toBe('v1');
    expect(versionOn(tariff, '2026-01-01')?.id).toBe('v2');
    const total = { label: 'total', id: 'total', value: '2', unit: 'MONEY', children: [{ label: 'tax.CA-ON.Hst', value: '1', unit: 'MONEY' }] };
    expect(nodeFor({ currency: 'CAD', total }, 'tax.CA-ON.HST')?.value).toBe('1');
  });

  it('say what changed on single lines, and keep a discount that is no percentage', () => {
    const kept = { kind: 'AMOUNT' as const, amount: { amount: '20.00', currency: 'CAD' } };
    const changes = [{ line: 'p1/a', unit_price: '120.00', discount_percent: '5' }, { line: 'p1/b', unit_price: null, kept }, { line: 'p1/c', unit_price: null }];
    const input = pricingInput({ ...draft, changes });
    expect(input.adjustments).toEqual([{ line: 'p1/a', unit_price: '120.00', discount: { kind: 'PERCENT', rate: '5%' } }, { line: 'p1/b', discount: kept }]);
    expect(changesOf(input)).toMatchObject([{ line: 'p1/a', unit_price: '120.00', discount_percent: '5' }, { line: 'p1/b', kept }]);
    expect(pricingInput({ ...draft, discount_amount: '50' }).discount).toEqual({ kind: 'AMOUNT', amount: { amount: '50', currency: 'CAD' } });
    expect(pricingInput({ ...draft, discount_amount: '50', discount_percent: '5' }).discount).toEqual({ kind: 'PERCENT', rate: '5%' });
  });

  it('send stops that are somewhere; places of tax follow from them', () => {
    expect(quoteStops(draft.stops)).toEqual([]);
    const there = { role: 'PICKUP' as const, address: { city: 'Toronto', province: 'ON', country: 'CA', street: '' } };
    expect(quoteStops([there, ...draft.stops])).toEqual([{ role: 'PICKUP', address: { city: 'Toronto', province: 'ON', country: 'CA' } }]);
    const placed = { ...draft.inputs, parts: draft.inputs.parts.map((part) => ({ ...part, places: { origin: { country: 'CA', region: 'BC' } } })) };
    expect(pricingInput({ ...draft, inputs: placed }).parts[0]).toHaveProperty('places');
    expect(pricingInput({ ...draft, inputs: placed, stops: [there] }).parts[0]).not.toHaveProperty('places');
  });

  it('count hindrances from the stops as fees are counted', () => {
    const stop = (role: 'PICKUP' | 'DROPOFF', address: object, rest: object = {}) => ({ role, address: { city: 'Laval', ...address }, ...rest });
    const stops = [stop('PICKUP', { floor: 3 }, { carry_ft: 180 }), stop('DROPOFF', { floor: 5, elevator: true }, { volume_cuft: 300 }), stop('DROPOFF', { floor: 1 }, { carry_ft: 50 })];
    expect(accessOf(stops)).toEqual([
      { condition: 'STAIRS', extent: '2' }, { condition: 'CARRY', extent: '180' }, { condition: 'ELEVATOR', extent: '1', volume_cuft: '300' }, { condition: 'EXTRA_STOP', extent: '1' },
    ]);
  });

  it('ask for what the tariff’s rules need to know', () => {
    const rules = [{ rule_key: 'travel.drive', kind: 'TRAVEL', mode: { mode: 'DOUBLE_DRIVE' } }, { rule_key: 'v', kind: 'VALUATION', option: 'FULL_REPLACEMENT', charges: [{ deductible: '250.00' }, { deductible: '500.00' }] }];
    expect(travelModeOf(rules, 'travel.drive')).toBe('DOUBLE_DRIVE');
    expect(travelModeOf(rules, undefined)).toBeUndefined();
    expect(deductiblesOf(rules, 'FULL_REPLACEMENT')).toEqual(['250.00', '500.00']);
    expect(deductiblesOf(rules, 'RELEASED')).toEqual([]);
  });

  it('need somebody’s word only where nothing blocks them', () => {
    const flags = (...levels: string[]) => ({ flags: levels.map((level) => ({ code: 'P11', level, subject: '', reason: 'x' })) }) as never;
    expect([needsApproval(flags('WARN')), needsApproval(flags('APPROVAL', 'WARN')), needsApproval(flags('APPROVAL', 'BLOCK')), needsApproval(undefined)]).toEqual([false, true, false, false]);
  });

  it('are sent only without a blocking finding', () => {
    const flag = (level: 'WARN' | 'BLOCK') => ({ flags: [{ code: 'P01', level, subject: '', reason: 'x' }] }) as never;
    expect(mayBeSent(flag('WARN'))).toBe(true);
    expect(mayBeSent(flag('BLOCK'))).toBe(false);
  });
});

describe('cash', () => {
  it('is rounded to five cents', () => {
    expect(cashRounding({ amount: '785.32', currency: 'CAD' })).toEqual({ due: { amount: '785.30', currency: 'CAD' }, difference: { amount: '-0.02', currency: 'CAD' } });
    expect(cashRounding({ amount: '0.03', currency: 'CAD' }).due.amount).toBe('0.05');
    expect(cashRounding({ amount: '10.01', currency: 'USD' }).due.amount).toBe('10.01');
  });

  it('gives change only when enough was given', () => {
    expect(change('800', { amount: '785.30', currency: 'CAD' })?.amount).toBe('14.70');
    expect(change('700', { amount: '785.30', currency: 'CAD' })).toBeNull();
  });
});

describe('boards', () => {
  it('move a lead and count it in its new column', () => {
    const lead = { id: 'lea_1', status: 'NEW' } as LeadBoard['columns'][number]['items'][number];
    const board: LeadBoard = { columns: [{ status: 'NEW', count: 7, items: [lead] }, { status: 'QUALIFIED', count: 2, items: [] }] };
    const moved = moveCard(board, 'lea_1', 'QUALIFIED', 0);
    expect(moved.columns.map((column) => column.count)).toEqual([6, 3]);
    expect(moved.columns[1]?.items[0]).toMatchObject({ id: 'lea_1', status: 'QUALIFIED' });
  });

  it('move a journey to another truck', () => {
    const lane = (id: string, journeys: unknown[]) => ({ equipment_id: id, name: id, number: id, type: 'TRUCK', ready: true, journeys });
    const board = { date: '2026-06-27', unassigned: [], crew: [], flags: [], lanes: [lane('a', [{ id: 'j', truck_id: 'a', flags: [] }]), lane('b', [])] } as unknown as Board;
    const moved = withMovedJourney(board, 'j', { truck_id: 'b' });
    expect(moved.lanes.map((l) => l.journeys.length)).toEqual([0, 1]);
  });

  it('know what an event makes stale', () => {
    expect(staleKeys({ name: 'dispatch.journey.departed' })).toEqual(expect.arrayContaining(['journeys', 'board']));
    expect(staleKeys({ name: 'sales.lead.received', entity: 'lead' })).toContain('leads');
  });
});

describe('ways', () => {
  const answer = (landing: string, userType: 'regular' | 'super_admin' = 'regular') => ({ landing, user: { userType } }) as never;

  it('lead where somebody works, never out of the app', () => {
    expect(landingOf(answer('/dashboard', 'super_admin'), null)).toBe('/super-admin');
    expect(landingOf(answer('/dispatch'), null)).toBe('/dispatch');
    expect(landingOf(answer('/dashboard'), '//evil.example')).toBe('/');
    expect(landingOf(answer('/dashboard'), '/leads')).toBe('/leads');
    expect(landingOf(answer('/mobile/'), null)).toBe('/mobile/');
  });

  it('mark the closest entry of the menu', () => {
    expect(activeEntry('/leads/board', ['/', '/leads', '/leads/board'])).toBe('/leads/board');
    expect(activeEntry('/leads/lea_1/show', ['/', '/leads', '/leads/board'])).toBe('/leads');
  });

  it('open what a search found', () => {
    expect(pathOfHit('customer', 'cus_1')).toBe('/customers/cus_1/show');
    expect(pathOfHit('journey', 'jny_1')).toBe('/dispatch?journey=jny_1');
  });

  it('go back to the step of the wizard that was refused', () => {
    expect([stepOf('company.slug'), stepOf('locations.0.code'), stepOf('admin.password')]).toEqual([0, 1, 2]);
  });
});

describe('audit', () => {
  it('shows only columns that differ', () => {
    expect(differingFields({ a: 1, b: null, c: 2 }, { a: 1, c: 3 })).toEqual(['c']);
    expect(differingFields(null, { b: 1, a: 1 })).toEqual(['a', 'b']);
  });

  it('finds the line where the chain breaks', () => {
    const line = (previous: string, hash: string) => JSON.stringify({ previous, hash });
    expect(verifyExport([line('0', 'a'), line('a', 'b'), line('x', 'c'), '{'].join('\n'))).toEqual({ lines: 4, blocks: 3, broken: [3, 4] });
  });
});
