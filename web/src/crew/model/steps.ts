import type { Recorded } from '../store/record';
import type { Journey, JourneyMedia, Step, StepItem } from './journey';
import { isStepClosed } from './journey';
import { OPERATION } from './operation';

/** Pictures that prove something of this step. */
export const mediaOfStep = (journey: Journey, step: Step): JourneyMedia[] =>
  journey.media.filter((media) => media.owner_id === step.id && media.state !== 'FAILED');

export const needsMedia = (journey: Journey, step: Step, item: StepItem): boolean =>
  item.media_required && !item.done && mediaOfStep(journey, step).length === 0;

/** Required items not yet done; the step is completed only when none is left. */
export const missingItems = (step: Step): StepItem[] => step.items.filter((item) => item.required && !item.done);

export const isStepOpen = (journey: Journey, step: Step): boolean => {
  const before = journey.steps.filter((other) => other.number < step.number);
  return before.every(isStepClosed);
};

/** Acts of ticking an item; the first tick starts the step. An answer given before stays unless another one is given. */
export function tickActs(journey: Journey, step: Step, item: StepItem, done: boolean, value: unknown = item.value): Recorded[] {
  const base = { id: journey.id, number: step.number };
  const input = { ...base, code: item.code, done, ...(value === undefined || value === null ? {} : { value }) };
  return [...startActs(journey, step), { operation: OPERATION.itemTick, input, journey_id: journey.id }];
}

export function startActs(journey: Journey, step: Step): Recorded[] {
  if (step.status !== 'PENDING' && step.status !== 'REJECTED') return [];
  return [{ operation: OPERATION.stepStart, input: { id: journey.id, number: step.number }, journey_id: journey.id }];
}

export function completeActs(journey: Journey, step: Step): Recorded[] {
  return [
    ...startActs(journey, step),
    { operation: OPERATION.stepComplete, input: { id: journey.id, number: step.number }, journey_id: journey.id },
  ];
}
