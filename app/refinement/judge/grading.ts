import { type JudgedTask, judgePrompt } from './judge-prompt.ts'
import type { Question } from './judgement.ts'
import type { Criterion } from './rubric.ts'
import { readVerdict, type Verdict } from './verdict.ts'

/**
 * The question how good an answer is.
 * @param seed decides the order of the criteria, together with how often it was asked, so that no criterion is always read first
 */
export function grading(
  template: string,
  task: JudgedTask,
  answer: string,
  criteria: readonly Criterion[],
  seed: number,
): Question<Verdict> {
  return {
    ask: (asked) => judgePrompt(template, task, answer, criteria, 31 * seed + asked),
    read: (reply) => readVerdict(reply, criteria, answer),
  }
}
