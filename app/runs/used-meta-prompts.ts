import type { AssistantRole, RunInput } from '../contract/run-input.ts'
import type { MetaPrompts } from '../meta-prompts/meta-prompts.ts'

/**
 * The input of a run with the meta-prompts it will use: their texts at its start, so that a text that is edited meanwhile
 * changes nothing in it, and its log says by what text each rewrite was made. A run of rules alone has none.
 */
export async function withMetaPrompts(input: RunInput, { forRun }: Pick<MetaPrompts, 'forRun'>): Promise<RunInput> {
  const roles = rolesOf(input)
  return roles.length === 0 ? input : { ...input, metaPrompts: await forRun(roles) }
}

/** The parts of a stored run whose meta-prompt is not stored with it: it used those that its program shipped. */
export const lackedMetaPrompts = (input: RunInput): AssistantRole[] =>
  rolesOf(input).filter((role) => input.metaPrompts?.every((used) => used.role !== role) ?? true)

/** The parts that models play in a run beside the target's. */
function rolesOf({ enhancer, evaluator, selfCorrection = 0, generateInputs = 0 }: RunInput): AssistantRole[] {
  return [
    ...(enhancer === 'llm_assisted' ? (['enhancer'] as const) : []),
    ...(enhancer === 'architect' ? (['architect'] as const) : []),
    ...(selfCorrection > 0 ? (['analyser', 'reviser'] as const) : []),
    ...(evaluator === 'llm_judge' ? (['judge'] as const) : []),
    ...(generateInputs > 0 ? (['generator'] as const) : []),
  ]
}
