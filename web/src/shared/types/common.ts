/** An amount as the API writes it: exact decimal text and ISO 4217 code. Never computed with in the browser. */
export interface Money {
  amount: string;
  currency: string;
}

export interface Page {
  /** Cursor of the next page; null on the last one. */
  next: string | null;
  limit: number;
  total?: number;
}

export interface Success<T> {
  success: true;
  data: T;
  message?: string;
  page?: Page;
}

export interface FieldError {
  /** Path of the field, dots between levels. */
  field: string;
  code: string;
  message: string;
}

export interface Failure {
  success: false;
  /** Stable code, e.g. `TRUCK_TAKEN`. */
  error: string;
  message: string;
  detail?: string;
  details?: FieldError[];
  request_id?: string;
  data?: unknown;
}

/** Day without time, `YYYY-MM-DD`. */
export type Day = string;
/** Moment, RFC 3339 with zone. */
export type Instant = string;
export type Language = 'en' | 'fr';

export interface Address {
  street?: string | null;
  city?: string | null;
  province?: string | null;
  postal_code?: string | null;
  country?: string | null;
}

export interface Position {
  latitude: number;
  longitude: number;
  accuracy_m?: number;
}
