import { useRef } from 'preact/hooks'
import type { CheckParameter } from '../../app/contract/checks-trial.ts'
import type { CheckEntry, ChecksModel } from '../models/checks-model.ts'
import { labelText } from '../models/wording.ts'
import { ErrorAlert } from './error-alert.tsx'
import { FieldError } from './field-error.tsx'

interface FieldProps {
  readonly id: string
  readonly parameter: CheckParameter
  readonly value: string
  readonly error: string | undefined
  readonly onInput: (value: string) => void
}

function Control({ id, parameter, value, error, onInput }: FieldProps) {
  const { kind, choices = [], required } = parameter
  const described = { id, 'aria-describedby': `${id}-hint ${id}-error`, 'aria-invalid': error !== undefined }
  const type = (event: { readonly currentTarget: { readonly value: string } }) => onInput(event.currentTarget.value)
  if (kind === 'choice' || kind === 'flag') {
    const options = kind === 'flag' ? ['true', 'false'] : choices
    return (
      <select {...described} value={value} onChange={type}>
        {!required && value === '' && <option value="">as usual</option>}
        {options.map((option) => (
          <option key={option} value={option} selected={option === value}>
            {kind === 'flag' ? (option === 'true' ? 'yes' : 'no') : JSON.stringify(option).slice(1, -1)}
          </option>
        ))}
      </select>
    )
  }
  if (kind === 'texts' || kind === 'json') return <textarea {...described} rows={3} value={value} onInput={type} />
  if (kind === 'integer' || kind === 'number')
    return <input {...described} type="number" step={kind === 'integer' ? 1 : 'any'} value={value} onInput={type} />
  return <input {...described} type="text" value={value} onInput={type} />
}

function Field(props: FieldProps) {
  const { id, parameter, error } = props
  return (
    <div class="field">
      <label for={id}>{labelText(parameter.name.replaceAll(/([A-Z])/g, ' $1').toLowerCase())}</label>
      <Control {...props} />
      <p class="field-hint" id={`${id}-hint`}>
        {parameter.description}
        {parameter.kind === 'texts' && '; one on each line'}
      </p>
      <FieldError id={`${id}-error`} message={error} />
    </div>
  )
}

function Check({ checks, entry }: { readonly checks: ChecksModel; readonly entry: CheckEntry }) {
  const { id, kind, values } = entry
  const errors = checks.showsErrors.value ? (checks.errors.value.get(id) ?? {}) : {}
  const label = labelText(kind.check)
  return (
    <fieldset class="stated-check" id={`check-${id}`}>
      <legend>{label}</legend>
      <p class="field-hint">{kind.description}.</p>
      <div class="field-pair">
        {kind.parameters.map((parameter) => (
          <Field
            key={parameter.name}
            id={`check-${id}-${parameter.name}`}
            parameter={parameter}
            value={values[parameter.name] ?? ''}
            error={errors[parameter.name]}
            onInput={(value) => checks.set(id, parameter.name, value)}
          />
        ))}
      </div>
      <button
        type="button"
        class="button button-small"
        aria-label={`Remove the check ${label}`}
        onClick={() => {
          checks.remove(id)
          document.getElementById('add-check')?.focus()
        }}
      >
        Remove
      </button>
    </fieldset>
  )
}

function AddCheck({ checks }: { readonly checks: ChecksModel }) {
  const select = useRef<HTMLSelectElement>(null)
  const add = () => {
    const id = checks.add(select.current?.value ?? '')
    // After the render that shows it.
    requestAnimationFrame(() =>
      document.querySelector<HTMLElement>(`#check-${id} :is(input, select, textarea, button)`)?.focus(),
    )
  }
  return (
    <div class="field">
      <label for="add-check">Add a check</label>
      <div class="add-check">
        <select id="add-check" ref={select}>
          {[...Map.groupBy(checks.kinds.value, ({ group }) => group)].map(([group, kinds]) => (
            <optgroup key={group} label={group}>
              {kinds.map(({ check, needsExpected }) => (
                <option key={check} value={check}>
                  {labelText(check)}
                  {needsExpected && ' (of test inputs)'}
                </option>
              ))}
            </optgroup>
          ))}
        </select>
        <button type="button" class="button" disabled={checks.isFull.value} onClick={add}>
          Add
        </button>
      </div>
    </div>
  )
}

/** The checks that are stated, each with its fields, and what there is to state. */
export function CheckEditor({ checks }: { readonly checks: ChecksModel }) {
  return (
    <>
      {checks.entries.value.map((entry) => (
        <Check key={entry.id} checks={checks} entry={entry} />
      ))}
      {checks.failure.value !== null && (
        <ErrorAlert
          title="The checks could not be listed."
          error={checks.failure.value}
          onRetry={() => void checks.load()}
        />
      )}
      {checks.kinds.value.length > 0 && <AddCheck checks={checks} />}
    </>
  )
}
