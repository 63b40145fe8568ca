import { createModel, effect, signal, untracked } from '@preact/signals'
import type { Diagnosis } from '../../app/contract/diagnosis.ts'
import type { Steering } from '../../app/contract/steering.ts'
import type { Api, OpenEventStream } from '../api/api.ts'
import { type ApiError, toApiError } from '../api/api-error.ts'
import { applyEvent, emptyRun } from './run-view.ts'

export type Connection = 'connecting' | 'live' | 'reconnecting' | 'ended'

/** First and longest wait before opening a refused stream again, in ms. */
export const firstRetryMs = 1_000
export const longestRetryMs = 15_000

/** One run, followed live. Ended runs are read from the same stream, so there is one way to build the view. */
export const RunModel = createModel((api: Api, openEventStream: OpenEventStream, id: string) => {
  const view = signal(emptyRun)
  const connection = signal<Connection>('connecting')
  /** Why the run cannot be shown or followed; null while it can. */
  const error = signal<ApiError | null>(null)
  const isCancelling = signal(false)
  const cancelError = signal<ApiError | null>(null)
  const isSteering = signal(false)
  const steerError = signal<ApiError | null>(null)
  /** Why the run came to no more; empty while it goes on, and when nothing kept it. */
  const diagnosis = signal<readonly Diagnosis[]>([])

  let close = () => {}
  let retry: ReturnType<typeof setTimeout> | undefined
  let refusals = 0
  let isStopped = false

  function open(): void {
    close = openEventStream(id, view.value.lastSeq, {
      onOpen() {
        error.value = null
        connection.value = 'live'
      },
      onEvent(event) {
        refusals = 0
        view.value = applyEvent(view.value, event)
        // Left open, the browser would reconnect after the server has ended the stream, for ever.
        if (view.value.end !== null) {
          stop()
          void readDiagnosis()
        }
      },
      onInterrupted() {
        connection.value = 'reconnecting'
      },
      onRefused: () => void diagnose(),
    })
  }

  /** It is no event: what is said of a run may become better with a release. */
  async function readDiagnosis(): Promise<void> {
    try {
      diagnosis.value = (await api.refinement(id)).diagnosis
    } catch {
      // The result stands without it.
    }
  }

  function stop(): void {
    isStopped = true
    clearTimeout(retry)
    close()
    connection.value = 'ended'
  }

  /** `EventSource` does not tell why it was refused; a plain request does. */
  async function diagnose(): Promise<void> {
    close()
    connection.value = 'reconnecting'
    try {
      await api.refinement(id)
      error.value = null
    } catch (cause) {
      const reason = toApiError(cause)
      error.value = reason
      if ([400, 401, 404].includes(reason.status)) return stop()
    }
    if (isStopped) return
    retry = setTimeout(open, Math.min(firstRetryMs * 2 ** refusals, longestRetryMs))
    refusals += 1
  }

  async function cancel(): Promise<void> {
    if (isCancelling.value) return
    isCancelling.value = true
    cancelError.value = null
    try {
      await api.cancel(id)
    } catch (cause) {
      const reason = toApiError(cause)
      // It ended before the request arrived; the stream tells how.
      if (reason.code !== 'RUN_FINISHED') cancelError.value = reason
      isCancelling.value = false
    }
  }

  /** The stream tells what came of it. */
  async function steer(steering: Steering): Promise<boolean> {
    if (isSteering.value) return false
    isSteering.value = true
    steerError.value = null
    try {
      await api.steer(id, steering)
      return true
    } catch (cause) {
      const reason = toApiError(cause)
      if (reason.code !== 'RUN_FINISHED') steerError.value = reason
      return false
    } finally {
      isSteering.value = false
    }
  }

  effect(() => {
    untracked(open)
    return stop
  })

  return { view, connection, error, isCancelling, cancelError, cancel, isSteering, steerError, steer, diagnosis }
})
export type RunModel = InstanceType<typeof RunModel>
