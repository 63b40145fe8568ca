import type { StartRefinement } from '../../app/contract/refinements.ts'
import type { Draft } from './compose-rules.ts'
import { judgeCriteria, typedCriteria } from './judge-criteria.ts'
import { parseInputs } from './test-inputs.ts'

const isEmpty = (typed: string): boolean => typed.trim() === ''

/**
 * The request for a draft without errors. Its models are those that are there: an empty one of the target is the server's default, an
 * empty one of a part means that nobody can play it.
 */
export function requestOf(draft: Draft): StartRefinement {
  const models = modelsOf(draft)
  return {
    prompt: draft.prompt,
    ...inputsOf(draft),
    ...writingOf(draft),
    ...judgingOf(draft),
    ...(Object.keys(models).length > 0 && { models }),
    temperature: Number(draft.temperature),
    limits: {
      iterations: Number(draft.iterations),
      maxTokens: Number(draft.maxTokens),
      comparisons: Number(draft.comparisons),
      ...(!isEmpty(draft.selfComparisons) && { selfComparisons: Number(draft.selfComparisons) }),
      ...(!isEmpty(draft.maxCalls) && { maxCalls: Number(draft.maxCalls) }),
      ...(!isEmpty(draft.maxCost) && { maxCost: Number(draft.maxCost) }),
    },
  }
}

function inputsOf({ inputs }: Draft): Pick<StartRefinement, 'inputs'> {
  const parsed = parseInputs(inputs)
  return parsed.length === 0 ? {} : { inputs: parsed }
}

type Writing = Pick<StartRefinement, 'enhancer' | 'selfCorrection' | 'generateInputs'>

/** What a model writes, when one can. */
export function writingOf({ enhancer, selfCorrection, generateInputs, enhancerModel }: Draft): Writing {
  if (enhancerModel === '') return {}
  const [rounds, generated] = [Number(selfCorrection), Number(generateInputs)]
  return {
    ...(enhancer === 'llm_assisted' || enhancer === 'architect' ? { enhancer } : {}),
    ...(rounds > 0 && { selfCorrection: rounds }),
    ...(generated > 0 && { generateInputs: generated }),
  }
}

/** Whether a model judges answers. */
export const isJudged = ({ evaluator }: Pick<Draft, 'evaluator'>): boolean => evaluator === 'llm_judge'

function judgingOf(draft: Draft): Pick<StartRefinement, 'evaluator' | 'judgeCriteria'> {
  if (!isJudged(draft)) return {}
  const own = judgeCriteria(typedCriteria(draft.judgeCriteria))
  return { evaluator: 'llm_judge', ...(own.length > 0 && { judgeCriteria: own }) }
}

/** Parts that the target's model plays itself are not named: the server then asks it. */
function modelsOf(draft: Draft): NonNullable<StartRefinement['models']> {
  const { model, enhancerModel, judgeModel } = draft
  const another = (id: string) => id !== '' && id !== model
  const writes = Object.keys(writingOf(draft)).length > 0
  return {
    ...(model !== '' && { target: model }),
    ...(writes && another(enhancerModel) && { enhancer: enhancerModel }),
    ...(isJudged(draft) && another(judgeModel) && { judge: judgeModel }),
  }
}
