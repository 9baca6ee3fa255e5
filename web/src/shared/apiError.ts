import type { Failure, FieldError } from './types/common';

/** A refusal or failure of the API, or of the way to it (`status` 0). */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  readonly detail: string | undefined;
  readonly fields: FieldError[];
  readonly requestId: string | undefined;
  readonly data: unknown;
  /** Seconds to wait before another try, where the server said so. */
  readonly retryAfter: number | undefined;

  constructor(status: number, failure: Omit<Failure, 'success'>, retryAfter?: number) {
    super(failure.message);
    this.name = 'ApiError';
    this.status = status;
    this.code = failure.error;
    this.detail = failure.detail;
    this.fields = failure.details ?? [];
    this.requestId = failure.request_id;
    this.data = failure.data;
    this.retryAfter = retryAfter;
  }

  /** No answer came: the network is down or the server not running. */
  get unreachable(): boolean {
    return this.status === 0;
  }

  /** Worth sending again unchanged under the same key. */
  get retryable(): boolean {
    return this.status === 0 || this.status === 408 || this.status === 429 || this.status >= 500;
  }

  /** First message of each field, nested along the dots, as form libraries expect. */
  fieldTree(): Record<string, unknown> {
    const tree: Record<string, unknown> = {};
    for (const { field, message } of this.fields) {
      const path = field.split('.');
      const last = path.pop();
      if (!last) continue;
      let level = tree;
      for (const step of path) {
        const next = level[step];
        level = (typeof next === 'object' && next !== null ? next : (level[step] = {})) as Record<string, unknown>;
      }
      level[last] ??= message;
    }
    return tree;
  }

  fieldMessage(field: string): string | undefined {
    return this.fields.find((error) => error.field === field)?.message;
  }
}

const isFailure = (body: unknown): body is Failure =>
  typeof body === 'object' && body !== null && 'error' in body && typeof body.error === 'string';

export async function errorFromResponse(response: Response): Promise<ApiError> {
  const retryAfter = Number(response.headers.get('Retry-After')) || undefined;
  const body: unknown = await response.json().catch(() => null);
  if (isFailure(body)) return new ApiError(response.status, body, retryAfter);
  const requestId = response.headers.get('X-Request-Id') ?? undefined;
  const message = response.statusText || `HTTP ${response.status}`;
  return new ApiError(response.status, { error: 'UNEXPECTED_ANSWER', message, request_id: requestId }, retryAfter);
}
