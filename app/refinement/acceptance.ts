import type { CheckResult } from '../contract/refinement-events.ts'
import { outputScore, round4 } from './evaluators/score.ts'
import { onOneScale } from './judge/comparable.ts'

/**
 * How far a challenger's score must be above the champion's: more than this. It keeps out rewrites whose gain is a
 * rounding of one small check; it is no significance level.
 */
export const acceptanceMargin = 0.01

/**
 * How far the part of the score that judges the answer may fall: a word more or less in a check that counts words. Over the
 * 10 rewrites that a run can have at most, this adds up to 0.02.
 */
export const answerTolerance = 0.002

export interface Scored {
  readonly version: number
  readonly score: number
  readonly checks: readonly CheckResult[]
}

/**
 * Whether the challenger replaces the champion. Two conditions, so that the search cannot degrade a prompt by its own measure:
 *
 * - its score is higher by more than `acceptanceMargin`;
 * - the part of the score that judges the answer is not lower by more than `answerTolerance`. Without this a prompt that
 *   merely looks better (role, headings) could buy off a worse answer.
 *
 * Each version is judged by ONE answer. At a temperature above 0 that answer is a sample, and so is the difference of two
 * scores: a kept version scored higher once, which is no proof that it is better. Repeats and intervals are not done here.
 */
export function accept(best: Scored, other: Scored): { readonly kept: boolean; readonly reason: string } {
  const { a: champion, b: challenger, isByRules } = onOneScale(best, other)
  const gain = round4(challenger.score - champion.score)
  const answerGain = round4(outputScore(challenger.checks) - outputScore(champion.checks))
  const objection = whyNot(gain, answerGain)
  const verdict = objection === null ? 'Kept' : 'Dropped'
  const compared = `${challenger.score} against ${champion.score} of version ${champion.version}`
  const why = objection ?? 'better by more than the margin'
  return {
    kept: objection === null,
    reason: `${verdict}: ${compared}, ${why}; ${describeChanges(champion, challenger)}${isByRules ? byRulesAlone : ''}`,
  }
}

const byRulesAlone = '; by the rules alone, because one of the two has no valid judgement'

function whyNot(gain: number, answerGain: number): string | null {
  if (gain < 0) return 'worse'
  if (gain === 0) return 'no better'
  if (gain <= acceptanceMargin) return `the gain of ${gain} is within the margin of ${acceptanceMargin}`
  if (answerGain >= -answerTolerance) return null
  return `the prompt's form gained, but the answer's own score fell by ${-answerGain}`
}

/** The checks that changed most, largest effect on the score first, for example `format 0 → 1, limits 1 → 0.5`. */
function describeChanges(champion: Scored, challenger: Scored): string {
  const before = new Map(champion.checks.map((check) => [check.check, check.score]))
  const changed = challenger.checks
    .map((check) => ({ ...check, before: before.get(check.check) ?? 0 }))
    .filter((check) => check.before !== check.score)
    .map((check) => ({ ...check, effect: Math.abs(check.score - check.before) * check.weight }))
    .sort((a, b) => b.effect - a.effect || (a.check < b.check ? -1 : 1))
    .slice(0, 3)
    .map((check) => `${check.check} ${check.before} → ${check.score}`)
  return changed.length === 0 ? 'no check changed' : `changed most: ${changed.join(', ')}`
}
