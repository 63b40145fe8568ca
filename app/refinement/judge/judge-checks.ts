import type { CheckResult } from '../../contract/refinement-events.ts'
import { quote } from '../evaluators/check.ts'
import { round4 } from '../evaluators/score.ts'
import { type Criterion, scoreOfLevel } from './rubric.ts'
import type { CriterionVerdict, Verdict } from './verdict.ts'

/** What the names of judged checks begin with. */
const prefix = 'judge-'
export const isJudged = ({ check }: Pick<CheckResult, 'check'>): boolean => check.startsWith(prefix)

/**
 * A verdict as results of checks of the answer. Together they weigh as much as all rules about the answer: what code can
 * decide keeps half of the answer's score, however many criteria an author adds, and the judge cannot buy off a broken
 * form or limit. The rules that apply are the same for every version of a run, so the weights are too.
 * @param rules the results of the rules on the same answer
 */
export function judgeChecks(verdict: Verdict, rules: readonly CheckResult[]): CheckResult[] {
  const weightOf = weightsBy(
    verdict.map(({ criterion }) => criterion),
    rules,
  )
  return verdict.map(
    (each): CheckResult => ({
      check: `${prefix}${each.criterion.name}`,
      subject: 'output',
      weight: weightOf(each.criterion),
      score: round4(scoreOfLevel(each.criterion, each.level)),
      passed: each.level === each.criterion.levels.length - 1,
      feedback: feedbackOf(each),
    }),
  )
}

/** The same for an answer that has nothing to judge. */
export function emptyAnswerChecks(criteria: readonly Criterion[], rules: readonly CheckResult[]): CheckResult[] {
  const weightOf = weightsBy(criteria, rules)
  return criteria.map((criterion): CheckResult => {
    const feedback = 'Expected an answer, found an empty one'
    const check = `${prefix}${criterion.name}`
    return { check, subject: 'output', weight: weightOf(criterion), score: 0, passed: false, feedback }
  })
}

function weightsBy(criteria: readonly Criterion[], rules: readonly CheckResult[]) {
  const ofAnswer = rules.filter(({ subject }) => subject === 'output')
  const weightOfRules = ofAnswer.reduce((sum, { weight }) => sum + weight, 0)
  const weightOfCriteria = criteria.reduce((sum, { weight }) => sum + weight, 0)
  return ({ weight }: Criterion): number => round4((weightOfRules * weight) / weightOfCriteria)
}

const longestFeedback = 600

function feedbackOf({ criterion, level, reasoning, evidence }: CriterionVerdict): string {
  const top = criterion.levels.length - 1
  const [first] = evidence
  const seen = first === undefined ? '' : ` Seen in ${quote(first, 160)}`
  const text = reasoning.replaceAll(/\s+/g, ' ')
  const room = longestFeedback - seen.length
  return `Level ${level} of ${top}: ${text.length > room ? `${text.slice(0, room)}…` : text}${seen}`
}
