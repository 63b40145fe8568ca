import { createModel, signal } from '@preact/signals'
import type { Analytics, AnalyticsQuery } from '../../app/contract/analytics.ts'
import type { Api } from '../api/api.ts'
import { type ApiError, toApiError } from '../api/api-error.ts'

export type Days = NonNullable<AnalyticsQuery['days']>

/** What the runs of the last days came to. Those of the simulator are left out until somebody asks for them. */
export const AnalyticsModel = createModel((api: Pick<Api, 'analytics'>) => {
  const days = signal<Days>(7)
  const withSimulated = signal(false)
  const found = signal<Analytics | null>(null)
  const error = signal<ApiError | null>(null)
  /** Counts questions, so that an answer to an earlier one is not shown as that to a later one. */
  let asked = 0

  async function load(): Promise<void> {
    asked += 1
    const question = asked
    try {
      const answer = await api.analytics({ days: days.value, simulated: withSimulated.value })
      if (question !== asked) return
      found.value = answer
      error.value = null
    } catch (cause) {
      if (question === asked) error.value = toApiError(cause)
    }
  }

  function choose(change: { readonly days?: Days; readonly withSimulated?: boolean }): Promise<void> {
    days.value = change.days ?? days.value
    withSimulated.value = change.withSimulated ?? withSimulated.value
    found.value = null
    return load()
  }

  return { days, withSimulated, found, error, load, choose }
})
export type AnalyticsModel = InstanceType<typeof AnalyticsModel>
