import type { EventDataOf, NewRefinementEvent } from '../../contract/refinement-events.ts'
import type { RunInput } from '../../contract/run-input.ts'
import { type AskStep, answered, callStarted } from '../ask-step.ts'
import { decide } from '../decide.ts'
import { foldEvents } from '../fold.ts'

export const runInput = (prompt: string, changes: Partial<RunInput> = {}): RunInput => ({
  prompt,
  models: { target: 'simulator:rules-v1' },
  temperature: 0.7,
  limits: { iterations: 4, maxTokens: 50_000 },
  simulated: true,
  ...changes,
})

export const started = (prompt: string, changes: Partial<RunInput> = {}): NewRefinementEvent => ({
  type: 'run.started',
  data: runInput(prompt, changes),
})

/** What a scripted model does when it is asked. */
export type Scripted =
  | Pick<EventDataOf<'output.recorded'>, 'text' | 'finishReason' | 'usage'>
  | Pick<EventDataOf<'call.failed'>, 'code' | 'message'>

export const answer = (text: string, outputTokens = 100): Scripted => ({
  text,
  finishReason: 'stop',
  usage: { inputTokens: 50, outputTokens },
})

/** Far above what any run of these tests needs; reaching it means that the run does not end. */
const mostSteps = 200

/**
 * Carries a run on from stored events to its end, as a worker does, with a model whose answer depends on the question alone.
 * Returns all events; `asked` collects the questions put to the model.
 */
export function carryOn(
  stored: readonly NewRefinementEvent[],
  model: (step: AskStep) => Scripted,
  asked: AskStep[] = [],
): NewRefinementEvent[] {
  const events = [...stored]
  for (let steps = 0; steps < mostSteps; steps++) {
    const step = decide(foldEvents(events))
    if (step.kind === 'finished' || step.kind === 'paused') return events
    if (step.kind === 'record') {
      events.push(...step.events)
      continue
    }
    asked.push(step)
    if (!step.isRepeat) events.push(callStarted(step))
    const scripted = model(step)
    events.push(
      'code' in scripted
        ? { type: 'call.failed', data: { callId: step.callId, ...scripted, retryAfterMs: null } }
        : answered(step, { ...scripted, durationMs: 1 }),
    )
  }
  throw new Error(`The run took more than ${mostSteps} steps`)
}
