import type { Model } from '../../contract/models.ts'
import { AppError } from '../../errors.ts'
import type { ModelCatalog } from '../model-catalog.ts'
import type { ModelClient, ModelFacts } from '../model-client.ts'
import { nearestCall } from './nearest-call.ts'
import { keyOf, type RecordedCall, recordedRequest } from './recorded-call.ts'

/** Answers from a cassette and from nothing else: no provider is asked, and none need be configured. Times are not replayed. */
export function replayingModels(
  calls: ReadonlyMap<string, RecordedCall>,
  factsOf: (provider: Model['provider'], model: string) => ModelFacts,
): ModelCatalog {
  const ids = [...new Set([...calls.values()].map(({ request }) => request.model))]
  const [defaultId = ''] = ids

  const complete: ModelCatalog['complete'] = async (id, request, signal) => {
    signal.throwIfAborted()
    const asked = recordedRequest(id, request)
    const found = calls.get(keyOf(asked))
    if (found !== undefined) return found.answer
    const near = nearestCall(asked, calls.values())
    throw new AppError(
      'MODEL_CALL_NOT_RECORDED',
      `The cassette has no answer to this request to ${id}, and nobody else is asked while it is replayed. The nearest that it has, call ${near?.position}, differs in ${near?.differences.join(' and ')}`,
    )
  }
  return {
    replayed: true,
    defaultId,
    resolve(id) {
      if (!ids.includes(id))
        throw new AppError(
          'MODEL_UNKNOWN',
          `The cassette has no call to ${JSON.stringify(id.slice(0, 150))}; it has those to ${ids.join(', ')}`,
        )
      const model = nameOf(id)
      const provider = providerOf(id)
      const client: ModelClient = {
        provider,
        complete: (request, signal) => complete(id, request, signal),
        list: async () => ids.filter((other) => providerOf(other) === provider).map(listed),
      }
      return { client, model, simulated: provider === 'simulator' }
    },
    describe: (id) => factsOf(providerOf(id), nameOf(id)),
    list: async () => ({ models: ids.map(listed), default: defaultId, unavailable: [] }),
    complete,
    providerHealth: () => ({}),
    probe: async () => undefined,
  }
}

const nameOf = (id: string): string => id.slice(id.indexOf(':') + 1)
const providerOf = (id: string): Model['provider'] => id.slice(0, id.indexOf(':')) as Model['provider'] // our own ids were recorded

const listed = (id: string): Model => ({
  id,
  provider: providerOf(id),
  name: `${nameOf(id)} (recorded answers)`,
  simulated: providerOf(id) === 'simulator',
  replayed: true,
})
