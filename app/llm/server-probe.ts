import type { Model, ProbedServer, StructuredOutput } from '../contract/models.ts'
import { AppError } from '../errors.ts'
import type { OpenAiClient } from './openai-client.ts'
import { formless, notServed, tookTooLong, unfinished } from './probe-problems.ts'
import { fits, mentions, mostTokens, prompt, Wanted } from './probe-question.ts'
import { isRefusal } from './structured-output.ts'

/** From the strictest. */
const forms: readonly StructuredOutput[] = ['schema', 'json', 'none']

export interface ProbeOptions {
  /** The model that requests are for which name none, without our prefix. */
  readonly model: string
  readonly list: (signal: AbortSignal) => Promise<{ models: readonly Model[]; failure: AppError | undefined }>
  /** Longest time for all of it; ms. The first answer of a local model waits until it is loaded. */
  readonly patienceMs: number
  readonly now: () => number
}

export interface Probed {
  readonly server: ProbedServer
  /** Why there was no answer, for the health of the provider. Undefined: there was one, or the probe did not wait for it. */
  readonly failure: AppError | undefined
}

/**
 * Asks a compatible server for its list and for one small answer in a form, and tells the client what it takes. That it
 * does not refuse a schema means nothing: llama.cpp, older Ollama and vLLM with some models take one and answer prose
 * (ggml-org/llama.cpp#24097, vllm-project/vllm#23120), LM Studio takes a schema but no JSON mode
 * (lmstudio-ai/lmstudio-bug-tracker#189). So the answers are looked at.
 * @throws the signal's reason when it aborts; whatever the server does is in the result
 */
export async function probeServer(
  client: OpenAiClient,
  { model, list, patienceMs, now }: ProbeOptions,
  signal: AbortSignal,
): Promise<Probed> {
  const deadline = AbortSignal.timeout(patienceMs)
  const either = AbortSignal.any([signal, deadline])
  const told = <T>(work: Promise<T>): Promise<T | AppError> =>
    work.catch((error: unknown) => {
      signal.throwIfAborted()
      if (deadline.aborted) return tookTooLong(patienceMs)
      if (error instanceof AppError) return error
      throw error
    })
  const listing = await told(list(either))
  const listFailure = listing instanceof AppError ? listing : listing.failure
  const listed = listing instanceof AppError ? [] : listing.models
  const answer = await told(askForForm(client, model, either))
  const failed = answer instanceof AppError
  const isUnlisted = listFailure === undefined && listed.every(({ id }) => id !== `openai:${model}`)
  const problem = failed ? (isRefusal(answer) && isUnlisted ? notServed(model, listed) : answer) : answer.problem
  if (!failed && answer.form !== null) client.takes(answer.form)
  return {
    server: {
      provider: 'openai',
      model: `openai:${model}`,
      lists: listFailure === undefined,
      structuredOutput: failed ? null : answer.form,
      temperature: failed ? null : !client.refused(model).has('temperature'),
      problems: [
        ...(listFailure === undefined ? [] : [{ asked: 'list' as const, ...said(listFailure) }]),
        ...(problem === undefined ? [] : [{ asked: 'answer' as const, ...said(problem) }]),
      ],
      probedAt: new Date(now()).toISOString(),
    },
    failure: failed && !deadline.aborted ? answer : undefined,
  }
}

const said = ({ code, message }: AppError) => ({ code, message })

/** The strictest form in which the model answers, and what is wrong with its answers where something is. */
async function askForForm(client: OpenAiClient, model: string, signal: AbortSignal) {
  const jsonSchema = { name: 'colour', schema: { ...Wanted } }
  const request = { model, prompt, temperature: 0, maxOutputTokens: mostTokens, callId: 'probe/answer', jsonSchema }
  for (const form of forms) {
    const answer = await client.completeIn(form, request, signal).catch((error: unknown) => {
      if (form === 'none' || !isRefusal(error)) throw error
      return null
    })
    if (answer?.finishReason === 'length') return { form: null, problem: unfinished(model, mostTokens) }
    if (answer !== null && fits[form](answer))
      return { form, problem: form === 'none' && !mentions(answer) ? formless(model) : undefined }
  }
  throw new Error('The last form fits each answer') // holds by `fits`
}
