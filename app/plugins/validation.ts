import type { FastifySchemaCompiler } from 'fastify'
import type { TSchema } from 'typebox'
import { Compile } from 'typebox/compile'
import { Value } from 'typebox/value'
import { AppError } from '../errors.ts'
import { explain } from '../schema-errors.ts'
import { convertText } from '../text-values.ts'

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
