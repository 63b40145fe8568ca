import type { NewRefinementEvent, StopReason } from '../contract/refinement-events.ts'
import type { PromptVersion } from '../contract/refinements.ts'
import type { RunInput } from '../contract/run-input.ts'
import type { AskStep } from './ask-step.ts'
import { type CallBudget, callBudget } from './budget.ts'
import { proposeByRules } from './enhancers/rule-based.ts'
import type { EvidenceCell } from './one-answer-search.ts'
import type { RunState } from './run-state.ts'

/** Nothing more will be proposed. */
interface Exhausted {
  readonly stopReason: StopReason
  readonly reason: string
}

/** The next rewrite of `parent`, the question to the model that writes it, or why there is none. */
export function propose(
  state: RunState,
  input: RunInput,
  parent: Readonly<PromptVersion>,
  _evidence: readonly EvidenceCell[],
): NewRefinementEvent | AskStep | Exhausted | Extract<CallBudget, { affordable: false }> {
  const rewrites = state.proposals.made
  if (rewrites >= input.limits.iterations)
    return {
      stopReason: 'iterations',
      reason: `All ${input.limits.iterations} rewrites that the limit allows were tried`,
    }
  const proposal = proposeByRules(state.versions, parent)
  if (proposal === null)
    return { stopReason: 'converged', reason: `No rule has anything new to propose for version ${parent.version}` }
  const budget = callBudget(state, proposal.prompt, input.models.target)
  if (!budget.affordable) return budget
  return { type: 'version.proposed', data: { version: state.versions.length, parent: parent.version, ...proposal } }
}
