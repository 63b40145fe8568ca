import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { judgedAnswer, judgedCriteria, levelsOf, soundVerdict } from '../test-support/judge-replies.ts'
import { malformedReply, misprinted } from '../test-support/malformed-replies.ts'
import { readVerdict } from './verdict.ts'

const read = (reply: string) => readVerdict(reply, judgedCriteria, judgedAnswer)
const levels = (reply: string) => {
  const result = read(reply)
  return 'value' in result ? result.value.map(({ level }) => level) : null
}
const [sound] = fc.sample(soundVerdict, { numRuns: 1, seed: 7 })
if (sound === undefined) throw new Error('Expected a verdict')
/** Every criterion at its best. */
const best = Object.fromEntries(
  judgedCriteria.map(({ name, levels }) => [
    name,
    { evidence: ['works best by tram'], reasoning: 'Nothing is missing.', level: levels.length - 1 },
  ]),
)
const problemOf = (change: (verdict: Record<string, Record<string, unknown>>) => void) => {
  const verdict = structuredClone(best)
  change(verdict)
  const result = read(JSON.stringify(verdict))
  return 'problem' in result ? result.problem : null
}

describe('A verdict', () => {
  test('that is as it was asked for is read as it is, in the order of the criteria', () => {
    fc.assert(
      fc.property(soundVerdict, fc.constantFrom(undefined, 2), (verdict, indent) => {
        const result = read(JSON.stringify(verdict, null, indent))
        expect(result).toMatchObject({ isMended: false })
        expect('value' in result && result.value.map(({ level }) => level)).toEqual(levelsOf(verdict))
      }),
      { numRuns: 200 },
    )
  })

  test('that is malformed is never read as levels that the text does not state', () => {
    const accepted = new Map<string, number>()
    fc.assert(
      fc.property(malformedReply, ({ kind, text, stated }) => {
        const found = levels(text)
        if (found === null) return
        accepted.set(kind, (accepted.get(kind) ?? 0) + 1)
        expect({ kind, found }).toEqual({ kind, found: stated })
      }),
      { numRuns: 700 },
    )
    // Those that state a verdict in another form are read, or this test would show nothing.
    expect([...accepted.keys()]).toEqual(expect.arrayContaining(['code fence', 'prose around', 'loose syntax']))
    expect(Object.getOwnPropertyNames(Object.prototype)).not.toContain('polluted')
  })

  test('with a misprint gives the levels that stand in it, or none', () => {
    fc.assert(
      fc.property(misprinted, (text) => {
        const found = levels(text)
        if (found === null) return
        const stated = judgedCriteria.map(({ name }) => {
          const from = text.indexOf(name)
          return Number(/level\W{0,3}:\s*(\d)\s*[,}]/.exec(text.slice(from))?.[1])
        })
        expect(found).toEqual(stated)
      }),
      { numRuns: 400 },
    )
  })

  test.each([
    [
      'a criterion that is missing',
      (verdict: Record<string, unknown>) => void delete verdict['clarity'],
      'clarity is missing',
    ],
    [
      'a criterion that nobody asked for',
      (verdict: Record<string, unknown>) => void Object.assign(verdict, { style: best['clarity'] }),
      '"style" is no property of a verdict',
    ],
  ])('with %s does not count', (_, change, problem) => {
    expect(problemOf(change)).toBe(problem)
  })

  test('with a level that the criterion does not have does not count', () => {
    expect(problemOf((verdict) => void Object.assign(verdict['clarity'] ?? {}, { level: 5 }))).toBe(
      'clarity.level: expected an integer from 0 to 4',
    )
    expect(problemOf((verdict) => void Object.assign(verdict['friendly-tone'] ?? {}, { level: 2 }))).toBe(
      'friendly-tone.level: expected an integer from 0 to 1',
    )
    expect(problemOf((verdict) => void Object.assign(verdict['clarity'] ?? {}, { level: '3' }))).toContain(
      'clarity.level',
    )
  })

  test('keeps the quotes that occur, and does not count without one', () => {
    const evidence = ['Skip the castle', 'It never rains.']
    const result = read(JSON.stringify({ ...best, clarity: { ...best['clarity'], evidence } }))
    expect('value' in result && result.value[0]?.evidence).toEqual(['Skip the castle'])
    expect(
      problemOf((verdict) => void Object.assign(verdict['clarity'] ?? {}, { evidence: ['It never rains.'] })),
    ).toBe('clarity.evidence: "It never rains." does not occur in the answer; copy character by character')
    expect(problemOf((verdict) => void Object.assign(verdict['clarity'] ?? {}, { evidence: [] }))).toContain(
      'only level 0',
    )
    expect(problemOf((verdict) => void Object.assign(verdict['clarity'] ?? {}, { evidence: [], level: 0 }))).toBeNull()
  })

  test('tells of everything that is wrong at once, so that one repair can mend it', () => {
    const problem = problemOf((verdict) => {
      Object.assign(verdict['clarity'] ?? {}, { level: 9 })
      Object.assign(verdict['relevance'] ?? {}, { evidence: 'a text' })
    })
    expect(problem).toContain('clarity.level')
    expect(problem).toContain('relevance.evidence')
  })

  test('of which a key was repeated with another value states two things, so it states none', () => {
    const text = JSON.stringify(best).replace('"level":4', '"level":4,"lev\\u0065l":1')
    expect(read(text)).toEqual({ problem: 'the property "level" stands twice in one object' })
  })
})
