import type { ModelCatalog } from '../model-catalog.ts'
import type { Recorder } from './cassette-file.ts'
import { keyOf, recordedCall, recordedRequest } from './recorded-call.ts'

/**
 * The same models, whose answers are recorded before anybody gets them. A request that is on the cassette is answered from it:
 * one request has one answer there, else what a run was given could not be told from the file.
 */
export function recordingModels(models: ModelCatalog, recorder: Recorder): ModelCatalog {
  return {
    ...models,
    async complete(id, request, signal) {
      const asked = recordedRequest(id, request)
      const known = recorder.calls.get(keyOf(asked))
      if (known !== undefined) return known.answer
      const { answer } = await recorder.add(recordedCall(asked, await models.complete(id, request, signal)))
      return answer
    },
  }
}
