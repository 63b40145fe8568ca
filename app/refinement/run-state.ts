import type { Preferred } from '../contract/judge.ts'
import type {
  ComparisonResult,
  EventDataOf,
  FinishReason,
  ScoredVersion,
  StopReason,
  TokenUsage,
} from '../contract/refinement-events.ts'
import type { PromptVersion, RunStatus } from '../contract/refinements.ts'
import type { AssistantRole, RunInput, RunLimits, TestInput } from '../contract/run-input.ts'
import type { EvidenceCell } from './search-move.ts'

/** Everything a run has come to, folded from its events and from nothing else. Never changed in place. */
export interface RunState {
  /** null before `run.started`. */
  readonly input: RunInput | null
  /** Those of the input, or what they were raised to. null before `run.started`. */
  readonly limits: RunLimits | null
  /** The author's test inputs, or generated ones; none when the prompt is asked as it stands. */
  readonly inputs: readonly TestInput[]
  /** Whether a model has written the inputs that it was asked for, or could not. */
  readonly inputsGenerated: boolean
  /** Nothing is asked until it goes on. */
  readonly isPaused: boolean
  /** `queued` until something follows `run.started`: that event is stored when the run is accepted, not when it is worked on. */
  readonly status: RunStatus
  /** Index and version number are the same; only the last one can be without decision. */
  readonly versions: readonly Readonly<PromptVersion>[]
  /** By version: the answers that whoever wrote it was shown. */
  readonly evidence: readonly (readonly EvidenceCell[])[]
  /** The champion: the last version that was kept. */
  readonly best: ScoredVersion | null
  /** A call whose start is stored and whose result is not. */
  readonly pendingCall: PendingCall | null
  /** What models in other parts than the target's have said and nothing was made of yet, in order. */
  readonly replies: readonly Reply[]
  /** Rewrites that were asked for and came, whatever became of them. */
  readonly proposals: Proposals
  /** What the author said while the run went on; every later rewrite is asked to heed it. */
  readonly feedback: readonly string[]
  /** The version that further rewrites start from, by the author's wish; null: the champion. */
  readonly pinned: number | null
  /** Versions that the author does not want. */
  readonly banned: readonly number[]
  /** The comparison of the best version with the author's prompt; null while the search goes on. */
  readonly comparison: ComparisonState | null
  /** The author's prompt compared with itself, on request and last of all; null before. */
  readonly selfComparison: ComparisonState | null
  /** A call of the search that failed, until the `run.failed` that follows from it is stored. */
  readonly callFailure: { readonly code: string; readonly message: string } | null
  /** Tokens of all calls that answered, as reported by the provider. */
  readonly usage: TokenUsage
  /** The same by the model that was asked, whatever its role. */
  readonly usageByModel: Readonly<Record<string, TokenUsage>>
  /** Calls that were begun, those that failed among them. */
  readonly calls: number
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
  readonly role: 'target' | AssistantRole
  readonly version: number
  readonly model: string
  readonly pair?: number | undefined
  readonly input?: number | undefined
  readonly sample?: number | undefined
  readonly evidence?: readonly EvidenceCell[] | undefined
}

interface Proposals {
  /** By the run's enhancer. */
  readonly made: number
  /** Rounds of self-correction. */
  readonly corrections: number
  /** The refusals, in order. */
  readonly refused: readonly { readonly role: AssistantRole; readonly parent: number; readonly reason: string }[]
}

/** What a model said in another part than the target's. */
export interface Reply extends PendingCall {
  readonly role: AssistantRole
  readonly text: string
  readonly finishReason: FinishReason
}

type Answer = NonNullable<PromptVersion['output']>

/** The two sides of a pair. */
export type Side = 'version' | 'against'

/** How far a comparison at the end has come. */
export interface ComparisonState extends Readonly<EventDataOf<'comparison.started'>> {
  /** Answers of the pair that is under way. */
  readonly answers: ReadonlyMap<Side, Answer>
  /** Of the pairs that are recorded: score of the version minus score of the other one. */
  readonly differences: readonly number[]
  /** Of the pairs that are recorded: which answer the judge preferred; none where no judge is asked. */
  readonly preferences: readonly Preferred[]
  /** Why no further call is made; null while none has failed. */
  readonly failure: string | null
  readonly result: ComparisonResult | null
}

export const initialState: RunState = Object.freeze({
  input: null,
  limits: null,
  inputs: [],
  inputsGenerated: false,
  isPaused: false,
  status: 'queued',
  versions: [],
  evidence: [],
  best: null,
  pendingCall: null,
  replies: [],
  proposals: { made: 0, corrections: 0, refused: [] },
  feedback: [],
  pinned: null,
  banned: [],
  comparison: null,
  selfComparison: null,
  callFailure: null,
  usage: { inputTokens: 0, outputTokens: 0 },
  usageByModel: {},
  calls: 0,
  longestAnswerTokens: 0,
  stopReason: null,
  error: null,
  lastSeq: 0,
})
