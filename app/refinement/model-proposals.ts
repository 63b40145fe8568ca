import type { NewRefinementEvent } from '../contract/refinement-events.ts'
import type { PromptVersion } from '../contract/refinements.ts'
import type { AssistantRole, RunInput } from '../contract/run-input.ts'
import type { AskStep } from './ask-step.ts'
import { callBudget, type Shortfall } from './budget.ts'
import { askFor } from './enhancers/by-model/ask-for.ts'
import { readAnalysis } from './enhancers/by-model/read-analysis.ts'
import { readProposal } from './enhancers/by-model/read-proposal.ts'
import type { Flaw, ProposalSituation, Sample } from './enhancers/by-model/situation.ts'
import type { Reply, RunState } from './run-state.ts'
import type { EvidenceCell } from './search-move.ts'
import { isIn } from './version-answers.ts'

export type WritingRole = 'enhancer' | 'architect' | 'analyser' | 'reviser'

/** Rewrites differ from each other although the question may be the same. Temperature, 0..2. */
const writersTemperature = 0.7

const isWriting = (role: AssistantRole): role is WritingRole => role !== 'judge' && role !== 'generator'

/** What is asked of the model that writes or analyses prompts, or why it cannot be paid for. */
export function askForRewrite(
  state: RunState,
  input: RunInput,
  role: WritingRole,
  parent: Readonly<PromptVersion>,
  evidence: readonly EvidenceCell[],
  flaws: readonly Flaw[] = [],
): AskStep | Shortfall {
  const model = input.models.enhancer ?? input.models.target
  const prompt = askFor(role, situationOf(state, input, parent, evidence, flaws))
  const budget = callBudget(state, prompt, model)
  if (!budget.affordable) return budget
  const { made, corrections } = state.proposals
  return {
    kind: 'ask',
    callId: `r${made + corrections}-${role}`,
    role,
    version: parent.version,
    ...(state.inputs.length > 0 && { evidence }),
    model,
    prompt,
    temperature: writersTemperature,
    maxOutputTokens: budget.maxOutputTokens,
    isRepeat: state.pendingCall !== null,
  }
}

function situationOf(
  state: RunState,
  { prompt, metaPrompts, lessons }: RunInput,
  parent: Readonly<PromptVersion>,
  evidence: readonly EvidenceCell[],
  flaws: readonly Flaw[],
): ProposalSituation {
  const dropped = state.versions.filter(({ decision }) => decision?.kept === false)
  return {
    original: prompt,
    prompt: parent.prompt,
    samples: evidence.flatMap((cell) => sampleOf(state, cell)),
    tried: dropped.map((version) => ({ prompt: version.prompt, reason: version.decision?.reason ?? '' })),
    lessons: lessons ?? [],
    feedback: state.feedback,
    flaws,
    metaPrompts,
  }
}

function sampleOf({ versions, inputs }: RunState, cell: EvidenceCell): Sample[] {
  const answer = versions[cell.version]?.answers.find(isIn(cell))
  if (answer === undefined) return []
  const { text, finishReason, score, checks } = answer
  const given = inputs[answer.input]
  return [{ input: given?.text, expected: given?.expected, text, finishReason, score, checks }]
}

/** The first reply that a rewrite is made of; null when none waits. */
export const waitingReply = ({ replies }: RunState): Reply | null =>
  replies.findLast(({ role }) => isWriting(role)) ?? null

/**
 * What becomes of a reply: a version, a refusal, or after an analysis the question to the reviser. Depends on the reply and on what
 * was known when it was asked for, so that a run that is steered meanwhile loses nothing that was paid for.
 */
export function takeReply(state: RunState, input: RunInput, reply: Reply): NewRefinementEvent | AskStep | Shortfall {
  const parent = state.versions[reply.version]
  if (parent === undefined) throw new Error(`Expected a version ${reply.version} to rewrite`)
  return reply.role === 'analyser' ? revise(state, input, parent, reply) : newVersion(state, input, parent, reply)
}

function revise(state: RunState, input: RunInput, parent: Readonly<PromptVersion>, reply: Reply) {
  const shown = [
    parent.prompt,
    input.prompt,
    ...state.versions.flatMap(({ answers }) => answers.map(({ text }) => text)),
  ]
  const analysis = readAnalysis(reply.text, shown)
  if ('problem' in analysis) return refused(parent, reply, analysis.problem)
  if (analysis.flaws.length === 0) return refused(parent, reply, nothingFound(analysis.unfounded))
  return askForRewrite(state, input, 'reviser', parent, reply.evidence ?? ownAnswers(parent), analysis.flaws)
}

const nothingFound = (unfounded: number): string =>
  unfounded === 0
    ? 'The analysis found nothing to mend'
    : `The analysis quoted words that are in no answer, ${unfounded} times, and found nothing else`

function newVersion(
  state: RunState,
  { prompt, metaPrompts = [] }: RunInput,
  parent: Readonly<PromptVersion>,
  reply: Reply,
): NewRefinementEvent {
  const { role, callId } = reply
  const proposal = readProposal(reply, {
    rule: { enhancer: 'llm-assisted', architect: 'architect', reviser: 'self-correction' }[role as string] ?? role, // only writing roles come here
    original: prompt,
    earlier: state.versions.map((version) => version.prompt),
    material: state.inputs.flatMap(({ text, expected }) => (expected === undefined ? [text] : [text, expected])),
    feedback: state.feedback,
  })
  if ('problem' in proposal) return refused(parent, reply, proposal.problem)
  const metaPrompt = metaPrompts.find((used) => used.role === role)?.version ?? 0
  return {
    type: 'version.proposed',
    data: {
      version: state.versions.length,
      parent: parent.version,
      prompt: proposal.prompt,
      changes: [...proposal.changes],
      by: { role, callId, metaPrompt },
      ...(reply.evidence && { evidence: [...reply.evidence] }),
    },
  }
}

const refused = (parent: Readonly<PromptVersion>, { role, callId }: Reply, reason: string): NewRefinementEvent => ({
  type: 'proposal.refused',
  data: { parent: parent.version, role, callId, reason },
})

/** All scored answers of a version, as evidence. */
const ownAnswers = ({ version, answers }: Readonly<PromptVersion>): EvidenceCell[] =>
  answers.filter(({ score }) => score !== null).map(({ input, sample }) => ({ version, input, sample }))
