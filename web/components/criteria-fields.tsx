import type { ComposeModel } from '../models/compose-model.ts'
import {
  criteriaText,
  criterionErrors,
  criterionLimits,
  emptyCriterion,
  type TypedCriterion,
  typedCriteria,
} from '../models/judge-criteria.ts'
import { FieldError } from './field-error.tsx'

const fields = [
  { name: 'name', label: 'Name', hint: 'In a word or two, for example: Friendly tone.', rows: 1 },
  { name: 'question', label: 'Question', hint: 'What the judge decides about each answer.', rows: 2 },
  {
    name: 'levels',
    label: 'Levels',
    hint: 'What each level looks like, worst first, one on each line. Empty: five, from “Not at all” to “Fully”.',
    rows: 3,
  },
] as const

/** What the judge grades besides what every judge does. */
export function CriteriaFields({ form }: { readonly form: ComposeModel }) {
  const criteria = typedCriteria(form.draft.value.judgeCriteria)
  const showsErrors = form.errors.value.judgeCriteria !== undefined
  const errors = criterionErrors(criteria)
  const set = (changed: readonly TypedCriterion[]) => form.set('judgeCriteria', criteriaText(changed))
  const add = () => {
    set([...criteria, emptyCriterion])
    // After the render that shows it.
    requestAnimationFrame(() => document.getElementById(`criterion-${criteria.length}-name`)?.focus())
  }
  const remove = (index: number) => {
    set(criteria.filter((_, at) => at !== index))
    document.getElementById('add-criterion')?.focus()
  }
  return (
    <>
      {criteria.map((criterion, index) => (
        <fieldset class="stated-check" key={`${index}`}>
          <legend>{criterion.name.trim() || `Criterion ${index + 1}`}</legend>
          {fields.map(({ name, label, hint, rows }) => {
            const id = `criterion-${index}-${name}`
            const error = showsErrors ? errors[index]?.[name] : undefined
            const control = {
              id,
              value: criterion[name],
              'aria-invalid': error !== undefined,
              'aria-describedby': `${id}-hint ${id}-error`,
              onInput: (event: { readonly currentTarget: { readonly value: string } }) =>
                set(criteria.map((each, at) => (at === index ? { ...each, [name]: event.currentTarget.value } : each))),
            }
            return (
              <div class="field" key={name}>
                <label for={id}>{label}</label>
                {rows === 1 ? <input type="text" {...control} /> : <textarea rows={rows} {...control} />}
                <p class="field-hint" id={`${id}-hint`}>
                  {hint}
                </p>
                <FieldError id={`${id}-error`} message={error} />
              </div>
            )
          })}
          <button
            type="button"
            class="button button-small"
            aria-label={`Remove the criterion ${criterion.name.trim() || index + 1}`}
            onClick={() => remove(index)}
          >
            Remove
          </button>
        </fieldset>
      ))}
      <div class="actions">
        <button
          type="button"
          id="add-criterion"
          class="button button-small"
          aria-disabled={criteria.length >= criterionLimits.count}
          onClick={() => criteria.length < criterionLimits.count && add()}
        >
          Add a criterion of your own
        </button>
      </div>
    </>
  )
}
