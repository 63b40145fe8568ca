/** Every error a client can see: its code and the HTTP status it answers with. */
export const httpStatusByCode = {
  INVALID_REQUEST: 400,
  UNAUTHORIZED: 401,
  /** A page of another origin called. */
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  RUN_NOT_FOUND: 404,
  META_PROMPT_NOT_FOUND: 404,
  LESSON_NOT_FOUND: 404,
  RUN_FINISHED: 409,
  /** The run goes on, but what was asked of it is not possible now. */
  RUN_NOT_STEERABLE: 409,
  /** Somebody else has stored or activated another version meanwhile. */
  META_PROMPT_CHANGED: 409,
  PAYLOAD_TOO_LARGE: 413,
  UNSUPPORTED_MEDIA_TYPE: 415,
  RATE_LIMITED: 429,
  INTERNAL: 500,
  /** The provider refused our key (401/403). */
  MODEL_AUTHENTICATION_FAILED: 502,
  /** The provider refused the request itself (400/404/422): unknown model, parameter not allowed, prompt too long. */
  MODEL_REQUEST_REFUSED: 502,
  /** The provider answered something that is no completion. */
  MODEL_ANSWER_MALFORMED: 502,
  /** The provider sent more than any answer can be. */
  MODEL_ANSWER_TOO_LARGE: 502,
  /** The connection ended before the answer was whole. */
  MODEL_STREAM_CUT: 502,
  /** The provider failed (5xx) or could not be reached. */
  MODEL_UNAVAILABLE: 503,
  /** The provider limits our rate (429). */
  MODEL_RATE_LIMITED: 503,
  MODEL_TIMED_OUT: 504,
  /** Recorded answers are replayed, and this request was not recorded. */
  MODEL_CALL_NOT_RECORDED: 502,
  /** No provider is configured for this model id. */
  MODEL_UNKNOWN: 400,
  SHUTTING_DOWN: 503,
  OVERLOADED: 503,
  DATABASE_UNAVAILABLE: 503,
} as const satisfies Record<string, number>

export type ErrorCode = keyof typeof httpStatusByCode

/**
 * The one error class of the application. `message` is written for the client: what was expected, what came, what to do.
 * It never contains text that a provider sent, nor a secret; those belong in `cause`, which is logged redacted or not at all.
 */
export class AppError extends Error {
  override readonly name = 'AppError'
  readonly code: ErrorCode
  /** Milliseconds after which a retry is worth it, where the other side said so. */
  readonly retryAfterMs: number | undefined
  constructor(code: ErrorCode, message: string, options?: ErrorOptions & { retryAfterMs?: number | undefined }) {
    super(message, options)
    this.code = code
    this.retryAfterMs = options?.retryAfterMs
  }
}
