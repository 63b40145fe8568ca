import type { Part } from '../models/compose-roles.ts'
import { ModelSelect } from './model-select.tsx'

interface Props {
  readonly id: string
  readonly label: string
  readonly hint: string
  readonly part: Part
  readonly onChoose: (id: string) => void
}

/** Which model plays a part of the run. */
export function PartField({ id, label, hint, part, onChoose }: Props) {
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <ModelSelect id={id} models={part.offered} chosen={part.chosen} describedBy={`${id}-hint`} onChoose={onChoose} />
      <p class="field-hint" id={`${id}-hint`}>
        {hint}
      </p>
    </div>
  )
}
