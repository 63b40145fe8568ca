import type { Model } from '../contract/models.ts'
import { AppError } from '../errors.ts'

// What is in the way at a compatible server, and what to do: each for an operator who has just started this program.

export const tookTooLong = (patienceMs: number) =>
  new AppError(
    'MODEL_TIMED_OUT',
    `The OpenAI-compatible server did not answer within ${patienceMs / 1_000} s of the start: it may be loading the model; it is asked again when the models are listed, and a wrong OPENAI_BASE_URL shows in the same way`,
  )

export const unfinished = (model: string, mostTokens: number) =>
  new AppError(
    'MODEL_ANSWER_MALFORMED',
    `${model} did not end a small answer within ${mostTokens} tokens: turn its thinking off at the server, or choose another model for judging and writing`,
  )

export const formless = (model: string) =>
  new AppError(
    'MODEL_ANSWER_MALFORMED',
    `${model} answered no JSON, even when it was told in words: choose another model as judge`,
  )

export function notServed(model: string, listed: readonly Model[]): AppError {
  const [first] = listed
  const advice =
    first === undefined
      ? 'it lists none at all; load one there first'
      : `set OPENAI_MODEL to one of the ${listed.length} that it lists, for example ${first.id.slice('openai:'.length)}`
  return new AppError('MODEL_UNKNOWN', `The OpenAI-compatible server does not serve ${model}: ${advice}`)
}
