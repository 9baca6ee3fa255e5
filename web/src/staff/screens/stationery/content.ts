import type { Letterhead, StationeryContent, StationeryTexts } from '@shared/types';

/** What somebody is typing; numbers are text until they are sent. */
export interface Typed {
  colour: string | null;
  registrations: { label: string | null; number: string | null }[];
  letterhead: (Omit<Letterhead, 'opacity_percent'> & { opacity_percent: string | number | null }) | null;
  en: Record<keyof StationeryTexts, string | null>;
  fr: Record<keyof StationeryTexts, string | null>;
}

const SHIPPED_COLOUR = '#1f3a5f';
const NO_TEXTS: StationeryTexts = { tagline: '', introduction: '', terms: '' };

export const typedOf = (content: StationeryContent | undefined): Typed => ({
  colour: content?.colour ?? SHIPPED_COLOUR,
  registrations: content?.registrations ?? [],
  letterhead: content?.letterhead ?? null,
  en: { ...NO_TEXTS, ...content?.en },
  fr: { ...NO_TEXTS, ...content?.fr },
});

const texts = ({ tagline, introduction, terms }: Typed['en']): StationeryTexts => ({ tagline: tagline ?? '', introduction: introduction ?? '', terms: terms ?? '' });

/** As the API takes it; the shipped colour is not named. */
export const contentOf = (typed: Typed): StationeryContent => ({
  ...(typed.colour && typed.colour !== SHIPPED_COLOUR ? { colour: typed.colour } : {}),
  registrations: typed.registrations.map(({ label, number }) => ({ label: label ?? '', number: number ?? '' })).filter(({ label, number }) => label !== '' || number !== ''),
  ...(typed.letterhead ? { letterhead: { ...typed.letterhead, opacity_percent: Number(typed.letterhead.opacity_percent ?? 0) } } : {}),
  en: texts(typed.en),
  fr: texts(typed.fr),
});
