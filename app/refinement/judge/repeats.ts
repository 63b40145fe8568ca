import type { Static } from 'typebox'
import type { JudgeRepeats, Preferences, Preferred } from '../../contract/judge.ts'
import type { AskStep } from '../ask-step.ts'

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
  const [leader, second] = countsOf(verdicts)
  const left = Math.max(0, most - verdicts.length)
  const lead = (leader?.[1] ?? 0) - (second?.[1] ?? 0)
  const again = left > 0 && lead <= left
  return {
    again,
    majority: !again && leader !== undefined && lead > 0 ? leader[0] : null,
    flipRate: leader === undefined ? null : 1 - leader[1] / verdicts.length,
  }
}

/** Judgements after which a judge that agrees with itself is asked no more. */
export const fewestJudgements = (most: number): number => (most + 1) / 2

/**
 * What repeated judgements of a pair come to, or the next question. Where the judge gives no usable reply, or the limits pay for
 * none, those before it decide; where two outcomes are equally frequent nobody is preferred.
 * @param judge one judgement, by its number from 0: what it came to, or its next question
 */
export function judgeRepeatedly(
  most: Static<typeof JudgeRepeats>,
  judge: (repetition: number) => AskStep | Preferred,
): AskStep | Preferred {
  const drawn: Preferred[] = []
  const judgements: Judgement[] = []
  while (nextRepeat(judgements, most).again) {
    const next = judge(drawn.length)
    if ('kind' in next) return next
    if (most === 1) return next
    drawn.push(next)
    if (next.outcome === 'none') break
    judgements.push(next.outcome)
  }
  const replies = drawn.reduce((sum, each) => sum + each.replies, 0)
  const outcome = mostFrequent(judgements)
  if (outcome === null) return { outcome: 'none', byPlace: false, replies, ...problemOf(drawn), judgements: [] }
  const byPlace = outcome === 'tie' && 2 * drawn.filter((each) => each.byPlace).length > judgements.length
  return { outcome, byPlace, replies, ...problemOf(drawn), judgements }
}

type Judgement = Exclude<Preferred['outcome'], 'none'>

const problemOf = (drawn: readonly Preferred[]): Pick<Preferred, 'problem'> => {
  const problem = drawn.at(-1)?.problem
  return problem === undefined ? {} : { problem }
}

function mostFrequent(judgements: readonly Judgement[]): Judgement | null {
  if (judgements.length === 0) return null
  const [leader, second] = countsOf(judgements)
  return leader !== undefined && leader[1] > (second?.[1] ?? 0) ? leader[0] : 'tie'
}

/** How often the judge of these pairs said something else than what it said most often of the same pair. */
export function repeatsOf(preferred: readonly Preferred[]): Preferences['repeats'] {
  const pairs = preferred.flatMap(({ judgements }) => (judgements === undefined ? [] : [judgements]))
  if (pairs.length === 0) return undefined
  const judgements = pairs.reduce((sum, each) => sum + each.length, 0)
  const agreeing = pairs.reduce((sum, each) => sum + (countsOf(each)[0]?.[1] ?? 0), 0)
  return { judgements, differing: judgements - agreeing }
}

/** The values and how often they occur, the most frequent first. */
function countsOf<T>(values: readonly T[]): (readonly [T, number])[] {
  const counts = new Map<T, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return [...counts].sort(([, a], [, b]) => b - a)
}
