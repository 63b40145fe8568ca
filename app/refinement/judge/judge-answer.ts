import type { Judged } from '../../contract/judge.ts'
import type { CheckResult } from '../../contract/refinement-events.ts'
import type { VersionAnswer } from '../../contract/refinements.ts'
import type { RunInput } from '../../contract/run-input.ts'
import type { AskStep } from '../ask-step.ts'
import { shortfallText } from '../budget.ts'
import type { Evaluation } from '../evaluators/rules.ts'
import { weightedMean } from '../evaluators/score.ts'
import { defaultMetaPrompts } from '../meta-prompts/defaults.ts'
import type { RunState } from '../run-state.ts'
import { askJudge } from './ask-judge.ts'
import { grading } from './grading.ts'
import { emptyAnswerChecks, judgeChecks } from './judge-checks.ts'
import { criteriaOf, rubricVersion } from './rubric.ts'

/** What rules and judge say of an answer. */
export interface JudgedEvaluation extends Evaluation {
  readonly judgement?: Judged
}

/**
 * The evaluation of an answer by its rules and the judge, or the next question to the judge. Without a usable verdict it is
 * that of the rules, and says so: see `comparable.ts` for what keeps it from deciding anything.
 * @param byRules what the rules say of the same answer
 */
export function judgeAnswer(
  state: RunState,
  run: RunInput,
  version: number,
  answer: VersionAnswer,
  byRules: Evaluation,
): AskStep | JudgedEvaluation {
  const criteria = criteriaOf(run.judgeCriteria)
  // What code can decide it decides.
  if (answer.text.trim() === '') return withChecks(byRules, emptyAnswerChecks(criteria, byRules.checks))
  const { input, sample } = answer
  const given = state.inputs[input]
  const hasInputs = state.inputs.length > 0
  const template = run.metaPrompts?.find(({ role }) => role === 'judge')?.text ?? defaultMetaPrompts.judge
  const task = { prompt: run.prompt, input: given?.text, expected: given?.expected }
  const seed = 7 * version + 101 * input + 1_009 * sample
  const step = askJudge(state, run, grading(template, task, answer.text, criteria, seed), {
    callId: [`v${version}`, ...(hasInputs ? [`i${input}`] : []), ...(sample > 0 ? [`s${sample}`] : [])].join('-'),
    version,
    ...(hasInputs && { input }),
    ...(sample > 0 && { sample }),
  })
  if (step.kind === 'ask') return step
  const rubric = rubricVersion
  if (step.kind === 'unaffordable') {
    const problem = shortfallText(step.shortfall)
    return { ...byRules, judgement: { status: 'unaffordable', replies: 0, rubric, problem } }
  }
  const { judgement } = step
  const { status, replies } = judgement
  if (judgement.status === 'invalid')
    return { ...byRules, judgement: { status, replies, rubric, problem: judgement.problem } }
  const judged = judgeChecks(judgement.value, byRules.checks)
  return { ...withChecks(byRules, judged), judgement: { status, replies, rubric } }
}

function withChecks({ checks }: Evaluation, judged: readonly CheckResult[]): Evaluation {
  const all = [...checks, ...judged]
  return { score: weightedMean(all), checks: all }
}
