import type { NewRefinementEvent, ScoredVersion } from '../contract/refinement-events.ts'
import { whyNotInComparison } from './comparison-order.ts'
import type { RunState } from './run-state.ts'

/** What keeps an event from following the events folded into `state`, in words; null when it may follow. */
export function whyImpossible(state: RunState, event: NewRefinementEvent, seq: number): string | null {
  if (seq !== state.lastSeq + 1) return `expected number ${state.lastSeq + 1}`
  if (event.type === 'run.started') return state.input === null ? null : 'the run has already started'
  if (state.input === null) return 'the first event must be run.started'
  if (isEnded(state)) return `the run has ended (${state.status})`
  if (event.type === 'run.resumed') return null
  if (event.type === 'run.failed' || event.type === 'run.cancelled') return bestDiffers(state, event.data.best)
  if (state.callFailure !== null) return 'a model call failed, so the run must fail'
  return whyNoProgress(state, event)
}

export const isEnded = ({ status }: RunState): boolean =>
  status === 'completed' || status === 'failed' || status === 'cancelled'

type Progress = Exclude<NewRefinementEvent, { type: 'run.started' | 'run.resumed' | 'run.failed' | 'run.cancelled' }>

function whyNoProgress(state: RunState, event: Progress): string | null {
  const last = state.versions.at(-1)
  const pending = state.pendingCall
  if (state.comparison !== null) return whyNotInComparison(state, state.comparison, event)
  switch (event.type) {
    case 'version.proposed': {
      const { version, parent, prompt } = event.data
      if (version !== state.versions.length) return `expected version ${state.versions.length}, found ${version}`
      if (version === 0) {
        if (parent !== null) return 'version 0 has no parent'
        return prompt === state.input?.prompt ? null : 'version 0 must be the prompt the run was started with'
      }
      if (last?.decision == null) return `version ${version - 1} is not decided yet`
      return parent === null || parent >= version ? `parent ${parent} is no earlier version` : null
    }
    case 'call.started':
      if (last?.version !== event.data.version) return `version ${event.data.version} is not the newest`
      if (last.output !== null) return `version ${last.version} has its output already`
      return pending === null ? null : `call ${pending.callId} has no result yet`
    case 'call.failed':
      return pending?.callId === event.data.callId ? null : `no call ${event.data.callId} is waiting for a result`
    case 'output.recorded':
      return pending?.callId === event.data.callId && pending.version === event.data.version
        ? null
        : `no call ${event.data.callId} of version ${event.data.version} is waiting for a result`
    case 'evaluation.recorded':
      if (last?.version !== event.data.version) return `version ${event.data.version} is not the newest`
      if (last.output === null) return `version ${last.version} has no output to evaluate`
      return last.score === null ? null : `version ${last.version} is evaluated already`
    case 'version.kept':
    case 'version.dropped':
      if (last?.version !== event.data.version) return `version ${event.data.version} is not the newest`
      if (last.score === null) return `version ${last.version} is not evaluated yet`
      if (last.decision !== null) return `version ${last.version} is decided already`
      if (last.score !== event.data.score) return `expected the score ${last.score}, found ${event.data.score}`
      return bestDiffers(state, event.data.previousBest)
    case 'comparison.started': {
      const { version, against } = event.data
      if (last?.decision == null) return 'the search is not at its end'
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

const bestDiffers = ({ best }: RunState, named: ScoredVersion | null): string | null =>
  named?.version === best?.version && named?.score === best?.score
    ? null
    : `expected the best to be ${show(best)}, found ${show(named)}`

const show = (best: ScoredVersion | null) => (best === null ? 'none' : `version ${best.version} with ${best.score}`)
