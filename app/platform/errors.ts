// The one error type of expected failures, and the one table from its code to status and message. Browser-safe.

export type ErrorCode =
  | 'not-found' /** no such thing, or not yours: the same answer for both */
  | 'forbidden' /** signed in, but your role may not */
  | 'unauthenticated' /** sign in first */
  | 'invalid' /** the input is wrong; `issues` say where */
  | 'conflict' /** somebody (perhaps you, in another tab) changed it first */
  | 'limit-reached' /** too often, or over the plan's limit; `retryAfterSeconds` may say when */
  | 'unavailable' /** something we depend on does not answer; try again */
  | 'gone'; /** it was here and is no more */

/** HTTP status per code: pages, REST and jobs read this table and no other. */
export const ERROR_STATUS = {
  'not-found': 404,
  forbidden: 403,
  unauthenticated: 401,
  invalid: 422,
  conflict: 409,
  'limit-reached': 429,
  unavailable: 503,
  gone: 410,
} as const satisfies Record<ErrorCode, number>;

/** Whether a job that met this error should be tried again. */
export const ERROR_RETRYABLE = {
  'not-found': false,
  forbidden: false,
  unauthenticated: false,
  invalid: false,
  conflict: true,
  'limit-reached': true,
  unavailable: true,
  gone: false,
} as const satisfies Record<ErrorCode, boolean>;

/** One thing wrong with the input: where (field path), and a message key or text for the person who sent it. */
export type FieldIssue = { path: string; message: string };

/** An expected failure. `reason` is a stable, module-specific word for programs; people read the code's message or `issues`. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly reason: string | undefined;
  readonly issues: ReadonlyArray<FieldIssue>;
  readonly retryAfterSeconds: number | undefined;

  constructor(
    code: ErrorCode,
    options: {
      reason?: string;
      message?: string;
      issues?: ReadonlyArray<FieldIssue>;
      retryAfterSeconds?: number;
      cause?: unknown;
    } = {},
  ) {
    super(options.message ?? (options.reason ? `${code}: ${options.reason}` : code), { cause: options.cause });
    this.name = 'AppError';
    this.code = code;
    this.reason = options.reason;
    this.issues = options.issues ?? [];
    this.retryAfterSeconds = options.retryAfterSeconds;
  }

  get status(): number {
    return ERROR_STATUS[this.code];
  }
}

/** True for an AppError, also one made by another copy of this file (server and Remix build are bundled apart). */
export function isAppError(error: unknown): error is AppError {
  return error instanceof Error && error.name === 'AppError' && 'code' in error;
}

/** For what cannot happen: throws a plain Error (our bug), never shown to people. */
export function invariant(condition: unknown, message: string): asserts condition {
  if (!condition) throw new Error(`Invariant failed: ${message}`);
}
