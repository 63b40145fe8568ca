import type { CheckResult } from '../../app/contract/refinement-events.ts'
import { labelText, plural, scoreText } from '../models/wording.ts'
import { ScoreMeter } from './score-meter.tsx'

function Check({ check }: { readonly check: CheckResult }) {
  const name = labelText(check.check)
  return (
    <li class="check">
      <span class="check-name">{name}</span>
      <ScoreMeter score={check.score} label={name} />
      <span class="check-score">{scoreText(check.score)}</span>
      <p>{check.feedback}</p>
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
