import { isAtStop, isStepClosed, isStopDone, workStops, type Journey, type Step, type Stop } from './journey';

/** The one thing the crew does next, shown as the large button. */
export type NextAction =
  | { kind: 'STEP'; step: Step }
  | { kind: 'DEPART'; unapproved?: Step }
  | { kind: 'ARRIVE'; stop?: Stop }
  | { kind: 'LEAVE'; next?: Stop }
  | { kind: 'COMPLETE' }
  | { kind: 'NONE' };

export function nextAction(journey: Journey): NextAction {
  const steps = [...journey.steps].sort((a, b) => a.number - b.number);
  const open = steps.filter((step) => !isStepClosed(step));
  const remaining = workStops(journey).filter((stop) => !isStopDone(stop));
  switch (journey.status) {
    case 'MORNING_PREP': {
      const first = steps[0];
      if (first && !isStepClosed(first)) return { kind: 'STEP', step: first };
      const waits = first?.approval === 'BEFORE_NEXT' && first.status === 'COMPLETED';
      return waits ? { kind: 'DEPART', unapproved: first } : { kind: 'DEPART' };
    }
    case 'EN_ROUTE': {
      if (remaining[0]) return { kind: 'ARRIVE', stop: remaining[0] };
      return open[0] ? { kind: 'STEP', step: open[0] } : { kind: 'COMPLETE' };
    }
    case 'ONSITE': {
      const here = remaining.find(isAtStop) ?? remaining[0];
      const step = here ? stepAt(here, steps, remaining) : undefined;
      // Steps follow each other: at a site with one stop the earlier ones are worked there too.
      if (step && !isStepClosed(step)) return { kind: 'STEP', step: open[0] ?? step };
      const next = remaining.find((stop) => stop.id !== here?.id);
      if (next) return { kind: 'LEAVE', next };
      return open[0] ? { kind: 'STEP', step: open[0] } : { kind: 'COMPLETE' };
    }
    default:
      return { kind: 'NONE' };
  }
}

/**
 * The step worked on at a stop. With several stops of one kind the step stays open until the last
 * of them, so earlier ones may be left with the step still running.
 */
function stepAt(stop: Stop, steps: Step[], remaining: Stop[]): Step | undefined {
  const isLastOfKind = !remaining.some((other) => other.id !== stop.id && isPickup(other) === isPickup(stop));
  if (!isLastOfKind) return undefined;
  const words = isPickup(stop) ? /PICKUP|POINTS_?A|ORIGIN|LOAD/i : /DELIVERY|NEW_?LOCATION|DROPOFF|DESTINATION|LIFT/i;
  const named = steps.find((step) => words.test(step.code) && !/UNLOAD/i.test(isPickup(stop) ? step.code : ''));
  return named ?? steps[isPickup(stop) ? 1 : 2];
}

const isPickup = (stop: Stop): boolean => stop.role === 'PICKUP';
