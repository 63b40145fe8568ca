import { createModel, effect, type ReadonlySignal, signal } from '@preact/signals'
import type { Preflight } from '../../app/contract/preflight.ts'
import type { StartRefinement } from '../../app/contract/refinements.ts'
import type { Api } from '../api/api.ts'
import { toApiError } from '../api/api-error.ts'

export type PreflightState = { readonly told: Preflight } | { readonly problem: string } | null

/** Typing pauses longer than this when a thought is finished, in ms. */
const usualPauseMs = 600

/** What the form's limits would buy; asked whenever the request has changed and rested. */
export const PreflightModel = createModel(
  (api: Pick<Api, 'preflight'>, request: ReadonlySignal<StartRefinement | null>, pauseMs: number = usualPauseMs) => {
    const state = signal<PreflightState>(null)

    effect(() => {
      const asked = request.value
      if (asked === null) {
        state.value = null
        return
      }
      let isStale = false
      const timer = setTimeout(() => {
        api.preflight(asked).then(
          (told) => {
            if (!isStale) state.value = { told }
          },
          (cause) => {
            const { code, message } = toApiError(cause)
            // Anything else than a request that cannot be is said when the run is started.
            if (!isStale) state.value = code === 'INVALID_REQUEST' ? { problem: message } : null
          },
        )
      }, pauseMs)
      return () => {
        isStale = true
        clearTimeout(timer)
      }
    })

    return { state }
  },
)
export type PreflightModel = InstanceType<typeof PreflightModel>
