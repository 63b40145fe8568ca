import type { JsonSchemaFormat } from '../model-client.ts'
import { type Marks, marksOf, passagesOf } from './answer-marks.ts'
import { fencedMaterial } from './fenced-material.ts'
import type { SeededChoice } from './seeded-choice.ts'

/** How often a level comes out one lower or higher than the rules say, each, at a temperature above 0. */
const wavering = 0.05
/** Marks that differ by less make a tie. */
const indifference = 0.02

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const propertiesOf = (schema: unknown): Readonly<Record<string, unknown>> =>
  isObject(schema) && isObject(schema['properties']) ? schema['properties'] : {}

/** The values that a property may have, where the schema lists them. */
const enumOf = (schema: unknown): readonly unknown[] =>
  isObject(schema) && Array.isArray(schema['enum']) ? schema['enum'] : []

/**
 * The reply to a request for levels or for a preference, or null where the request asks for neither: told by its schema and
 * by the material that its prompt sets apart. The rules are under "As a judge" in docs/simulator.md.
 * @param choice decides where the judge wavers; null: it never does
 */
export function judged(prompt: string, { schema }: JsonSchemaFormat, choice: SeededChoice | null): string | null {
  const material = fencedMaterial(prompt)
  const task = [material.get('prompt'), material.get('input')].join('\n\n')
  const wanted = Object.entries(propertiesOf(schema))
  const [a, b] = [material.get('answer-a'), material.get('answer-b')]
  if (a !== undefined && b !== undefined && enumOf(propertiesOf(schema)['winner']).includes('tie'))
    return JSON.stringify(preference(marksOf(task, a), marksOf(task, b), a, b))
  const answer = material.get('answer')
  const levels = wanted.map(([name, form]) => [name, enumOf(propertiesOf(form)['level'])] as const)
  if (answer === undefined || levels.length === 0 || levels.some(([, values]) => values.length < 2)) return null
  const marks = marksOf(task, answer)
  const graded = levels.map(([name, values]) => [name, levelFor(name, values.length - 1, marks, answer, choice)])
  return JSON.stringify(Object.fromEntries(graded))
}

const meanOf = (marks: Marks): number => Object.values(marks).reduce((sum, mark) => sum + mark, 0) / 4

function levelFor(name: string, top: number, marks: Marks, answer: string, choice: SeededChoice | null) {
  const mark = new Map(Object.entries(marks)).get(name) ?? meanOf(marks)
  const shift =
    choice === null
      ? 0
      : choice.chance(`${name} lower`, wavering)
        ? -1
        : choice.chance(`${name} higher`, wavering)
          ? 1
          : 0
  const level = Math.min(top, Math.max(0, Math.round(mark * top) + shift))
  return {
    evidence: quotesOf(answer),
    reasoning: `Simulated judgement: the rules of the simulator give ${mark.toFixed(2)} of 1 for ${name}.`,
    level,
  }
}

function preference(markA: Marks, markB: Marks, a: string, b: string) {
  const [meanA, meanB] = [meanOf(markA), meanOf(markB)]
  const winner = Math.abs(meanA - meanB) < indifference ? 'tie' : meanA > meanB ? 'A' : 'B'
  return {
    evidence_a: quotesOf(a),
    evidence_b: quotesOf(b),
    reasoning: `Simulated judgement: the rules of the simulator give ${meanA.toFixed(2)} to A and ${meanB.toFixed(2)} to B.`,
    winner,
  }
}

/** The first passage with a word in it, or how the answer begins. */
const quotesOf = (answer: string): string[] => {
  const passage = passagesOf(answer).find((each) => /\p{L}{3}/u.test(each)) ?? answer
  return answer === '' ? [] : [passage.slice(0, 160).trim()]
}
