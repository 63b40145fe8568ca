import type { Judgement } from './judgement.ts'
import type { Preference } from './preference.ts'

/** What both orders together say about the first answer of a pair. */
export type Outcome = 'win' | 'loss' | 'tie'

/** A pair that was judged in both orders. */
export interface JudgedPair {
  /** The first answer shown as A, the second as B. */
  readonly forward: Judgement<Preference>
  /** The second answer shown as A, the first as B. */
  readonly backward: Judgement<Preference>
}

const firstBy = { A: 'win', B: 'loss', tie: 'tie' } as const
const secondBy = { A: 'loss', B: 'win', tie: 'tie' } as const

/**
 * An answer wins when both orders prefer it; everything else is a tie. So a judge that always takes the first decides
 * nothing. null where an order has no valid judgement: the pair says nothing then, neither win nor tie.
 */
export function agreedOutcome({ forward, backward }: JudgedPair): Outcome | null {
  if (forward.status === 'invalid' || backward.status === 'invalid') return null
  const [one, other] = [firstBy[forward.value], secondBy[backward.value]]
  return one === other ? one : 'tie'
}

/** Whether both orders preferred the same place, whoever stood there. */
export const isByPlace = ({ forward, backward }: JudgedPair): boolean =>
  forward.status !== 'invalid' &&
  backward.status !== 'invalid' &&
  forward.value === backward.value &&
  forward.value !== 'tie'

/** How often a judge went by the place instead of the answer. */
export interface PositionBias {
  /** Pairs with two valid judgements. */
  readonly pairs: number
  /** Of these: the same place preferred in both orders. */
  readonly first: number
  readonly second: number
  /** (first + second) / pairs, 0..1; null without pairs. */
  readonly rate: number | null
}

export function positionBias(judged: readonly JudgedPair[]): PositionBias {
  const both = judged.flatMap(({ forward, backward }) =>
    forward.status === 'invalid' || backward.status === 'invalid' ? [] : [`${forward.value}${backward.value}`],
  )
  const count = (pattern: string) => both.filter((each) => each === pattern).length
  const [first, second] = [count('AA'), count('BB')]
  return { pairs: both.length, first, second, rate: both.length === 0 ? null : (first + second) / both.length }
}
