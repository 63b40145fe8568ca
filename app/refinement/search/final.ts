import { type Contender, highest } from './beliefs.ts'
import { nextAnswer, trainingAndValidation } from './inputs.ts'
import type { MeasureMove, Position } from './position.ts'
import { strategy } from './strategy.ts'

/**
 * The next answer that decides among the best: of the leader or of its strongest rival, whichever is known less, to inputs that
 * no reflection has seen. A rival that falls behind is asked no more. null when nothing is left to ask.
 */
export function finalAnswer(position: Position, contenders: readonly Contender[]): MeasureMove | null {
  const leader = highest(contenders, 0)
  const rival = highest(
    contenders.filter((each) => each !== leader),
    strategy.finalOptimism,
  )
  if (position.asksLeft === 0 || leader === null || rival === null) return null
  const { validation } = trainingAndValidation(position)
  const order = rival.belief.variance > leader.belief.variance ? [rival, leader] : [leader, rival]
  for (const { candidate } of order) {
    const answer = nextAnswer(candidate, validation, 0, position.samples)
    if (answer !== null) return answer
  }
  return null
}
