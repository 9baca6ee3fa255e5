/** English and French of one text, side by side, so that neither can be forgotten. */
export type Pair = readonly [en: string, fr: string];
export interface Texts {
  readonly [key: string]: Pair | Texts;
}
export interface Messages {
  [key: string]: string | Messages;
}

const isPair = (value: Pair | Texts): value is Pair => Array.isArray(value);

/** The messages of one language: 0 English, 1 French. */
export function inLanguage(texts: Texts, language: 0 | 1): Messages {
  return Object.fromEntries(
    Object.entries(texts).map(([key, value]) => [key, isPair(value) ? value[language] : inLanguage(value, language)]),
  );
}
