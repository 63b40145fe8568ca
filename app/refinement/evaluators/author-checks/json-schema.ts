import Schema from 'typebox/schema'
import { type Finding, failed, passed } from '../check.ts'
import { compileSchema } from './schema-compile.ts'

/** Why a JSON Schema cannot be used; null when it can. */
export function refuseSchema(schema: unknown): string | null {
  const { problem } = compileSchema(schema)
  return problem ?? null
}

/**
 * Whether a value is what a schema allows. TypeBox interprets the schema: no code is made of what an author sends.
 * A failure scores by how many places are wrong.
 */
export function findingBySchema(schema: unknown, value: unknown): Finding {
  const { compiled, problem } = compileSchema(schema)
  if (problem !== undefined) return failed(`The schema cannot be used: ${problem}`)
  if (Schema.Check(compiled, value)) return passed('The JSON is what the schema allows')
  const [, errors] = Schema.Errors(compiled, value)
  const sentences = [
    ...new Set(
      errors
        .filter(({ keyword }) => keyword !== 'boolean')
        .map(
          (error) =>
            `${error.instancePath || 'the whole'} ${error.keyword === '~refine' ? error.params.message : error.message}`,
        ),
    ),
  ]
  const more = sentences.length > 3 ? [`${sentences.length - 3} more`] : []
  return failed(
    `Expected JSON that the schema allows, found: ${[...sentences.slice(0, 3), ...more].join('; ')}`,
    0.5 / Math.max(1, sentences.length) + 0.25,
  )
}
