import type {
  Change,
  EventDataOf,
  RefinementEvent,
  ScoredVersion,
  TokenUsage,
} from '../../app/contract/refinement-events.ts'
import type { AssistantRole, RunInput, TestInput } from '../../app/contract/run-input.ts'
import type { UsageByModel } from './run-cost.ts'
import { refusalText, steeringText } from './run-notes.ts'
import { type AnswerView, answerOf, overall, scored } from './version-answers.ts'

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
  /** The model's part that wrote it; undefined when rules did, and for the author's own. */
  readonly by?: EventDataOf<'version.proposed'>['by']
  /** The newest call for this version; null before the model was asked. `isWaiting`: it failed and is not yet repeated. */
  readonly call: { readonly id: string; readonly model: string; readonly isWaiting: boolean } | null
  readonly failures: readonly CallFailure[]
  /** The first answer. */
  readonly output: Pick<AnswerView, 'text' | 'finishReason' | 'usage' | 'durationMs'> | null
  /** All answers of the search, in the order they came. */
  readonly answers: readonly AnswerView[]
  /** Of all answers together. */
  readonly evaluation: Pick<EventDataOf<'evaluation.recorded'>, 'score' | 'checks'> | null
  readonly verdict: {
    readonly kept: boolean
    readonly previousBest: ScoredVersion | null
    readonly reason: string
  } | null
}

/** A comparison after the search: of the winner with the author's prompt, or of that with itself. */
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

/** `refused`: a reply that was no version to try. `steered`: what a person did to the run. */
interface Note {
  readonly kind: 'refused' | 'steered'
  readonly seq: number
  /** ISO time. */
  readonly at: string
  readonly afterVersions: number
  readonly text: string
}

/** What the page shows of a run: a fold over its events. */
export interface RunView {
  /** `seq` of the newest event seen; 0 before the first. */
  readonly lastSeq: number
  readonly startedAt: string | null
  readonly endedAt: string | null
  readonly input: RunInput | null
  /** The author's test inputs and generated ones. */
  readonly inputs: readonly TestInput[]
  readonly isPaused: boolean
  /** The version that further rewrites start from; null: the search chooses. */
  readonly pinned: number | null
  /** Versions that nothing starts from, and that cannot win. */
  readonly banned: readonly number[]
  /** A model is asked for a rewrite, an analysis or a judgement. */
  readonly request: { readonly role: AssistantRole; readonly model: string } | null
  /** The models of requests, by the id of the call. */
  readonly requested: Readonly<Record<string, string>>
  /** What happened beside the versions, each with the number of versions there were then. */
  readonly notes: readonly Note[]
  readonly versions: readonly VersionView[]
  /** Interruptions of the server that the run survived, each with the number of versions there were then. */
  readonly resumptions: readonly { readonly seq: number; readonly afterVersions: number; readonly reason: string }[]
  readonly best: ScoredVersion | null
  /** null: the search goes on, or nothing is compared. */
  readonly comparison: ComparisonView | null
  /** Of the author's prompt with itself, last of all; null: not asked for, or not begun. */
  readonly selfComparison: ComparisonView | null
  readonly originalScore: number | null
  readonly usage: TokenUsage
  readonly usageByModel: UsageByModel
  /** The model that was asked last. */
  readonly asked: string | null
  readonly end: RunEnd | null
}

