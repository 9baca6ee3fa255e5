import { CONSTRAINT_KINDS, type ConstraintKind, type Severity } from '@shared/types/sites';
import type { Assessment, LiftVerdict, SiteLift } from '@shared/types';
import type { Tone } from '@shared/brand';

/** An answer as it is typed; no severity is no answer. */
export interface Answer {
  severity: Severity | null;
  note: string | null;
  no_lines: boolean;
  line_kv: number | null;
  distance_m: string | null;
}

export type Answers = Record<ConstraintKind, Answer>;

/** The answers of an assessment, with a place for those that are missing. */
export function answersOf(assessment: Pick<Assessment, 'constraints'>): Answers {
  const of = (kind: ConstraintKind): Answer => {
    const found = assessment.constraints.find((each) => each.kind === kind);
    return { severity: found?.severity ?? null, note: found?.note ?? null, no_lines: found?.no_lines ?? false, line_kv: found?.line_kv ?? null, distance_m: found?.distance_m ?? null };
  };
  return Object.fromEntries(CONSTRAINT_KINDS.map((kind) => [kind, of(kind)])) as Answers;
}

/** Kinds that have an answer, in the order in which they are sent. */
export const answered = (answers: Answers): ConstraintKind[] => CONSTRAINT_KINDS.filter((kind) => answers[kind].severity !== null);

/** What the API takes: figures only for power lines, and none where there are no lines. */
export const sentAnswers = (answers: Answers) => answered(answers).map((kind) => {
  const { severity, note, no_lines, line_kv, distance_m } = answers[kind];
  const lines = kind === 'POWER_LINES' && !no_lines;
  return { kind, severity, note: note ?? undefined, no_lines: kind === 'POWER_LINES' && no_lines, line_kv: lines ? (line_kv ?? undefined) : undefined, distance_m: lines ? (distance_m ?? undefined) : undefined };
});

/** The form's spelling of a field the API names by its place: `constraints.2.note` of what was sent. */
export function answerField(answers: Answers, field: string): string[] {
  const [list, at, name] = field.split('.');
  const kind = list === 'constraints' && at !== undefined ? answered(answers)[Number(at)] : undefined;
  return kind && name ? [`${kind}.${name}`] : [field];
}

/** A lift as the list is put again as a whole. */
export const sentLift = ({ id, name, load_t, rigging_t, block_t, radius_m, height_m, obstacles, picks }: SiteLift) => ({ id, name, load_t, rigging_t, block_t, radius_m, height_m, obstacles: obstacles ?? undefined, picks });

const VERDICTS: Record<LiftVerdict, Tone> = { FITS: 'success', CRITICAL: 'warning', ABOVE_LIMIT: 'danger', MANUAL: 'neutral' };
export const verdictTone = (verdict: LiftVerdict): Tone => VERDICTS[verdict];

const SEVERITY_TONES: Record<Severity, Tone> = { OK: 'success', CARE: 'warning', STOPPER: 'danger' };
export const severityTone = (severity: Severity): Tone => SEVERITY_TONES[severity];
