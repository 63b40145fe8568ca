import type { AuthorCheck } from '../../contract/author-checks.ts'
import type { PromptVersion } from '../../contract/refinements.ts'
import { labelledQualities } from '../analysis/prompt-qualities.ts'
import type { Situation } from '../enhancers/rule.ts'
import { wordingFor } from '../enhancers/wording/wordings.ts'
import { expectationsOf } from '../evaluators/expectations.ts'
import { evaluateByRules } from '../evaluators/rules.ts'

/** A version with its answer scored and decided; version 0 is the author's prompt. */
export function scoredVersion(
  author: string,
  text: string,
  changes: Partial<PromptVersion> & { readonly kept?: boolean } = {},
): PromptVersion {
  const { kept = true, ...given } = changes
  const prompt = given.prompt ?? author
  const output = { text, finishReason: 'stop' as const }
  const evaluation = evaluateByRules(author, prompt, output)
  const decision = { kept, reason: 'for the test' }
  return {
    version: 0,
    parent: null,
    prompt,
    changes: [],
    output,
    answers: [{ input: 0, sample: 0, ...output, ...evaluation }],
    ...evaluation,
    decision,
    ...given,
  }
}

/** What a rule sees when the author's prompt got this answer and `prompt` is the champion's. */
export function situationWith(
  author: string,
  text: string,
  prompt = author,
  stated: readonly AuthorCheck[] = [],
): Situation {
  const expectations = expectationsOf(author)
  return {
    authorPrompt: author,
    expectations,
    stated,
    prompt,
    has: new Set([...expectations.author.has, ...labelledQualities(prompt)]),
    failed: evaluateByRules(author, prompt, { text, finishReason: 'stop' }, false, { checks: stated }).checks.filter(
      (check) => !check.passed,
    ),
    wording: wordingFor(expectations.author.language),
  }
}
