import { criterionErrors, criterionLimits, typedCriteria } from './judge-criteria.ts'
import { inputsError } from './test-inputs.ts'
import { countText } from './wording.ts'

/** What a person typed, as typed. */
export interface Draft {
  readonly prompt: string
  /** Id of the chosen model; empty: the server's default. */
  readonly model: string
  readonly temperature: string
  readonly iterations: string
  readonly maxTokens: string
  readonly comparisons: string
  /** Empty: none. */
  readonly selfComparisons: string
  /** Blocks of text with lines of dashes between them; see `test-inputs.ts`. */
  readonly inputs: string
  /** Test inputs that a model shall write. */
  readonly generateInputs: string
  readonly enhancer: string
  readonly selfCorrection: string
  /** Ids of the models that write and judge; empty: the one that the prompt is for, if it can. */
  readonly enhancerModel: string
  readonly judgeModel: string
  readonly evaluator: string
  /** See `judge-criteria.ts`. */
  readonly judgeCriteria: string
  /** Empty: no limit. */
  readonly maxCalls: string
  readonly maxCost: string
}
export type Field = keyof Draft
export type FieldErrors = Partial<Record<Field, string>>

/** The limits of `StartRefinement`; a test holds the two equal. The page imports no schema, only types. */
export const limits = {
  prompt: { minimum: 10, maximum: 20_000 },
  temperature: { minimum: 0, maximum: 2, initial: 0.7 },
  iterations: { minimum: 1, maximum: 10, initial: 4 },
  maxTokens: { minimum: 1_000, maximum: 1_000_000, initial: 50_000 },
  comparisons: { minimum: 0, maximum: 50, initial: 8 },
  selfComparisons: { minimum: 0, maximum: 50 },
  generateInputs: { minimum: 0, maximum: 30, initial: 0 },
  selfCorrection: { minimum: 0, maximum: 5, initial: 0 },
  maxCalls: { minimum: 1, maximum: 10_000 },
  // The contract excludes 0 itself.
  maxCost: { minimum: 0.0001, maximum: 10_000 },
} as const

export const emptyDraft: Draft = {
  prompt: '',
  model: '',
  temperature: String(limits.temperature.initial),
  iterations: String(limits.iterations.initial),
  maxTokens: String(limits.maxTokens.initial),
  comparisons: String(limits.comparisons.initial),
  selfComparisons: '',
  inputs: '',
  generateInputs: String(limits.generateInputs.initial),
  enhancer: 'rule_based',
  selfCorrection: String(limits.selfCorrection.initial),
  enhancerModel: '',
  judgeModel: '',
  evaluator: 'rules',
  judgeCriteria: '',
  maxCalls: '',
  maxCost: '',
}

/** Characters as the server counts them: code points, so that an emoji is one. */
export const characterCount = (text: string): number => [...text].length

function promptError(prompt: string): string | undefined {
  const { minimum, maximum } = limits.prompt
  const missing = minimum - characterCount(prompt.trim())
  if (missing === minimum) return 'Type or paste the prompt you want to refine.'
  if (missing > 0) return `A prompt has at least ${minimum} characters; this one lacks ${missing}.`
  const excess = characterCount(prompt) - maximum
  return excess > 0
    ? `A prompt has at most ${countText(maximum)} characters; shorten this one by ${countText(excess)}.`
    : undefined
}

function numberError(typed: string, range: { minimum: number; maximum: number }, whole: boolean): string | undefined {
  const number = typed.trim() === '' ? Number.NaN : Number(typed)
  const fits = number >= range.minimum && number <= range.maximum && (!whole || Number.isInteger(number))
  return fits
    ? undefined
    : `Enter a ${whole ? 'whole ' : ''}number from ${countText(range.minimum)} to ${countText(range.maximum)}.`
}

function criteriaError({ evaluator, judgeCriteria }: Draft): string | undefined {
  if (evaluator !== 'llm_judge') return undefined
  const criteria = typedCriteria(judgeCriteria)
  if (criteria.length > criterionLimits.count) return `A judge takes at most ${criterionLimits.count} criteria.`
  const isWrong = criterionErrors(criteria).some((errors) => Object.keys(errors).length > 0)
  return isWrong ? 'Complete the criteria, or remove them.' : undefined
}

const isEmpty = (typed: string): boolean => typed.trim() === ''

/** What is wrong with each field; empty when the draft can be sent. */
export function fieldErrors(draft: Draft): FieldErrors {
  const all = {
    prompt: promptError(draft.prompt),
    temperature: numberError(draft.temperature, limits.temperature, false),
    iterations: numberError(draft.iterations, limits.iterations, true),
    maxTokens: numberError(draft.maxTokens, limits.maxTokens, true),
    comparisons: numberError(draft.comparisons, limits.comparisons, true),
    selfComparisons: isEmpty(draft.selfComparisons)
      ? undefined
      : numberError(draft.selfComparisons, limits.selfComparisons, true),
    inputs: inputsError(draft.inputs),
    generateInputs: numberError(draft.generateInputs, limits.generateInputs, true),
    selfCorrection: numberError(draft.selfCorrection, limits.selfCorrection, true),
    judgeCriteria: criteriaError(draft),
    maxCalls: isEmpty(draft.maxCalls) ? undefined : numberError(draft.maxCalls, limits.maxCalls, true),
    maxCost: isEmpty(draft.maxCost) ? undefined : numberError(draft.maxCost, limits.maxCost, false),
  }
  return Object.fromEntries(Object.entries(all).filter(([, error]) => error !== undefined))
}
