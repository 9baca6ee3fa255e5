import { describe, expect, it } from 'vitest';
import { answerField, answersOf, sentAnswers } from '../../src/staff/screens/sites/sites';

const ANSWERS = answersOf({
  constraints: [
    { kind: 'HEIGHT_LIMITS', severity: 'CARE', note: 'Bridge', no_lines: false, pictures: 0 },
    { kind: 'POWER_LINES', severity: 'OK', no_lines: false, line_kv: 33, distance_m: '12.5', pictures: 0 },
  ],
});

describe('the answers of a site assessment', () => {
  it('are sent without those that are missing, figures only for lines that are there', () => {
    expect(sentAnswers(ANSWERS).map((each) => each.kind)).toEqual(['HEIGHT_LIMITS', 'POWER_LINES']);
    expect(sentAnswers(ANSWERS)[1]).toMatchObject({ line_kv: 33, distance_m: '12.5' });
    const none = { ...ANSWERS, POWER_LINES: { ...ANSWERS.POWER_LINES, no_lines: true } };
    expect(sentAnswers(none)[1]).toMatchObject({ no_lines: true, line_kv: undefined, distance_m: undefined });
  });

  it('show a refusal at the answer it is about', () => {
    expect(answerField(ANSWERS, 'constraints.1.line_kv')).toEqual(['POWER_LINES.line_kv']);
    expect(answerField(ANSWERS, 'constraints.0.note')).toEqual(['HEIGHT_LIMITS.note']);
    expect(answerField(ANSWERS, 'ground')).toEqual(['ground']);
  });
});
