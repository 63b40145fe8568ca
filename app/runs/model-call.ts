import { setImmediate as nextTurn } from 'node:timers/promises'
import type { NewRefinementEvent } from '../contract/refinement-events.ts'
import { AppError } from '../errors.ts'
import type { CompletionRequest, Models } from '../llm/model-client.ts'
import { type AskStep, answered, drawOf } from '../refinement/ask-step.ts'
import type { RunLog } from './run-log.ts'

interface CallOptions {
  readonly models: Pick<Models, 'complete'>
  readonly log: RunLog
  readonly runId: string
  readonly signal: AbortSignal
}

/** What the model is asked. */
export const requestOf = (step: AskStep, runId: string): Omit<CompletionRequest, 'model'> => {
  const { callId, prompt, temperature, maxOutputTokens, jsonSchema } = step
  const form = jsonSchema === undefined ? {} : { jsonSchema }
  // A call's id says which call of a run it is; for providers, who take it as idempotency key, that is not enough.
  return { prompt, temperature, maxOutputTokens, callId: `${runId}/${callId}`, sample: drawOf(step), ...form }
}

/** What came of a call, as the event to store; null when the signal aborted it, whatever the provider made of that. */
export async function callModel(
  step: AskStep,
  { models, log, runId, signal }: CallOptions,
): Promise<NewRefinementEvent | null> {
  const { callId, model } = step
  const startedAt = performance.now()
  try {
    const { text, finishReason, usage } = await models.complete(model, requestOf(step, runId), signal)
    const durationMs = Math.round(performance.now() - startedAt)
    return answered(step, { text, finishReason, usage, durationMs })
  } catch (error) {
    if (signal.aborted) return null
    const failure = error instanceof AppError ? error : unexpected(error, step, log)
    const { code, message, retryAfterMs = null } = failure
    log.warn({ runId, callId, code }, `A model call failed: ${message}`)
    return { type: 'call.failed', data: { callId, code, message, retryAfterMs } }
  } finally {
    // A model in this very process (the simulator) may have taken the event loop for long.
    await nextTurn()
  }
}

/** A mistake of ours: the log gets all of it, the client a neutral sentence. */
function unexpected(err: unknown, { callId, model }: AskStep, log: RunLog): AppError {
  log.error({ err, callId, model }, 'A model call failed in a way that its client does not know')
  return new AppError('INTERNAL', 'The model could not be asked because of a mistake in the server; its log says more.')
}
