// What the real server does with a batch, as far as the phone can see it: in sequence, once per client id.
export function apply(state, { device_id, operations }) {
  const results = [];
  for (const operation of operations) {
    const known = state.answers.get(operation.client_id);
    if (known) {
      results.push(known);
      continue;
    }
    const expected = (state.lastSequence.get(device_id) ?? 0) + 1;
    if (operation.sequence !== expected) {
      if (results.length === 0) results.expected = expected;
      break;
    }
    state.lastSequence.set(device_id, operation.sequence);
    const reason = state.refuse[operation.operation];
    const result = reason
      ? { client_id: operation.client_id, state: 'REJECTED', reason }
      : { client_id: operation.client_id, state: 'APPLIED', result: take(state, operation) };
    if (!reason) state.applied.push(operation);
    state.answers.set(operation.client_id, result);
    results.push(result);
  }
  return results;
}

function take(state, { operation, input, client_id, recorded_at }) {
  if (operation === 'capture.media.register') {
    const id = `med_${client_id}`;
    state.media.set(id, { ...input, state: 'PENDING' });
    const journey = state.journeys.find((each) => each.id === input.owner_id || each.steps.some((step) => step.id === input.owner_id));
    journey?.media.push({ id, kind: input.kind, purpose: input.purpose, owner_id: input.owner_id, taken_at: input.taken_at, state: 'PENDING' });
    return { id, upload_url: `/api/uploads/${id}` };
  }
  if (operation === 'dispatch.crew.answer') {
    for (const journey of state.journeys) for (const seat of journey.crew) if (seat.id === input.id) seat.state = input.answer === 'ACCEPT' ? 'CONFIRMED' : 'DECLINED';
    return {};
  }
  const journey = state.journeys.find((each) => each.id === input.id);
  if (!journey) return {};
  journey.version += 1;
  const step = journey.steps.find((each) => each.number === input.number);
  const here = journey.stops.find((stop) => stop.state !== 'DONE');
  switch (operation) {
    case 'dispatch.journey.depart':
      journey.status = 'EN_ROUTE';
      break;
    case 'dispatch.journey.arrive':
      journey.status = 'ONSITE';
      if (here) Object.assign(here, { state: 'ARRIVED', actual_arrival: input.occurred_at });
      break;
    case 'dispatch.journey.leave':
    case 'dispatch.journey.complete':
      if (here) Object.assign(here, { state: 'DONE', actual_departure: input.occurred_at });
      journey.status = operation.endsWith('leave') ? 'EN_ROUTE' : 'COMPLETED';
      break;
    case 'dispatch.step.start':
      if (step) step.status = 'IN_PROGRESS';
      break;
    case 'dispatch.step.complete': {
      if (step) step.status = step.approval === 'BEFORE_NEXT' ? 'APPROVED' : 'COMPLETED';
      const next = journey.steps.find((each) => each.number === input.number + 1);
      if (next?.status === 'PENDING') next.status = 'IN_PROGRESS';
      break;
    }
    case 'dispatch.step.tick': {
      const item = step?.items.find((each) => each.code === input.code);
      if (item) item.done = input.done;
      break;
    }
    case 'dispatch.journey.entry':
      journey.entries.push({ id: `ent_${client_id}`, type: input.type, text: input.text, tag: input.tag ?? null, at: recorded_at, by_name: 'Dana Okafor' });
      break;
  }
  return { version: journey.version };
}
