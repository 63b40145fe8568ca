import type { ObserveCall } from '../llm/observed-client.ts'
import type { Metrics } from './metrics.ts'

/** Model names come from requests; beyond this many, new ones are counted together as `other`. */
const mostModels = 50

/** Counts and times every model call. */
export function countModelCalls(metrics: Metrics): ObserveCall {
  const known = new Set<string>()
  const labelOf = (model: string) => {
    if (known.size < mostModels) known.add(model)
    return known.has(model) ? model : 'other'
  }
  return ({ provider, model: name, outcome, durationMs, usage }) => {
    const model = labelOf(name)
    metrics.modelCalls.labels(provider, model, outcome).observe(durationMs / 1000)
    metrics.modelTokens.labels(provider, model, 'input').inc(usage.inputTokens)
    metrics.modelTokens.labels(provider, model, 'output').inc(usage.outputTokens)
    if (outcome !== 'ok') metrics.modelErrors.labels(provider, outcome).inc()
  }
}

/** Counts runs that are accepted, and those that end, by outcome. */
export const countRuns = (metrics: Metrics) => ({
  onStarted: () => metrics.runsStarted.inc(),
  onEnded: (outcome: 'completed' | 'failed' | 'cancelled') => metrics.runsFinished.inc({ outcome }),
})
