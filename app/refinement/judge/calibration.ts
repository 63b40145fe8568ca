import type { VersionAnswer } from '../../contract/refinements.ts'
import type { RunState } from '../run-state.ts'
import { cohensKappa, type Kappa, type Ratings } from '../statistics/agreement.ts'
import { wilsonInterval } from '../statistics/rates.ts'
import { isJudged } from './judge-checks.ts'

/** An answer of a run that its judge gave levels. */
export interface JudgedAnswer extends Pick<VersionAnswer, 'input' | 'sample' | 'text'> {
  readonly version: number
  /** By criterion: the share of the way from the worst level to the best, 0..1. */
  readonly levels: ReadonlyMap<string, number>
}

/** The answers of a run that there is a verdict on. */
export const judgedAnswers = ({ versions }: RunState): readonly JudgedAnswer[] =>
  versions.flatMap(({ version, answers }) =>
    answers.flatMap(({ input, sample, text, checks }) => {
      const levels = checks.filter(isJudged).map(({ check, score }) => [check.slice('judge-'.length), score] as const)
      return levels.length === 0 ? [] : [{ version, input, sample, text, levels: new Map(levels) }]
    }),
  )

/** What a person says of an answer, by criterion. */
export interface LabelledAnswer {
  readonly answer: JudgedAnswer
  readonly good: ReadonlyMap<string, boolean>
}

interface Rate {
  readonly hits: number
  readonly of: number
  readonly interval: { readonly lower: number; readonly upper: number } | null
}

/** How a judge and a person agree on one criterion. */
export interface Calibration {
  readonly criterion: string
  readonly agreement: Rate
  readonly kappa: Kappa | null
  /** Of the answers that the person finds good: those that the judge finds good. */
  readonly sensitivity: Rate
  /** Of the answers that the person finds bad: those that the judge finds bad. */
  readonly specificity: Rate
}

/**
 * How well a judge does on what a person has labelled, criterion by criterion: the labels of one answer depend on each other, so
 * that a sum over criteria would look surer than it is.
 * @param goodFrom from this share of the levels on the judge finds an answer good; 0..1
 */
export function calibrate(labelled: readonly LabelledAnswer[], goodFrom: number): Calibration[] {
  const criteria = [...new Set(labelled.flatMap(({ good }) => [...good.keys()]))]
  return criteria.flatMap((criterion) => {
    const pairs = labelled.flatMap(({ answer, good }) => {
      const [level, label] = [answer.levels.get(criterion), good.get(criterion)]
      return level === undefined || label === undefined ? [] : [{ judge: level >= goodFrom, person: label }]
    })
    const count = (judge: boolean, person: boolean) =>
      pairs.filter((pair) => pair.judge === judge && pair.person === person).length
    const ratings: Ratings = {
      bothYes: count(true, true),
      firstYes: count(true, false),
      secondYes: count(false, true),
      bothNo: count(false, false),
    }
    const { bothYes, firstYes, secondYes, bothNo } = ratings
    if (pairs.length === 0) return []
    return [
      {
        criterion,
        agreement: rate(bothYes + bothNo, pairs.length),
        kappa: cohensKappa(ratings),
        sensitivity: rate(bothYes, bothYes + secondYes),
        specificity: rate(bothNo, bothNo + firstYes),
      },
    ]
  })
}

const rate = (hits: number, of: number): Rate => ({ hits, of, interval: wilsonInterval(hits, of) })
