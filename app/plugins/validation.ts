import type { FastifySchemaCompiler } from 'fastify'
import type { TSchema } from 'typebox'
import { Compile } from 'typebox/compile'
import { Value } from 'typebox/value'
import { AppError } from '../errors.ts'
import { explain } from '../schema-errors.ts'

const number = /^-?\d+(\.\d+)?$/

/** Query, path and headers are text: what reads as a number becomes one where the schema wants a number. */
function convertText(schema: TSchema, values: unknown): unknown {
  const { properties } = schema as { properties?: Record<string, { type?: string }> } // any schema may have them
  if (properties === undefined || typeof values !== 'object' || values === null) return values
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      const isNumeric = properties[name]?.type === 'integer' || properties[name]?.type === 'number'
      return [name, isNumeric && typeof value === 'string' && number.test(value) ? Number(value) : value]
    }),
  )
}

/**
 * Validates with TypeBox itself. Bodies are taken as they are: "11" is no number there. Nothing is dropped: an unknown key is an error wherever the schema is closed.
 */
export const validatorCompiler: FastifySchemaCompiler<TSchema> = ({ schema, httpPart = 'body' }) => {
  const validator = Compile(schema)
  const whole = httpPart === 'querystring' ? 'query' : httpPart
  return (value: unknown) => {
    const converted = httpPart === 'body' ? value : convertText(schema, value)
    const complete = Value.Default(schema, converted)
    if (validator.Check(complete)) return { value: complete }
    return { error: new AppError('INVALID_REQUEST', explain(validator.Errors(complete), schema, complete, whole)) }
  }
}
