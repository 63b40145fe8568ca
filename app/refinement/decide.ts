import type { NewRefinementEvent, StopReason } from '../contract/refinement-events.ts'
import type { PromptVersion } from '../contract/refinements.ts'
import { accept } from './acceptance.ts'
import { callBudget } from './budget.ts'
import { compareNext } from './comparison.ts'
import { proposeByRules } from './enhancers/rule-based.ts'
import { evaluateByRules } from './evaluators/rules.ts'
import { isEnded } from './event-order.ts'
import { applyEvent, type RunState } from './run-state.ts'

/** What the worker has to do next. */
export type Step = RecordStep | AskStep | FinishedStep

/** Store these events, in this order; a crash in the middle of them is fine. */
interface RecordStep {
  readonly kind: 'record'
  readonly events: readonly NewRefinementEvent[]
}

/**
 * Store `call.started` (unless `isRepeat`), ask the model, store `output.recorded` or `call.failed`.
 * `isRepeat`: the start of this very call is stored already, its result is not; ask again with the same `callId`.
 */
export interface AskStep {
  readonly kind: 'ask'
  readonly callId: string
  readonly version: number
  /** Pair of the final comparison that the answer is for; absent in the search. */
  readonly pair?: number
  /** The `provider:model` id to ask. */
  readonly model: string
  readonly prompt: string
  readonly temperature: number
  /** 256..4,096, and never more than the run's token limit leaves. */
  readonly maxOutputTokens: number
  readonly isRepeat: boolean
}

/** What is stored before the model is asked. */
export const callStarted = ({ callId, version, pair, model }: AskStep): NewRefinementEvent => ({
  type: 'call.started',
  data: { callId, version, role: 'target', model, ...(pair !== undefined && { pair }) },
})

interface FinishedStep {
  readonly kind: 'finished'
}

/**
 * The next step of a run. Depends on nothing but the events folded into `state`.
 *
 * A batch to record is made of single decisions, each from the state the one before it leaves. So it does not matter how
 * much of a batch was stored before a crash: what is decided then is the rest of the same batch.
 *
 * A call that failed ends the run with the best version so far, because the SDKs have already retried inside the call.
 * @throws Error when the run has not started.
 */
export function decide(state: RunState): Step {
  const events: NewRefinementEvent[] = []
  let current = state
  for (;;) {
    const next = decideOne(current)
    if ('kind' in next) return events.length === 0 ? next : { kind: 'record', events }
    events.push(next)
    current = applyEvent(current, next)
  }
}

function decideOne(state: RunState): NewRefinementEvent | AskStep | FinishedStep {
  const { input, best, callFailure } = state
  if (input === null) throw new Error('Expected a run that begins with run.started, found no event')
  if (isEnded(state)) return { kind: 'finished' }
  if (callFailure !== null) return { type: 'run.failed', data: { ...callFailure, best } }

  if (state.comparison?.result != null) return completed(state, state.comparison)
  if (state.comparison !== null) return compareNext(state, state.comparison, input)

  const original = state.versions[0]
  const latest = state.versions.at(-1)
  if (original === undefined || latest === undefined)
    return { type: 'version.proposed', data: { version: 0, parent: null, prompt: input.prompt, changes: [] } }
  if (latest.output === null) return ask(state, latest, input)
  if (latest.score === null) {
    const { score, checks } = evaluateByRules(input.prompt, latest.prompt, latest.output)
    return { type: 'evaluation.recorded', data: { version: latest.version, score, checks } }
  }
  if (latest.decision === null) return judge(state, latest, latest.score)
  return goOn(state, input, original)
}

type Input = NonNullable<RunState['input']>

function ask(state: RunState, version: Readonly<PromptVersion>, input: Input): NewRefinementEvent | AskStep {
  const budget = callBudget(state, version.prompt, input.limits.maxTokens)
  if (!budget.affordable)
    return state.best === null ? tooSmallBudget(budget.needed, input) : outOfBudget(state, input, budget)
  return {
    kind: 'ask',
    callId: `v${version.version}-target`,
    version: version.version,
    model: input.models.target,
    prompt: version.prompt,
    temperature: input.temperature,
    maxOutputTokens: budget.maxOutputTokens,
    isRepeat: state.pendingCall !== null,
  }
}

function judge(state: RunState, version: Readonly<PromptVersion>, score: number): NewRefinementEvent {
  const { best } = state
  const champion = best === null ? undefined : state.versions[best.version]
  if (best === null || champion === undefined) {
    const reason = 'Kept: the author’s own prompt is what every rewrite is measured against'
    return { type: 'version.kept', data: { version: version.version, score, previousBest: null, reason } }
  }
  const verdict = accept(
    { version: best.version, score: best.score, checks: champion.checks },
    { version: version.version, score, checks: version.checks },
  )
  return {
    type: verdict.kept ? 'version.kept' : 'version.dropped',
    data: { version: version.version, score, previousBest: best, reason: verdict.reason },
  }
}

/** Everything proposed so far is decided: propose the next rewrite, or end the run. */
function goOn(state: RunState, input: Input, original: Readonly<PromptVersion>): NewRefinementEvent {
  const champion = state.versions[state.best?.version ?? 0] ?? original
  if (champion.checks.every((check) => check.passed))
    return searched(state, input, 'converged', `Version ${champion.version} passes every check`)
  const rewrites = state.versions.length - 1
  if (rewrites >= input.limits.iterations)
    return searched(
      state,
      input,
      'iterations',
      `All ${input.limits.iterations} rewrites that the limit allows were tried`,
    )
  const proposal = proposeByRules(state.versions, champion)
  if (proposal === null)
    return searched(state, input, 'converged', `No rule has anything new to propose for version ${champion.version}`)
  const budget = callBudget(state, proposal.prompt, input.limits.maxTokens)
  if (!budget.affordable) return outOfBudget(state, input, budget)
  return {
    type: 'version.proposed',
    data: { version: state.versions.length, parent: champion.version, ...proposal },
  }
}

const outOfBudget = (state: RunState, input: Input, { needed, left }: { needed: number; left: number }) =>
  searched(
    state,
    input,
    'budget',
    `The next call needs about ${needed} tokens, and ${left} of the run’s limit are left`,
  )

/** Not even the author's prompt can be asked: the request's own limits contradict each other, so the request is at fault. */
const tooSmallBudget = (needed: number, input: Input): NewRefinementEvent => ({
  type: 'run.failed',
  data: {
    code: 'INVALID_REQUEST',
    message: `limits.maxTokens: expected at least ${needed} for this prompt and an answer, found ${input.limits.maxTokens}; raise it or shorten the prompt`,
    best: null,
  },
})

/** The search is over: a rewrite that won it has to show that it was not luck. */
function searched(state: RunState, input: Input, stopReason: StopReason, reason: string): NewRefinementEvent {
  const pairs = input.limits.comparisons ?? 0
  if (pairs === 0 || state.best === null || state.best.version === 0) return completed(state, { stopReason, reason })
  return {
    type: 'comparison.started',
    data: { version: state.best.version, against: 0, pairs, stopReason, reason },
  }
}

function completed(
  state: RunState,
  { stopReason, reason }: { readonly stopReason: StopReason; readonly reason: string },
): NewRefinementEvent {
  const originalScore = state.versions[0]?.score
  if (state.best === null || originalScore == null)
    throw new Error(`A run cannot complete (${stopReason}) before version 0 is scored`)
  const outcome = state.best.version === 0 ? 'unchanged' : 'improved'
  return { type: 'run.completed', data: { stopReason, reason, outcome, best: state.best, originalScore } }
}
