import type { CheckResult, EventDataOf } from '../contract/refinement-events.ts'
import type { PromptVersion, VersionAnswer } from '../contract/refinements.ts'
import { round4 } from './evaluators/score.ts'
import { comparableAnswers } from './judge/comparable.ts'

type Version = Readonly<PromptVersion>

/** An answer's place: which test input (0 when the run has none), and which answer to the same text. */
export interface Cell {
  readonly input?: number | undefined
  readonly sample?: number | undefined
}

const cellOf = ({ input = 0, sample = 0 }: Cell) => ({ input, sample })

export const isIn =
  (cell: Cell) =>
  ({ input, sample }: VersionAnswer): boolean =>
    input === (cell.input ?? 0) && sample === (cell.sample ?? 0)

export function withAnswer(version: Version, data: EventDataOf<'output.recorded'>): Version {
  const { text, finishReason } = data
  const answer = { ...cellOf(data), text, finishReason, score: null, checks: [] }
  return { ...version, output: version.output ?? { text, finishReason }, answers: [...version.answers, answer] }
}

/** The version with one more of its answers scored: its own score and checks are means over all that are. */
export function withScore(version: Version, data: EventDataOf<'evaluation.recorded'>): Version {
  const { score, checks, judgement } = data
  const matches = isIn(data)
  const measured = { score, checks, ...(judgement !== undefined && { judgement }) }
  const answers = version.answers.map((answer) => (matches(answer) ? { ...answer, ...measured } : answer))
  const scored = comparableAnswers(answers.filter((answer) => answer.score !== null))
  return { ...version, answers, score: meanScore(scored), checks: meanChecks(scored) }
}

const mean = (values: readonly number[]): number =>
  round4(values.reduce((sum, value) => sum + value, 0) / values.length)

const meanScore = (answers: readonly VersionAnswer[]): number => mean(answers.map(({ score }) => score ?? 0))

/** Each check once: its mean score, passed when it passed everywhere, and what it said where it was lowest. */
function meanChecks(answers: readonly VersionAnswer[]): CheckResult[] {
  const byName = Map.groupBy(
    answers.flatMap(({ checks }) => checks),
    ({ check }) => check,
  )
  return [...byName.values()].flatMap((results) => {
    const [worst] = results.toSorted((a, b) => a.score - b.score)
    if (worst === undefined) return []
    return [{ ...worst, score: mean(results.map(({ score }) => score)), passed: results.every(({ passed }) => passed) }]
  })
}