export const emptyRun: RunView = {
  lastSeq: 0,
  startedAt: null,
  endedAt: null,
  input: null,
  inputs: [],
  isPaused: false,
  pinned: null,
  banned: [],
  request: null,
  requested: {},
  notes: [],
  versions: [],
  resumptions: [],
  best: null,
  comparison: null,
  selfComparison: null,
  originalScore: null,
  usage: { inputTokens: 0, outputTokens: 0 },
  usageByModel: {},
  asked: null,
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

const withNote = (view: RunView, { seq, at }: RefinementEvent, kind: Note['kind'], text: string): RunView => ({
  ...view,
  notes: [...view.notes, { kind, seq, at, afterVersions: view.versions.length, text }],
})

/** Counts what the model that was asked last took; a run asks one at a time. */
function withUsage({ usage, usageByModel, asked }: RunView, taken: TokenUsage) {
  const before = usageByModel[asked ?? ''] ?? { inputTokens: 0, outputTokens: 0 }
  return { usage: sum(usage, taken), usageByModel: { ...usageByModel, [asked ?? '']: sum(before, taken) } }
}

const byNumber = (number: number) => (version: VersionView) => version.version === number

/** A change of the comparison that is under way. */
function compared(view: RunView, change: Partial<ComparisonView>): Partial<RunView> {
  const { comparison, selfComparison } = view
  if (selfComparison !== null) return { selfComparison: { ...selfComparison, ...change } }
  return { comparison: comparison && { ...comparison, ...change } }
}

function folded(view: RunView, event: RefinementEvent): RunView {
  switch (event.type) {
    case 'run.started':
      return { ...view, input: event.data, inputs: event.data.inputs ?? [], startedAt: event.at }
    case 'run.resumed': {
      const resumption = { seq: event.seq, afterVersions: view.versions.length, reason: event.data.reason }
      return { ...view, resumptions: [...view.resumptions, resumption] }
    }
    case 'version.pinned':
      return { ...withNote(view, event, 'steered', steeringText(event, view)), pinned: event.data.version }
    case 'version.banned': {
      const banned = [...view.banned, event.data.version]
      return { ...withNote(view, event, 'steered', steeringText(event, view)), banned }
    }
    case 'feedback.added':
      return withNote(view, event, 'steered', steeringText(event, view))
    case 'proposal.refused':
      return withNote(view, event, 'refused', refusalText(event.data, view.requested[event.data.callId]))
    case 'inputs.generated':
      return { ...view, inputs: [...view.inputs, ...event.data.inputs] }
    case 'request.started':
      return {
        ...view,
        asked: event.data.model,
        request: { role: event.data.role, model: event.data.model },
        requested: { ...view.requested, [event.data.callId]: event.data.model },
      }
    case 'limits.raised':
      return {
        ...withNote(view, event, 'steered', steeringText(event, view)),
        input: view.input && { ...view.input, limits: event.data.limits },
      }
    case 'run.paused':
    case 'run.continued':
      return {
        ...withNote(view, event, 'steered', steeringText(event, view)),
        isPaused: event.type === 'run.paused',
      }
    case 'reply.recorded':
      return { ...view, request: null, ...withUsage(view, event.data.usage) }
    case 'best.chosen':
      return { ...view, best: { version: event.data.version, score: event.data.score } }
    case 'version.proposed': {
      const fresh = { call: null, failures: [], output: null, answers: [], evaluation: null, verdict: null }
      return { ...view, versions: [...view.versions, { ...event.data, ...fresh }] }
    }
    case 'call.started': {
      const { callId, model, version, pair } = event.data
      const asking = { ...view, asked: model }
      if (pair !== undefined) return asking
      return updated(asking, byNumber(version), () => ({ call: { id: callId, model, isWaiting: false } }))
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
      const counted = { ...view, ...withUsage(view, usage) }
      if (pair !== undefined) return counted
      return updated(counted, byNumber(version), ({ output, answers }) => ({
        output: output ?? { text, finishReason, usage, durationMs },
        answers: [...answers, answerOf(event.data)],
      }))
    }
    case 'evaluation.recorded': {
      const { version } = event.data
      const after = updated(view, byNumber(version), ({ answers }) => {
        const known = scored(answers, event.data)
        return { answers: known, evaluation: overall(known) }
      })
      const score = versionOf(after, version)?.evaluation?.score ?? null
      const best = view.best?.version === version && score !== null ? { best: { version, score } } : {}
      return { ...after, ...best, ...(version === 0 && { originalScore: score }) }
    }
    case 'version.kept':
    case 'version.dropped': {
      const { version, score, previousBest, reason } = event.data
      const kept = event.type === 'version.kept'
      const judged = kept ? { ...view, best: { version, score } } : view
      return updated(judged, byNumber(version), () => ({ verdict: { kept, previousBest, reason } }))
    }
    case 'comparison.started':
      return {
        ...view,
        [event.data.version === event.data.against ? 'selfComparison' : 'comparison']: {
          ...event.data,
          done: 0,
          result: null,
        },
      }
    case 'pair.recorded':
      return { ...view, ...compared(view, { done: event.data.pair + 1 }) }
    case 'comparison.completed':
      return { ...view, ...compared(view, { result: event.data }) }
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
