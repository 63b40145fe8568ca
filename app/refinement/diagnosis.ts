import type { Diagnosis } from '../contract/diagnosis.ts'
import { diagnoseJudge } from './judge/judge-diagnosis.ts'
import type { RunState } from './run-state.ts'
import { leastPairs } from './statistics/paired-comparison.ts'

/** Fewer rewrites than this say nothing about what rewriting could do (the search's preflight warns below it, too). */
const fewestRewrites = 3
/** The most pairs that a run can compare. */
const mostPairs = 50

/**
 * Why a run that has ended came to no more, and what to change in the next one; the most telling first, none for a run whose winner
 * is shown to be better. Says only what the events show.
 */
export function diagnose(state: RunState): Diagnosis[] {
  if (state.status === 'failed') return provider(state)
  if (state.status !== 'completed' || state.comparison?.result?.verdict === 'better') return []
  const found = [alreadyGood, refusedRewrites, diagnoseJudge, smallBudget, notShown, noImprovement].map((look) =>
    look(state),
  )
  return found.filter((diagnosis) => diagnosis !== null)
}

/** What helps against a failing provider, by the error's code. */
const remedies: Readonly<Record<string, string>> = {
  MODEL_AUTHENTICATION_FAILED: 'Ask whoever runs the server for a valid key, or choose a model of another provider.',
  MODEL_RATE_LIMITED: 'Wait and start it again with fewer calls (iterations, comparisons), or choose another model.',
  MODEL_TIMED_OUT: 'Start it again later, or choose a faster model.',
  MODEL_UNAVAILABLE: 'Start it again later, or choose a model of another provider.',
  MODEL_REQUEST_REFUSED: 'Shorten the prompt or its inputs, or choose a model that takes what the run asks for.',
}

function provider({ error }: RunState): Diagnosis[] {
  const suggestion = error === null ? undefined : remedies[error.code]
  return suggestion === undefined || error === null
    ? []
    : [{ code: 'provider', finding: `A model call failed: ${error.message}`, suggestion }]
}

function alreadyGood({ versions, proposals, inputs }: RunState): Diagnosis | null {
  const original = versions[0]
  if (versions.length > 1 || proposals.made > 0 || original?.score !== 1) return null
  return {
    code: 'already-good',
    finding: 'The answers to your prompt pass everything that is checked.',
    suggestion:
      inputs.length === 0
        ? 'State what a right answer must be as checks, or add test inputs on which the prompt may fail.'
        : 'Add harder test inputs, or state more of what a right answer must be as checks.',
  }
}

function refusedRewrites({ proposals, versions }: RunState): Diagnosis | null {
  const { refused } = proposals
  if (refused.length === 0 || refused.length < versions.length - 1) return null
  const [reason] = [...Map.groupBy(refused, (each) => each.reason)].sort(([, a], [, b]) => b.length - a.length)
  return {
    code: 'rewrites-refused',
    finding: `${refused.length} of the ${refused.length + versions.length - 1} rewrites could not be tried; most often: ${reason?.[0]}.`,
    suggestion: 'Choose a stronger model as models.enhancer, or look at the meta-prompt that it is asked by.',
  }
}

/** The most that the API takes of each limit. */
const mostTokens = 1_000_000
const mostCalls = 10_000
const mostCost = 10_000

function smallBudget({ stopReason, versions, usage, limits }: RunState): Diagnosis | null {
  const rewrites = versions.length - 1
  if (stopReason !== 'budget' || rewrites >= fewestRewrites || limits === null) return null
  const spent = usage.inputTokens + usage.outputTokens
  const growth = (fewestRewrites + 1) / Math.max(1, rewrites + 1)
  const wanted = Math.max(Math.ceil((spent * growth) / 1_000) * 1_000, limits.maxTokens + 1_000)
  const { maxCalls, maxCost } = limits
  return {
    code: 'budget',
    finding: `The budget ended the run after ${rewrites} of at most ${limits.iterations} rewrites.`,
    suggestion: `Raise limits.maxTokens to about ${wanted}, or limits.maxCalls and maxCost where they are set.`,
    change: {
      limits: {
        maxTokens: Math.min(mostTokens, wanted),
        ...(maxCalls !== undefined && { maxCalls: Math.min(mostCalls, Math.ceil(maxCalls * growth)) }),
        ...(maxCost !== undefined && { maxCost: Math.min(mostCost, maxCost * growth) }),
      },
    },
  }
}

/** Two answers, and a judge who is asked in both orders. */
const mostCallsOfPair = 4

/** How many pairs would show a difference of the size that was found, if it is real: (1.96 standard errors)², by the normal approximation. */
function notShown({ comparison, limits, usage, calls }: RunState): Diagnosis | null {
  const result = comparison?.result
  if (comparison === null || result == null || result.verdict !== 'no-difference-shown') return null
  const { differences } = comparison
  const mean = result.mean
  const variance = differences.reduce((sum, each) => sum + (each - mean) ** 2, 0) / Math.max(1, differences.length - 1)
  const needed = mean > 0 ? Math.ceil((1.96 ** 2 * variance) / mean ** 2) : Number.POSITIVE_INFINITY
  const pairs = Math.max(needed, leastPairs)
  const found = { code: 'not-shown', finding: result.reason }
  if (pairs > mostPairs || pairs <= result.pairs)
    return {
      ...found,
      suggestion: 'The two prompts answer about alike; prefer the shorter one, or look for another change.',
    }
  if (pairs <= (limits?.comparisons ?? 0) && limits !== null) {
    const perCall = (usage.inputTokens + usage.outputTokens) / Math.max(1, calls)
    const missing = (pairs - result.pairs) * mostCallsOfPair * perCall
    const maxTokens = Math.min(mostTokens, limits.maxTokens + Math.ceil(missing / 1_000) * 1_000)
    return {
      ...found,
      suggestion: `The budget left ${result.pairs} of ${limits.comparisons} pairs: raise limits.maxTokens to about ${maxTokens}, or limits.maxCalls and maxCost where they are set.`,
      change: { limits: { maxTokens } },
    }
  }
  return {
    ...found,
    suggestion: `If the difference is real, about ${pairs} pairs would show it: raise limits.comparisons.`,
    change: { limits: { comparisons: pairs } },
  }
}

function noImprovement({ best, versions, input, inputs }: RunState): Diagnosis | null {
  if (best?.version !== 0 || versions.length < 2) return null
  const byRules = (input?.enhancer ?? 'rule_based') === 'rule_based'
  const isUncorrected = (input?.selfCorrection ?? 0) === 0
  const ways = [
    ...(byRules ? ['let a model write rewrites (enhancer)'] : []),
    ...(isUncorrected ? ['add rounds of self-correction'] : []),
    ...(inputs.length === 0 ? ['add test inputs'] : []),
    'say by feedback what you miss',
  ]
  // Where the simulator answers there may be no model that could write.
  const canWrite = input?.simulated === false
  return {
    code: 'no-improvement',
    finding: `None of ${versions.length - 1} rewrites was better than your prompt.`,
    suggestion: `To try next: ${ways.join('; ')}.`,
    ...(canWrite && byRules && { change: { enhancer: 'llm_assisted' as const } }),
    ...(canWrite && !byRules && isUncorrected && { change: { selfCorrection: 1 } }),
  }
}
