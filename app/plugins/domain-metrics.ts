import type { Judged } from '../contract/judge.ts'
import type { Provider } from '../contract/models.ts'
import type { ErrorCode } from '../errors.ts'
import type { ObserveCall } from '../llm/observed-client.ts'
import type { RunOutcome } from '../runs/run-outcome.ts'
import { countedLevels, type Metrics } from './metrics.ts'

/** Model names come from requests; beyond this many, new ones are counted together as `other`. */
const mostModels = 50

/**
 * What is the fault of the provider, the network or our key: a better request would not have helped. Not among them:
 * MODEL_REQUEST_REFUSED, which any caller could bring about with a model that does not exist, and mistakes of ours.
 */
const providersFault: ReadonlySet<string> = new Set<ErrorCode>([
  'MODEL_AUTHENTICATION_FAILED',
  'MODEL_RATE_LIMITED',
  'MODEL_UNAVAILABLE',
  'MODEL_TIMED_OUT',
  'MODEL_STREAM_CUT',
  'MODEL_ANSWER_MALFORMED',
  'MODEL_ANSWER_TOO_LARGE',
])

const simulator: Provider = 'simulator'

/** Those that can fail: all but the simulator, which is no provider. */
export const realProviders = (configured: readonly string[]): string[] =>
  configured.filter((provider) => provider !== simulator)

/** Counts and times every model call. */
export function countModelCalls(metrics: Metrics): ObserveCall {
  const known = new Set<string>()
  const labelOf = (model: string) => {
    if (known.size < mostModels) known.add(model)
    return known.has(model) ? model : 'other'
  }
  return ({ provider, model: name, outcome, durationMs, usage, usd }) => {
    const model = labelOf(name)
    metrics.modelCalls.labels(provider, model, outcome).observe(durationMs / 1000)
    metrics.modelTokens.labels(provider, model, 'input').inc(usage.inputTokens)
    metrics.modelTokens.labels(provider, model, 'output').inc(usage.outputTokens)
    if (outcome !== 'ok') metrics.modelErrors.labels(provider, outcome).inc()
    if (provider === simulator) return
    if (usd !== null) metrics.modelCost.labels(provider, model).inc(usd)
    else if (outcome === 'ok') metrics.modelUnpriced.labels(provider, model).inc()
    metrics.providerCalls.inc({ provider })
    metrics.providerFailures.inc({ provider }, providersFault.has(outcome) ? 1 : 0)
  }
}

/** Makes the counters of these providers exist before their first call, so that a ratio is known to be of nothing. */
export function startProviderCounters(metrics: Metrics, providers: readonly string[]): void {
  for (const provider of providers) {
    metrics.providerCalls.inc({ provider }, 0)
    metrics.providerFailures.inc({ provider }, 0)
  }
}

/** Counts runs that are accepted, interrupted, and those that end, by outcome. */
export const countRuns = (metrics: Metrics) => ({
  onStarted: () => metrics.runsStarted.inc(),
  onResumed: () => metrics.runsResumed.inc(),
  onEnded: (outcome: RunOutcome) => metrics.runsFinished.inc({ outcome }),
  onJudged: (status: Judged['status']) => metrics.judgements.inc({ status }),
})

/** Counts the lines of the log that tell of something wrong, by level. */
export function countLines({ logLines }: Pick<Metrics, 'logLines'>): (level: string) => void {
  const counted: ReadonlySet<string> = new Set(countedLevels)
  return (level) => {
    if (counted.has(level)) logLines.inc({ level })
  }
}
