import type { Refinement } from '../contract/refinements.ts'
import { costOf } from './cost.ts'
import { diagnose } from './diagnosis.ts'
import type { RunState } from './run-state.ts'

/** All of a `Refinement` but what only its row knows: id, times, and whether a worker has it (`status`). */
export type RefinementView = Omit<Refinement, 'id' | 'status' | 'createdAt' | 'updatedAt'>

const excerptLength = 200

/** @throws Error when the run has no `run.started` event: there is nothing to show then. */
export function viewOf(state: RunState): RefinementView {
  const { input, best } = state
  if (input === null) throw new Error('Expected a run that begins with run.started, found no event')
  const { usd, unknown } = costOf(state.usageByModel, input.prices)
  const champion = best === null ? undefined : state.versions[best.version]
  return {
    promptExcerpt: [...input.prompt.slice(0, 2 * excerptLength)].slice(0, excerptLength).join(''),
    targetModel: input.models.target,
    simulated: input.simulated,
    ...(input.replayed === true && { replayed: true }),
    originalScore: state.versions[0]?.score ?? null,
    bestScore: best?.score ?? null,
    prompt: input.prompt,
    inputs: [...state.inputs],
    enhancer: input.enhancer ?? 'rule_based',
    ...(input.lessons !== undefined && { lessons: [...input.lessons] }),
    ...(input.withheldLessons !== undefined && { withheldLessons: [...input.withheldLessons] }),
    temperature: input.temperature,
    limits: { ...(state.limits ?? input.limits) },
    ...(input.checks !== undefined && { checks: [...input.checks] }),
    versions: state.versions.map((version) => ({ ...version })),
    best: best === null || champion === undefined ? null : { ...best, prompt: champion.prompt },
    comparison: state.comparison?.result ?? null,
    selfComparison: state.selfComparison?.result ?? null,
    steering: {
      paused: state.isPaused,
      feedback: [...state.feedback],
      pinned: state.pinned,
      banned: [...state.banned],
    },
    diagnosis: diagnose(state),
    stopReason: state.stopReason,
    error: state.error === null ? null : { ...state.error },
    usage: { ...state.usage },
    calls: state.calls,
    cost: { usd, unknown: [...unknown] },
    lastSeq: state.lastSeq,
  }
}
