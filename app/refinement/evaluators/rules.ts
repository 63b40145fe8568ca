import type { AuthorCheck } from '../../contract/author-checks.ts'
import type { CheckResult, FinishReason } from '../../contract/refinement-events.ts'
import { evaluateAuthorChecks } from './author-checks/author-checks.ts'
import type { Answer, Check } from './check.ts'
import { finished } from './checks/finished.ts'
import { format } from './checks/format.ts'
import { keyTerms } from './checks/key-terms.ts'
import { language } from './checks/language.ts'
import { limits } from './checks/limits.ts'
import { noEcho } from './checks/no-echo.ts'
import { noFiller } from './checks/no-filler.ts'
import { noRefusal } from './checks/no-refusal.ts'
import { notEmpty } from './checks/not-empty.ts'
import { notRepetitive } from './checks/not-repetitive.ts'
import { promptForm } from './checks/prompt-form.ts'
import { type Expectations, expectationsOf } from './expectations.ts'
import { round4, weightedMean } from './score.ts'

/** All checks. Those of the answer that apply always weigh at least 0.7 of all that apply; a test holds it. */
export const checks: readonly Check[] = [
  notEmpty,
  noRefusal,
  finished,
  format,
  limits,
  keyTerms,
  language,
  noEcho,
  notRepetitive,
  noFiller,
  ...promptForm,
]

export interface Evaluation {
  /** Weighted mean of the checks, 0..1, 4 digits. */
  readonly score: number
  readonly checks: CheckResult[]
}

/** What the author states of every answer, and the answer that was expected to the input. */
export interface StatedChecks {
  readonly checks?: readonly AuthorCheck[] | undefined
  readonly expected?: string | undefined
}

/**
 * Judges an answer by rules alone: same input, same score, no model. It sees form, limits, language and vocabulary; it
 * knows nothing of truth, reasoning or taste. Which checks apply, and what they expect, comes from the author's prompt.
 * @param author the author's prompt, or what is derived from it
 * @param hasInputs the run has test inputs: how a prompt looks counts nothing then, because its answers show what it does,
 * and the prompt's own terms are expected in no answer, because the answers are about the inputs
 * @param stated what the author states of every answer; it then weighs at least 0.7 of the whole
 */
export function evaluateByRules(
  author: string | Expectations,
  prompt: string,
  output: { readonly text: string; readonly finishReason: FinishReason },
  hasInputs = false,
  stated: StatedChecks = {},
): Evaluation {
  const expectations = typeof author === 'string' ? expectationsOf(author) : author
  const answer: Answer = { prompt, ...output }
  const isEmpty = !notEmpty.run(answer, expectations).passed
  const derived = checks
    .filter((check) => check.applies(expectations) && !(hasInputs && isForDrafts(check)))
    .map(({ name, subject, weight, run }): CheckResult => {
      const finding = run(answer, expectations)
      // Nothing can be said for an empty answer: it has no filler, is in no wrong language, repeats nothing.
      if (isEmpty && subject === 'output') {
        const feedback = finding.passed ? 'Expected an answer, found an empty one' : finding.feedback
        return { check: name, subject, weight, score: 0, passed: false, feedback }
      }
      return { check: name, subject, weight, ...finding, score: round4(finding.score) }
    })
  const results = withStated(evaluateAuthorChecks(stated.checks ?? [], output.text, stated.expected), derived)
  return { score: weightedMean(results), checks: results }
}

/**
 * What the author states comes first. Whoever states checks relies on them, so what is merely read out of the prompt then
 * weighs at most 3/7 of them all; its checks keep their proportions.
 */
function withStated(stated: readonly CheckResult[], derived: readonly CheckResult[]): CheckResult[] {
  const sum = (results: readonly CheckResult[]) => results.reduce((total, { weight }) => total + weight, 0)
  const factor = stated.length === 0 ? 1 : Math.min(1, ((3 / 7) * sum(stated)) / sum(derived))
  const scaled = (weight: number) => (factor === 1 ? weight : Math.max(1e-6, Math.floor(weight * factor * 1e6) / 1e6))
  return [...stated, ...derived.map((result) => ({ ...result, weight: scaled(result.weight) }))]
}

const isForDrafts = (check: Check): boolean => check.subject === 'prompt' || check === keyTerms
