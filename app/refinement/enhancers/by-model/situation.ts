import type { CheckResult, FinishReason } from '../../../contract/refinement-events.ts'

/** An answer to the prompt that is to be improved. */
export interface Sample {
  /** The test input; absent when the prompt was sent by itself. */
  readonly input?: string | undefined
  readonly expected?: string | undefined
  readonly text: string
  readonly finishReason: FinishReason
  /** 0..1; null when it could not be scored. */
  readonly score: number | null
  readonly checks: readonly CheckResult[]
}

/** Something that is wrong with answers, and that a better prompt could have prevented. */
export interface Flaw {
  readonly flaw: string
  /** Words of an answer, or of the prompt that was not followed. */
  readonly quote: string
  /** What the prompt should say; empty when the analyser did not say. */
  readonly fix: string
}

/** What a meta-prompt can tell a model about a run. */
export interface ProposalSituation {
  /** The author's own prompt. */
  readonly original: string
  /** The prompt to improve: the best version so far. */
  readonly prompt: string
  /** Answers to `prompt`. */
  readonly samples: readonly Sample[]
  /** Rewrites that were dropped, in the order they were tried. */
  readonly tried?: readonly { readonly prompt: string; readonly reason: string }[]
  readonly lessons?: readonly { readonly text: string }[]
  /** What the author said during the run, oldest first. */
  readonly feedback?: readonly string[]
  readonly flaws?: readonly Flaw[]
  /** The meta-prompts of the run; a role without one gets the built-in text. */
  readonly metaPrompts?: readonly { readonly role: string; readonly text: string }[] | undefined
}
