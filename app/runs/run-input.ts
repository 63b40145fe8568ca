import type { StartRefinement } from '../contract/refinements.ts'
import type { RunInput, RunPrices } from '../contract/run-input.ts'
import { AppError } from '../errors.ts'
import type { Models } from '../llm/model-client.ts'
import { whyRefused } from '../refinement/evaluators/author-checks/acceptance.ts'

/** What a request gets that does not say; the contract documents the same values. */
export const defaults = { temperature: 0.7, iterations: 4, maxTokens: 50_000, comparisons: 8 } as const

/**
 * Everything that a run goes by, settled when it is accepted: what is known of prices changes, a run does not.
 * @throws AppError MODEL_UNKNOWN, INVALID_REQUEST when money is limited and a model has no known price, or a check
 * that the author states cannot be judged
 */
export function inputOf(
  request: StartRefinement,
  models: Pick<Models, 'resolve' | 'describe' | 'defaultId' | 'replayed'>,
): RunInput {
  const target = request.models?.target ?? models.defaultId
  const { simulated } = models.resolve(target)
  const writers = writersOf(request, models)
  const judges = judgesOf(request, models, simulated)
  const { maxCalls, maxCost, selfComparisons } = request.limits ?? {}
  const prices = pricesOf([...new Set([target, ...Object.values(writers), ...Object.values(judges)])], models)
  const unpriced = Object.keys(prices).filter((id) => prices[id] === null)
  if (maxCost !== undefined && unpriced.length > 0)
    throw new AppError(
      'INVALID_REQUEST',
      `limits.maxCost: expected models with a known price, but that of ${unpriced.join(', ')} is not known; leave the limit out and limit maxTokens and maxCalls, or choose a model that GET /api/v1/models lists with prices`,
    )
  const hasExpected = (request.inputs ?? []).some(({ expected }) => expected !== undefined)
  const refused = whyRefused(request.checks ?? [], { hasExpected })
  if (refused.length > 0) throw new AppError('INVALID_REQUEST', refused.join('. '))
  return {
    prompt: request.prompt,
    models: { target, ...writers, ...judges },
    temperature: request.temperature ?? defaults.temperature,
    limits: {
      iterations: request.limits?.iterations ?? defaults.iterations,
      maxTokens: request.limits?.maxTokens ?? defaults.maxTokens,
      comparisons: request.limits?.comparisons ?? defaults.comparisons,
      ...(selfComparisons !== undefined && { selfComparisons }),
      ...(maxCalls !== undefined && { maxCalls }),
      ...(maxCost !== undefined && { maxCost }),
    },
    simulated,
    ...(models.replayed === true && { replayed: true }),
    prices,
    ...(request.checks !== undefined && { checks: request.checks }),
    ...(request.inputs !== undefined && { inputs: request.inputs }),
    ...(request.generateInputs !== undefined && { generateInputs: request.generateInputs }),
    ...(request.enhancer !== undefined && { enhancer: request.enhancer }),
    ...(request.evaluator !== undefined && { evaluator: request.evaluator }),
    ...(request.judgeCriteria !== undefined && { judgeCriteria: request.judgeCriteria }),
    ...(request.judgeRepeats !== undefined && { judgeRepeats: request.judgeRepeats }),
    ...(request.selfCorrection !== undefined && { selfCorrection: request.selfCorrection }),
  }
}

/**
 * The models in other parts than the target's that the request names, when the run uses these parts at all.
 * @throws AppError MODEL_UNKNOWN; INVALID_REQUEST when the simulator would have to write a prompt
 */
function writersOf(
  { models: named, enhancer = 'rule_based', selfCorrection = 0, generateInputs = 0 }: StartRefinement,
  models: Pick<Models, 'resolve' | 'defaultId'>,
): Pick<RunInput['models'], 'enhancer'> {
  if (enhancer === 'rule_based' && selfCorrection === 0 && generateInputs === 0) return {}
  const writer = named?.enhancer ?? named?.target ?? models.defaultId
  if (models.resolve(writer).simulated)
    throw new AppError(
      'INVALID_REQUEST',
      `models.enhancer: expected a language model that writes prompts and inputs, but ${writer} is the simulator; choose another, or the enhancer rule_based without selfCorrection and generateInputs`,
    )
  return named?.enhancer === undefined ? {} : { enhancer: named.enhancer }
}

/**
 * The model that judges, when the request names one and has answers judged.
 * @throws AppError MODEL_UNKNOWN; INVALID_REQUEST when the simulator would have to judge a language model, or criteria
 * have nobody who judges by them or share a name, or nobody judges what is to be repeated
 */
function judgesOf(
  { models: named, evaluator = 'rules', judgeCriteria = [], judgeRepeats }: StartRefinement,
  models: Pick<Models, 'resolve'>,
  isTargetSimulated: boolean,
): Pick<RunInput['models'], 'judge'> {
  const names = judgeCriteria.map(({ name }) => name)
  const twice = names.find((name, index) => names.indexOf(name) < index)
  if (twice !== undefined)
    throw new AppError('INVALID_REQUEST', `judgeCriteria: expected different names, found ${twice} twice`)
  if (evaluator === 'rules' && names.length > 0)
    throw new AppError(
      'INVALID_REQUEST',
      'judgeCriteria: expected the evaluator llm_judge, which judges by them; found rules',
    )
  if (evaluator === 'rules' && judgeRepeats !== undefined)
    throw new AppError(
      'INVALID_REQUEST',
      'judgeRepeats: expected the evaluator llm_judge, whose judgements are repeated; found rules',
    )
  const judge = named?.judge
  if (evaluator === 'rules' || judge === undefined) return {}
  if (models.resolve(judge).simulated && !isTargetSimulated)
    throw new AppError(
      'INVALID_REQUEST',
      `models.judge: expected a language model, but ${judge} is the simulator, whose rules say nothing about a model's answers; choose another`,
    )
  return { judge }
}

function pricesOf(ids: readonly string[], models: Pick<Models, 'describe'>): RunPrices {
  const entries = ids.map((id) => {
    const { prices } = models.describe(id)
    return [id, prices ? { input: prices.input, output: prices.output, asOf: prices.asOf } : null] as const
  })
  return Object.fromEntries(entries)
}
