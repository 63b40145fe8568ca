import type { TLocalizedValidationError } from 'typebox/error'
import { Pointer } from 'typebox/value'

const mostSentences = 5
const longestShown = 60

/** A short description of a value that is safe to show to whoever sent it, and short enough for any message. */
function describe(value: unknown, keyword: string): string {
  if (value === undefined) return 'nothing'
  if (Array.isArray(value)) return 'an array'
  if (typeof value === 'object' && value !== null) return 'an object'
  if (typeof value !== 'string') return String(value)
  const shown = value.length <= longestShown && !/Length$/.test(keyword)
  return shown ? JSON.stringify(value) : `a string of ${value.length} characters`
}

function knownKeys(schema: unknown, schemaPath: string): string {
  const properties = Pointer.Get(schema, `${schemaPath.slice(1)}/properties`)
  return typeof properties === 'object' && properties !== null ? Object.keys(properties).join(', ') : ''
}

function sentences(
  error: TLocalizedValidationError,
  schema: unknown,
  value: unknown,
  whole: string,
  showValues: boolean,
) {
  const where = `${whole}${error.instancePath}`
  switch (error.keyword) {
    case 'boolean': // says of each unknown key what additionalProperties says of all
      return []
    case 'required':
      return error.params.requiredProperties.map((key) => `${where} must have the key "${key}"`)
    case 'additionalProperties':
      return error.params.additionalProperties.map(
        (key) =>
          `${where} must not have the key ${describe(key, '')}; known keys: ${knownKeys(schema, error.schemaPath)}`,
      )
    default: {
      const message =
        error.keyword === 'enum' ? `must be one of ${error.params.allowedValues.join(', ')}` : error.message
      const found = error.instancePath === '' ? value : Pointer.Get(value, error.instancePath)
      return [`${where} ${message}${showValues ? `; got ${describe(found, error.keyword)}` : ''}`]
    }
  }
}

/**
 * Says in sentences how `value` differs from `schema`: field, expectation, what came. At most five; then how many more.
 * @param whole name of the value itself, for example `body`
 * @param options.showValues false where the value may be a secret
 */
export function explain(
  errors: readonly TLocalizedValidationError[],
  schema: unknown,
  value: unknown,
  whole: string,
  { showValues = true } = {},
): string {
  const all = errors.flatMap((error) => sentences(error, schema, value, whole, showValues))
  const more = all.length > mostSentences ? [`${all.length - mostSentences} more`] : []
  return [...all.slice(0, mostSentences), ...more].join('. ')
}
