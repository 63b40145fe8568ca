import type { NewRefinementEvent, StopReason } from '../contract/refinement-events.ts'
import type { PromptVersion } from '../contract/refinements.ts'
import type { RunInput } from '../contract/run-input.ts'
import type { AskStep } from './ask-step.ts'
import { type Shortfall, shortfallText, usdText } from './budget.ts'
import { compareNext, givenBack } from './comparison.ts'
import { comparisonOf, isOfItself } from './comparison-sides.ts'
import { isEnded } from './event-order.ts'
import { applyEvent } from './fold.ts'
import { generateInputs } from './generating-inputs.ts'
import { inputSearchMove } from './input-search.ts'
import { askTarget, evaluate, unscored } from './measuring.ts'
import { takeReply, waitingReply } from './model-proposals.ts'
import { oneAnswerMove } from './one-answer-search.ts'
import { type Exhausted, propose } from './proposing.ts'
import type { ComparisonState, RunState } from './run-state.ts'
import type { EvidenceCell, SearchMove } from './search-move.ts'
import { splitInputs } from './test-inputs.ts'
import { isIn } from './version-answers.ts'

/** What the worker has to do next. */
export type Step = RecordStep | AskStep | PausedStep | FinishedStep

/** Store these events, in this order; a crash in the middle of them is fine. */
interface RecordStep {
  readonly kind: 'record'
  readonly events: readonly NewRefinementEvent[]
}

/** Nothing until somebody lets the run go on. */
interface PausedStep {
  readonly kind: 'paused'
}

interface FinishedStep {
  readonly kind: 'finished'
}

/** All that can be decided without asking a model, and what comes then. */
export interface Plan {
  readonly events: readonly NewRefinementEvent[]
  readonly next: Exclude<Step, RecordStep>
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
  const { events, next } = plan(state)
  return events.length === 0 ? next : { kind: 'record', events }
}

/**
 * The batch that `decide` records, and the step it decides when that is stored.
 * @throws Error when the run has not started.
 */
export function plan(state: RunState): Plan {
  const events: NewRefinementEvent[] = []
  let current = state
  for (;;) {
    const next = decideOne(current)
    if ('kind' in next) return { events, next }
    events.push(next)
    current = applyEvent(current, next)
  }
}

type Decision = NewRefinementEvent | Exclude<Step, RecordStep>

function decideOne(state: RunState): Decision {
  const { best, callFailure } = state
  if (state.input === null) throw new Error('Expected a run that begins with run.started, found no event')
  const input = { ...state.input, limits: state.limits ?? state.input.limits }
  if (isEnded(state)) return { kind: 'finished' }
  if (callFailure !== null) return { type: 'run.failed', data: { ...callFailure, best } }
  if (state.isPaused) return { kind: 'paused' }

  const comparison = comparisonOf(state)
  if (comparison !== null) return comparing(state, comparison, input)

  if (state.versions.length === 0)
    return { type: 'version.proposed', data: { version: 0, parent: null, prompt: input.prompt, changes: [] } }
  if ((input.generateInputs ?? 0) > 0 && !state.inputsGenerated) {
    const generated = generateInputs(state, input)
    return 'affordable' in generated ? tooSmallBudget(generated, input) : generated
  }
  const waiting = unscored(state)
  if (waiting !== null) return evaluate(state, waiting.version, waiting.answer, input)
  return search(state, input)
}

function search(state: RunState, input: RunInput): Decision {
  // What was paid for comes first: a run that was steered meanwhile decides anew only after it.
  const reply = waitingReply(state)
  if (reply !== null) return afford(state, input, takeReply(state, input, reply))
  const asked = state.pendingCall
  if (asked?.role === 'target')
    return afford(state, input, askTarget(state, versionOf(state, asked.version), asked, input))
  return carryOut(state, input, moveOf(state, input, false))
}

const moveOf = (state: RunState, input: RunInput, exhausted: boolean): SearchMove =>
  state.inputs.length === 0 ? oneAnswerMove(state) : inputSearchMove(state, input, exhausted)

