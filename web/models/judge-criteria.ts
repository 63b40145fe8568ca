import type { JudgeCriterion } from '../../app/contract/judge.ts'

/** A criterion as a person typed it. */
export interface TypedCriterion {
  /** In words: `Friendly tone`. */
  readonly name: string
  readonly question: string
  /** A description of each level on a line of its own, worst first; empty: the server's five. */
  readonly levels: string
}
export type CriterionErrors = Partial<Record<keyof TypedCriterion, string>>

/** The bounds of `JudgeCriterion`; a test holds the two equal. */
export const criterionLimits = {
  count: 6,
  name: 32,
  question: { minimum: 10, maximum: 300 },
  levels: { minimum: 2, maximum: 5 },
  level: { minimum: 3, maximum: 200 },
} as const

/** What every judge grades; these names are taken. */
export const shippedCriteria = ['clarity', 'relevance', 'completeness', 'adherence'] as const

export const emptyCriterion: TypedCriterion = { name: '', question: '', levels: '' }

/** Criteria are one field of a draft, so that they are kept and prefilled with the others. */
export const criteriaText = (criteria: readonly TypedCriterion[]): string =>
  criteria.length === 0 ? '' : JSON.stringify(criteria)

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

/** Never throws: a draft may have been kept by another version of the page. */
export function typedCriteria(text: string): readonly TypedCriterion[] {
  try {
    const stored: unknown = JSON.parse(text)
    if (!Array.isArray(stored)) return []
    return stored.flatMap((each: Partial<Record<keyof TypedCriterion, unknown>> | null) =>
      typeof each === 'object' && each !== null
        ? [{ name: textOf(each.name), question: textOf(each.question), levels: textOf(each.levels) }]
        : [],
    )
  } catch {
    return []
  }
}

/** `Friendly tone!` as `friendly-tone`, the form in which the API names criteria. */
export const criterionName = (typed: string): string =>
  typed
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^[-0-9]+|-+$/g, '')

const linesOf = (typed: string): string[] =>
  typed
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')

const length = (text: string): number => [...text].length

function nameError(typed: string, others: readonly string[]): string | undefined {
  const name = criterionName(typed)
  if (name === '') return 'Name it in a word or two, with letters from a to z.'
  if (name.length > criterionLimits.name) return `Shorten the name to ${criterionLimits.name} characters.`
  if (shippedCriteria.some((shipped) => shipped === name)) return `${typed.trim()} is judged anyway; name another.`
  return others.includes(name) ? 'Another criterion has this name.' : undefined
}

function levelsError(typed: string): string | undefined {
  const lines = linesOf(typed)
  const { levels, level } = criterionLimits
  if (lines.length === 0) return undefined
  if (lines.length < levels.minimum || lines.length > levels.maximum)
    return `Describe ${levels.minimum} to ${levels.maximum} levels, one on each line, or none.`
  return lines.some((line) => length(line) < level.minimum || length(line) > level.maximum)
    ? `Each level has ${level.minimum} to ${level.maximum} characters.`
    : undefined
}

/** What is wrong with each criterion, in their order; empty objects where nothing is. */
export function criterionErrors(criteria: readonly TypedCriterion[]): readonly CriterionErrors[] {
  const { question } = criterionLimits
  return criteria.map((criterion, index) => {
    const before = criteria.slice(0, index).map(({ name }) => criterionName(name))
    const asked = length(criterion.question.trim())
    const errors = {
      name: nameError(criterion.name, before),
      question:
        asked < question.minimum || asked > question.maximum
          ? `Ask in ${question.minimum} to ${question.maximum} characters.`
          : undefined,
      levels: levelsError(criterion.levels),
    }
    return Object.fromEntries(Object.entries(errors).filter(([, error]) => error !== undefined))
  })
}

/** The criteria as the server takes them, of some without errors. */
export const judgeCriteria = (criteria: readonly TypedCriterion[]): JudgeCriterion[] =>
  criteria.map(({ name, question, levels }) => ({
    name: criterionName(name),
    question: question.trim(),
    ...(linesOf(levels).length > 0 && { levels: linesOf(levels) }),
  }))

/** A criterion of a run, to be typed on. */
export const retyped = ({ name, question, levels = [] }: JudgeCriterion): TypedCriterion => ({
  name: name.replaceAll('-', ' '),
  question,
  levels: levels.join('\n'),
})
