import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Judgement } from './judgement.ts'
import { agreedOutcome, isByPlace, positionBias } from './pairwise.ts'
import type { Preference } from './preference.ts'
import { nextRepeat } from './repeats.ts'

const said = (value: Preference): Judgement<Preference> => ({ status: 'valid', replies: 1, value })
const invalid: Judgement<Preference> = { status: 'invalid', replies: 3, problem: 'no JSON' }
const pair = (forward: Preference, backward: Preference) => ({ forward: said(forward), backward: said(backward) })

describe('A pair that was judged in both orders', () => {
  test.each([
    ['A', 'B', 'win'],
    ['B', 'A', 'loss'],
    ['A', 'A', 'tie'],
    ['B', 'B', 'tie'],
    ['A', 'tie', 'tie'],
    ['tie', 'B', 'tie'],
    ['tie', 'tie', 'tie'],
  ] as const)('first %s and then %s is a %s', (forward, backward, outcome) => {
    expect(agreedOutcome(pair(forward, backward))).toBe(outcome)
    expect(isByPlace(pair(forward, backward))).toBe(forward === backward && forward !== 'tie')
  })

  test('says nothing when one of the orders has no judgement', () => {
    expect(agreedOutcome({ forward: said('A'), backward: invalid })).toBeNull()
    expect(agreedOutcome({ forward: invalid, backward: said('B') })).toBeNull()
    expect(isByPlace({ forward: invalid, backward: invalid })).toBe(false)
  })

  test('counts for the bias by place only where it was judged twice', () => {
    const judged = [
      pair('A', 'A'),
      pair('A', 'B'),
      pair('B', 'B'),
      pair('tie', 'A'),
      { forward: invalid, backward: said('A') },
    ]
    expect(positionBias(judged)).toEqual({ pairs: 4, first: 1, second: 1, rate: 0.5 })
    expect(positionBias([]).rate).toBeNull()
  })
})

describe('Repeated judgements', () => {
  const verdict = fc.constantFrom('win', 'loss', 'tie')
  const most = fc.constantFrom(1, 3, 5, 7, 9, 11)

  test('end as soon as no further one could change the majority, and then say what all of them would have said', () => {
    fc.assert(
      fc.property(most, fc.array(verdict, { minLength: 11, maxLength: 11 }), (limit, drawn) => {
        const all = drawn.slice(0, limit)
        const end = all.findIndex((_, index) => !nextRepeat(all.slice(0, index + 1), limit).again)
        expect(end).toBeGreaterThanOrEqual(0)
        const early = nextRepeat(all.slice(0, end + 1), limit)
        expect(early.majority).toBe(nextRepeat(all, limit).majority)
      }),
      { numRuns: 500 },
    )
  })

  test('of three end after two that agree, and go on after two that do not', () => {
    expect(nextRepeat([], 3)).toEqual({ again: true, majority: null, flipRate: null })
    expect(nextRepeat(['win', 'win'], 3)).toEqual({ again: false, majority: 'win', flipRate: 0 })
    expect(nextRepeat(['win', 'loss'], 3)).toEqual({ again: true, majority: null, flipRate: 0.5 })
    expect(nextRepeat(['win', 'loss', 'win'], 3)).toMatchObject({ again: false, majority: 'win' })
    expect(nextRepeat(['win', 'loss', 'tie'], 3)).toMatchObject({ again: false, majority: null })
  })

  test.each([0, 2, 13, 2.5, Number.NaN])('are not asked for %d times', (number) => {
    expect(() => nextRepeat([], number)).toThrow(`found ${number}`)
  })
})
