import type { Config } from './config.ts'
import type { HealthCheck } from './contract/health.ts'
import type { ModelCatalog, ModelsOptions } from './llm/model-catalog.ts'
import type { Cassette } from './llm/open-models.ts'

/** What the configuration says of the model providers. */
export const providersOf = (config: Config): ModelsOptions => ({
  openai: { apiKey: config.OPENAI_API_KEY, baseUrl: config.OPENAI_BASE_URL, defaultModel: config.OPENAI_MODEL },
  gemini: { apiKey: config.GEMINI_API_KEY, baseUrl: config.GEMINI_BASE_URL, defaultModel: config.GEMINI_MODEL },
  timeoutMs: config.MODEL_TIMEOUT_MS,
})

/** Where model calls are recorded, or answered from; undefined: models are asked and nothing is kept. */
export function cassetteOf({ MPLA_CASSETTE }: Config): Cassette | undefined {
  if (MPLA_CASSETTE === undefined) return undefined
  const [mode, ...path] = MPLA_CASSETTE.split(':')
  return { mode: mode === 'record' ? 'record' : 'replay', path: path.join(':') }
}

/** Longest wait for providers that are asked for the first time, in ms; a health check must answer. */
const waitMs = 3_000

/**
 * Whether the providers accept their keys. The catalogue lists their models at most every five minutes, so probes that
 * come often cost no request each.
 */
export async function checkProviders(models: ModelCatalog): Promise<Record<string, HealthCheck>> {
  await models.list(AbortSignal.timeout(waitMs)).catch(() => {}) // what it met is in the next line
  return models.providerHealth()
}
