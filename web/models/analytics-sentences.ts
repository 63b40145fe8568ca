import type { Analytics, RunTotals } from '../../app/contract/analytics.ts'
import { countText, durationText, plural, pointsText, scorePair, scoreText, usdText } from './wording.ts'

/** With fewer runs a rate or a mean says more about luck than about the model: with 4 of 4 the rate may still be below a half. */
const fewestRuns = 5

export const tooFew = 'too few runs'

/** Of the rate that is meant, from what was seen; 95 %, by Wilson's score interval, which holds for small numbers, too. */
export function wilson(successes: number, runs: number): { readonly low: number; readonly high: number } {
  const z = 1.96
  const rate = successes / runs
  const middle = rate + z ** 2 / (2 * runs)
  const half = z * Math.sqrt((rate * (1 - rate)) / runs + z ** 2 / (4 * runs ** 2))
  const scale = 1 + z ** 2 / runs
  // At 0 and 1 the bound is the rate itself; rounding must not put it outside.
  return {
    low: successes === 0 ? 0 : Math.max(0, (middle - half) / scale),
    high: successes === runs ? 1 : Math.min(1, (middle + half) / scale),
  }
}

/** Runs that could have been a success: all but those that somebody cancelled. */
const judgedRuns = ({ runs, outcomes }: RunTotals): number => runs - outcomes.cancelled

/** Whether the means and rates of these runs are worth showing. */
export const isEnough = (totals: RunTotals): boolean => judgedRuns(totals) >= fewestRuns

export const successText = (totals: RunTotals): string =>
  totals.successRate === null || !isEnough(totals) ? tooFew : scoreText(totals.successRate)

export function successNote(totals: RunTotals): string {
  const { improved } = totals.outcomes
  const counted = `${countText(improved)} of ${plural(judgedRuns(totals), 'run', 'runs')} bettered the prompt`
  if (!isEnough(totals)) return counted
  const { low, high } = wilson(improved, judgedRuns(totals))
  return `${counted}; 95% interval ${scoreText(low)} to ${scoreText(high)}`
}

/** `62% → 80%`; a dash where no run scored one. */
export function scoresText({ meanOriginalScore, meanBestScore }: RunTotals): string {
  if (meanOriginalScore === null || meanBestScore === null) return '–'
  return scorePair(meanOriginalScore, meanBestScore).join(' → ')
}

export const gainText = ({ meanOriginalScore, meanBestScore }: RunTotals): string =>
  meanOriginalScore === null || meanBestScore === null
    ? 'nothing was scored'
    : `${pointsText(meanBestScore - meanOriginalScore)} points on average, your prompts to the best versions`

const decimals = new Intl.NumberFormat('en', { maximumFractionDigits: 1 })
export const meanText = (mean: number | null): string => (mean === null ? '–' : decimals.format(mean))

export const timeSpentText = (ms: number | null): string => (ms === null ? '–' : durationText(ms))

/** What is known of the cost; never a sum that leaves runs out without saying so. */
export function costText({ runs, cost }: RunTotals): string {
  if (runs > 0 && cost.unknownRuns === runs) return 'not known'
  return cost.unknownRuns === 0 ? usdText(cost.usd) : `${usdText(cost.usd)} + unknown`
}

export const costNote = ({ cost }: RunTotals): string =>
  cost.unknownRuns === 0
    ? 'at the prices of the days they were started'
    : `that of ${plural(cost.unknownRuns, 'run', 'runs')} is not known`

/** What is in no number, and why; null when all runs are. */
export function excludedText({ excluded: { simulated, imported } }: Analytics): string | null {
  const parts = [
    ...(simulated === 0 ? [] : [plural(simulated, 'run of the simulator', 'runs of the simulator')]),
    ...(imported === 0 ? [] : [`${plural(imported, 'imported run', 'imported runs')}, which took place elsewhere`]),
  ]
  return parts.length === 0 ? null : `Not counted: ${parts.join(' and ')}.`
}

export const enhancerText = (enhancer: string): string =>
  ({ rule_based: 'Rules', llm_assisted: 'A model, improving', architect: 'A model, anew' })[enhancer] ?? enhancer

const dates = new Intl.DateTimeFormat('en', { month: 'short', day: 'numeric', timeZone: 'UTC' })
/** A day of the API, `2026-05-04`, as `May 4`. */
export const dayText = (day: string): string => dates.format(new Date(`${day}T00:00:00Z`))
