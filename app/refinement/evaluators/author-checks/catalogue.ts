import { type AuthorCheck, checkGroups } from '../../../contract/author-checks.ts'
import type { CheckDescription, CheckParameter } from '../../../contract/checks-trial.ts'
import { kinds } from './kinds.ts'

/** What is read of the JSON Schema of one parameter. */
interface ParameterSchema {
  readonly type?: string
  readonly description?: string
  readonly default?: string | number | boolean
  readonly enum?: readonly string[]
  readonly minimum?: number
  readonly exclusiveMinimum?: number
  readonly maximum?: number
  readonly maxLength?: number
}

interface Documented {
  readonly description?: string
  readonly examples?: readonly AuthorCheck[]
}

const kindByType: Readonly<Record<string, CheckParameter['kind']>> = {
  string: 'text',
  array: 'texts',
  integer: 'integer',
  number: 'number',
  boolean: 'flag',
}

function parameterOf(name: string, schema: ParameterSchema, required: boolean): CheckParameter {
  const minimum = schema.minimum ?? schema.exclusiveMinimum
  const maximum = schema.maximum ?? schema.maxLength
  return {
    name,
    kind: schema.enum !== undefined ? 'choice' : (kindByType[schema.type ?? ''] ?? 'json'),
    required,
    description: schema.description ?? '',
    ...(schema.default !== undefined && { default: schema.default }),
    ...(schema.enum !== undefined && { choices: [...schema.enum] }),
    ...(minimum !== undefined && { minimum }),
    ...(maximum !== undefined && { maximum }),
  }
}

/** Every check with its parameters, as its schema has them: for the API, the form of the page, and the documentation. */
export const catalogue: readonly CheckDescription[] = checkGroups.flatMap(({ group, checks }) =>
  [...checks].map((schema): CheckDescription => {
    const [check] = schema.properties.check.enum
    const required: readonly string[] = schema.required
    const { check: _name, ...parameters } = schema.properties
    const { description = '', examples: [example] = [] } = schema as Documented // stated() gives both to each
    if (example === undefined) throw new Error(`Expected an example of the check ${check}`)
    return {
      check,
      group,
      description,
      needsExpected: kinds[check].needsExpected === true,
      parameters: Object.entries(parameters).map(
        ([name, parameter]) => parameterOf(name, parameter as ParameterSchema, required.includes(name)), // any schema may have them
      ),
      example,
    }
  }),
)
