import type { ModelList } from '../../app/contract/models.ts'
import type { RefinementEvent } from '../../app/contract/refinement-events.ts'
import type { RefinementSummary } from '../../app/contract/refinements.ts'
import type { Api, EventStreamHandlers, OpenEventStream } from '../api/api.ts'
import { ApiError } from '../api/api-error.ts'
import { runId } from './example-run.ts'

export const modelList: ModelList = {
  models: [
    { id: 'openai:gpt-5-mini', provider: 'openai', name: 'gpt-5-mini', simulated: false },
    { id: 'openai:gpt-5', provider: 'openai', name: 'gpt-5', simulated: false },
    { id: 'simulator:rules-v1', provider: 'simulator', name: 'Simulator (not a language model)', simulated: true },
  ],
  default: 'openai:gpt-5-mini',
  unavailable: [{ provider: 'gemini', code: 'MODEL_AUTHENTICATION_FAILED', message: 'Gemini refused the key.' }],
}

export const summary = (changes: Partial<RefinementSummary> = {}): RefinementSummary => ({
  id: runId,
  status: 'completed',
  createdAt: '2026-05-04T09:30:00.000Z',
  updatedAt: '2026-05-04T09:30:16.000Z',
  promptExcerpt: 'Write about our new product.',
  targetModel: 'openai:gpt-5-mini',
  simulated: false,
  originalScore: 0.5,
  bestScore: 0.9,
  ...changes,
})

export const failure = (status: number, code: string, message = `Message of ${code}`): ApiError =>
  new ApiError(status, code, message, 'request-7')

/** An API at the port. What a test does not script fails, so that no test passes on an answer it did not think of. */
export function scriptedApi(script: Partial<Api> = {}): Api {
  const unscripted = (name: string) => () => Promise.reject(new Error(`the test did not script ${name}`))
  return {
    session: unscripted('session'),
    logIn: unscripted('logIn'),
    logOut: unscripted('logOut'),
    models: unscripted('models'),
    checks: unscripted('checks'),
    start: unscripted('start'),
    preflight: unscripted('preflight'),
    refinement: unscripted('refinement'),
    refinements: unscripted('refinements'),
    cancel: unscripted('cancel'),
    steer: unscripted('steer'),
    importRun: unscripted('importRun'),
    analytics: unscripted('analytics'),
    webhooks: unscripted('webhooks'),
    createWebhook: unscripted('createWebhook'),
    deleteWebhook: unscripted('deleteWebhook'),
    testWebhook: unscripted('testWebhook'),
    webhookDeliveries: unscripted('webhookDeliveries'),
    metaPrompts: unscripted('metaPrompts'),
    metaPromptHistory: unscripted('metaPromptHistory'),
    metaPromptVersion: unscripted('metaPromptVersion'),
    saveMetaPrompt: unscripted('saveMetaPrompt'),
    activateMetaPrompt: unscripted('activateMetaPrompt'),
    previewMetaPrompt: unscripted('previewMetaPrompt'),
    lessons: unscripted('lessons'),
    lesson: unscripted('lesson'),
    setLessonState: unscripted('setLessonState'),
    ...script,
  }
}

/** Event streams at the port: each one opened is recorded, and the test speaks through its handlers. */
export function scriptedStreams() {
  const opened: { runId: string; afterSeq: number; handlers: EventStreamHandlers; isClosed: boolean }[] = []
  const open: OpenEventStream = (id, afterSeq, handlers) => {
    const stream = { runId: id, afterSeq, handlers, isClosed: false }
    opened.push(stream)
    return () => {
      stream.isClosed = true
    }
  }
  const newest = () => {
    const stream = opened.at(-1)
    if (stream === undefined) throw new Error('no event stream was opened')
    return stream
  }
  const send = (events: readonly RefinementEvent[]) => {
    newest().handlers.onOpen()
    for (const event of events) newest().handlers.onEvent(event)
  }
  return { opened, open, newest, send }
}

/** A promise that the test settles itself. */
export const deferred = <T>() => Promise.withResolvers<T>()
