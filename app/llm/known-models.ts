import type { Provider } from '../contract/models.ts'

/** USD per million tokens: input, input read from the provider's cache, output. */
type Rates = readonly [input: number, cachedInput: number, output: number]

interface Row {
  /** Most tokens of a prompt, and most tokens of an answer (thinking included). */
  readonly tokens: readonly [prompt: number, answer: number]
  readonly rates: Rates
  /** Announced rates from a day on (UTC). */
  readonly later?: { readonly from: string; readonly rates: Rates }
  /** The provider refuses or ignores any temperature but its own. */
  readonly fixedTemperature?: true
  /** Day (UTC) on which the provider takes the model away. */
  readonly ends?: string
}

/**
 * Facts of the providers' own pages, as the tables of LiteLLM 1.109.1 (MIT; model_prices_and_context_window.json, which
 * names these pages as its source) had them on the day of `read`; each rate agrees with genai-prices 0.2.3 (MIT). A model
 * on which the two differ is not here. Standard tier, text only, up to 200,000 tokens of prompt, beyond which some
 * cost more. Models whose rates are not here have no price in this program: it says so instead of guessing.
 */
export const catalogue = {
  openai: {
    source: 'https://developers.openai.com/api/docs/pricing',
    read: '2026-11-23',
    models: {
      'gpt-6.1-sol': { tokens: [922_000, 128_000], rates: [2, 0.1, 10], fixedTemperature: true },
      'gpt-6.1-terra': { tokens: [922_000, 128_000], rates: [1, 0.05, 5], fixedTemperature: true },
      'gpt-6-astra': { tokens: [922_000, 128_000], rates: [10, 1, 50], fixedTemperature: true },
      'gpt-6-sol': { tokens: [922_000, 128_000], rates: [2, 0.2, 10], fixedTemperature: true },
      'gpt-6-luna': { tokens: [922_000, 128_000], rates: [0.1, 0.01, 0.5], fixedTemperature: true },
      'gpt-5.6': { tokens: [922_000, 128_000], rates: [4, 0.4, 20], fixedTemperature: true },
      'gpt-5.6-sol': { tokens: [922_000, 128_000], rates: [4, 0.4, 20], fixedTemperature: true },
      'gpt-5.6-terra': { tokens: [922_000, 128_000], rates: [2, 0.2, 12], fixedTemperature: true },
      'gpt-5.6-luna': { tokens: [922_000, 128_000], rates: [0.2, 0.02, 1.2], fixedTemperature: true },
      'gpt-5.5': { tokens: [1_050_000, 128_000], rates: [5, 0.5, 30], fixedTemperature: true },
      // These reason only when asked to, and take a temperature as long as they do not.
      'gpt-5.4': { tokens: [1_050_000, 128_000], rates: [2.5, 0.25, 15] },
      'gpt-5.4-mini': { tokens: [272_000, 128_000], rates: [0.75, 0.075, 4.5] },
      'gpt-5.4-nano': { tokens: [272_000, 128_000], rates: [0.2, 0.02, 1.25], ends: '2027-04-01' },
      'gpt-5.2': { tokens: [272_000, 128_000], rates: [1.75, 0.175, 14] },
      'gpt-5.1': { tokens: [272_000, 128_000], rates: [1.25, 0.125, 10], ends: '2027-04-01' },
      'gpt-5': { tokens: [272_000, 128_000], rates: [1.25, 0.125, 10], fixedTemperature: true, ends: '2026-12-11' },
      'gpt-5-mini': { tokens: [272_000, 128_000], rates: [0.25, 0.025, 2], fixedTemperature: true, ends: '2026-12-11' },
      'gpt-5-nano': {
        tokens: [272_000, 128_000],
        rates: [0.05, 0.005, 0.4],
        fixedTemperature: true,
        ends: '2026-12-11',
      },
      'chat-latest': { tokens: [400_000, 128_000], rates: [5, 0.5, 30], fixedTemperature: true },
      'gpt-4.1': { tokens: [1_047_576, 32_768], rates: [2, 0.5, 8] },
      'gpt-4.1-2025-04-14': { tokens: [1_047_576, 32_768], rates: [2, 0.5, 8], ends: '2027-01-14' },
      'gpt-4.1-mini': { tokens: [1_047_576, 32_768], rates: [0.4, 0.1, 1.6] },
      'gpt-4.1-mini-2025-04-14': { tokens: [1_047_576, 32_768], rates: [0.4, 0.1, 1.6], ends: '2027-01-14' },
      'gpt-4o': { tokens: [128_000, 16_384], rates: [2.5, 1.25, 10] },
      'gpt-4o-2024-08-06': { tokens: [128_000, 16_384], rates: [2.5, 1.25, 10], ends: '2027-01-14' },
      'gpt-4o-2024-11-20': { tokens: [128_000, 16_384], rates: [2.5, 1.25, 10], ends: '2027-01-14' },
      'gpt-4o-mini': { tokens: [128_000, 16_384], rates: [0.15, 0.075, 0.6] },
      'gpt-4o-mini-2024-07-18': { tokens: [128_000, 16_384], rates: [0.15, 0.075, 0.6], ends: '2027-01-14' },
      o3: { tokens: [200_000, 100_000], rates: [2, 0.5, 8], fixedTemperature: true, ends: '2026-12-11' },
    },
  },
  gemini: {
    source: 'https://ai.google.dev/gemini-api/docs/pricing',
    read: '2026-11-23',
    models: {
      'gemini-4-argon': {
        tokens: [1_048_576, 1_048_576],
        rates: [2, 0.1, 10],
        later: { from: '2026-12-01', rates: [4, 0.2, 20] },
      },
      'gemini-3.8-flash': {
        tokens: [1_048_576, 65_536],
        rates: [0.75, 0.075, 3.75],
        later: { from: '2027-01-01', rates: [1.5, 0.15, 7.5] },
        fixedTemperature: true,
      },
      'gemini-3.7-flash': {
        tokens: [1_048_576, 65_536],
        rates: [0.75, 0.075, 3.75],
        later: { from: '2027-01-01', rates: [1.5, 0.15, 7.5] },
        fixedTemperature: true,
      },
      'gemini-3.6-flash': {
        tokens: [1_048_576, 65_536],
        rates: [0.75, 0.075, 3.75],
        later: { from: '2027-01-01', rates: [1.5, 0.15, 7.5] },
        fixedTemperature: true,
      },
      'gemini-3.5-flash': { tokens: [1_048_576, 65_536], rates: [1.5, 0.15, 9] },
      'gemini-3.5-flash-lite': { tokens: [1_048_576, 65_536], rates: [0.3, 0.03, 2.5], fixedTemperature: true },
      'gemini-3.1-pro-preview': { tokens: [1_048_576, 65_536], rates: [2, 0.2, 12] },
      'gemini-3.1-flash-lite': { tokens: [1_048_576, 65_536], rates: [0.25, 0.025, 1.5], ends: '2027-05-07' },
      'gemini-3-flash-preview': { tokens: [1_048_576, 65_536], rates: [0.5, 0.05, 3] },
      'gemini-2.5-pro': { tokens: [1_048_576, 65_536], rates: [1.25, 0.125, 10] },
      'gemini-2.5-flash': { tokens: [1_048_576, 65_536], rates: [0.3, 0.03, 2.5] },
      'gemini-2.5-flash-lite': { tokens: [1_048_576, 65_536], rates: [0.1, 0.01, 0.4] },
    },
  },
} as const satisfies Partial<
  Record<Provider, { readonly source: string; readonly read: string; readonly models: Readonly<Record<string, Row>> }>
