import type { NewRefinementEvent } from '../contract/refinement-events.ts'
import { isOfItself, sideOf } from './comparison-sides.ts'
import type { ComparisonState, RunState } from './run-state.ts'

/** What keeps an event from following in a run that compares prompts at its end; null when it may follow. */
export function whyNotInComparison(
  { pendingCall, best }: RunState,
  comparison: ComparisonState,
  event: NewRefinementEvent,
): string | null {
  const { version, against, pairs, answers, differences, result } = comparison
  if (event.type === 'run.completed') {
    if (result === null) return 'the comparison has no result yet'
    return event.data.best.version === best?.version ? null : `expected version ${best?.version} to be the best`
  }
  if (event.type === 'comparison.started' && result !== null && !isOfItself(comparison))
    return isOfItself(event.data) ? null : 'only the author’s prompt with itself is compared after the winner'
  if (event.type === 'best.chosen' && result !== null && !isOfItself(comparison)) {
    if (best?.version !== version) return `version ${version} has given the place back already`
    return event.data.version === against ? null : `expected version ${against}, found ${event.data.version}`
  }
  if (result !== null) return 'the comparison has its result, so the run must complete'
  switch (event.type) {
    case 'call.started': {
      if (event.data.pair !== differences.length) return `expected a call for pair ${differences.length}`
      const side = sideOf(comparison, event.data)
      if (side === null) return `version ${event.data.version} is not compared`
      if (answers.has(side)) return `version ${event.data.version} has its answer in this pair`
      return pendingCall === null ? null : `call ${pendingCall.callId} has no result yet`
    }
    case 'request.started':
      if (event.data.pair !== differences.length) return `expected a call for pair ${differences.length}`
      if (answers.size !== 2) return `pair ${event.data.pair} lacks an answer`
      return pendingCall === null ? null : `call ${pendingCall.callId} has no result yet`
    case 'reply.recorded':
    case 'call.failed':
      return pendingCall?.callId === event.data.callId ? null : `no call ${event.data.callId} is waiting for a result`
    case 'output.recorded': {
      const { callId, pair, sample } = event.data
      const isExpected =
        pendingCall?.callId === callId &&
        pendingCall.version === event.data.version &&
        pendingCall.pair === pair &&
        pendingCall.sample === sample
      return isExpected ? null : `no call ${callId} of version ${event.data.version} is waiting for a result`
    }
    case 'pair.recorded':
      if (event.data.pair !== differences.length) return `expected pair ${differences.length}`
      return answers.size === 2 ? null : `pair ${event.data.pair} lacks an answer`
    case 'comparison.completed':
      if (event.data.version !== version || event.data.against !== against)
        return `the comparison is of ${version} and ${against}`
      if (event.data.pairs !== differences.length)
        return `expected ${differences.length} pairs, found ${event.data.pairs}`
      return event.data.pairs <= pairs ? null : `only ${pairs} pairs were planned`
    default:
      return 'the search has ended'
  }
}
