import type {
  ComparisonResult,
  EventDataOf,
  NewRefinementEvent,
  RefinementEvent,
  RunInput,
  ScoredVersion,
  StopReason,
  TokenUsage,
} from '../contract/refinement-events.ts'
import type { PromptVersion, RunStatus } from '../contract/refinements.ts'
import { whyImpossible } from './event-order.ts'

/** Everything a run has come to, folded from its events and from nothing else. Never changed in place. */
export interface RunState {
  /** null before `run.started`. */
  readonly input: RunInput | null
  /** `queued` until something follows `run.started`: that event is stored when the run is accepted, not when it is worked on. */
  readonly status: RunStatus
  /** Index and version number are the same; only the last one can be without output, score or decision. */
  readonly versions: readonly Readonly<PromptVersion>[]
  /** The champion: the last version that was kept. */
  readonly best: ScoredVersion | null
  /** A call whose start is stored and whose result is not. */
  readonly pendingCall: PendingCall | null
  /** The comparison of the best version with the author's prompt; null while the search goes on. */
  readonly comparison: ComparisonState | null
  /** A call of the search that failed, until the `run.failed` that follows from it is stored. */
  readonly callFailure: { readonly code: string; readonly message: string } | null
  /** Tokens of all calls that answered, as reported by the provider. */
  readonly usage: TokenUsage
  /** Most output tokens that one answer took; what the budget sets aside for the next one. */
  readonly longestAnswerTokens: number
  readonly stopReason: StopReason | null
  readonly error: { readonly code: string; readonly message: string } | null
  /** Number of the newest event; 0 when there is none. */
  readonly lastSeq: number
}

/** A call that is under way; `pair` when it is one of the comparison. */
interface PendingCall {
  readonly callId: string
  readonly version: number
  readonly pair?: number | undefined
}

type Answer = NonNullable<PromptVersion['output']>

/** How far the final comparison has come. */
export interface ComparisonState extends Readonly<EventDataOf<'comparison.started'>> {
  /** Answers of the pair that is under way, by version. */
  readonly answers: ReadonlyMap<number, Answer>
  /** Of the pairs that are recorded: score of the version minus score of the other one. */
  readonly differences: readonly number[]
  /** Why no further call is made; null while none has failed. */
  readonly failure: string | null
  readonly result: ComparisonResult | null
}

export const initialState: RunState = Object.freeze({
  input: null,
  status: 'queued',
  versions: [],
  best: null,
  pendingCall: null,
  comparison: null,
  callFailure: null,
  usage: { inputTokens: 0, outputTokens: 0 },
  longestAnswerTokens: 0,
  stopReason: null,
  error: null,
  lastSeq: 0,
})

/**
 * The state after one more event. An event that is not stored yet counts as the next number.
 * @throws Error naming the event when it cannot follow what came before: the log is then damaged or two workers wrote it.
 */
export function applyEvent(state: RunState, event: RefinementEvent | NewRefinementEvent): RunState {
  const seq = 'seq' in event ? event.seq : state.lastSeq + 1
  const problem = whyImpossible(state, event, seq)
  if (problem !== null) throw new Error(`Event ${seq} (${event.type}) cannot follow event ${state.lastSeq}: ${problem}`)
  const status = event.type === 'run.started' ? 'queued' : 'running'
  return { ...state, status, ...changeBy(state, event), lastSeq: seq }
}

/** @throws Error naming the first event that cannot follow the ones before it. */
export const foldEvents = (events: Iterable<RefinementEvent | NewRefinementEvent>): RunState => {
  let state = initialState
  for (const event of events) state = applyEvent(state, event)
  return state
}

function changeBy(state: RunState, event: NewRefinementEvent): Partial<RunState> {
  switch (event.type) {
    case 'run.started':
      return { input: event.data }
    case 'run.resumed':
      return {}
    case 'version.proposed':
      return {
        versions: [...state.versions, { ...event.data, output: null, score: null, checks: [], decision: null }],
      }
    case 'call.started':
      return { pendingCall: { callId: event.data.callId, version: event.data.version, pair: event.data.pair } }
    case 'call.failed': {
      const { code, message } = event.data
      // The search has its winner: a comparison that is cut short takes nothing from it.
      if (state.pendingCall?.pair !== undefined)
        return { pendingCall: null, ...withComparison(state, { failure: message }) }
      return { pendingCall: null, callFailure: { code, message } }
    }
    case 'output.recorded': {
      const { version, pair, text, finishReason, usage } = event.data
      const output = { text, finishReason }
      return {
        pendingCall: null,
        ...(pair === undefined
          ? { versions: withLast(state, { output }) }
          : withComparison(state, { answers: new Map(state.comparison?.answers).set(version, output) })),
        usage: {
          inputTokens: state.usage.inputTokens + usage.inputTokens,
          outputTokens: state.usage.outputTokens + usage.outputTokens,
        },
        longestAnswerTokens: Math.max(state.longestAnswerTokens, usage.outputTokens),
      }
    }
    case 'evaluation.recorded':
      return { versions: withLast(state, { score: event.data.score, checks: event.data.checks }) }
    case 'version.kept': {
      const { version, score, reason } = event.data
      return { versions: withLast(state, { decision: { kept: true, reason } }), best: { version, score } }
    }
    case 'version.dropped':
      return { versions: withLast(state, { decision: { kept: false, reason: event.data.reason } }) }
    case 'comparison.started':
      return { comparison: { ...event.data, answers: new Map(), differences: [], failure: null, result: null } }
    case 'pair.recorded': {
      const differences = [...(state.comparison?.differences ?? []), event.data.score - event.data.against]
      return withComparison(state, { answers: new Map(), differences })
    }
    case 'comparison.completed': {
      const { against, verdict } = event.data
      const score = state.versions[against]?.score
      // Shown to be worse: the search was deceived, and the other one is the best after all.
      const best = verdict === 'worse' && score != null ? { best: { version: against, score } } : {}
      return { ...withComparison(state, { result: event.data }), ...best }
    }
    case 'run.completed':
      return { status: 'completed', pendingCall: null, stopReason: event.data.stopReason }
    case 'run.failed':
      return {
        status: 'failed',
        pendingCall: null,
        callFailure: null,
        error: { code: event.data.code, message: event.data.message },
      }
    case 'run.cancelled':
      return { status: 'cancelled', pendingCall: null, callFailure: null }
  }
}

const withLast = (state: RunState, change: Partial<PromptVersion>): RunState['versions'] =>
  state.versions.map((version, index) => (index === state.versions.length - 1 ? { ...version, ...change } : version))

const withComparison = ({ comparison }: RunState, change: Partial<ComparisonState>): Partial<RunState> =>
  comparison === null ? {} : { comparison: { ...comparison, ...change } }
