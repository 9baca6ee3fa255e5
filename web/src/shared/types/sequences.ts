export const STEP_KINDS = ['EMAIL', 'SMS', 'CALL'] as const;
export type StepKind = (typeof STEP_KINDS)[number];
export const WAIT_UNITS = ['MINUTES', 'OPEN_MINUTES', 'DAYS', 'OPEN_DAYS'] as const;
export type WaitUnit = (typeof WAIT_UNITS)[number];
export type WaitFrom = 'START' | 'STEP';
export type EnrolmentState = 'ACTIVE' | 'PAUSED' | 'DONE' | 'EXITED';

export interface SequenceStep {
  kind: StepKind;
  wait_from: WaitFrom;
  wait_count: number;
  wait_unit: WaitUnit;
  at_minute: number | null;
  in_open_hours: boolean;
  template_key: string | null;
  title: string | null;
  condition: string | null;
}

/** What somebody wants a sequence to be. */
export interface SequenceWanted {
  name: string;
  location_id: string | null;
  enters: 'BY_HAND' | 'LEADS';
  source: string | null;
  service_type: string | null;
  is_active: boolean;
  ends_on_reply: boolean;
  ends_on_booking: boolean;
  ends_on_stages: string[];
  steps: SequenceStep[];
}

export interface SequenceLine extends Omit<SequenceWanted, 'steps' | 'ends_on_reply' | 'ends_on_booking' | 'ends_on_stages'> {
  id: string;
  location_name: string | null;
  current_number: number;
  active: number;
  paused: number;
  done: number;
  exited: number;
}

export interface StepOfSequence extends SequenceStep {
  position: number;
  words_en: string | null;
  words_fr: string | null;
  people: number;
}

export interface Sequence extends Omit<SequenceWanted, 'steps'> {
  id: string;
  current_number: number;
  current_since: string;
  steps: StepOfSequence[];
  exits: { reason: string; people: number }[];
  active: number;
  paused: number;
  done: number;
}

export interface SequencePerson {
  id: string;
  lead_id: string;
  lead_number: string;
  name: string;
  state: EnrolmentState;
  step: number;
  due_at: string | null;
  started_at: string;
  ended_at: string | null;
  exit_reason: string | null;
}

export interface Enrolment {
  id: string;
  sequence_id: string;
  sequence_name: string;
  state: EnrolmentState;
  number: number;
  step: number;
  steps: number;
  due_at: string | null;
  started_at: string;
  ended_at: string | null;
  exit_reason: string | null;
  passages: { step: number; at: string; outcome: 'SENT' | 'TASK' | 'SKIPPED'; reason: string | null; message_id: string | null; message_status: string | null; channel: 'EMAIL' | 'SMS' | null; subject: string | null }[];
}
