import type { TLocalizedValidationError } from 'typebox/error'
import Schema from 'typebox/schema'
import { type Finding, failed, passed, quote } from '../check.ts'
import { compileSchema } from './schema-compile.ts'

/** Why a JSON Schema cannot be used; null when it can. */
export function refuseSchema(schema: unknown): string | null {
  const { problem } = compileSchema(schema)
  return problem ?? null
}

/**
 * Whether a value is what a schema allows. TypeBox interprets the schema: no code is made of what an author sends.
 * A failure scores 0.25 and 0.5 divided by the
 * number of places that are wrong.
 */
export function findingBySchema(schema: unknown, value: unknown): Finding {
  const { compiled, problem } = compileSchema(schema)
  if (problem !== undefined) return failed(`The schema cannot be used: ${problem}`)
  if (Schema.Check(compiled, value)) return passed('The JSON is what the schema allows')
  const [, errors] = Schema.Errors(compiled, value)
  const found = errors.filter(({ keyword }) => keyword !== 'boolean')
  const sentences = [...new Set(found.map((error) => `${error.instancePath || 'the whole'} ${sentenceOf(error)}`))]
  const more = sentences.length > 3 ? [`${sentences.length - 3} more`] : []
  const places = new Set(found.map(({ instancePath }) => instancePath))
  return failed(
    `Expected JSON that the schema allows, found: ${[...sentences.slice(0, 3), ...more].join('; ')}`,
    0.25 + 0.5 / Math.max(1, places.size),
  )
}

function sentenceOf(error: TLocalizedValidationError): string {
  const list = (keys: readonly string[]) =>
    keys
      .slice(0, 5)
      .map((key) => quote(key, 40))
      .join(', ')
  if (error.keyword === '~refine') return error.params.message
  if (error.keyword === 'required') return `must have ${list(error.params.requiredProperties)}`
  if (error.keyword === 'additionalProperties') return `must not have ${list(error.params.additionalProperties)}`
  return error.message
}
