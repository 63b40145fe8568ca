import { notIncluded } from '../plan/cost.ts'
import { seconds } from './durations.ts'
import type { Outputs } from './engine.ts'
import type { FinishedPhase } from './phases.ts'

/** What a finished deployment prints: outputs, time of each phase, price. */
export function summaryLines(result: {
  readonly outputs: Outputs
  readonly finished: readonly FinishedPhase[]
  readonly monthlyUsd: number
}): readonly string[] {
  const { outputs, finished, monthlyUsd } = result
  const width = Math.max(...Object.keys(outputs).map((name) => name.length))
  const total = finished.reduce((sum, { ms }) => sum + ms, 0)
  return [
    '',
    'outputs',
    ...Object.entries(outputs).map(([name, value]) => `  ${name.padEnd(width)}  ${value}`),
    '',
    `time   ${seconds(total)}: ${finished.map(({ name, ms }) => `${name} ${seconds(ms)}`).join(', ')}`,
    `cost   about ${monthlyUsd.toFixed(2)} USD a month at list price; not included: ${notIncluded}`,
  ]
}
