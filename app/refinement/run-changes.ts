import type { EventDataOf, NewRefinementEvent, TokenUsage } from '../contract/refinement-events.ts'
import type { PromptVersion } from '../contract/refinements.ts'
import { comparisonOf, isOfItself, sideOf } from './comparison-sides.ts'
import type { ComparisonState, RunState } from './run-state.ts'
import { withAnswer, withScore } from './version-answers.ts'

/** What one event changes, given that it may follow. */
export function changeBy(state: RunState, event: NewRefinementEvent): Partial<RunState> {
  switch (event.type) {
    case 'run.started':
      return { input: event.data, limits: event.data.limits, inputs: event.data.inputs ?? [] }
    case 'run.resumed':
      return {}
    case 'version.proposed': {
      const { version, parent, prompt, changes } = event.data
      const fresh = { output: null, answers: [], score: null, checks: [], decision: null }
      return {
        versions: [...state.versions, { version, parent, prompt, changes, ...fresh }],
        evidence: [...state.evidence, event.data.evidence ?? []],
        ...proposed(state, event),
      }
    }
    case 'proposal.refused':
      return proposed(state, event)
    case 'inputs.generated':
      return { inputs: [...state.inputs, ...event.data.inputs], inputsGenerated: true, replies: [] }
    case 'call.started':
    case 'request.started': {
      const { callId, role, version, model, pair, input, sample } = event.data
      const evidence = event.type === 'request.started' ? event.data.evidence : undefined
      return { calls: state.calls + 1, pendingCall: { callId, role, version, model, pair, input, sample, evidence } }
    }
    case 'call.failed': {
      const { code, message } = event.data
      // The search has its winner: a comparison that is cut short takes nothing from it.
      if (state.pendingCall?.pair !== undefined)
        return { pendingCall: null, ...withComparison(state, { failure: message }) }
      return { pendingCall: null, callFailure: { code, message } }
    }
    case 'output.recorded': {
      const { version, pair, text, finishReason, usage } = event.data
      const taken =
        pair === undefined
          ? { versions: withVersion(state, version, (answered) => withAnswer(answered, event.data)) }
          : withComparison(state, {
              answers: withSide(state, event.data, { text, finishReason }),
            })
      return {
        pendingCall: null,
        ...taken,
        ...withUsage(state, usage),
        longestAnswerTokens: Math.max(state.longestAnswerTokens, usage.outputTokens),
      }
    }
    case 'reply.recorded': {
      const { role, text, finishReason, usage } = event.data
      const { pendingCall } = state
      if (pendingCall === null) return {}
      const reply = { ...pendingCall, role, text, finishReason }
      return { pendingCall: null, replies: [...state.replies, reply], ...withUsage(state, usage) }
    }
    case 'evaluation.recorded': {
      const versions = withVersion(state, event.data.version, (answered) => withScore(answered, event.data))
      const score = state.best && versions[state.best.version]?.score
      return { versions, replies: [], ...(state.best && score != null && { best: { ...state.best, score } }) }
    }
    case 'version.kept': {
      const { version, score, reason } = event.data
      return { versions: decided(state, version, { kept: true, reason }), best: { version, score } }
    }
    case 'version.dropped':
      return { versions: decided(state, event.data.version, { kept: false, reason: event.data.reason }) }
    case 'best.chosen':
      return { best: { version: event.data.version, score: event.data.score } }
    case 'comparison.started': {
      const began = { ...event.data, answers: new Map(), differences: [], preferences: [], failure: null, result: null }
      return isOfItself(event.data) ? { selfComparison: began } : { comparison: began }
    }
    case 'pair.recorded': {
      const before = comparisonOf(state)
      const differences = [...(before?.differences ?? []), event.data.score - event.data.against]
      const { preference } = event.data
      const preferences = [...(before?.preferences ?? []), ...(preference === undefined ? [] : [preference])]
      return { replies: [], ...withComparison(state, { answers: new Map(), differences, preferences }) }
    }
    case 'comparison.completed': {
      const { against, verdict } = event.data
      const score = state.versions[against]?.score
      // Shown to be worse: the search was deceived, and the other one is the best after all.
      const best =
        verdict === 'worse' && score != null && !isOfItself(event.data) ? { best: { version: against, score } } : {}
      return { ...withComparison(state, { result: event.data }), ...best }
    }
    case 'run.paused':
      return { isPaused: true }
    case 'run.continued':
      return { isPaused: false }
    case 'feedback.added':
      return { feedback: [...state.feedback, event.data.text] }
    case 'version.pinned':
      return { pinned: event.data.version }
    case 'version.banned':
      return { banned: [...state.banned, event.data.version], ...withoutBanned(state, event.data.version) }
    case 'limits.raised':
      return { limits: event.data.limits }
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

/** A rewrite was asked for and came, whether it is a version now or was refused. */
function proposed(
  { proposals, versions }: RunState,
  event: Extract<NewRefinementEvent, { type: 'version.proposed' | 'proposal.refused' }>,
): Partial<RunState> {
  if (versions.length === 0) return {}
  const { made, corrections, refused } = proposals
  const role = event.type === 'proposal.refused' ? event.data.role : event.data.by?.role
  const isCorrection = role === 'analyser' || role === 'reviser'
  return {
    replies: [],
    proposals: {
      made: isCorrection ? made : made + 1,
      corrections: isCorrection ? corrections + 1 : corrections,
      refused: event.type === 'proposal.refused' ? [...refused, refusalOf(event.data)] : refused,
    },
  }
}

const refusalOf = ({ role, parent, reason }: EventDataOf<'proposal.refused'>) => ({ role, parent, reason })

/** A version that the author does not want leads no more: the best of the others that were kept does. */
function withoutBanned({ best, pinned, versions, banned }: RunState, version: number): Partial<RunState> {
  const unpinned = pinned === version ? { pinned: null } : {}
  if (best?.version !== version) return unpinned
  const [next] = versions
    .filter((other) => other.decision?.kept && other.version !== version && !banned.includes(other.version))
    .flatMap((other) => (other.score === null ? [] : [{ version: other.version, score: other.score }]))
    .sort((a, b) => b.score - a.score || b.version - a.version)
  return { ...unpinned, best: next ?? null }
}

const withVersion = (
  { versions }: RunState,
  number: number,
  change: (version: Readonly<PromptVersion>) => Readonly<PromptVersion>,
): RunState['versions'] => versions.map((version) => (version.version === number ? change(version) : version))

const decided = (state: RunState, number: number, decision: PromptVersion['decision']) =>
  withVersion(state, number, (version) => ({ ...version, decision }))

/** Counts what the pending call took. */
function withUsage({ pendingCall, usage: before, usageByModel }: RunState, usage: TokenUsage): Partial<RunState> {
  const model = pendingCall?.model
  if (model === undefined) return {}
  const ofModel = usageByModel[model] ?? { inputTokens: 0, outputTokens: 0 }
  return { usage: sum(before, usage), usageByModel: { ...usageByModel, [model]: sum(ofModel, usage) } }
}

const sum = (a: TokenUsage, b: TokenUsage): TokenUsage => ({
  inputTokens: a.inputTokens + b.inputTokens,
  outputTokens: a.outputTokens + b.outputTokens,
})

function withComparison({ comparison, selfComparison }: RunState, change: Partial<ComparisonState>): Partial<RunState> {
  if (selfComparison !== null) return { selfComparison: { ...selfComparison, ...change } }
  return comparison === null ? {} : { comparison: { ...comparison, ...change } }
}

function withSide(
  state: RunState,
  data: EventDataOf<'output.recorded'>,
  answer: NonNullable<PromptVersion['output']>,
): ComparisonState['answers'] {
  const compared = comparisonOf(state)
  const side = compared && sideOf(compared, data)
  return side === null ? new Map() : new Map(compared?.answers).set(side, answer)
}
