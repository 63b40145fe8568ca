import type { Config } from './config.ts'
import type { HealthCheck } from './contract/health.ts'
import type { ProbedServer } from './contract/models.ts'
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

interface ProbeLog {
  info(fields: object, message: string): void
  warn(fields: object, message: string): void
  error(fields: object, message: string): void
}

/**
 * Has a compatible server show what it can do, and says so in one line. Nobody waits for it: a model that is loaded first takes
 * half a minute, and requests are made as well as they can be until then.
 */
export async function probeProviders(models: ModelCatalog, log: ProbeLog, signal: AbortSignal): Promise<void> {
  try {
    const server = await models.probe(signal)
    if (server === undefined) return
    const { problems, model, lists, structuredOutput, temperature } = server
    const facts = {
      model,
      lists,
      structuredOutput,
      temperature,
      problems: problems.map(({ asked, code }) => `${asked}: ${code}`),
    }
    if (problems.length === 0) log.info(facts, `The OpenAI-compatible server ${ableTo(server)}`)
    else {
      // A wrong address or key fails both, in the same words.
      const said = [...new Set(problems.map(({ message }) => message))]
      log.warn(facts, `The OpenAI-compatible server ${[ableTo(server), ...said].join('. ')}`)
    }
  } catch (err) {
    if (!signal.aborted)
      log.error({ err }, 'The OpenAI-compatible server could not be probed because of a mistake in this program')
  }
}

const forms = {
  schema: 'keeps to a JSON schema',
  json: 'has a JSON mode, and is told a JSON schema in words',
  none: 'is told a JSON schema in words',
} as const

function ableTo({ model, lists, structuredOutput, temperature }: ProbedServer): string {
  const listing = lists ? 'lists its models' : 'does not list its models'
  if (temperature === null) return `${listing}; ${model} did not answer`
  const form = structuredOutput === null ? 'ended no answer' : forms[structuredOutput]
  return `${listing}; ${model} ${form} and ${temperature ? 'takes' : 'refuses'} a temperature`
}
