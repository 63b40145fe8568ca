import { type Finding, failed, passed } from '../check.ts'
import { closeness } from '../closeness.ts'

/** A count that the author states; `exactly` excludes the others. */
export interface StatedRange {
  readonly min?: number
  readonly max?: number
  readonly exactly?: number
}

/** Why no count can be in the range, or every one is; null when it says something. */
export function refuseRange({ min, max, exactly }: StatedRange): string | null {
  if (min === undefined && max === undefined && exactly === undefined)
    return 'expected min, max or exactly, found none of them; state at least one'
  if (exactly !== undefined && (min !== undefined || max !== undefined))
    return 'expected exactly alone or min and max, found both; leave one out'
  if (min !== undefined && max !== undefined && min > max)
    return `expected min to be at most max, found min ${min} and max ${max}`
  return null
}

const boundsOf = ({ min, max, exactly }: StatedRange) => ({
  min: exactly ?? min ?? 0,
  max: exactly ?? max ?? Number.POSITIVE_INFINITY,
})

export const isInRange = (found: number, range: StatedRange): boolean => {
  const { min, max } = boundsOf(range)
  return found >= min && found <= max
}

/** `at least 2`, `2 to 5`, `exactly 3`. */
export function rangeText({ min, max, exactly }: StatedRange): string {
  if (exactly !== undefined) return `exactly ${exactly}`
  if (min !== undefined && max !== undefined) return min === max ? `exactly ${min}` : `${min} to ${max}`
  return min === undefined ? `at most ${max ?? 0}` : `at least ${min}`
}

/**
 * Whether a count is what was asked for, with the score of how close it is.
 * @param what plural of what is counted, for example `bullet points`
 * @param detail what was counted, for the feedback
 */
export function inRange(found: number, range: StatedRange, what: string, detail = ''): Finding {
  const { min, max } = boundsOf(range)
  const shown = detail === '' ? '' : `: ${detail}`
  if (isInRange(found, range)) return passed(`Found ${found} ${what}, and ${rangeText(range)} were asked for`)
  return failed(`Expected ${rangeText(range)} ${what}, found ${found}${shown}`, closeness(found, min, max))
}
