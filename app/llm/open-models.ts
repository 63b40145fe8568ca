import { isOpenAi } from './endpoint.ts'
import { createModels, type ModelCatalog, type ModelsOptions } from './model-catalog.ts'
import { modelFacts } from './model-facts.ts'

/** Where model calls are recorded, or answered from. */
export interface Cassette {
  readonly mode: 'record' | 'replay'
  readonly path: string
}

/** @throws Error naming the variable that cannot be used */
export async function openModels(options: ModelsOptions, cassette?: Cassette): Promise<ModelCatalog> {
  if (cassette === undefined) return createModels(options)
  const { readCassette, openRecorder } = await import('./cassette/cassette-file.ts')
  if (cassette.mode === 'replay') {
    const { replayingModels } = await import('./cassette/replaying-models.ts')
    // Prices as they would be known if the provider were asked: runs store them.
    const openAi = isOpenAi(options.openai?.baseUrl)
    return replayingModels(await readCassette(cassette.path), (provider, model) =>
      modelFacts(provider, model, { openAi, now: new Date() }),
    )
  }
  const { recordingModels } = await import('./cassette/recording-models.ts')
  return recordingModels(createModels(options), await openRecorder(cassette.path))
}