function carryOut(state: RunState, input: RunInput, move: SearchMove): Decision {
  if (move.kind === 'decide') return move.event
  if (move.kind === 'stop') return leftOver(state, move.reason) ?? searched(state, input, move.stopReason, move.reason)
  if (move.kind === 'measure')
    return afford(state, input, askTarget(state, versionOf(state, move.version), move, input))
  const parent = versionOf(state, state.pendingCall?.version ?? move.parent)
  const next = isPerfect(state, move.evidence) ? perfect(parent) : propose(state, input, parent, move.evidence)
  if (!('stopReason' in next)) return afford(state, input, next)
  // Nobody has anything to propose. With test inputs, what is left of the budget tells the best apart.
  if (state.inputs.length === 0) return searched(state, input, next.stopReason, next.reason)
  return carryOut(state, input, moveOf(state, input, true))
}

const isPerfect = ({ versions }: RunState, evidence: readonly EvidenceCell[]): boolean =>
  evidence.length > 0 &&
  evidence.every((cell) => versions[cell.version]?.answers.find(isIn(cell))?.checks.every(({ passed }) => passed))

const perfect = ({ version }: Readonly<PromptVersion>): Exhausted => ({
  stopReason: 'converged',
  reason: `Version ${version} passes every check`,
})

/** A version that is still open when the search ends was not told from the best, which stays. */
function leftOver({ versions, best }: RunState, why: string): NewRefinementEvent | null {
  const open = versions.find(({ decision, score }) => decision === null && score !== null)
  if (open?.score == null) return null
  const reason = `Dropped: the search has ended, and it is not the best. ${why}`
  return { type: 'version.dropped', data: { version: open.version, score: open.score, previousBest: best, reason } }
}

function afford(state: RunState, input: RunInput, next: NewRefinementEvent | AskStep | Shortfall): Decision {
  if (!('affordable' in next)) return next
  return state.best === null ? tooSmallBudget(next, input) : outOfBudget(state, input, next)
}

function versionOf({ versions }: RunState, number: number): Readonly<PromptVersion> {
  const version = versions[number]
  if (version === undefined) throw new Error(`Expected a version ${number}`)
  return version
}

const outOfBudget = (state: RunState, input: RunInput, shortfall: Shortfall) =>
  searched(state, input, 'budget', capitalised(shortfallText(shortfall)))

const capitalised = (clause: string) => `${clause.charAt(0).toUpperCase()}${clause.slice(1)}`

/** Not even the author's prompt can be asked: the request's own limits contradict each other, so the request is at fault. */
function tooSmallBudget({ limit, needed }: Shortfall, { limits }: RunInput): NewRefinementEvent {
  const found = limits[limit] ?? 0
  const [expected, given] = limit === 'maxCost' ? [usdText(needed ?? found), usdText(found)] : [needed, found]
  return {
    type: 'run.failed',
    data: {
      code: 'INVALID_REQUEST',
      message: `limits.${limit}: expected at least ${expected} for this prompt and an answer, found ${given}; raise it or shorten the prompt`,
      best: null,
    },
  }
}

/** The search is over: a rewrite that won it has to show that it was not luck. */
function searched(state: RunState, input: RunInput, stopReason: StopReason, reason: string): NewRefinementEvent {
  const pairs = input.limits.comparisons ?? 0
  if (pairs === 0 || state.best === null || state.best.version === 0) return ending(state, input, stopReason, reason)
  return comparisonStarted(state, state.best.version, pairs, { stopReason, reason })
}

function comparing(state: RunState, comparison: ComparisonState, input: RunInput): Decision {
  if (comparison.result === null) return compareNext(state, comparison, input)
  if (isOfItself(comparison)) return completed(state, comparison)
  return givenBack(state) ?? ending(state, input, comparison.stopReason, comparison.reason)
}

/** Last of all, where the author asked for it: what luck alone does to the scores. */
function ending(state: RunState, { limits }: RunInput, stopReason: StopReason, reason: string): NewRefinementEvent {
  const pairs = limits.selfComparisons ?? 0
  if (pairs === 0) return completed(state, { stopReason, reason })
  return comparisonStarted(state, 0, pairs, { stopReason, reason })
}

/** Of a version and the author's prompt. */
function comparisonStarted(
  { inputs }: RunState,
  version: number,
  pairs: number,
  why: { readonly stopReason: StopReason; readonly reason: string },
): NewRefinementEvent {
  const { heldOut } = splitInputs(inputs.length)
  const data = { version, against: 0, pairs, ...(heldOut.length > 0 && { inputs: [...heldOut] }), ...why }
  return { type: 'comparison.started', data }
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
