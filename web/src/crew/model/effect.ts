import { isAtStop, isStepClosed, isStopDone, workStops, type Journey, type Step, type Stop } from './journey';
import { OPERATION, type QueuedOperation } from './operation';

/** What the journey looks like once the operation is taken; states only ever move forward. */
export function withOperation(journey: Journey, operation: QueuedOperation): Journey {
  switch (operation.operation) {
    case OPERATION.depart:
      return journey.status === 'MORNING_PREP' ? { ...journey, status: 'EN_ROUTE' } : journey;
    case OPERATION.arrive:
      return arrived(journey, operation.input.occurred_at);
    case OPERATION.leave:
      return left(journey, operation.input.occurred_at);
    case OPERATION.complete:
      return { ...left(journey, operation.input.occurred_at), status: 'COMPLETED' };
    case OPERATION.stepStart:
      return withStep(journey, operation.input.number, (step) =>
        step.status === 'PENDING' || step.status === 'REJECTED' ? { ...step, status: 'IN_PROGRESS' } : step);
    case OPERATION.stepComplete:
      return stepCompleted(journey, operation.input.number);
    case OPERATION.itemTick: {
      const { number, code, done, value } = operation.input;
      return withStep(journey, number, (step) => ({
        ...step,
        items: step.items.map((item) => (item.code === code ? { ...item, done, value: value ?? null } : item)),
      }));
    }
    case OPERATION.entry:
      return {
        ...journey,
        entries: [
          ...journey.entries.filter((entry) => entry.id !== operation.client_id),
          { id: operation.client_id, at: operation.recorded_at, waiting: true, ...withoutId(operation.input) },
        ],
      };
    case OPERATION.crewAnswer: {
      const state = operation.input.answer === 'ACCEPT' ? 'CONFIRMED' : 'DECLINED';
      return { ...journey, crew: journey.crew.map((seat) => (seat.id === operation.input.id ? { ...seat, state } : seat)) };
    }
    case OPERATION.mediaRegister: {
      const { kind, purpose, owner_id, taken_at } = operation.input;
      return {
        ...journey,
        media: [
          ...journey.media.filter((media) => media.id !== operation.client_id),
          { id: operation.client_id, kind, purpose, owner_id, taken_at, state: 'PENDING' },
        ],
      };
    }
  }
}

/** Puts what this phone recorded and the server has not yet taken over the server's journey. */
export function withOperations(journey: Journey, waiting: QueuedOperation[]): Journey {
  return waiting
    .filter((operation) => operation.journey_id === journey.id)
    .sort((a, b) => a.sequence - b.sequence)
    .reduce(withOperation, journey);
}

function arrived(journey: Journey, at: string): Journey {
  if (journey.status !== 'EN_ROUTE') return journey;
  const next = workStops(journey).find((stop) => !isStopDone(stop));
  return { ...withStop(journey, next, { state: 'ARRIVED', actual_arrival: at }), status: 'ONSITE' };
}

function left(journey: Journey, at: string): Journey {
  if (journey.status !== 'ONSITE') return journey;
  const here = journey.stops.find(isAtStop);
  return { ...withStop(journey, here, { state: 'DONE', actual_departure: at }), status: 'EN_ROUTE' };
}

function withStop(journey: Journey, stop: Stop | undefined, change: Partial<Stop>): Journey {
  if (!stop) return journey;
  return { ...journey, stops: journey.stops.map((each) => (each.id === stop.id ? { ...each, ...change } : each)) };
}

function withStep(journey: Journey, number: number, change: (step: Step) => Step): Journey {
  return { ...journey, steps: journey.steps.map((step) => (step.number === number ? change(step) : step)) };
}

function stepCompleted(journey: Journey, number: number): Journey {
  const completed = withStep(journey, number, (step) => (isStepClosed(step) ? step : { ...step, status: 'COMPLETED' }));
  const next = completed.steps.filter((step) => step.number > number).sort((a, b) => a.number - b.number)[0];
  if (!next) return completed;
  return withStep(completed, next.number, (step) => (step.status === 'PENDING' ? { ...step, status: 'IN_PROGRESS' } : step));
}

function withoutId<T extends { id: string }>(input: T): Omit<T, 'id'> {
  const { id: _id, ...rest } = input;
  return rest;
}
