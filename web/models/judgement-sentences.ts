import type { AnswerView } from './version-answers.ts'
import { plural } from './wording.ts'

/** What went wrong with the judgements of a version's answers; empty when nothing did, or nobody judges. */
export function judgementProblems(answers: readonly Pick<AnswerView, 'judgement'>[]): string[] {
  const judged = answers.flatMap(({ judgement }) => judgement ?? [])
  const of = plural(judged.length, 'judgement', 'judgements')
  const count = (status: (typeof judged)[number]['status']) => judged.filter((each) => each.status === status).length
  const [invalid, unaffordable] = [count('invalid'), count('unaffordable')]
  const problem = judged.find(({ status }) => status === 'invalid')?.problem
  return [
    ...(invalid === 0
      ? []
      : [
          `${invalid} of ${of} could not be used${problem === undefined ? '' : ` (${problem})`}: rules alone scored there.`,
        ]),
    ...(unaffordable === 0 ? [] : [`For ${unaffordable} of ${of} the limits left nothing: rules alone scored there.`]),
  ]
}

/** What a judge said of one criterion. */
export interface Grade {
  readonly level: string
  readonly reason: string
  /** Words of the answer; null when it quotes none. */
  readonly evidence: string | null
}

/** The parts of a judge's feedback, as the server writes it; null when it is written otherwise. */
export function gradeOf(feedback: string): Grade | null {
  const found = /^(Level \d+ of \d+): ([\s\S]*?)(?: Seen in ([\s\S]+))?$/.exec(feedback)
  if (found === null) return null
  const [, level = '', reason = '', evidence = null] = found
  return { level, reason, evidence }
}
