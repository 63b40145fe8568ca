import type { FastifySchemaCompiler } from 'fastify'
import type { TSchema } from 'typebox'
import { Compile } from 'typebox/compile'
import { Value } from 'typebox/value'
import { AppError } from '../errors.ts'
import { explain } from '../schema-errors.ts'
import { errorsOf, taggedParts, withoutTaggedUnions } from '../tagged-unions.ts'
import { convertText } from '../text-values.ts'

/**
 * Validates with TypeBox itself. Bodies are taken as they are: "11" is no number there. Nothing is dropped: an unknown key is an error wherever the schema is closed.
 */
export const validatorCompiler: FastifySchemaCompiler<TSchema> = ({ schema, httpPart = 'body' }) => {
  const validator = Compile(schema)
  const untagged = withoutTaggedUnions(schema)
  const whole = httpPart === 'querystring' ? 'query' : httpPart
  return (value: unknown) => {
    const converted = httpPart === 'body' ? value : convertText(schema, value)
    const complete = Value.Default(schema, converted)
    if (validator.Check(complete)) return { value: complete }
    const parts = taggedParts(schema, complete).map((part) =>
      explain(errorsOf(part), part.schema, part.value, `${whole}${part.at}`),
    )
    const message = [explain(Value.Errors(untagged, complete), schema, complete, whole), ...parts]
    return { error: new AppError('INVALID_REQUEST', message.filter(Boolean).slice(0, mostParts).join('. ')) }
  }
}

/** Who sends thirty checks that are wrong is told of the first ones. */
const mostParts = 5
