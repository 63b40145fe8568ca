import type { Position } from './position.ts'
import { strategy } from './strategy.ts'

/** How the calls are divided. */
export interface Plan {
  /** Calls made. */
  readonly asked: number
  /** Calls kept for the end. */
  readonly reserve: number
  /** Answers asked of a version before it is built upon. */
  readonly batch: number
  /** Whether rewrites are checked on what they were written for. */
  readonly isChecking: boolean
}

/** @param searchInputs inputs that reflections may see */
export function planOf({ candidates, asksLeft, proposalsLeft }: Position, searchInputs: number): Plan {
  const asked = candidates.reduce((total, { measurements }) => total + measurements.length, 0)
  const reserve = Math.round((asked + asksLeft) * strategy.finalShare)
  const searchCalls = asked + asksLeft - reserve
  const allowed = candidates.length - 1 + proposalsLeft
  const each = searchCalls / (1 + Math.min(allowed, strategy.chain * Math.sqrt(searchCalls)))
  const isChecking = each >= strategy.checkFrom && searchInputs >= strategy.fewestToCheck
  return { asked, reserve, isChecking, batch: Math.max(1, Math.min(strategy.batchMost, Math.floor(each))) }
}
