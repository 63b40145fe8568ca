import type { CheckResult } from '../../contract/refinement-events.ts'

/** Scores are rounded to 4 digits: enough to compare, and the same on every machine. */
export const round4 = (value: number): number => Math.round(value * 10_000) / 10_000

/** The weighted mean of the checks' scores, 0..1, 4 digits; 0 when there is none. */
export function weightedMean(checks: readonly Pick<CheckResult, 'score' | 'weight'>[]): number {
  const weight = checks.reduce((sum, check) => sum + check.weight, 0)
  if (weight === 0) return 0
  return round4(checks.reduce((sum, check) => sum + check.score * check.weight, 0) / weight)
}

/** The weighted mean of the checks of the answer alone. */
export const outputScore = (checks: readonly CheckResult[]): number =>
  weightedMean(checks.filter((check) => check.subject === 'output'))
