import type { ComponentChildren } from 'preact'
import type { ApiError } from '../api/api-error.ts'

interface Props {
  /** What could not be done, as the beginning of the message. */
  readonly title: string
  readonly error: ApiError
  /** Offers a button that tries again. */
  readonly onRetry?: () => void
  readonly children?: ComponentChildren
}

/** A failure: what happened, what to do, and the id under which the server's log has it. */
export function ErrorAlert({ title, error, onRetry, children }: Props) {
  return (
    <div class="notice notice-error" role="alert">
      <p>
        <strong>{title}</strong> {error.message}
      </p>
      {children}
      {onRetry && (
        <button type="button" class="button button-small" onClick={onRetry}>
          Try again
        </button>
      )}
      {error.requestId !== null && (
        <p class="fine-print">
          Request id for a report: <code>{error.requestId}</code>
        </p>
      )}
    </div>
  )
}
