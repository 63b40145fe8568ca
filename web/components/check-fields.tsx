import type { ChecksModel } from '../models/checks-model.ts'
import { plural } from '../models/wording.ts'
import { CheckEditor } from './check-editor.tsx'
import { OptionGroup } from './option-group.tsx'

/** What the author has checked in every answer. */
export function CheckFields({ checks }: { readonly checks: ChecksModel }) {
  const { length } = checks.entries.value
  return (
    <OptionGroup
      title="Checks"
      now={length === 0 ? 'none of your own' : plural(length, 'check', 'checks')}
      isWrong={checks.failure.value !== null || (checks.showsErrors.value && checks.isWrong.value)}
      onUnfold={() => void checks.load()}
    >
      <p class="field-hint">
        State what every answer must have. Code checks it, and it counts more than what is read out of the prompt.
      </p>
      <CheckEditor checks={checks} />
    </OptionGroup>
  )
}
