import { ProviderFailure } from './provider-failure.ts'

/** Parameters without which a model can be asked just as well: it then does as it always does. */
export type Dispensable = 'temperature' | 'max_completion_tokens'

const names: Readonly<Record<Dispensable, RegExp>> = {
  temperature: /\btemperature\b/i,
  // Refused by servers that know `max_tokens` alone.
  max_completion_tokens: /\bmax_completion_tokens\b/,
}
/** How OpenAI, Gemini, vLLM and gateways begin: "Unsupported value", "is not supported", "Extra inputs are not permitted". */
const refusal =
  /unsupported|not (be )?support|does not support|only the default|unrecogni[sz]ed|unknown|not permitted|not allowed|deprecated|unexpected/i
/** OpenAI says of `max_tokens` which name it wants instead; that one is not the refused one then. */
const advice = /\buse ['"`]?max_completion_tokens/i

/** The parameter for which a request was refused, as far as the provider's words tell. */
export function refusedParameter({ facts, detail }: ProviderFailure): Dispensable | undefined {
  if (facts.kind !== 'status' || (facts.status !== 400 && facts.status !== 422) || !refusal.test(detail))
    return undefined
  if (names.temperature.test(detail)) return 'temperature'
  return names.max_completion_tokens.test(detail) && !advice.test(detail) ? 'max_completion_tokens' : undefined
}

/**
 * What models of one provider refused in this process. A request that is refused for such a parameter is made once more
 * without it at once, and from then on without it from the start: catalogues are behind, and compatible servers are in none.
 */
export function parameterMemory() {
  const refused = new Map<string, Set<Dispensable>>()
  const of = (model: string): ReadonlySet<Dispensable> => refused.get(model) ?? new Set()
  return {
    of,
    /** `ask` gets what to leave away; `isRepeat`: the same question with another body, so under another idempotency key. */
    async ask<T>(model: string, ask: (without: ReadonlySet<Dispensable>, isRepeat: boolean) => Promise<T>): Promise<T> {
      const before = of(model)
      try {
        return await ask(before, false)
      } catch (error) {
        const parameter = error instanceof ProviderFailure ? refusedParameter(error) : undefined
        if (parameter === undefined || before.has(parameter)) throw error
        const without = new Set([...before, parameter])
        const answer = await ask(without, true)
        refused.set(model, without)
        return answer
      }
    },
  }
}
