import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { AdminContext } from 'react-admin';
import { MemoryRouter } from 'react-router';
import { describe, expect, it, vi } from 'vitest';
import type { PartTariff } from '@shared/types';
import { i18nProvider } from '../../src/staff/i18n';
import { newQuote, pricingInput } from '../../src/staff/screens/quotes/inputs';
import { TariffNote } from '../../src/staff/screens/quotes/TariffNote';
import { contentOf, typedOf } from '../../src/staff/screens/stationery/content';

describe('the tariff of a part', () => {
  const tariff: PartTariff = { part: 'p1', tariff_id: 'tar_1', tariff_version_id: 'tav_1', name: 'Near', number: 2, state: 'PUBLISHED', reasons: ['LOCATION', 'REACH'], reach: 'LOCAL', others: [{ tariff_id: 'tar_2', name: 'Everywhere' }] };

  it('quo_6 says which one was taken and why, and lets a person choose another', async () => {
    const choose = vi.fn();
    await i18nProvider.changeLocale('en');
    render(<MemoryRouter><AdminContext i18nProvider={i18nProvider}><TariffNote tariffs={[tariff]} onChoose={choose} /></AdminContext></MemoryRouter>);
    expect(screen.getByText(/this location’s own, for this distance · Local/)).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: 'Everywhere' }));
    expect(choose).toHaveBeenCalledWith('tar_2');
  });

  it('quo_6 is given up with the version a part had once a person chooses', () => {
    const quote = newQuote('MOVING', 'CAD', '2027-02-10', 'en', null);
    quote.inputs.parts = quote.inputs.parts.map((part) => ({ ...part, tariff_version_id: 'tav_1' }));
    expect(pricingInput(quote).parts[0]?.tariff_version_id).toBe('tav_1');
    expect(pricingInput({ ...quote, tariff_id: 'tar_2' }).parts[0]).not.toHaveProperty('tariff_version_id');
  });
});

describe('a document template', () => {
  it('quo_42 sends what was typed and keeps the picture that stands', () => {
    const typed = typedOf({ registrations: [], letterhead: { position: 'TOP', opacity_percent: 40, media_type: 'image/png', file: 'ab' }, en: { tagline: '', introduction: 'Dear {{ customer_name }}', terms: '' }, fr: { tagline: '', introduction: '', terms: '' } });
    const sent = contentOf({ ...typed, registrations: [{ label: null, number: null }, { label: 'PAN', number: 'X' }] });
    expect(sent).not.toHaveProperty('colour');
    expect(sent.registrations).toEqual([{ label: 'PAN', number: 'X' }]);
    expect(sent.letterhead).toEqual({ position: 'TOP', opacity_percent: 40, media_type: 'image/png', file: 'ab' });
    expect(sent.en.introduction).toBe('Dear {{ customer_name }}');
  });
});
