import type { AuthorCheck } from '../../contract/author-checks.ts'
import type { CheckResult } from '../../contract/refinement-events.ts'
import type { Expectations } from '../evaluators/expectations.ts'
import type { Quality } from '../language/lexicon.ts'
import type { Wording } from './wording/wording.ts'

/** What a rule knows when it decides whether to fire. Facts about the task come from the author's prompt alone. */
export interface Situation {
  readonly authorPrompt: string
  readonly expectations: Expectations
  /** What the author states of every answer. */
  readonly stated: readonly AuthorCheck[]
  /** The champion's. */
  readonly prompt: string
  /** What the champion's prompt already says. */
  readonly has: ReadonlySet<Quality>
  /** The champion's checks that did not pass. */
  readonly failed: readonly CheckResult[]
  /** In the language of the author's prompt, or English where we have no words of it. */
  readonly wording: Wording
}

/**
 * One way to improve a prompt. A rule adds a section under a heading of its own, so it never touches a word of the author,
 * can be seen and removed by a reader, and does not fire again once its heading is there.
 */
export interface Rule {
  readonly name: string
  /** Names of the checks it can mend; what failed among them says how much it may gain. */
  readonly addresses: (situation: Situation) => readonly string[]
  /** Why it should fire, as a sentence; null when it should not. */
  readonly applies: (situation: Situation) => string | null
  /** Deterministic; contains the given prompt unchanged and in one piece. */
  readonly rewrite: (prompt: string, situation: Situation) => string
}

/** Whether the task needs the quality and neither the author nor a rewrite has given it. */
export const lacks = (quality: Quality, { expectations, has }: Situation): boolean =>
  expectations.promptQualities.includes(quality) && !has.has(quality)

export const bullets = (lines: readonly string[]): string => lines.map((line) => `- ${line}`).join('\n')
