import type { Model, ModelList, ProbedServer, Provider } from '../contract/models.ts'
import { AppError } from '../errors.ts'
import { isOpenAi } from './endpoint.ts'
import { createGeminiClient } from './gemini-client.ts'
import { listedModel } from './listed-model.ts'
import type { ModelClient, ModelFacts, Models } from './model-client.ts'
import { modelFacts } from './model-facts.ts'
import { cachedListing, type KeptListings } from './model-listing.ts'
import { type ObserveCall, observedClient } from './observed-client.ts'
import { createOpenAiClient, type OpenAiClient } from './openai-client.ts'
import type { CallLimits } from './provider-call.ts'
import { createProviderHealth, type ProviderCheck } from './provider-health.ts'
import { repeatedProbe } from './repeated-probe.ts'
import { createSimulatorClient, simulatorModel } from './simulator-client.ts'

interface ProviderOptions {
  readonly apiKey?: string | undefined
  readonly baseUrl?: string | undefined
  /** Taken when a request names no model; always listed. */
  readonly defaultModel: string
}

export interface ModelsOptions extends Partial<CallLimits> {
  /** A key, an address or both configure it: servers such as Ollama need no key. */
  readonly openai?: ProviderOptions
  /** A key configures it; an address alone does not, since the Gemini API always wants a key. */
  readonly gemini?: ProviderOptions
  /** Longest wait for one completion; ms, > 0. */
  readonly timeoutMs: number
  readonly observe?: ObserveCall
  /** Keeps what providers list beyond this process. */
  readonly kept?: KeptListings
  /** Longest time that a compatible server has to show what it can do; ms. Default 30 s. */
  readonly probePatienceMs?: number
}

export interface ModelCatalog extends Models {
  /** How each configured provider fared when it was last asked. The simulator is always among them, and ok. */
  providerHealth(): Record<string, ProviderCheck>
  /** Asks the compatible server what it can do; its answer is used and listed from then on. Undefined: none is configured. */
  probe(signal: AbortSignal): Promise<ProbedServer | undefined>
}

interface Configured {
  readonly client: ModelClient
  readonly defaultModel: string
  readonly baseUrl?: string | undefined
  /** The client again, where it asks a server that imitates OpenAI. */
  readonly compatible?: OpenAiClient | undefined
}

interface Source extends Configured {
  readonly listing: ReturnType<typeof cachedListing>
  readonly probing: ReturnType<typeof repeatedProbe> | undefined
}

/**
 * The configured providers behind `provider:model` ids. The simulator is always listed, last and under its own name,
 * so that it can be chosen on purpose; it is the default only when no provider is configured.
 * @throws Error naming the variable whose key or address cannot be used.
 */
export function createModels(options: ModelsOptions, now: () => number = Date.now): ModelCatalog {
  const simulator: Configured = { client: createSimulatorClient(), defaultModel: simulatorModel }
  const all = [...configuredClients(options), simulator]
  const openAi = isOpenAi(options.openai?.baseUrl)
  const sources = new Map<string, Source>()
  const factsOf = (provider: Provider, model: string): ModelFacts => {
    const facts = modelFacts(provider, model, { openAi, now: new Date(now()) })
    return sources.get(provider)?.probing?.adjusted(facts, model) ?? facts
  }
  const health = createProviderHealth(
    all.map(({ client }) => client.provider),
    now,
  )
  const patienceMs = options.probePatienceMs ?? 30_000
  for (const { client: bare, defaultModel, baseUrl, compatible } of all) {
    const { provider } = bare
    const client = observedClient(bare, health, {
      observe: options.observe ?? (() => {}),
      pricesOf: (model) => factsOf(provider, model).prices,
    })
    // What the simulator lists is in the program.
    const kept = provider === 'simulator' ? undefined : options.kept
    const source = [provider, baseUrl].filter((part) => part !== undefined).join(' ')
    const listing = cachedListing(client, { now, source, kept })
    const probing =
      compatible && repeatedProbe(compatible, { model: defaultModel, list: listing, patienceMs, now, health })
    sources.set(provider, { client, defaultModel, listing, probing })
  }
  const [first] = all
  const defaultId = `${first?.client.provider}:${first?.defaultModel}` // never empty: the simulator is always there

  const resolve: Models['resolve'] = (id) => {
    const at = id.indexOf(':')
    const source = at < 0 ? undefined : sources.get(id.slice(0, at))
    const model = id.slice(at + 1)
    const simulated = source?.client.provider === 'simulator'
    if (source === undefined || model === '' || (simulated && model !== simulatorModel)) throw unknownModel(id)
    return { client: source.client, model, simulated }
  }
  const withFacts = (model: Model): Model => {
    const facts = factsOf(model.provider, model.id.slice(model.provider.length + 1))
    // The provider's own word on its limits is newer than ours.
    return { ...model, ...facts, ...(model.limits && { limits: model.limits }) }
  }
  return {
    resolve,
    describe(id) {
      const { client, model } = resolve(id)
      return factsOf(client.provider, model)
    },
    defaultId,
    async list(signal): Promise<ModelList> {
      const listed = await Promise.all([...sources.values()].map((source) => listSource(source, signal)))
      const servers = [...sources.values()].flatMap(({ probing }) => probing?.known() ?? [])
      return {
        models: listed.flatMap(({ models }) => models).map(withFacts),
        default: defaultId,
        unavailable: listed.flatMap(({ unavailable }) => unavailable),
        ...(servers.length > 0 && { servers }),
      }
    },
    complete(id, request, signal) {
      const { client, model } = resolve(id)
      return client.complete({ ...request, model }, signal)
    },
    providerHealth: health.checks,
    probe: async (signal) => sources.get('openai')?.probing?.probe(signal),
  }
}

function configuredClients({ openai, gemini, observe: _, kept: __, ...limits }: ModelsOptions): Configured[] {
  const configured: Configured[] = []
  if (openai !== undefined && (openai.apiKey !== undefined || openai.baseUrl !== undefined)) {
    const client = createOpenAiClient({ ...openai, ...limits })
    configured.push({ ...openai, client, compatible: client.isOpenAi ? undefined : client })
  }
  if (gemini?.apiKey !== undefined)
    configured.push({ ...gemini, client: createGeminiClient({ ...gemini, apiKey: gemini.apiKey, ...limits }) })
  return configured
}

async function listSource({ client, defaultModel, listing }: Source, signal: AbortSignal) {
  const { models, failure } = await listing(signal)
  const { provider } = client
  // The configured default is offered even when the provider cannot be listed, or leaves it out.
  const isListed = models.some(({ id }) => id === `${provider}:${defaultModel}`)
  return {
    models: isListed ? models : [...listedModel(provider, defaultModel), ...models],
    unavailable: failure === undefined ? [] : [{ provider, code: failure.code, message: failure.message }],
  }
}

function unknownModel(id: string): AppError {
  const hint = id.startsWith('openai:')
    ? 'set OPENAI_API_KEY or OPENAI_BASE_URL'
    : id.startsWith('gemini:')
      ? 'set GEMINI_API_KEY'
      : 'expected provider:model'
  return new AppError(
    'MODEL_UNKNOWN',
    `No configured provider serves ${JSON.stringify(id.slice(0, 150))}: ${hint}, or choose a model that GET /api/v1/models lists`,
  )
}
