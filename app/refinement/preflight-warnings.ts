import type { Model } from '../contract/models.ts'
import type { Preflight, WarningCode } from '../contract/preflight.ts'
import type { RunInput } from '../contract/run-input.ts'
import { estimateTokens } from './budget.ts'
import { modelOf } from './preflight-play.ts'
import { leastPairs } from './statistics/paired-comparison.ts'

/** What is known of a model beside its price, which the run records. */
export type Facts = Pick<Model, 'limits' | 'capabilities' | 'endsOn'>

/** Below this many rewrites a search is luck: one that fails leaves nothing to learn from. */
const fewestRewrites = 3

interface Expected extends Pick<Preflight, 'rewrites' | 'pairs'> {
  readonly unknown: readonly string[]
  /** Those that the run would ask. */
  readonly models: readonly string[]
  readonly factsOf: (model: string) => Facts
}

/** What the author may not expect of a run like this. */
export function warningsOf(
  input: RunInput,
  { rewrites, pairs, unknown, models, factsOf }: Expected,
): Preflight['warnings'] {
  const { limits, evaluator, temperature } = input
  const { target } = input.models
  const judge = modelOf('judge', input)
  const planned = limits.comparisons ?? 0
  const prompt =
    estimateTokens(input.prompt) + Math.max(0, ...(input.inputs ?? []).map(({ text }) => estimateTokens(text)))
  const context = factsOf(target).limits?.contextTokens
  const all: readonly (readonly [WarningCode, boolean, string])[] = [
    ['too-small', rewrites.high === 0, 'The limits do not pay for a single rewrite: raise them, or shorten the prompt'],
    [
      'few-rewrites',
      rewrites.high > 0 && rewrites.low < fewestRewrites,
      `The limits may pay for no more than ${counted(rewrites.low, 'rewrite')}; below ${fewestRewrites} a search is luck`,
    ],
    [
      'comparison-cut',
      planned >= leastPairs && rewrites.high > 0 && pairs.low < leastPairs,
      `With long answers the limits leave ${pairs.low} of ${planned} comparisons; below ${leastPairs} no difference can be shown`,
    ],
    [
      'same-family',
      evaluator === 'llm_judge' && familyOf(judge) === familyOf(target),
      `${judge} would judge answers of its own family, and models prefer their own; choose a judge of another one`,
    ],
    [
      'unknown-price',
      unknown.length > 0,
      `The price of ${unknown.join(', ')} is not known, so the cost is not; limit tokens and calls`,
    ],
    [
      'context-too-small',
      context !== undefined && prompt > context,
      `The prompt has about ${prompt} tokens, and ${target} takes ${context}; shorten it, or choose another model`,
    ],
    [
      'temperature-ignored',
      factsOf(target).capabilities?.temperature === false && temperature !== 1,
      `${target} answers at its own temperature; ${temperature} is not sent to it`,
    ],
    ...models.map((model) => {
      const { endsOn } = factsOf(model)
      const message = `${model} ends on ${endsOn}, its provider says; a prompt that fits it may not fit its successor`
      return ['model-ends', endsOn !== undefined, message] as const
    }),
  ]
  return all.filter(([, applies]) => applies).map(([code, , message]) => ({ code, message }))
}

const counted = (count: number, thing: string) => `${count} ${thing}${count === 1 ? '' : 's'}`

/** Models that were trained alike: `gpt`, `gemini`, `llama`, … OpenAI's o-series counts as gpt. */
function familyOf(id: string): string {
  const name = id.slice(Math.max(id.lastIndexOf('/'), id.indexOf(':')) + 1).toLowerCase()
  return /^o\d/.test(name) ? 'gpt' : (/^[a-z]+/.exec(name)?.[0] ?? name)
}
