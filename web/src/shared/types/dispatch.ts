import type { Address, Day, Instant, Money } from './common';

export type JourneyStatus = 'MORNING_PREP' | 'EN_ROUTE' | 'ONSITE' | 'COMPLETED' | 'AUDITED' | 'CANCELLED';
export type StepStatus = 'PENDING' | 'IN_PROGRESS' | 'COMPLETED' | 'APPROVED' | 'REJECTED' | 'SKIPPED';

export interface AssignedCrew {
  id: string;
  name: string;
  role: string;
  lead: boolean;
  state: string;
  crew_member_id?: string;
}

export interface BoardFlag {
  flag: string;
  cause?: string | null;
  journey_id?: string;
  journey_number?: string;
}

export interface JourneyCard {
  id: string;
  number: string;
  job_id: string;
  job_number: string;
  title: string;
  customer_name?: string | null;
  status: JourneyStatus;
  window_start?: Instant | null;
  window_end?: Instant | null;
  planned_start: Instant;
  planned_end: Instant;
  truck_id?: string | null;
  crew: AssignedCrew[];
  crew_wanted: number;
  crew_confirmed: number;
  progress: { closed: number; steps: number };
  flags: BoardFlag[];
  location_id?: string | null;
  version: number;
}

export interface JobCard {
  id: string;
  number: string;
  title: string;
  customer_id?: string;
  customer_name?: string | null;
  status: string;
  kind?: string;
  date?: Day | null;
  scheduled_start?: Instant | null;
  scheduled_end?: Instant | null;
  window_start?: Instant | null;
  window_end?: Instant | null;
  total?: Money | null;
  crew_wanted?: number | null;
  planned_minutes?: number | null;
  trucks_wanted?: number | null;
  location_id?: string | null;
  quote_id?: string | null;
  version?: number;
}

export interface Job extends JobCard {
  stops?: Stop[];
  journeys?: JourneyCard[];
  instructions?: string | null;
  notes?: string | null;
}

export interface BoardLane {
  equipment_id: string;
  name: string;
  number: string;
  type: string;
  ready: boolean;
  journeys: JourneyCard[];
}

export interface Board {
  date: Day;
  unassigned: JobCard[];
  /** Journeys planned without a truck. */
  without_truck?: JourneyCard[];
  lanes: BoardLane[];
  crew: { id: string; name: string; position: string; status: string; busy: boolean }[];
  flags: BoardFlag[];
}

export interface LaneVerdict {
  equipment_id: string;
  verdict: 'GREEN' | 'AMBER' | 'RED';
  reason?: string | null;
}

export interface Stop {
  id: string;
  order?: number;
  role: string;
  address: Address | string;
  planned_arrival?: Instant | null;
  actual_arrival?: Instant | null;
  actual_departure?: Instant | null;
  state?: string;
}

export interface StepItem {
  code: string;
  label: string;
  labels?: Record<string, string>;
  required: boolean;
  media_required: boolean;
  done: boolean;
  value?: unknown;
}

export interface Step {
  id: string;
  number: number;
  code: string;
  name: string;
  names?: Record<string, string>;
  status: StepStatus;
  items: StepItem[];
  approval?: string | null;
  may_edit?: boolean;
  may_approve?: boolean;
}

export interface JourneyEntry {
  id: string;
  type: string;
  text?: string | null;
  tag?: string | null;
  at: Instant;
  by_name?: string | null;
}

export interface MediaItem {
  id: string;
  kind: string;
  purpose?: string | null;
  taken_at?: Instant | null;
  state?: string;
}

export interface Journey extends JourneyCard {
  notes?: string | null;
  stops: Stop[];
  steps: Step[];
  entries: JourneyEntry[];
  media: MediaItem[];
}

export interface Equipment {
  id: string;
  number: string;
  name: string;
  type: string;
  category?: string | null;
  class?: string | null;
  status: string;
  plate?: string | null;
  capacity_cuft?: number | null;
  max_lift_t?: number | null;
  location_id?: string | null;
  version: number;
}

export interface CrewMember {
  id: string;
  number?: string | null;
  name: string;
  position: string;
  kind: string;
  status: string;
  phone?: string | null;
  email?: string | null;
  location_id?: string | null;
  user_id?: string | null;
  version: number;
}
