import type {
  Change,
  EventDataOf,
  FinishReason,
  RefinementEvent,
  ScoredVersion,
  TokenUsage,
} from '../../app/contract/refinement-events.ts'
import type { RunInput } from '../../app/contract/run-input.ts'

interface CallFailure {
  readonly code: string
  readonly message: string
  /** Milliseconds until the server tries again; null when the provider named no time. */
  readonly retryAfterMs: number | null
}

/** One version of the prompt and everything that happened to it so far. */
export interface VersionView {
  readonly version: number
  readonly parent: number | null
  readonly prompt: string
  readonly changes: readonly Change[]
  /** The newest call for this version; null before the model was asked. `isWaiting`: it failed and is not yet repeated. */
  readonly call: { readonly id: string; readonly model: string; readonly isWaiting: boolean } | null
  readonly failures: readonly CallFailure[]
  readonly output: {
    readonly text: string
    readonly finishReason: FinishReason
    readonly usage: TokenUsage
    readonly durationMs: number
  } | null
  readonly evaluation: Pick<EventDataOf<'evaluation.recorded'>, 'score' | 'checks'> | null
  readonly verdict: {
    readonly kept: boolean
    readonly previousBest: ScoredVersion | null
    readonly reason: string
  } | null
}

/** The comparison of the winner with the author's prompt, after the search. */
export interface ComparisonView extends Readonly<EventDataOf<'comparison.started'>> {
  /** Pairs of answers that are scored. */
  readonly done: number
  readonly result: EventDataOf<'comparison.completed'> | null
}

/** How a run ended. */
export type RunEnd =
  | ({ readonly status: 'completed' } & Pick<EventDataOf<'run.completed'>, 'outcome' | 'reason' | 'stopReason'>)
  | { readonly status: 'failed'; readonly code: string; readonly message: string }
  | { readonly status: 'cancelled' }

/** What the page shows of a run: a fold over its events. */
export interface RunView {
  /** `seq` of the newest event seen; 0 before the first. */
  readonly lastSeq: number
  readonly startedAt: string | null
  readonly endedAt: string | null
  readonly input: RunInput | null
  readonly versions: readonly VersionView[]
  /** Interruptions of the server that the run survived, each with the number of versions there were then. */
  readonly resumptions: readonly { readonly seq: number; readonly afterVersions: number; readonly reason: string }[]
  readonly best: ScoredVersion | null
  /** null: the search goes on, or nothing is compared. */
  readonly comparison: ComparisonView | null
  readonly originalScore: number | null
  readonly usage: TokenUsage
  readonly end: RunEnd | null
}

export const emptyRun: RunView = {
  lastSeq: 0,
  startedAt: null,
  endedAt: null,
  input: null,
  versions: [],
  resumptions: [],
  best: null,
  comparison: null,
  originalScore: null,
  usage: { inputTokens: 0, outputTokens: 0 },
  end: null,
}

const updated = (
  view: RunView,
  matches: (version: VersionView) => boolean,
  change: (version: VersionView) => Partial<VersionView>,
): RunView => ({
  ...view,
  versions: view.versions.map((version) => (matches(version) ? { ...version, ...change(version) } : version)),
})

const sum = (a: TokenUsage, b: TokenUsage): TokenUsage => ({
  inputTokens: a.inputTokens + b.inputTokens,
  outputTokens: a.outputTokens + b.outputTokens,
})

const byNumber = (number: number) => (version: VersionView) => version.version === number

function folded(view: RunView, event: RefinementEvent): RunView {
  switch (event.type) {
    case 'run.started':
      return { ...view, input: event.data, startedAt: event.at }
    case 'run.resumed': {
      const resumption = { seq: event.seq, afterVersions: view.versions.length, reason: event.data.reason }
      return { ...view, resumptions: [...view.resumptions, resumption] }
    }
    case 'proposal.refused':
    case 'inputs.generated':
    case 'request.started':
    case 'feedback.added':
    case 'version.pinned':
    case 'version.banned':
    case 'limits.raised':
    case 'run.paused':
    case 'run.continued':
      return view
    case 'reply.recorded':
      return { ...view, usage: sum(view.usage, event.data.usage) }
    case 'best.chosen':
      return { ...view, best: { version: event.data.version, score: event.data.score } }
    case 'version.proposed': {
      const fresh = { call: null, failures: [], output: null, evaluation: null, verdict: null }
      return { ...view, versions: [...view.versions, { ...event.data, ...fresh }] }
    }
    case 'call.started': {
      const { callId, model, version, pair } = event.data
      if (pair !== undefined) return view
      return updated(view, byNumber(version), () => ({ call: { id: callId, model, isWaiting: false } }))
    }
    case 'call.failed': {
      const { callId, ...failure } = event.data
      return updated(
        view,
        (version) => version.call?.id === callId,
        ({ call, failures }) => ({ failures: [...failures, failure], call: call && { ...call, isWaiting: true } }),
      )
    }
    case 'output.recorded': {
      const { version, pair, text, finishReason, usage, durationMs } = event.data
      const counted = { ...view, usage: sum(view.usage, usage) }
      if (pair !== undefined) return counted
      return updated(counted, byNumber(version), () => ({
        output: { text, finishReason, usage, durationMs },
      }))
    }
    case 'evaluation.recorded': {
      const { version, score, checks } = event.data
      const scored = version === 0 ? { ...view, originalScore: score } : view
      return updated(scored, byNumber(version), () => ({ evaluation: { score, checks } }))
    }
    case 'version.kept':
    case 'version.dropped': {
      const { version, score, previousBest, reason } = event.data
      const kept = event.type === 'version.kept'
      const judged = kept ? { ...view, best: { version, score } } : view
      return updated(judged, byNumber(version), () => ({ verdict: { kept, previousBest, reason } }))
    }
    case 'comparison.started':
      return { ...view, comparison: { ...event.data, done: 0, result: null } }
    case 'pair.recorded':
      return { ...view, comparison: view.comparison && { ...view.comparison, done: event.data.pair + 1 } }
    case 'comparison.completed':
      return { ...view, comparison: view.comparison && { ...view.comparison, result: event.data } }
    case 'run.completed': {
      const { outcome, reason, stopReason, best, originalScore } = event.data
      const end = { status: 'completed', outcome, reason, stopReason } as const
      return { ...view, best, originalScore, endedAt: event.at, end }
    }
    case 'run.failed': {
      const { code, message, best } = event.data
      return { ...view, best, endedAt: event.at, end: { status: 'failed', code, message } }
    }
    case 'run.cancelled':
      return { ...view, best: event.data.best, endedAt: event.at, end: { status: 'cancelled' } }
  }
}

/** The view after one more event. An event that was seen already changes nothing: a stream that resumes may repeat. */
export const applyEvent = (view: RunView, event: RefinementEvent): RunView =>
  event.seq <= view.lastSeq ? view : { ...folded(view, event), lastSeq: event.seq }

export const versionOf = (view: RunView, number: number | null | undefined): VersionView | null =>
  view.versions.find((version) => version.version === number) ?? null

/** The version to take: the best one scored, the author's own while none was. */
export const bestVersion = (view: RunView): VersionView | null => versionOf(view, view.best?.version ?? 0)
