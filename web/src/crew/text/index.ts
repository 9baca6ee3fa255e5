import type { Language } from '@shared/types';
import { en, type TextKey } from './en';
import { fr } from './fr';

export type { TextKey };
export type Translate = (key: TextKey, values?: Record<string, string | number>) => string;

const TEXTS: Record<Language, Record<TextKey, string>> = { en, fr };

export const translator = (language: Language): Translate => (key, values = {}) =>
  TEXTS[language][key].replace(/\{(\w+)\}/g, (_whole, name: string) => String(values[name] ?? ''));
