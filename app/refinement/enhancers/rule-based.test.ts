import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { PromptVersion } from '../../contract/refinements.ts'
import { scoredVersion } from '../test-support/situations.ts'
import { longestPrompt, proposeByRules } from './rule-based.ts'

const author = 'Compare some bees and wasps in a table, in at most 20 words.'
const answer = 'They differ in their nests and their food.'
const original = scoredVersion(author, answer)
const namesOf = (version: Pick<PromptVersion, 'changes'> | null) => version?.changes.map(({ rule }) => rule) ?? null

/** The versions after each proposal got the same answer and the verdict given. */
function playOut(verdicts: (names: readonly string[]) => boolean, first = original): PromptVersion[] {
  const versions = [first]
  let champion = first
  for (let step = 0; step < 40; step++) {
    const proposal = proposeByRules(versions, champion)
    if (proposal === null) return versions
    const kept = verdicts(namesOf(proposal) ?? [])
    const next = scoredVersion(first.prompt, answer, {
      version: versions.length,
      parent: champion.version,
      ...proposal,
      kept,
    })
    versions.push(next)
    if (kept) champion = next
  }
  throw new Error('Expected the rules to run out within 40 proposals')
}

test('fires at most two rules, those first that address what the answer failed most', () => {
  expect(namesOf(proposeByRules([original], original))).toEqual(['examples', 'self-check'])
})

test('says why each rule fired, with what the answer got wrong', () => {
  const [, second] = proposeByRules([original], original)?.changes ?? []
  expect(second?.reason).toBe(
    'The answer missed what can be checked before it is given. The answer failed format: Expected a table, found none',
  )
})

test('a rule whose section is there does not fire again', () => {
  const all = playOut(() => true).flatMap((version) => namesOf(version) ?? [])
  expect(all.length).toBeGreaterThan(5)
  expect(new Set(all).size).toBe(all.length)
})

test('after a drop the next proposal tries other rules on the same parent', () => {
  const first = proposeByRules([original], original)
  const dropped = scoredVersion(author, answer, { version: 1, parent: 0, ...first, kept: false })
  const second = proposeByRules([original, dropped], original)
  expect(namesOf(second)?.filter((rule) => namesOf(first)?.includes(rule))).toEqual([])
})

test('when every rule was dropped in a pair, each is tried by itself, and then nothing', () => {
  const sets = playOut(() => false)
    .slice(1)
    .map(namesOf)
  const pairs = sets.filter((set) => set?.length === 2)
  const singles = sets.filter((set) => set?.length === 1).flat()
  expect(pairs.length).toBeGreaterThan(2)
  expect(new Set(singles).size).toBe(singles.length)
  for (const rule of pairs.flat()) expect(singles).toContain(rule)
})

test('a set of rules that was dropped is not proposed again from the same parent', () => {
  fc.assert(
    fc.property(fc.array(fc.boolean(), { minLength: 40, maxLength: 40 }), (verdicts) => {
      let step = 0
      const versions = playOut(() => verdicts[step++] ?? false)
      const dropped = versions.filter(({ decision }) => decision?.kept === false)
      const sets = dropped.map((version) => `${version.parent}: ${namesOf(version)?.toSorted().join()}`)
      expect(new Set(sets).size).toBe(sets.length)
    }),
    { numRuns: 40 },
  )
})

test('a rule that was dropped is tried again on a new champion, after those never tried', () => {
  const versions = playOut((names) => !names.includes('self-check') || names.length === 1)
  const sets = versions.map(namesOf)
  expect(sets[1]).toContain('self-check')
  expect(versions[1]?.decision?.kept).toBe(false)
  const again = sets.findIndex((set, index) => index > 1 && set?.includes('self-check'))
  const untried = versions.slice(2, again).flatMap((version) => namesOf(version) ?? [])
  expect(versions[again]?.decision?.kept).toBe(true)
  expect(untried.length).toBeGreaterThan(3)
})

test('no proposal is longer than the API takes', () => {
  const words = 'bees and wasps '
  for (const spare of [0, 40, 120, 300, 600]) {
    const long = `Compare in a table: ${words.repeat(2_000)}`.slice(0, longestPrompt - spare)
    for (const { prompt } of playOut(() => true, scoredVersion(long, answer)))
      expect(prompt.length).toBeLessThanOrEqual(longestPrompt)
  }
  expect(
    proposeByRules([scoredVersion('bees '.repeat(4_000), answer)], scoredVersion('bees '.repeat(4_000), answer)),
  ).toBeNull()
})

test('proposes nothing for a prompt and an answer that lack nothing', () => {
  const perfect =
    'You are an editor. For beginners, without jargon: write a short text on bees and honey. Goal: explain bees and honey. Format: prose.'
  const version = scoredVersion(perfect, 'Bees turn nectar into honey for the winter.')
  expect(version.score).toBe(1)
  expect(proposeByRules([version], version)).toBeNull()
})
