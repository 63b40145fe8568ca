import type { NewRefinementEvent, StopReason } from '../contract/refinement-events.ts'
import type { PromptVersion } from '../contract/refinements.ts'
import type { RunInput } from '../contract/run-input.ts'
import type { AskStep } from './ask-step.ts'
import { callBudget, type Shortfall } from './budget.ts'
import { proposeByRules } from './enhancers/rule-based.ts'
import { askForRewrite, type WritingRole } from './model-proposals.ts'
import type { RunState } from './run-state.ts'
import type { EvidenceCell } from './search-move.ts'

/** Nothing more will be proposed. */
export interface Exhausted {
  readonly stopReason: StopReason
  readonly reason: string
}

/** Rewrites that the limits still allow: of the enhancer, and rounds of self-correction. */
export function proposalsLeft({ proposals }: RunState, { limits, selfCorrection = 0 }: RunInput): number {
  return Math.max(0, limits.iterations - proposals.made) + Math.max(0, selfCorrection - proposals.corrections)
}

/**
 * The next rewrite of `parent`, the question to the model that writes it, or why there is none. The enhancer has its turns first;
 * then answers are analysed and the prompt is revised, as often as the run asks for.
 */
export function propose(
  state: RunState,
  input: RunInput,
  parent: Readonly<PromptVersion>,
  evidence: readonly EvidenceCell[],
): NewRefinementEvent | AskStep | Exhausted | Shortfall {
  const role = roleOf(state, input, parent)
  if (role !== 'rules') return role === null ? exhausted(input) : askForRewrite(state, input, role, parent, evidence)
  const proposal = proposeByRules(state.versions, parent, input.checks)
  if (proposal === null) return noRule(parent)
  const budget = callBudget(state, proposal.prompt, input.models.target)
  if (!budget.affordable) return budget
  return {
    type: 'version.proposed',
    data: {
      version: state.versions.length,
      parent: parent.version,
      ...proposal,
      ...(state.inputs.length > 0 && { evidence: [...evidence] }),
    },
  }
}

/** Whose turn it is; null: nobody's. */
function roleOf(
  { proposals, versions }: RunState,
  { enhancer = 'rule_based', limits, selfCorrection = 0, checks }: RunInput,
  parent: Readonly<PromptVersion>,
): 'rules' | WritingRole | null {
  const corrects = proposals.corrections < selfCorrection && !hasNothingToMend(proposals, parent)
  if (proposals.made < limits.iterations) {
    if (enhancer === 'architect') return 'architect'
    if (enhancer === 'llm_assisted') return 'enhancer'
    // Rules know when they have nothing new; a model may still.
    if (!corrects || proposeByRules(versions, parent, checks) !== null) return 'rules'
  }
  return corrects ? 'analyser' : null
}

/** Its answers were analysed once, to no end. */
const hasNothingToMend = ({ refused }: RunState['proposals'], { version }: Readonly<PromptVersion>): boolean =>
  refused.some(({ role, parent }) => role === 'analyser' && parent === version)

const exhausted = ({ limits, selfCorrection = 0 }: RunInput): Exhausted => ({
  stopReason: 'iterations',
  reason:
    selfCorrection === 0
      ? `All ${limits.iterations} rewrites that the limit allows were tried`
      : `All rewrites that the limits allow were tried: ${limits.iterations}, and ${selfCorrection} rounds of self-correction`,
})

const noRule = (parent: Readonly<PromptVersion>): Exhausted => ({
  stopReason: 'converged',
  reason: `No rule has anything new to propose for version ${parent.version}`,
})
