import { lessonId } from '../lessons/lesson-id.ts'
import { earnedBy } from '../refinement/lessons/earned-lessons.ts'
import { trialsOf } from '../refinement/lessons/lesson-trials.ts'
import type { RunState } from '../refinement/run-state.ts'
import type { RunLessons } from '../storage/lesson-statements.ts'

/** What a run that has ended says of lessons, as it is stored with its last event. */
export function lessonsIn(state: RunState): RunLessons {
  const earnings = earnedBy(state)
  if (earnings === null) return { earned: [], trials: trialsOf(state) }
  const { lessons, scope, ...evidence } = earnings
  const earned = lessons.map(({ key, text }) => ({ id: lessonId(scope, key), text, ...scope, ...evidence }))
  return { earned, trials: trialsOf(state) }
}