>

/** What is known of a model. `prices` is null where nobody told us, never an estimate. */
export interface KnownModel {
  readonly limits: { readonly contextTokens: number; readonly outputTokens: number }
  /** USD per million tokens, as valid on the day asked for. */
  readonly prices: {
    readonly input: number
    readonly output: number
    readonly asOf: string
    readonly source: string
  } | null
  readonly temperature: boolean
  readonly endsOn: string | undefined
}

/**
 * Facts of a model at the provider itself; undefined for one that the catalogue does not know. A dated snapshot
 * (`gpt-5.2-2025-12-11`) is what its family is, unless it has a row of its own; a fine-tuned model is, but for its price.
 */
export function knownModel(provider: Provider, name: string, now: Date): KnownModel | undefined {
  if (provider === 'simulator') return undefined
  const { source, read, models } = catalogue[provider]
  const rows = new Map<string, Row>(Object.entries(models))
  const tuned = /^ft:([^:]+):/.exec(name)?.[1]
  const base = tuned ?? name
  const row = rows.get(base) ?? rows.get(base.replace(/-\d{4}-\d{2}-\d{2}$/, ''))
  if (row === undefined) return undefined
  const isLater = row.later !== undefined && now.toISOString() >= row.later.from
  const [input, , output] = isLater && row.later ? row.later.rates : row.rates
  return {
    limits: { contextTokens: row.tokens[0], outputTokens: row.tokens[1] },
    prices: tuned === undefined ? { input, output, asOf: read, source } : null,
    temperature: row.fixedTemperature !== true,
    endsOn: tuned === undefined ? row.ends : undefined,
  }
}
