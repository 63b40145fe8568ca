import fc from 'fast-check'
import { expect, test } from 'vitest'
import { scattered } from '../statistics/scattered.ts'
import { nextMove } from './next-move.ts'
import { playMoves, playOn, startOf } from './test-support/play-moves.ts'

const budgets = fc.record({
  inputs: fc.integer({ min: 1, max: 30 }),
  samples: fc.integer({ min: 1, max: 3 }),
  asks: fc.integer({ min: 0, max: 80 }),
  proposals: fc.integer({ min: 0, max: 20 }),
})
/** Luck alone, a fifth of the verdicts invalid. */
const luck = (salt: number) => (version: number, input: number, sample: number) =>
  scattered(salt, version, input, sample) < 0.2 ? null : Math.round(4 * scattered(salt, 1, version, input, sample)) / 4

test('whatever is scored, the search ends within its budget, asks nothing twice and builds on nothing it dropped', () => {
  fc.assert(
    fc.property(budgets, fc.nat(), (budget, salt) => {
      const played = playMoves(budget, luck(salt))
      const asked = new Set<string>()
      for (const { position, move } of played) {
        expect(nextMove(structuredClone(position))).toEqual(move)
        if (move.kind === 'measure') {
          expect(position.asksLeft).toBeGreaterThan(0)
          expect(move.input).toBeLessThan(budget.inputs)
          expect(move.sample).toBeLessThan(budget.samples)
          asked.add(`${move.version} ${move.input} ${move.sample}`)
        }
        if (move.kind === 'propose') {
          expect(position.proposalsLeft).toBeGreaterThan(0)
          for (const { version, input, sample } of move.evidence)
            expect(position.candidates[version]?.measurements).toContainEqual(
              expect.objectContaining({ input, sample, score: expect.any(Number) }),
            )
        }
        const touched = move.kind === 'propose' ? move.parent : move.kind === 'stop' ? move.best : move.version
        expect(position.candidates[touched]?.decision).not.toBe('dropped')
      }
      const last = played.at(-1)
      expect(asked.size).toBe(played.filter(({ move }) => move.kind === 'measure').length)
      expect(last?.move).toMatchObject({ kind: 'stop', best: last?.position.champion ?? 0 })
    }),
    { numRuns: 60 },
  )
})

test('with one input and one answer to it, each version is asked once and the higher score wins', () => {
  const scores = [0.5, 0.4, 0.7, 0.705, 1]
  const moves = playMoves({ inputs: 1, samples: 1, asks: 10, proposals: 10 }, (version) => scores[version] ?? 0)
  expect(
    moves.map(
      ({ move }) => `${move.kind} ${'version' in move ? move.version : 'parent' in move ? move.parent : move.best}`,
    ),
  ).toEqual([
    'measure 0',
    'keep 0',
    'propose 0',
    'measure 1',
    'drop 1',
    'propose 0',
    'measure 2',
    'keep 2',
    'propose 2',
    'measure 3',
    'drop 3',
    'propose 2',
    'measure 4',
    'keep 4',
    'stop 4',
  ])
})

test('the inputs kept for the end are shown to no reflection', () => {
  const played = playMoves({ inputs: 20, samples: 2, asks: 120, proposals: 30 }, luck(7))
  const shown = new Set(
    played.flatMap(({ move }) => (move.kind === 'propose' ? move.evidence : [])).map(({ input }) => input),
  )
  expect(shown.size).toBeGreaterThan(6)
  expect(shown.size).toBeLessThanOrEqual(12)
})

test('a rewrite that is better by far is found among bad ones and wins', () => {
  const worth = (version: number) => (version % 5 === 3 ? 0.9 : 0.3)
  const played = playMoves({ inputs: 12, samples: 2, asks: 80, proposals: 10 }, (version, input, sample) =>
    Number(scattered(version, input, sample, 3) < worth(version)),
  )
  const { move } = played.at(-1) ?? {}
  expect(move?.kind === 'stop' && move.best % 5).toBe(3)
})

test('when every rewrite is worse, the author’s prompt stays', () => {
  const played = playMoves({ inputs: 12, samples: 2, asks: 80, proposals: 10 }, (version, input, sample) =>
    Number(scattered(version, input, sample, 3) < (version === 0 ? 0.8 : 0.5)),
  )
  expect(played.at(-1)?.move).toMatchObject({ kind: 'stop', best: 0 })
})

test('what the user banned is neither asked nor built upon, and only what is pinned is built upon', () => {
  const begun = startOf({ inputs: 6, samples: 1, asks: 30, proposals: 5 })
  const measured = (scores: readonly number[]) => scores.map((score, input) => ({ input, sample: 0, score }))
  const [origin] = begun.candidates
  const position = {
    ...begun,
    champion: 0,
    candidates: [
      { ...origin, version: 0, parent: null, decision: 'kept', measurements: measured([0.5, 0.5, 0.5, 0.5]) },
      { version: 1, parent: 0, decision: 'open', isBanned: true, measurements: measured([1, 1, 1, 1]) },
      { version: 2, parent: 0, decision: 'open', isPinned: true, measurements: measured([0.5, 0.25, 0.5, 0.25]) },
    ],
  } as const
  const moves = playOn(position, luck(1)).map(({ move }) => move)
  expect(moves.filter(({ kind }) => kind === 'propose').length).toBeGreaterThan(1)
  for (const move of moves) {
    if (move.kind === 'propose') expect(move.parent).toBe(2)
    else expect(move.kind === 'stop' ? move.best : move.version).not.toBe(1)
    if (move.kind === 'drop') expect(move.version).not.toBe(2)
  }
})
