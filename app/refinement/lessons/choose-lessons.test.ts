import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Lesson } from '../../contract/lessons.ts'
import { byUplift, chooseLessons, mostChosen, offeredText } from './choose-lessons.ts'

interface Given {
  readonly id: string
  readonly uplift?: number | null
  readonly trials?: number
  readonly earned?: number
  readonly runs?: number
}
const lesson = ({ id, uplift = null, trials = 0, earned = 0.2, runs = 1 }: Given): Lesson => ({
  id,
  text: `Text of ${id}.`,
  origin: 'real',
  taskKind: 'write',
  language: 'en',
  createdAt: '2026-05-04T09:30:16.000Z',
  state: 'active',
  retired: null,
  earned: { runs, mean: earned, pairs: 8 },
  measured: {
    offered: { runs: trials, mean: trials === 0 ? null : 0.1 },
    withheld: { runs: 0, mean: null },
    uplift: uplift === null ? null : { mean: uplift, lower: uplift - 0.1, upper: uplift + 0.1 },
  },
})
const ids = (lessons: readonly Lesson[]) => lessons.map(({ id }) => id)

test('takes the four that help most, and for the other places those of which too little is known', () => {
  const proven = [0.1, 0.5, 0.2, 0.4, 0.3].map((uplift) => lesson({ id: `u${uplift}`, uplift, trials: 20 }))
  const harmful = lesson({ id: 'harmful', uplift: -0.1, trials: 3 })
  const fresh = [lesson({ id: 'new-small', earned: 0.1 }), lesson({ id: 'new-large', earned: 0.3 })]
  expect(ids(chooseLessons([...proven, harmful, ...fresh]))).toEqual([
    'u0.5',
    'u0.4',
    'u0.3',
    'u0.2',
    'u0.1',
    'harmful',
  ])
  expect(ids(chooseLessons([harmful, ...fresh]))).toEqual(['harmful', 'new-large', 'new-small'])
})

test('ends measuring what it has begun before it begins anew, with what most runs have earned', () => {
  const begun = lesson({ id: 'begun', uplift: 0, trials: 23 })
  const ended = lesson({ id: 'ended', uplift: 0, trials: 24 })
  const [once, often] = [lesson({ id: 'once', earned: 0.9 }), lesson({ id: 'often', earned: 0.1, runs: 2 })]
  expect(ids(chooseLessons([once, ended, often, begun]))).toEqual(['begun', 'often', 'once', 'ended'])
})

test('measures every lesson to its end, although each run brings new ones', () => {
  let all: Lesson[] = []
  for (let run = 0; run < 200; run++) {
    const chosen = ids(chooseLessons(all))
    const tried = all.map((each) => {
      const trials = each.measured.offered.runs + Number(chosen.includes(each.id))
      return lesson({ id: each.id, trials, uplift: trials === 0 ? null : 0 })
    })
    all = [...tried, ...['a', 'b', 'c'].map((letter) => lesson({ id: `${String(run).padStart(3, '0')}${letter}` }))]
  }
  const trials = all.map(({ measured }) => measured.offered.runs).filter((runs) => runs > 0)
  expect(trials.length).toBeGreaterThanOrEqual(45)
  expect(trials.filter((runs) => runs < 24).length).toBeLessThanOrEqual(mostChosen)
})

const lessons = fc.uniqueArray(
  fc.record({
    id: fc.stringMatching(/^[0-9a-f]{8}$/),
    uplift: fc.option(fc.double({ min: -0.5, max: 0.5, noNaN: true })),
    trials: fc.nat(20),
    earned: fc.double({ min: 0, max: 1, noNaN: true }),
  }),
  { selector: ({ id }) => id, maxLength: 15 },
)

test('chooses the same in whatever order the lessons come, none twice, and as many as there are places', () => {
  fc.assert(
    fc.property(lessons, fc.nat(), (given, turn) => {
      const all = given.map(lesson)
      const chosen = ids(chooseLessons(all))
      const turned = all.map((_, index) => all[(index + turn) % all.length]).filter((each) => each !== undefined)
      expect(ids(chooseLessons(turned))).toEqual(chosen)
      expect(new Set(chosen).size).toBe(Math.min(all.length, mostChosen))
    }),
  )
})

test('a lesson that is measured to help more never loses its place for it', () => {
  fc.assert(
    fc.property(lessons, fc.nat(14), fc.double({ min: 0.001, max: 0.5, noNaN: true }), (given, at, more) => {
      const index = at % Math.max(1, given.length)
      const raised = given[index]
      if (raised?.uplift == null || raised.uplift <= 0) return
      const { id, uplift } = raised
      const before = given.map(lesson)
      const after = given.map((each, place) => lesson(place === index ? { ...each, uplift: uplift + more } : each))
      const place = (all: readonly Lesson[]) => ids([...all].sort(byUplift)).indexOf(id)
      expect(place(after)).toBeLessThanOrEqual(place(before))
      if (ids(chooseLessons(before)).includes(id)) expect(ids(chooseLessons(after))).toContain(id)
    }),
    { examples: [[[{ id: 'a', uplift: 0.1, trials: 1, earned: 0 }], 0, 0.1]] },
  )
})

test('is told with its evidence', () => {
  expect(offeredText(lesson({ id: 'a' }))).toBe(
    'Text of a. [Evidence: part of rewrites that were shown to be better in a run, by 20.0 points of 100 on average; not measured by itself yet.]',
  )
  expect(offeredText(lesson({ id: 'a', uplift: 0.05, trials: 9 }))).toContain(
    '; 9 later runs with it gained 5.0 points more than 0 without (95 % interval -5.0 to 15.0).]',
  )
  expect(offeredText(lesson({ id: 'a', uplift: -0.05 }))).toContain('gained 5.0 points less than')
})
