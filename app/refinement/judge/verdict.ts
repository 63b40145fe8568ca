import { contradictedLevel } from './contradiction.ts'
import { isFounded, searchable } from './evidence.ts'
import type { Read } from './judgement.ts'
import { objectInReply } from './object-in-reply.ts'
import { propertiesOf, quotesOf, reasoningOf } from './reply-properties.ts'
import type { Criterion } from './rubric.ts'
import { statedLevels } from './stated-levels.ts'

/** What a judge decided about one criterion. */
export interface CriterionVerdict {
  readonly criterion: Criterion
  /** An index of the criterion's levels. */
  readonly level: number
  readonly reasoning: string
  /** The quotes that stand in the answer; empty only at level 0. */
  readonly evidence: readonly string[]
}

/** One for each criterion, in the order of the criteria. */
export type Verdict = readonly CriterionVerdict[]

/**
 * Reads a verdict out of a reply. All of it has to be right, or none of it counts: a level is never guessed, and the levels
 * that are right in a broken verdict would be a choice of criteria that the reply made. Beyond the schema:
 *
 * - no property stands twice, and a reply that had to be mended states each level in so many characters;
 * - a criterion above level 0 has a quote that occurs in the answer. Quotes that do not are left out, and where none is
 *   left the verdict does not count: who judges by words that are not there has judged something else;
 * - the reasoning does not plainly give another level.
 *
 * Never throws.
 */
export function readVerdict(reply: string, criteria: readonly Criterion[], answer: string): Read<Verdict> {
  const found = objectInReply(reply, 'level')
  if ('problem' in found) return found
  const { object, isMended } = found
  const problems: string[] = []
  const names = criteria.map(({ name }) => name)
  const parts = propertiesOf(object, names, '', problems)
  if (parts === null) return { problem: problems.join('; ') }
  const inAnswer = searchable(answer)
  const verdict = criteria.map((criterion): CriterionVerdict => {
    const { name, levels } = criterion
    const given = propertiesOf(parts[name], ['evidence', 'reasoning', 'level'], `${name}.`, problems)
    const top = levels.length - 1
    const level = levelOf(given?.['level'], name, top, given === null ? [] : problems)
    const reasoning = reasoningOf(given?.['reasoning'], `${name}.reasoning`, given === null ? [] : problems)
    const quotes = quotesOf(given?.['evidence'], `${name}.evidence`, given === null ? [] : problems)
    const evidence = quotes.filter((quote) => isFounded(quote, inAnswer))
    if (given !== null && level !== 0 && evidence.length === 0)
      problems.push(
        quotes.length === 0
          ? `${name}.evidence is empty, which only level 0 may have`
          : `${name}.evidence: ${JSON.stringify(quotes[0])} does not occur in the answer; copy character by character`,
      )
    const other = contradictedLevel(reasoning, level, top)
    if (other !== null) problems.push(`${name}: the reasoning gives level ${other}, the verdict level ${level}`)
    return { criterion, level, reasoning, evidence }
  })
  if (problems.length > 0) return { problem: problems.join('; ') }
  if (isMended && !isStated(reply, object, parts)) return { problem: 'the reply is not valid JSON' }
  return { value: verdict, isMended }
}

function levelOf(value: unknown, name: string, top: number, problems: string[]): number {
  if (Number.isInteger(value) && Number(value) >= 0 && Number(value) <= top && !Object.is(value, -0))
    return Number(value)
  problems.push(`${name}.level: expected an integer from 0 to ${top}`)
  return 0
}

/** Whether the levels of a mended reply are those that it states itself, in the same order. */
function isStated(
  reply: string,
  object: Readonly<Record<string, unknown>>,
  parts: Readonly<Record<string, unknown>>,
): boolean {
  const levels = Object.keys(object).map((name) => (parts[name] as { level: number }).level) // read as such above
  return JSON.stringify(statedLevels(reply)) === JSON.stringify(levels)
}
