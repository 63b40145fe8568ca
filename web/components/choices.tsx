interface Props<T extends string> {
  readonly legend: string
  /** Name of the radio buttons, unique on the page. */
  readonly name: string
  /** Each with a sentence that says what it does. */
  readonly options: readonly { readonly value: T; readonly label: string; readonly hint: string }[]
  readonly value: T
  /** Those that cannot be chosen now. */
  readonly unavailable?: readonly T[]
  readonly onChange: (value: T) => void
}

/** One choice of a few that need explaining, one below the other: radio buttons, so that the arrow keys work. */
export function Choices<T extends string>({ legend, name, options, value, unavailable = [], onChange }: Props<T>) {
  return (
    <fieldset class="choices">
      <legend>{legend}</legend>
      {options.map((option) => {
        const id = `${name}-${option.value}`
        return (
          <label key={option.value}>
            {/* Named by its label alone: the sentence is read out after it. */}
            <input
              type="radio"
              name={name}
              checked={option.value === value}
              disabled={unavailable.includes(option.value)}
              aria-labelledby={id}
              aria-describedby={`${id}-hint`}
              onChange={() => onChange(option.value)}
            />
            <span>
              <strong id={id}>{option.label}</strong>{' '}
              <span class="field-hint" id={`${id}-hint`}>
                {option.hint}
              </span>
            </span>
          </label>
        )
      })}
    </fieldset>
  )
}
