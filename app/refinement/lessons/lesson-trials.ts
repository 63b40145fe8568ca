import type { RunState } from '../run-state.ts'
import { leastPairs } from '../statistics/paired-comparison.ts'

/** What a run says about a lesson that it was offered, or that it went without. */
export interface LessonTrial {
  readonly id: string
  readonly offered: boolean
  /** What the run gained over the author's prompt: difference of scores, -1..1. */
  readonly uplift: number
  /** Pairs of fresh answers behind it; 0: nothing better was found. */
  readonly pairs: number
}

/** What the run measured of its lessons; none before it has ended, or when it could not measure what it gained. */
export function trialsOf(state: RunState): LessonTrial[] {
  const { lessons = [], withheldLessons = [] } = state.input ?? {}
  const gain = gainOf(state)
  if (gain === null) return []
  return [
    ...lessons.map(({ id }) => ({ id, offered: true, ...gain })),
    ...withheldLessons.map((id) => ({ id, offered: false, ...gain })),
  ]
}

/**
 * A run that kept the author's prompt has gained 0, which counts: leaving such runs out would flatter all lessons alike, and
 * one that makes good rewrites rarer most of all. For the same reason a run that was not to compare at all counts in neither case. A
 * version that the author banned was judged by the author, not by what it did.
 */
function gainOf({
  input,
  limits,
  status,
  best,
  comparison,
  banned,
}: RunState): Pick<LessonTrial, 'uplift' | 'pairs'> | null {
  const planned = (limits ?? input?.limits)?.comparisons ?? 0
  if (status !== 'completed' || input?.replayed === true || planned < leastPairs || banned.length > 0) return null
  if (comparison === null) return best?.version === 0 ? { uplift: 0, pairs: 0 } : null
  const { result } = comparison
  return result?.interval == null ? null : { uplift: result.mean, pairs: result.pairs }
}
