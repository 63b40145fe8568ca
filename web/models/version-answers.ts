import type { Judged } from '../../app/contract/judge.ts'
import type { CheckResult, EventDataOf, FinishReason, TokenUsage } from '../../app/contract/refinement-events.ts'

/** One answer of a version, to one test input or to the prompt as it stands. */
export interface AnswerView {
  /** Index of the test input; 0 when the run has none. */
  readonly input: number
  readonly sample: number
  readonly text: string
  readonly finishReason: FinishReason
  readonly usage: TokenUsage
  readonly durationMs: number
  readonly score: number | null
  readonly checks: readonly CheckResult[]
  /** What became of the judge's verdict; undefined where no judge was asked. */
  readonly judgement?: Judged | undefined
}

export function answerOf(data: EventDataOf<'output.recorded'>): AnswerView {
  const { input = 0, sample = 0, text, finishReason, usage, durationMs } = data
  return { input, sample, text, finishReason, usage, durationMs, score: null, checks: [] }
}

/** The answers with one of them scored. */
export function scored(answers: readonly AnswerView[], data: EventDataOf<'evaluation.recorded'>): AnswerView[] {
  const { input = 0, sample = 0, score, checks, judgement } = data
  return answers.map((answer) =>
    answer.input === input && answer.sample === sample ? { ...answer, score, checks, judgement } : answer,
  )
}

const mean = (values: readonly number[]): number =>
  Math.round((values.reduce((sum, value) => sum + value, 0) / values.length) * 10_000) / 10_000

const lacksVerdict = ({ judgement }: AnswerView): boolean =>
  judgement?.status === 'invalid' || judgement?.status === 'unaffordable'

/**
 * What the scored answers together say: means, and for each check what it said where it was lowest. Null when none is scored. An
 * answer whose verdict failed has the score of the rules alone, on another scale: as on the server, it counts only where there is no other.
 */
export function overall(answers: readonly AnswerView[]): { score: number; checks: CheckResult[] } | null {
  const all = answers.flatMap((answer) => (answer.score === null ? [] : [{ ...answer, score: answer.score }]))
  if (all.length === 0) return null
  const judged = all.filter((answer) => !lacksVerdict(answer))
  const done = judged.length > 0 ? judged : all
  const byName = new Map<string, CheckResult[]>()
  for (const result of done.flatMap(({ checks }) => checks))
    byName.set(result.check, [...(byName.get(result.check) ?? []), result])
  const checks = [...byName.values()].flatMap((results) => {
    const [worst] = [...results].sort((a, b) => a.score - b.score)
    if (worst === undefined) return []
    return [{ ...worst, score: mean(results.map(({ score }) => score)), passed: results.every(({ passed }) => passed) }]
  })
  return { score: mean(done.map(({ score }) => score)), checks }
}
