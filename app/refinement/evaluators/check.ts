import type { CheckResult, FinishReason } from '../../contract/refinement-events.ts'
import type { Expectations } from './expectations.ts'

/** One version's prompt and the answer it got. */
export interface Answer {
  readonly prompt: string
  readonly text: string
  readonly finishReason: FinishReason
}

export interface Finding {
  /** 0..1 */
  readonly score: number
  readonly passed: boolean
  /** What was expected and what was found. */
  readonly feedback: string
}

/** One deterministic question about a version. Weights are relative to each other; see `rules.ts`. */
export interface Check {
  readonly name: string
  readonly subject: CheckResult['subject']
  /** > 0 */
  readonly weight: number
  /** Whether the check means anything for this author's prompt; it then applies to every version of the run. */
  readonly applies: (expectations: Expectations) => boolean
  readonly run: (answer: Answer, expectations: Expectations) => Finding
}

export const passed = (feedback: string): Finding => ({ score: 1, passed: true, feedback })

/** A finding that falls short; `score` (0..1, default 0) says how far. */
export const failed = (feedback: string, score = 0): Finding => ({ score, passed: false, feedback })

export const always = (): boolean => true

/** Text of an answer in a feedback sentence, cut to stay readable. */
export const quote = (text: string, length = 60): string => {
  const line = text.replaceAll(/\s+/g, ' ').trim()
  return `“${line.length > length ? `${line.slice(0, length)}…` : line}”`
}
