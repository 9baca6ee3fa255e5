import { createContext, useContext } from 'react';
import type { Language } from '@shared/types';
import { en, type TextKey } from './text/en';
import { fr } from './text/fr';

export type { TextKey };
export type Translate = (key: TextKey, values?: Record<string, string | number>) => string;

const TEXTS: Record<Language, Record<TextKey, string>> = { en, fr };

export const translator = (language: Language): Translate => (key, values = {}) =>
  TEXTS[language][key].replace(/\{(\w+)\}/g, (_whole, name: string) => String(values[name] ?? ''));

export interface Reading {
  language: Language;
  t: Translate;
  /** The reader's own wish; it goes before the language of the quote. */
  choose: (language: Language) => void;
  /** Language of the document on the page, used until the reader chooses. */
  suggest: (language: Language) => void;
}

export const ReadingContext = createContext<Reading | null>(null);

export function useReading(): Reading {
  const reading = useContext(ReadingContext);
  if (!reading) throw new Error('no language around this page');
  return reading;
}

/** A rate such as "9.975%" as the reader writes it. */
export const formatRate = (rate: string, language: Language): string =>
  language === 'fr' ? rate.replace('.', ',').replace(/\s*%/, '\u00a0%') : rate;
