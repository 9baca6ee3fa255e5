import { inReading } from '@shared/format';

/** A journey as the day's bundle brings it; only what the crew's phone shows. */
export type Stage = 'MORNING_PREP' | 'EN_ROUTE' | 'ONSITE' | 'COMPLETED' | 'AUDITED' | 'CANCELLED';
export type StepStatus = 'PENDING' | 'IN_PROGRESS' | 'COMPLETED' | 'APPROVED' | 'REJECTED' | 'SKIPPED';
export type StopRole = 'YARD' | 'PICKUP' | 'DROPOFF' | 'STORAGE' | 'SITE';

export interface Position {
  latitude: number;
  longitude: number;
  accuracy_m: number;
}

export interface Address {
  street?: string | null;
  unit?: string | null;
  city?: string | null;
  province?: string | null;
  postal_code?: string | null;
  country?: string | null;
  latitude?: number | null;
  longitude?: number | null;
}

export interface Stop {
  id: string;
  role: StopRole;
  address: Address | string;
  state?: string | null;
  contact_name?: string | null;
  contact_phone?: string | null;
  access_notes?: string | null;
  window_start?: string | null;
  window_end?: string | null;
  actual_arrival?: string | null;
  actual_departure?: string | null;
}

export type ItemKind = 'CHECK' | 'PERCENT' | 'CHOICE' | 'COUNT' | 'TEXT' | 'RATING' | 'PHOTO' | 'SIGNATURE';

export interface StepItem {
  code: string;
  label: string;
  labels?: Record<string, string>;
  /** How it is answered; a plain tick when a bundle kept from earlier does not say. */
  kind?: ItemKind;
  /** False for the part of the checklist that is somebody else's. */
  may_edit?: boolean;
  required: boolean;
  media_required: boolean;
  done: boolean;
  value?: unknown;
  /** Choices an item of kind CHOICE is answered with. */
  options?: { code: string; label: string; labels?: Record<string, string> }[];
}

export interface Step {
  id: string;
  number: number;
  code: string;
  name: string;
  names?: Record<string, string>;
  status: StepStatus;
  items: StepItem[];
  approval?: 'NONE' | 'BEFORE_NEXT' | 'AFTERWARDS' | null;
  may_edit?: boolean;
  reason?: string | null;
}

export interface CrewSeat {
  id: string;
  name: string;
  role: string;
  lead?: boolean;
  state: string;
  user_id?: string | null;
  phone?: string | null;
}

export interface Entry {
  id: string;
  type: string;
  text?: string | null;
  tag?: string | null;
  at: string;
  by_name?: string | null;
  /** Recorded on this phone, not yet acknowledged by the server. */
  waiting?: boolean;
}

export interface JourneyMedia {
  id: string;
  kind: 'PHOTO' | 'SIGNATURE' | string;
  purpose?: string | null;
  state: string;
  owner_id?: string | null;
  taken_at?: string | null;
}

export interface Journey {
  id: string;
  number: string;
  title: string;
  job_number?: string | null;
  status: Stage;
  planned_start: string;
  planned_end: string;
  window_start?: string | null;
  window_end?: string | null;
  truck_number?: string | null;
  customer?: { name: string; phone?: string | null } | null;
  customer_name?: string | null;
  notes?: string | null;
  crew: CrewSeat[];
  stops: Stop[];
  steps: Step[];
  entries: Entry[];
  media: JourneyMedia[];
  version: number;
}

export interface Bundle {
  user: { id: string; name: string; crew_member_id?: string | null };
  server_time: string;
  journeys: Journey[];
  consent_text?: string | null;
}

/** The journey with its steps and checklists worded in a language; what was not translated stays. */
export const wordedIn = (journey: Journey, language: string): Journey => ({
  ...journey,
  steps: journey.steps.map((step) => ({
    ...step,
    name: inReading(step.names, language, step.name),
    items: step.items.map((item) => ({
      ...item,
      label: inReading(item.labels, language, item.label),
      ...(item.options ? { options: item.options.map((option) => ({ ...option, label: inReading(option.labels, language, option.label) })) } : {}),
    })),
  })),
});

const CLOSED_STEPS: StepStatus[] = ['COMPLETED', 'APPROVED', 'SKIPPED'];

export const isStepClosed = (step: Step): boolean => CLOSED_STEPS.includes(step.status);

/** A stop nobody needs to go to any more. */
export const isStopDone = (stop: Stop): boolean =>
  stop.actual_departure != null || ['DONE', 'LEFT', 'SKIPPED', 'COMPLETED'].includes(stop.state ?? '');

export const isAtStop = (stop: Stop): boolean =>
  !isStopDone(stop) && (stop.actual_arrival != null || ['ARRIVED', 'ONSITE'].includes(stop.state ?? ''));

export const isUnderWay = (journey: Journey): boolean => journey.status === 'EN_ROUTE' || journey.status === 'ONSITE';

export const isFinished = (journey: Journey): boolean =>
  ['COMPLETED', 'AUDITED', 'CANCELLED'].includes(journey.status);

/** Stops the crew works at; the yard is where the truck starts from and ends. */
export const workStops = (journey: Journey): Stop[] => journey.stops.filter((stop) => stop.role !== 'YARD');

export function addressLine(address: Address | string | null | undefined): string {
  if (!address) return '';
  if (typeof address === 'string') return address;
  const street = [address.street, address.unit].filter(Boolean).join(', ');
  const place = [address.city, address.province].filter(Boolean).join(' ');
  return [street, place, address.postal_code].filter(Boolean).join(', ');
}

export const customerOf = (journey: Journey): { name: string; phone?: string | null } =>
  journey.customer ?? { name: journey.customer_name ?? '' };
