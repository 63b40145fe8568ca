import { Type } from 'typebox'
import { Choice, StatedTexts, stated } from './stated.ts'

const where = {
  where: Type.Optional(
    Type.Enum(['whole', 'bare', 'block'], {
      default: 'whole',
      description:
        'whole: the answer is JSON and nothing else, where a fence around it is forgiven; bare: not even that; block: the first fenced block is JSON, whatever stands around it',
    }),
  ),
}

/** Answers that programs read. */
export const dataChecks = [
  stated(
    'json',
    'The answer is valid JSON',
    {
      ...where,
      type: Type.Optional(
        Type.Enum(['object', 'array'], { description: 'What it has to be; default: either, or a single value' }),
      ),
    },
    { type: 'object' },
  ),
  stated(
    'json-schema',
    'The answer is JSON that a JSON Schema allows. Of draft 2020-12 everything but recursion, references to elsewhere, anchors and patternProperties; patterns in RE2 syntax',
    {
      schema: Type.Union([Type.Object({}, { additionalProperties: true }), Type.Boolean()], {
        description:
          'The JSON Schema: at most 20,000 characters, 1,000 subschemas (those that references repeat count each time) and 20 levels',
      }),
      ...where,
    },
    { schema: { type: 'object', required: ['name'], properties: { name: { type: 'string' } } } },
  ),
  stated(
    'json-value',
    'A value in the answer’s JSON',
    {
      path: Type.String({
        pattern: '^(?:/[^/]*){0,20}$',
        maxLength: 500,
        description: 'Where, as JSON Pointer (RFC 6901): /items/0/name; empty: the whole',
      }),
      equals: Type.Optional(
        Type.Unknown({ description: 'The JSON value that it has to be; default: it only has to be there' }),
      ),
      ...where,
    },
    { path: '/sentiment', equals: 'positive' },
  ),
  stated(
    'csv-columns',
    'The answer, or its first fenced block, is CSV (RFC 4180) with these columns, and every record has as many fields as the header',
    {
      columns: StatedTexts('Heads of the columns, whatever the case'),
      exact: Choice('true: these columns, in this order, and no others', true),
      delimiter: Type.Optional(Type.Enum([',', ';', '\t', '|'], { default: ',', description: 'Between fields' })),
      minRows: Type.Optional(Type.Integer({ minimum: 0, maximum: 10_000, default: 1, description: 'Fewest records' })),
    },
    { columns: ['id', 'name', 'price'] },
  ),
] as const
