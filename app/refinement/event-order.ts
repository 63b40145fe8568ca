import type { NewRefinementEvent, ScoredVersion } from '../contract/refinement-events.ts'
import { whyNotInComparison } from './comparison-order.ts'
import { comparisonOf, isOfItself } from './comparison-sides.ts'
import type { RunState } from './run-state.ts'
import { isSteering, type SteeringEvent, whyNotSteered } from './steering-order.ts'
import { type Cell, isIn } from './version-answers.ts'

/** What keeps an event from following the events folded into `state`, in words; null when it may follow. */
export function whyImpossible(state: RunState, event: NewRefinementEvent, seq: number): string | null {
  if (seq !== state.lastSeq + 1) return `expected number ${state.lastSeq + 1}`
  if (event.type === 'run.started') return state.input === null ? null : 'the run has already started'
  if (state.input === null) return 'the first event must be run.started'
  if (isEnded(state)) return `the run has ended (${state.status})`
  if (event.type === 'run.resumed') return null
  if (isSteering(event)) return whyNotSteered(state, event)
  if (event.type === 'run.failed' || event.type === 'run.cancelled') return bestDiffers(state, event.data.best)
  if (state.callFailure !== null) return 'a model call failed, so the run must fail'
  return whyNoProgress(state, event)
}

export const isEnded = ({ status }: RunState): boolean =>
  status === 'completed' || status === 'failed' || status === 'cancelled'

type Progress = Exclude<
  NewRefinementEvent,
  SteeringEvent | { type: 'run.started' | 'run.resumed' | 'run.failed' | 'run.cancelled' }
>

function whyNoProgress(state: RunState, event: Progress): string | null {
  const last = state.versions.at(-1)
  const pending = state.pendingCall
  const comparison = comparisonOf(state)
  if (comparison !== null) return whyNotInComparison(state, comparison, event)
  switch (event.type) {
    case 'version.proposed': {
      const { version, parent, prompt } = event.data
      if (version !== state.versions.length) return `expected version ${state.versions.length}, found ${version}`
      if (version === 0) {
        if (parent !== null) return 'version 0 has no parent'
        return prompt === state.input?.prompt ? null : 'version 0 must be the prompt the run was started with'
      }
      if (last?.score == null) return `version ${version - 1} is not scored yet`
      if (event.data.by !== undefined && !hasReply(state, event.data.by.callId))
        return `no reply to ${event.data.by.callId} is there`
      return parent === null || parent >= version ? `parent ${parent} is no earlier version` : null
    }
    case 'proposal.refused':
      return hasReply(state, event.data.callId) ? null : `no reply to ${event.data.callId} is there`
    case 'inputs.generated':
      if (state.inputsGenerated) return 'the run has its generated inputs'
      if (state.versions[0]?.answers.length !== 0) return 'the search has begun'
      return hasReply(state, event.data.callId) ? null : `no reply to ${event.data.callId} is there`
    case 'call.started':
      return whyNotAsked(state, event.data.version, event.data)
    case 'request.started':
      if (state.versions[event.data.version] === undefined) return `there is no version ${event.data.version}`
      return pending === null ? null : `call ${pending.callId} has no result yet`
    case 'call.failed':
      return whyNoResult(pending, event.data.callId)
    case 'reply.recorded':
      if (pending?.role !== event.data.role) return `no call of the ${event.data.role} is waiting for a result`
      return whyNoResult(pending, event.data.callId)
    case 'output.recorded':
      return pending?.callId === event.data.callId &&
        pending.version === event.data.version &&
        pending.role === 'target' &&
        isSameCell(pending, event.data)
        ? null
        : `no call ${event.data.callId} of version ${event.data.version} is waiting for a result`
    case 'evaluation.recorded': {
      const answer = state.versions[event.data.version]?.answers.find(isIn(event.data))
      if (answer === undefined) return `version ${event.data.version} has no output to evaluate`
      return answer.score === null ? null : `version ${event.data.version} is evaluated already`
    }
    case 'version.kept':
    case 'version.dropped': {
      const version = state.versions[event.data.version]
      if (version === undefined) return `there is no version ${event.data.version}`
      if (version.score === null) return `version ${version.version} is not evaluated yet`
      const mayStillFall = event.type === 'version.dropped' && version.version !== state.best?.version
      if (version.decision !== null && !(mayStillFall && version.decision.kept))
        return `version ${version.version} is decided already`
      if (version.score !== event.data.score) return `expected the score ${version.score}, found ${event.data.score}`
      return bestDiffers(state, event.data.previousBest)
    }
    case 'best.chosen': {
      const version = state.versions[event.data.version]
      if (version?.decision == null) return `version ${event.data.version} is not decided yet`
      if (version.score !== event.data.score) return `expected the score ${version.score}, found ${event.data.score}`
      return bestDiffers(state, event.data.previousBest)
    }
    case 'comparison.started': {
      const { version, against } = event.data
      if (state.versions.some(({ decision }) => decision === null)) return 'the search is not at its end'
      if (isOfItself(event.data)) return state.best === null ? 'no prompt was measured yet' : null
      if (version !== state.best?.version) return `version ${version} is not the best`
      return against < version ? null : `version ${against} is no earlier one`
    }
    case 'pair.recorded':
    case 'comparison.completed':
      return 'no comparison has started'
    case 'run.completed':
      return bestDiffers(state, event.data.best)
  }
}

function whyNotAsked({ versions, pendingCall }: RunState, number: number, cell: Cell): string | null {
  const version = versions[number]
  if (version === undefined) return `there is no version ${number}`
  if (version.answers.some(isIn(cell))) return `version ${number} has its output already`
  return pendingCall === null ? null : `call ${pendingCall.callId} has no result yet`
}

const whyNoResult = (pending: RunState['pendingCall'], callId: string): string | null =>
  pending?.callId === callId ? null : `no call ${callId} is waiting for a result`

const hasReply = ({ replies }: RunState, callId: string): boolean => replies.some((reply) => reply.callId === callId)

const isSameCell = (a: Cell, b: Cell): boolean => a.input === b.input && a.sample === b.sample

const bestDiffers = ({ best }: RunState, named: ScoredVersion | null): string | null =>
  named?.version === best?.version && named?.score === best?.score
    ? null
    : `expected the best to be ${show(best)}, found ${show(named)}`

const show = (best: ScoredVersion | null) => (best === null ? 'none' : `version ${best.version} with ${best.score}`)
