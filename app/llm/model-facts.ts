import type { Provider } from '../contract/models.ts'
import { knownModel } from './known-models.ts'
import type { ModelFacts } from './model-client.ts'

interface FactsOptions {
  /** OpenAI itself answers for `openai:`, not a server that imitates its API: that one's prices are its own. */
  readonly openAi: boolean
  readonly now: Date
}

/** Families of OpenAI that reason and answer at their own temperature, for models that the catalogue does not know yet. */
const reasons = /^(o\d|gpt-([5-9]|\d\d))/

/** The facts of a model, from the catalogue or, where that knows nothing, from what its family is like. */
export function modelFacts(provider: Provider, model: string, { openAi, now }: FactsOptions): ModelFacts {
  if (provider === 'simulator')
    return {
      prices: { input: 0, output: 0, asOf: now.toISOString().slice(0, 10), source: 'It runs in this process' },
      capabilities: { temperature: true, structuredOutput: false },
    }
  const isProviders = provider === 'gemini' || openAi
  // Behind a proxy the model's name comes after its provider's: `openai/gpt-5-mini`.
  const name = model.slice(model.lastIndexOf('/') + 1)
  const known = knownModel(provider, name, now)
  if (known === undefined)
    return {
      prices: null,
      capabilities: { temperature: !reasons.test(name), structuredOutput: isProviders },
    }
  return {
    limits: known.limits,
    prices: isProviders ? known.prices : null,
    capabilities: { temperature: known.temperature, structuredOutput: isProviders },
    ...(isProviders && known.endsOn !== undefined && { endsOn: known.endsOn }),
  }
}
