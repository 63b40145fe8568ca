/** A request that failed. `message` is fit to be shown: what happened and what to do. */
export class ApiError extends Error {
  override readonly name = 'ApiError'
  /** HTTP status; 0 when no answer came. */
  readonly status: number
  readonly code: string
  /** Names the request in the server's log; null when no answer came. */
  readonly requestId: string | null
  constructor(status: number, code: string, message: string, requestId: string | null = null, options?: ErrorOptions) {
    super(message, options)
    this.status = status
    this.code = code
    this.requestId = requestId
  }
}

/** Anything thrown as something that can be shown; an error that is not an `ApiError` is a defect of the page. */
export const toApiError = (error: unknown): ApiError =>
  error instanceof ApiError
    ? error
    : new ApiError(0, 'PAGE_DEFECT', 'The page met an unexpected error. Reload it and try again.', null, {
        cause: error,
      })
