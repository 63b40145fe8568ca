import type { Diagnosis } from '../../app/contract/diagnosis.ts'
import type { RunInput } from '../../app/contract/run-input.ts'
import { type Draft, limits } from './compose-rules.ts'
import { criteriaText, retyped } from './judge-criteria.ts'
import { typedInputs } from './test-inputs.ts'
import { countText, usdText } from './wording.ts'

/** The form as it would be filled in for a run like this one; its checks are no part of a draft. */
export const draftOf = (run: RunInput): Draft => ({
  prompt: run.prompt,
  model: run.models.target,
  enhancerModel: run.models.enhancer ?? run.models.target,
  judgeModel: run.models.judge ?? run.models.target,
  temperature: String(run.temperature),
  iterations: String(run.limits.iterations),
  maxTokens: String(run.limits.maxTokens),
  comparisons: String(run.limits.comparisons ?? limits.comparisons.initial),
  selfComparisons: String(run.limits.selfComparisons ?? ''),
  maxCalls: String(run.limits.maxCalls ?? ''),
  maxCost: String(run.limits.maxCost ?? ''),
  inputs: typedInputs(run.inputs ?? []),
  generateInputs: String(run.generateInputs ?? 0),
  enhancer: run.enhancer ?? 'rule_based',
  selfCorrection: String(run.selfCorrection ?? 0),
  evaluator: run.evaluator ?? 'rules',
  judgeCriteria: criteriaText((run.judgeCriteria ?? []).map(retyped)),
})

export type Change = NonNullable<Diagnosis['change']>

/** The settings of a run with one of them changed, as far as the form has it. */
export function changedDraft(run: RunInput, { limits: raised = {}, enhancer, selfCorrection }: Change): Draft {
  return {
    ...draftOf({ ...run, limits: { ...run.limits, ...raised } }),
    ...(enhancer !== undefined && { enhancer }),
    ...(selfCorrection !== undefined && { selfCorrection: String(selfCorrection) }),
  }
}

const enhancerTexts = {
  rule_based: 'rules that rewrite',
  llm_assisted: 'a model that improves the prompt',
  architect: 'a model that writes the prompt anew',
} as const

/** The change in a few words, after "with". */
export function changeText({ limits: raised = {}, enhancer, selfCorrection }: Change): string {
  const { maxTokens, maxCalls, maxCost, comparisons, iterations } = raised
  const parts = [
    ...(enhancer === undefined ? [] : [enhancerTexts[enhancer]]),
    ...(selfCorrection === undefined ? [] : [`self-correction, rounds: ${selfCorrection}`]),
    ...(iterations === undefined ? [] : [`${countText(iterations)} rewrites`]),
    ...(comparisons === undefined ? [] : [`${countText(comparisons)} comparisons`]),
    ...(maxTokens === undefined ? [] : [`${countText(maxTokens)} tokens`]),
    ...(maxCalls === undefined ? [] : [`${countText(maxCalls)} calls`]),
    ...(maxCost === undefined ? [] : [usdText(maxCost)]),
  ]
  return parts.join(', ')
}
