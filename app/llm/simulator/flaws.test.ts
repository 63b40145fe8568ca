import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { clarityOf, clarityWeights, vaguePenalty } from './clarity.ts'
import { enoughClarity, type Flaws, flawRules, flawsOf, preventedShare } from './flaws.ts'
import { seededChoice } from './seeded-choice.ts'
import type { StatedFormat } from './stated-format.ts'
import { qualities } from './stated-qualities.ts'

const format: StatedFormat = { kind: 'bullets', isStated: true, items: 5, names: [], example: undefined }
const limits = { words: { min: 0, max: 100 } }
const task = 'Write about coffee, roasting, brewing and grinding.'
const terms = ['coffee', 'roasting', 'brewing', 'grinding']
const flawsWhen = (stated: readonly (typeof qualities)[number][], seed: string) => {
  const set = new Set(stated)
  return flawsOf({ terms, format, limits, stated: set, clarity: clarityOf(set, terms, task) }, seededChoice(seed))
}
const count = (flaws: Flaws) =>
  Object.values(flaws).reduce((sum: number, flaw) => sum + (flaw instanceof Set ? flaw.size : Number(Boolean(flaw))), 0)

describe('The mistakes of an answer', () => {
  test('never increase when the prompt states more about the same request', () => {
    const subset = fc.subarray([...qualities])
    const fewerAndMore = subset.chain((more) => fc.tuple(fc.subarray(more), fc.constant(more)))
    fc.assert(
      fc.property(fewerAndMore, fc.string(), ([fewer, more], seed) => {
        const [before, after] = [flawsWhen(fewer, seed), flawsWhen(more, seed)]
        for (const flaw of ['chatter', 'rambling', 'cut', 'formless', 'overlong'] as const)
          if (after[flaw]) expect(before[flaw]).toBe(true)
        for (const term of after.omitted) expect(before.omitted).toContain(term)
        if (after.miscount !== 0) expect(before.miscount).toBe(after.miscount)
      }),
      { numRuns: 300 },
    )
  })

  test('are many where nothing is stated and none where everything is', () => {
    const seeds = Array.from({ length: 100 }, (_, n) => `request ${n}`)
    const total = (stated: readonly (typeof qualities)[number][]) =>
      seeds.reduce((sum, seed) => sum + count(flawsWhen(stated, seed)), 0)
    expect(total([])).toBeGreaterThan(400)
    expect(total([...qualities])).toBe(0)
  })

  test('are each prevented by what is stated against them, even in an unclear prompt', () => {
    const seeds = Array.from({ length: 100 }, (_, n) => `request ${n}`)
    for (const [name, { preventedBy }] of Object.entries(flawRules)) {
      const flaw = name as keyof Flaws // the keys of flawRules are those of Flaws
      const made = (stated: readonly (typeof qualities)[number][]) =>
        seeds.filter((seed) => count({ ...flawsWhen([], seed), ...none, [flaw]: flawsWhen(stated, seed)[flaw] }) > 0)
          .length
      for (const quality of preventedBy)
        expect(made([quality]), `${name} against ${quality}`).toBeLessThan(made([]) / 2)
    }
  })
})

const none: Flaws = {
  chatter: false,
  rambling: false,
  cut: false,
  miscount: 0,
  formless: false,
  overlong: false,
  omitted: new Set(),
}

describe('The published rules', () => {
  const published = readFileSync(new URL('../../../docs/simulator.md', import.meta.url), 'utf8')

  test('weigh what a prompt states to 1 altogether', () => {
    expect(Object.values(clarityWeights).reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1)
    expect(clarityOf(new Set(qualities), ['a', 'b', 'c', 'd', 'e', 'f'], task)).toBeCloseTo(1)
  })

  test('are those of the code', () => {
    for (const [part, weight] of Object.entries(clarityWeights))
      expect(published).toMatch(new RegExp(`^\\| ${part} \\| ${weight} \\|`, 'm'))
    for (const [flaw, { probability, preventedBy }] of Object.entries(flawRules))
      expect(published).toContain(`| ${flaw} | ${probability} | ${preventedBy.join(', ')} |`)
    expect(published).toContain(`clarity of ${enoughClarity}`)
    expect(published).toContain(`takes off ${vaguePenalty}`)
    expect(published).toContain(`${preventedShare * 100} %`)
  })
})
