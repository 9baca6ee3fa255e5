import type { Instant } from './common';

export type ImportState = 'UPLOADED' | 'MAPPED' | 'CHECKING' | 'CHECKED' | 'RUNNING' | 'PAUSED' | 'DONE' | 'UNDOING' | 'UNDONE' | 'FAILED';
export type ImportPhase = 'CHECKING' | 'RUNNING' | 'UNDOING';
export type ImportPolicy = 'SKIP' | 'UPDATE' | 'CREATE' | 'ASK';
export type ImportRowState = 'READY' | 'ERROR' | 'CREATED' | 'CHANGED' | 'UNCHANGED' | 'SKIPPED' | 'LEFT_OUT' | 'TAKEN_BACK' | 'KEPT';
export type DayOrder = 'DAY_FIRST' | 'MONTH_FIRST';

export interface ImportCounts {
  new: number;
  known: number;
  repeated: number;
  errors: number;
  warnings: number;
  created: number;
  changed: number;
  unchanged: number;
  skipped: number;
  left_out: number;
  taken_back: number;
  kept: number;
}

export interface ImportColumn {
  name: string;
  samples?: string[];
  days?: string | null;
}

export interface ImportLine {
  id: string;
  object: string;
  file_name: string;
  row_total: number;
  state: ImportState;
  phase: ImportPhase;
  done_line: number;
  counts: ImportCounts;
  policy?: ImportPolicy | null;
  created_at: Instant;
  created_name?: string | null;
}

export interface ImportRun extends ImportLine {
  format: string;
  encoding?: string | null;
  delimiter?: string | null;
  columns: ImportColumn[];
  mapping: (string | null)[];
  day_order?: DayOrder | null;
  failure?: string | null;
  undo_until?: Instant | null;
  undone_at?: Instant | null;
  version: number;
}

export interface ImportProblem {
  field: string;
  code: string;
  warning: boolean;
  en: string;
  fr: string;
}

export interface ImportRow {
  id: string;
  line: number;
  cells?: string[];
  edited: boolean;
  state: ImportRowState;
  problems: ImportProblem[];
  match_id?: string | null;
  match_label?: string | null;
  match_score?: number | null;
  same_line?: number | null;
  record_id?: string | null;
  note?: string | null;
}

export interface ImportField {
  name: string;
  is_day: boolean;
}

export interface ImportObjects {
  objects: { object: string; fields: ImportField[] }[];
}

export interface ImportProfile {
  id: string;
  object: string;
  name: string;
  mapping: Record<string, string>;
  day_order?: DayOrder | null;
}
