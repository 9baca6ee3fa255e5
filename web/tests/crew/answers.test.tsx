import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { PreferencesContext } from '../../src/crew/context';
import { pressed, SCALES, typedNumber } from '../../src/crew/model/answer';
import { withOperation } from '../../src/crew/model/effect';
import type { StepItem } from '../../src/crew/model/journey';
import type { QueuedOperation } from '../../src/crew/model/operation';
import { tickActs } from '../../src/crew/model/steps';
import { ItemAnswer } from '../../src/crew/parts/ItemAnswer';
import { translator } from '../../src/crew/text';
import { sampleJourney } from './journey-sample';

const item = (change: Partial<StepItem>): StepItem => ({ code: 'fuel', label: 'Fuel', required: true, media_required: false, done: false, ...change });

/** Shows an item and keeps every answer given. */
function show(shown: StepItem, editable = true): (string | number | null)[] {
  const answers: (string | number | null)[] = [];
  const preferences = { language: 'en' as const, look: 'light' as const, setLanguage: () => undefined, setLook: () => undefined, t: translator('en') };
  render(
    <PreferencesContext.Provider value={preferences}>
      <ItemAnswer item={shown} editable={editable} onAnswer={(value) => answers.push(value)} />
      <button>elsewhere</button>
    </PreferencesContext.Provider>,
  );
  return answers;
}

describe('numbers', () => {
  it('a press goes to the next whole press and never leaves the scale', () => {
    const percent = SCALES.PERCENT!;
    expect([pressed(null, 1, percent), pressed(62, 1, percent), pressed(62, -1, percent), pressed(100, 1, percent), pressed(0, -1, percent)]).toEqual([5, 65, 60, 100, 0]);
    expect(pressed(7, 1, SCALES.COUNT!)).toBe(8);
  });

  it('typed text counts only as a whole number within the scale', () => {
    const percent = SCALES.PERCENT!;
    expect(['80', ' 8 0 ', '180', '8.5', '-3', 'full', ''].map((text) => typedNumber(text, percent))).toEqual([80, 80, 100, null, null, null, null]);
  });
});

describe('an item is answered in its own way', () => {
  it('PERCENT by quarters, presses and typing', async () => {
    const answers = show(item({ kind: 'PERCENT', value: 40 }));
    await userEvent.click(screen.getByRole('button', { name: '75 %' }));
    await userEvent.click(screen.getByRole('button', { name: 'More: Fuel' }));
    const field = screen.getByRole('textbox', { name: 'Fuel' });
    await userEvent.clear(field);
    await userEvent.type(field, '83{Enter}');
    expect(answers).toEqual([75, 45, 83]);
  });

  it('COUNT keeps what was typed when the field is left and drops what is no number', async () => {
    const answers = show(item({ kind: 'COUNT' }));
    const field = screen.getByRole('textbox', { name: 'Fuel' });
    await userEvent.type(field, '41');
    await userEvent.click(screen.getByText('elsewhere'));
    await userEvent.type(field, 'many');
    await userEvent.click(screen.getByText('elsewhere'));
    expect(answers).toEqual([41]);
    expect(screen.queryByRole('group')).toBeNull();
  });

  it('RATING by one of five, taken back by a second press', async () => {
    const answers = show(item({ kind: 'RATING', label: 'Satisfaction', value: 4 }));
    const group = within(screen.getByRole('group', { name: 'Satisfaction' }));
    expect(group.getAllByRole('button')).toHaveLength(5);
    expect(group.getByRole('button', { name: '4 of 5' })).toHaveAttribute('aria-pressed', 'true');
    await userEvent.click(group.getByRole('button', { name: '5 of 5' }));
    await userEvent.click(group.getByRole('button', { name: '4 of 5' }));
    expect(answers).toEqual([5, null]);
  });

  it('TEXT is kept once, when the field is left', async () => {
    const answers = show(item({ kind: 'TEXT', label: 'Signaller' }));
    await userEvent.type(screen.getByRole('textbox', { name: 'Signaller' }), ' Rosa Delgado ');
    expect(screen.getByRole('button', { name: 'Save answer' })).toBeVisible();
    await userEvent.click(screen.getByText('elsewhere'));
    expect(answers).toEqual(['Rosa Delgado']);
  });

  it('CHECK has nothing beside its tick, and nobody answers what is not theirs', () => {
    show(item({ kind: 'CHECK' }));
    expect(screen.queryByRole('textbox')).toBeNull();
    show(item({ kind: 'PERCENT' }), false);
    expect(screen.getByRole('textbox')).toBeDisabled();
    expect(screen.getByRole('button', { name: '50 %' })).toBeDisabled();
  });

  it('every target is large enough for a glove', () => {
    show(item({ kind: 'PERCENT', value: 40 }));
    show(item({ kind: 'RATING', label: 'Satisfaction' }));
    const targets = screen.getAllByRole('button').filter((button) => button.textContent !== 'elsewhere');
    expect(targets).toHaveLength(12);
    for (const target of targets) {
      const { height, minHeight } = getComputedStyle(target);
      expect(Math.max(parseFloat(height) || 0, parseFloat(minHeight) || 0)).toBeGreaterThanOrEqual(48);
    }
  });
});

describe('on the way to the server', () => {
  const journey = sampleJourney();
  const step = journey.steps[0]!;
  const tickOf = (...rest: [StepItem, boolean, unknown?]) => tickActs(journey, step, ...rest).at(-1)!;

  it('an answer travels with its tick and a later plain tick keeps it', () => {
    expect(tickOf(item({ kind: 'PERCENT' }), true, 80).input).toMatchObject({ code: 'fuel', done: true, value: 80 });
    expect(tickOf(item({ kind: 'PERCENT', value: 80 }), true).input).toMatchObject({ done: true, value: 80 });
    expect(tickOf(item({ kind: 'PERCENT', value: 80 }), false, null).input).not.toHaveProperty('value');
  });

  it('an answer taken back is gone on the phone too', () => {
    const operation = { ...tickOf(item({ kind: 'PERCENT', value: 80 }), false, null), client_id: 'c', sequence: 1, recorded_at: '2026-11-24T13:00:00Z', state: 'WAITING', attempts: 0 } as QueuedOperation;
    const answered = { ...journey, steps: [{ ...step, items: [item({ kind: 'PERCENT', value: 80, done: true })] }] };
    expect(withOperation(answered, operation).steps[0]?.items[0]).toMatchObject({ done: false, value: null });
  });
});
