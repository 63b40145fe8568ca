import type { RunOutcome } from '../contract/refinements.ts'
import { costOf } from '../refinement/cost.ts'
import type { RunState } from '../refinement/run-state.ts'
import type { RunEnding } from '../storage/run-ending.ts'
import { lessonsIn } from './run-lessons.ts'

/** What a run that has ended came to; undefined while it goes on. */
export function endingOf(state: RunState): RunEnding | undefined {
  const { input, versions, best, comparison, usage, feedback } = state
  const outcome = outcomeIn(state)
  if (input === null || outcome === null) return undefined
  return {
    outcome,
    verdict: comparison?.result?.verdict ?? null,
    iterations: Math.max(0, versions.length - 1),
    usage,
    cost: costOf(state.usageByModel, input.prices).usd,
    text: {
      prompt: input.prompt,
      best: best === null || best.version === 0 ? null : (versions[best.version]?.prompt ?? null),
      notes: feedback.length === 0 ? null : feedback.join('\n'),
    },
    lessons: lessonsIn(state),
  }
}

function outcomeIn({ status, best }: RunState): RunOutcome | null {
  switch (status) {
    case 'completed':
      return best !== null && best.version > 0 ? 'improved' : 'unchanged'
    case 'failed':
    case 'cancelled':
      return status
    default:
      return null
  }
}
