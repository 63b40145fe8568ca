/** Most judgements of one thing: with 11 a majority is stable in 95 % of cases (arXiv 2606.13685). */
const mostRepeats = 11

/** What repeated judgements of the same thing come to, as far as there are any. */
export interface Repeats<T> {
  /** Whether one more can change the majority. */
  readonly again: boolean
  /** The most frequent value, once no more are needed; null before, and when two are equally frequent. */
  readonly majority: T | null
  /** Share of the judgements that differ from the most frequent one, 0..1; null without any. */
  readonly flipRate: number | null
}

/**
 * Whether to judge the same thing once more. Asking ends as soon as those that are left could not make another value
 * the most frequent: what is decided then is what would have been decided at the end, so stopping early deceives nobody.
 * @param verdicts those so far, in any order; an invalid judgement is none
 * @param most how many may be asked for, odd, 1..11: 1 in the search, 3 for finalists, up to 11 where two are close
 * @throws RangeError for another number
 */
export function nextRepeat<T extends string | number>(verdicts: readonly T[], most: number): Repeats<T> {
  if (!Number.isInteger(most) || most < 1 || most > mostRepeats || most % 2 === 0)
    throw new RangeError(`Expected an odd number of repeats from 1 to ${mostRepeats}, found ${most}`)
  const counts = new Map<T, number>()
  for (const verdict of verdicts) counts.set(verdict, (counts.get(verdict) ?? 0) + 1)
  const [leader, second] = [...counts].sort(([, a], [, b]) => b - a)
  const left = Math.max(0, most - verdicts.length)
  const lead = (leader?.[1] ?? 0) - (second?.[1] ?? 0)
  const again = left > 0 && lead <= left
  return {
    again,
    majority: !again && leader !== undefined && lead > 0 ? leader[0] : null,
    flipRate: leader === undefined ? null : 1 - leader[1] / verdicts.length,
  }
}
