import type { RunInput } from '../contract/run-input.ts'
import { estimateTokens, mostOutputTokens } from './budget.ts'
import { priceOf, usdOf } from './cost.ts'
import { splitInputs } from './test-inputs.ts'

export const roles = ['target', 'enhancer', 'judge'] as const
type Role = (typeof roles)[number]

/** How the calls of a run turn out. */
export interface Assumption {
  /** Tokens of an answer; 1..4,096. */
  readonly answerTokens: number
  /** Length of a rewrite, as a multiple of the author's prompt. */
  readonly growth: number
  /** How often a pair is judged, of what the run allows at most. */
  readonly judgements: (most: number) => number
}

/** What a run came to under an assumption. */
export interface Played {
  readonly rewrites: number
  readonly pairs: number
  readonly calls: Readonly<Record<Role, number>>
  readonly tokens: number
  readonly usd: number
}

/** The model that plays a role. */
export const modelOf = (role: Role, { models }: RunInput): string => models[role] ?? models.target

/** A model that writes prompts reads instructions beside the prompt: about 700 tokens in the shipped meta-prompts. */
const instructionTokens = 700

/**
 * Plays a run through without asking anybody: measures the author's prompt, then rewrites it until the limits end the
 * search, then compares. The limits are checked before each call as the budget does.
 */
export function play(input: RunInput, { answerTokens, growth, judgements }: Assumption): Played {
  const { limits, inputs = [], enhancer, evaluator, selfCorrection = 0 } = input
  const { maxTokens, maxCalls = Number.POSITIVE_INFINITY, maxCost = Number.POSITIVE_INFINITY } = limits
  const prompt = estimateTokens(input.prompt)
  const given = Math.max(0, ...inputs.map(({ text }) => estimateTokens(text)))
  const answer = Math.min(mostOutputTokens, answerTokens)
  const calls = { target: 0, enhancer: 0, judge: 0 }
  let [tokens, usd] = [0, 0]

  /** Whether the call is paid for; then it is made. */
  function call(role: Role, inputTokens: number): boolean {
    const price = priceOf(modelOf(role, input), input.prices) ?? { input: 0, output: 0 }
    const cost = usdOf({ inputTokens, outputTokens: answer }, price)
    const isOneMore = calls.target + calls.enhancer + calls.judge < maxCalls
    if (!isOneMore || tokens + inputTokens + answer > maxTokens || usd + cost > maxCost) return false
    calls[role]++
    tokens += inputTokens + answer
    usd += cost
    return true
  }
  const measured = (length: number) =>
    call('target', Math.ceil(length) + given) &&
    (evaluator !== 'llm_judge' || call('judge', Math.ceil(length) + given + answer + instructionTokens))
  const answers = Math.max(1, splitInputs(inputs.length).search.length)
  const measure = (length: number) => Array.from({ length: answers }).every(() => measured(length))
  const write = (times: number) =>
    Array.from({ length: times }).every(() => call('enhancer', instructionTokens + prompt + answer))

  let rewrites = 0
  let goesOn = measure(prompt)
  for (let turn = 0; goesOn && turn < limits.iterations + selfCorrection; turn++) {
    // A round of self-correction is an analysis and a revision.
    const writing = turn >= limits.iterations ? 2 : enhancer === undefined || enhancer === 'rule_based' ? 0 : 1
    goesOn = write(writing) && measure(prompt * growth)
    if (goesOn) rewrites++
  }
  // The first judgement of a pair, in both orders, is in `measured`.
  const repeats = evaluator === 'llm_judge' ? judgements(input.judgeRepeats ?? 1) - 1 : 0
  const judgedAgain = () =>
    Array.from({ length: 2 * repeats }).every(() => call('judge', prompt + given + 2 * answer + instructionTokens))
  let pairs = 0
  const planned = rewrites === 0 ? 0 : (limits.comparisons ?? 0)
  while (pairs < planned && measured(prompt) && measured(prompt * growth) && judgedAgain()) pairs++
  let ownPairs = 0
  while (ownPairs < (limits.selfComparisons ?? 0) && measured(prompt) && measured(prompt) && judgedAgain()) ownPairs++
  return { rewrites, pairs, calls, tokens, usd }
}
