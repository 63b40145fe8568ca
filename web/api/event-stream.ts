import type { EventType, RefinementEvent } from '../../app/contract/refinement-events.ts'
import type { OpenEventStream } from './api.ts'

/** The compiler refuses a list that lacks an event type of the contract: `EventSource` delivers only what is named. */
const listened = {
  'run.started': true,
  'run.resumed': true,
  'version.proposed': true,
  'proposal.refused': true,
  'inputs.generated': true,
  'call.started': true,
  'request.started': true,
  'call.failed': true,
  'output.recorded': true,
  'reply.recorded': true,
  'evaluation.recorded': true,
  'version.kept': true,
  'version.dropped': true,
  'best.chosen': true,
  'comparison.started': true,
  'pair.recorded': true,
  'comparison.completed': true,
  'run.paused': true,
  'run.continued': true,
  'feedback.added': true,
  'version.pinned': true,
  'version.banned': true,
  'limits.raised': true,
  'run.completed': true,
  'run.failed': true,
  'run.cancelled': true,
} as const satisfies Record<EventType, true>

/** Events of a run by `EventSource`, which reconnects by itself and then sends the number of the last event it got. */
export const openEventStream: OpenEventStream = (runId, afterSeq, handlers) => {
  const source = new EventSource(`/api/v1/refinements/${runId}/events?after=${afterSeq}`)
  source.onopen = handlers.onOpen
  source.onerror = (event) => {
    // An event *named* error carries data: the server failed after the stream had begun.
    const isFromServer = 'data' in event
    if (isFromServer) source.close()
    if (source.readyState === EventSource.CLOSED) handlers.onRefused()
    else handlers.onInterrupted()
  }
  for (const type of Object.keys(listened))
    source.addEventListener(type, (message: MessageEvent<string>) => {
      handlers.onEvent(JSON.parse(message.data) as RefinementEvent) // validated by the server before it was stored
    })
  return () => source.close()
}
