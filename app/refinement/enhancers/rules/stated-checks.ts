import { demandOf, resultNames } from '../../evaluators/author-checks/author-checks.ts'
import { bullets, type Rule, type Situation } from '../rule.ts'
import { addSection } from '../section.ts'

/** A JSON Schema may take as much as a whole prompt; what is longer is the author's to say. */
const longestDemand = 4_000

/**
 * Tells the model what the author has answers checked for. Once one of these checks has failed all of them are told: a model
 * that mends one may break another that it was never told of.
 */
export const statedChecks: Rule = {
  name: 'stated-checks',
  addresses: ({ stated }) => resultNames(stated),
  applies: (situation) => (missed(situation) ? 'The answer missed what you state of every answer' : null),
  rewrite: (prompt, situation) =>
    addSection(prompt, 'checklist', bullets(demands(situation, prompt).map(({ demand }) => demand)), situation),
}

/** Whether a check failed that the prompt does not tell of. */
function missed(situation: Situation): boolean {
  const failed = new Set(situation.failed.map(({ check }) => check))
  return demands(situation, situation.prompt).some(({ name }) => failed.has(name))
}

/** By the name of its result: each demand that can be told and that the prompt does not tell yet. */
function demands({ stated }: Situation, prompt: string): readonly { readonly name: string; readonly demand: string }[] {
  const names = resultNames(stated)
  const told = new Set(prompt.split('\n').map((line) => line.trim()))
  const all = stated.flatMap((check, index) => {
    const demand = demandOf(check)
    // A demand with a place for the input would be given the input.
    if (demand === null || demand.length > longestDemand || demand.includes('{{')) return []
    return told.has(`- ${demand}`) ? [] : [{ name: names[index] ?? check.check, demand }]
  })
  return all.filter(({ demand }, index) => all.findIndex((other) => other.demand === demand) === index)
}
