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
}

export function answerOf(data: EventDataOf<'output.recorded'>): AnswerView {
  const { input = 0, sample = 0, text, finishReason, usage, durationMs } = data
  return { input, sample, text, finishReason, usage, durationMs, score: null, checks: [] }
}

/** The answers with one of them scored. */
export function scored(answers: readonly AnswerView[], data: EventDataOf<'evaluation.recorded'>): AnswerView[] {
  const { input = 0, sample = 0, score, checks } = data
  return answers.map((answer) =>
    answer.input === input && answer.sample === sample ? { ...answer, score, checks } : answer,
  )
}

const mean = (values: readonly number[]): number =>
  Math.round((values.reduce((sum, value) => sum + value, 0) / values.length) * 10_000) / 10_000

/** What all scored answers together say: means, and for each check what it said where it was lowest. Null when none is scored. */
export function overall(answers: readonly AnswerView[]): { score: number; checks: CheckResult[] } | null {
  const done = answers.flatMap(({ score, checks }) => (score === null ? [] : [{ score, checks }]))
  if (done.length === 0) return null
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
