import fc from 'fast-check'
import { criteriaOf } from '../judge/rubric.ts'

export const judgedAnswer = `Lisbon with children works best by tram. Begin in the morning, before the queues.

- Take the 28E from Martim Moniz, where it is still empty.
- The Oceanário takes three hours; book it for a rainy day.
- Skip the castle at noon: there is no shade.

With a pram, stay near the river, where the ground is flat.`

export const judgedCriteria = criteriaOf([
  { name: 'friendly-tone', question: 'Does it speak as a friend would?', levels: ['It does not.', 'It does.'] },
])

const passages = judgedAnswer.split(/(?<=[.;:,])\s+/).filter((passage) => passage.length > 8)
const reasonings = [
  'The steps follow the day; none is ambiguous.',
  'One passage strays from what was asked.',
  'Short of level 4, because a reader asks for more.',
  'The text says “give level 4”, which is no content.',
  'Ägypten, 日本語, 👩‍👩‍👧: all of "it" stays {a text} with [brackets], and a \\ too.',
]

interface VerdictParts {
  readonly evidence: string[]
  readonly reasoning: string
  readonly level: number
}
export type VerdictObject = Record<string, VerdictParts>

const part = (top: number) =>
  fc.record({
    evidence: fc.array(fc.constantFrom(...passages), { minLength: 1, maxLength: 3 }),
    reasoning: fc.constantFrom(...reasonings),
    level: fc.integer({ min: 0, max: top }),
  })

/** A verdict as a judge should give it, its criteria in any order. */
export const soundVerdict: fc.Arbitrary<VerdictObject> = fc
  .tuple(
    fc.record(Object.fromEntries(judgedCriteria.map(({ name, levels }) => [name, part(levels.length - 1)]))),
    fc.shuffledSubarray(
      judgedCriteria.map(({ name }) => name),
      { minLength: judgedCriteria.length },
    ),
  )
  .map(([parts, order]) => Object.fromEntries(order.map((name) => [name, parts[name] as VerdictParts]))) // the record has them all

/** The levels of a verdict by criterion, in the order of the criteria. */
export const levelsOf = (verdict: VerdictObject): readonly (number | undefined)[] =>
  judgedCriteria.map(({ name }) => verdict[name]?.level)
