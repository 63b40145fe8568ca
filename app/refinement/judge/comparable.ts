import type { CheckResult } from '../../contract/refinement-events.ts'
import type { VersionAnswer } from '../../contract/refinements.ts'
import { weightedMean } from '../evaluators/score.ts'
import { isJudged } from './judge-checks.ts'

const lacksVerdict = ({ judgement }: Pick<VersionAnswer, 'judgement'>): boolean =>
  judgement?.status === 'invalid' || judgement?.status === 'unaffordable'

/**
 * The answers that a version is measured by. One that the judge was to judge and did not has the score of the rules alone, on
 * another scale than the rest; it counts only where there is no other.
 */
export function comparableAnswers<T extends Pick<VersionAnswer, 'judgement'>>(answers: readonly T[]): readonly T[] {
  const whole = answers.filter((answer) => !lacksVerdict(answer))
  return whole.length > 0 ? whole : answers
}

interface Measured {
  readonly score: number
  readonly checks: readonly CheckResult[]
}

/**
 * Two versions on the scale that both were measured on: where only one of them has a verdict, neither keeps it. So a
 * judgement that failed makes no version win or lose.
 */
export function onOneScale<T extends Measured>(
  a: T,
  b: T,
): { readonly a: T; readonly b: T; readonly isByRules: boolean } {
  if (a.checks.some(isJudged) === b.checks.some(isJudged)) return { a, b, isByRules: false }
  return { a: byRulesAlone(a), b: byRulesAlone(b), isByRules: true }
}

function byRulesAlone<T extends Measured>(version: T): T {
  const checks = version.checks.filter((check) => !isJudged(check))
  return { ...version, checks, score: weightedMean(checks) }
}
