import type { ImportCounts, ImportPolicy, ImportRun } from '@shared/types';

export const STEPS = ['map', 'check', 'run', 'report'] as const;
export type Step = (typeof STEPS)[number];

/** Where an import stands among the steps. */
export function stepOf(run: Pick<ImportRun, 'state' | 'phase'>): Step {
  switch (run.state) {
    case 'UPLOADED':
    case 'MAPPED':
      return 'map';
    case 'CHECKING':
    case 'CHECKED':
      return 'check';
    case 'RUNNING':
      return 'run';
    case 'PAUSED':
    case 'FAILED':
      return run.phase === 'CHECKING' ? 'check' : run.phase === 'RUNNING' ? 'run' : 'report';
    default:
      return 'report';
  }
}

/** Seconds that are left when it goes on as fast as since `from`; undefined while nothing can be said. */
export function secondsLeft(from: { line: number; at: number } | undefined, line: number, at: number, total: number): number | undefined {
  if (!from || line <= from.line || at <= from.at) return undefined;
  return ((at - from.at) / 1000) * ((total - line) / (line - from.line));
}

/** What each policy would do with the rows that have no errors. */
export function planOf(counts: ImportCounts, policy: ImportPolicy): { create: number; change: number; skip: number } {
  const { known, repeated } = counts;
  switch (policy) {
    case 'SKIP':
      return { create: counts.new, change: 0, skip: known + repeated };
    case 'UPDATE':
      return { create: counts.new, change: known, skip: repeated };
    default:
      return { create: counts.new + known + repeated, change: 0, skip: 0 };
  }
}

/** The fields of a saved mapping for the headings of this file. */
export function mappingBy(columns: { name: string }[], saved: Record<string, string>): (string | null)[] {
  return columns.map((column) => saved[column.name] ?? null);
}
