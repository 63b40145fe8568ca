import type { CheckResult } from '../../app/contract/refinement-events.ts'
import { gradeOf } from '../models/judgement-sentences.ts'
import { labelText, plural, scoreText } from '../models/wording.ts'
import { ScoreMeter } from './score-meter.tsx'

/** What the names of judged checks begin with. */
const judged = 'judge-'

/** What a judge said of one criterion, with the words of the answer that it went by. */
function Feedback({ feedback }: Pick<CheckResult, 'feedback'>) {
  const grade = gradeOf(feedback)
  if (grade === null) return <p>{feedback}</p>
  return (
    <>
      <p>
        <strong>{grade.level}.</strong> {grade.reason}
      </p>
      {grade.evidence !== null && <blockquote class="evidence">{grade.evidence}</blockquote>}
    </>
  )
}

function Check({ check }: { readonly check: CheckResult }) {
  const isJudged = check.check.startsWith(judged)
  const name = labelText(isJudged ? check.check.slice(judged.length) : check.check)
  return (
    <li class="check">
      <span class="check-name">
        {name}
        {isJudged && <span class="badge badge-quiet">judge</span>}
      </span>
      <ScoreMeter score={check.score} label={name} />
      <span class="check-score">{scoreText(check.score)}</span>
      {isJudged ? <Feedback feedback={check.feedback} /> : <p>{check.feedback}</p>}
    </li>
  )
}

/** Every check of a version: those that failed at once, with what they missed; those that passed folded away. */
export function CheckList({ checks }: { readonly checks: readonly CheckResult[] }) {
  const failed = checks.filter((check) => !check.passed)
  const passed = checks.filter((check) => check.passed)
  return (
    <>
      {failed.length > 0 && (
        <ul class="checks">
          {failed.map((check) => (
            <Check key={check.check} check={check} />
          ))}
        </ul>
      )}
      {passed.length > 0 && (
        <details>
          <summary>{plural(passed.length, 'check passed', 'checks passed')}</summary>
          <ul class="checks">
            {passed.map((check) => (
              <Check key={check.check} check={check} />
            ))}
          </ul>
        </details>
      )}
    </>
  )
}
