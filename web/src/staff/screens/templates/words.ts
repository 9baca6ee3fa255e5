import type { Template, TemplateLanguage, TemplateLine } from '@shared/types';

export interface Words {
  subject: string;
  body: string;
}

/** The parts of the business in the order of the list. */
export const AREAS = ['sales', 'quotes', 'dispatch', 'billing', 'access', 'messaging'] as const;

export const inArea = (lines: TemplateLine[], area: string): TemplateLine[] => lines.filter((line) => line.key.startsWith(`${area}.`));

/** What somebody begins with: the draft, else the words in force there. */
export function firstWords(template: Template, language: TemplateLanguage): Words {
  const draft = template.versions.find((version) => version.language === language && version.state === 'DRAFT');
  const words = draft ?? template.in_force.find((each) => each.language === language);
  return { subject: words?.subject ?? '', body: words?.body ?? '' };
}

/** The text with something put where the cursor stands, and where it stands then. */
export function inserted(text: string, from: number, to: number, what: string): { text: string; at: number } {
  return { text: text.slice(0, from) + what + text.slice(to), at: from + what.length };
}

/** Whether the company sends it by itself, and how many locations say otherwise. */
export function switchOf(line: TemplateLine): { on: boolean; otherwise: number } {
  const on = line.switches.find((each) => each.location_id === null)?.is_on ?? false;
  return { on, otherwise: line.switches.filter((each) => each.location_id !== null && each.is_on !== on).length };
}

export interface DiffLine {
  change: 'same' | 'gone' | 'new';
  text: string;
}

/** The lines of a version against those of the one before: what went and what came, by the longest common run of lines. */
export function differences(before: Words | undefined, after: Words): DiffLine[] {
  const lines = (words: Words) => [...(words.subject ? [words.subject] : []), ...words.body.split('\n')];
  const now = lines(after);
  if (!before) return now.map((text) => ({ change: 'same', text }));
  const old = lines(before);
  const common = Array.from({ length: old.length + 1 }, () => new Array<number>(now.length + 1).fill(0));
  const at = (i: number, j: number): number => common[i]?.[j] ?? 0;
  for (let i = old.length - 1; i >= 0; i -= 1) {
    for (let j = now.length - 1; j >= 0; j -= 1) {
      const row = common[i];
      if (row) row[j] = old[i] === now[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const out: DiffLine[] = [];
  let i = 0;
  let j = 0;
  while (i < old.length || j < now.length) {
    if (i < old.length && j < now.length && old[i] === now[j]) {
      out.push({ change: 'same', text: now[j] ?? '' });
      i += 1;
      j += 1;
    } else if (i < old.length && (j >= now.length || at(i + 1, j) >= at(i, j + 1))) {
      out.push({ change: 'gone', text: old[i] ?? '' });
      i += 1;
    } else {
      out.push({ change: 'new', text: now[j] ?? '' });
      j += 1;
    }
  }
  return out;
}
