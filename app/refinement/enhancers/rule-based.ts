import type { AuthorCheck } from '../../contract/author-checks.ts'
import type { Change, CheckResult } from '../../contract/refinement-events.ts'
import type { PromptVersion } from '../../contract/refinements.ts'
import { labelledQualities } from '../analysis/prompt-qualities.ts'
import { expectationsOf } from '../evaluators/expectations.ts'
import type { Rule, Situation } from './rule.ts'
import { allRules } from './rules/rules.ts'
import { wordingFor } from './wording/wordings.ts'

/** The longest prompt that `POST /api/v1/refinements` takes; a winner can be refined again. */
export const longestPrompt = 20_000
/** Few at a time: with more, a verdict would not tell which of them helped. */
const mostRulesAtOnce = 2

export interface Proposal {
  readonly prompt: string
  readonly changes: Change[]
}

type Versions = readonly Readonly<PromptVersion>[]

/**
 * The next rewrite of the champion, or null when no rule has anything new. Rules that address what the champion failed most
 * go first. A rule of a version that was dropped steps back behind those never tried, and is then tried by itself, because
 * the other rule may have been to blame; a set of rules that was dropped is never proposed again from the same parent.
 *
 * Knows what was tried from the versions alone, so it proposes the same after a restart.
 * @param stated what the author states of every answer
 */
export function proposeByRules(
  versions: Versions,
  champion: Readonly<PromptVersion>,
  stated: readonly AuthorCheck[] = [],
): Proposal | null {
  const situation = situationOf(versions, champion, stated)
  const candidates = rankedCandidates(situation, champion.prompt)
  const dropped = versions.filter((version) => version.decision?.kept === false)
  const drops = ({ rule }: Candidate) =>
    dropped.filter(({ changes }) => changes.some((change) => change.rule === rule.name))

  const untried = candidates.filter((candidate) => drops(candidate).length === 0)
  if (untried.length > 0) return combine(untried.slice(0, mostRulesAtOnce), champion.prompt, situation)

  const [alone] = candidates
    .filter(
      (candidate) =>
        !drops(candidate).some(({ parent, changes }) => parent === champion.version && changes.length === 1),
    )
    .sort((a, b) => drops(a).length - drops(b).length)
  return alone === undefined ? null : combine([alone], champion.prompt, situation)
}

function situationOf(versions: Versions, champion: Readonly<PromptVersion>, stated: readonly AuthorCheck[]): Situation {
  const authorPrompt = versions[0]?.prompt ?? champion.prompt
  const expectations = expectationsOf(authorPrompt)
  return {
    authorPrompt,
    expectations,
    stated,
    prompt: champion.prompt,
    has: new Set([...expectations.author.has, ...labelledQualities(champion.prompt)]),
    failed: champion.checks.filter((check) => !check.passed),
    wording: wordingFor(expectations.author.language),
  }
}

interface Candidate {
  readonly rule: Rule
  readonly reason: string
  readonly mends: readonly CheckResult[]
}

/** The rules that apply and fit, by what the champion lost on the checks they address; ties keep the order of `allRules`. */
const rankedCandidates = (situation: Situation, prompt: string): Candidate[] =>
  allRules
    .flatMap((rule): Candidate[] => {
      const reason = rule.applies(situation)
      if (reason === null || rule.rewrite(prompt, situation).length > longestPrompt) return []
      return [
        { rule, reason, mends: situation.failed.filter(({ check }) => rule.addresses(situation).includes(check)) },
      ]
    })
    .sort((a, b) => loss(b.mends) - loss(a.mends))

const loss = (checks: readonly CheckResult[]) =>
  checks.reduce((sum, check) => sum + check.weight * (1 - check.score), 0)

function combine(candidates: readonly Candidate[], prompt: string, situation: Situation): Proposal {
  const rewritten = candidates.reduce((text, { rule }) => rule.rewrite(text, situation), prompt)
  const [first, ...others] = candidates
  if (rewritten.length > longestPrompt && first !== undefined && others.length > 0)
    return combine([first], prompt, situation)
  return { prompt: rewritten, changes: candidates.map(toChange) }
}

const toChange = ({ rule, reason, mends }: Candidate): Change => {
  const answerFaults = mends
    .filter(({ subject }) => subject === 'output')
    .map(({ check, feedback }) => `${check}: ${feedback}`)
  return {
    rule: rule.name,
    reason: answerFaults.length === 0 ? reason : `${reason}. The answer failed ${answerFaults.join('; ')}`,
  }
}
