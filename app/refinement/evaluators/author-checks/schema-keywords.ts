/** What the value of each keyword of JSON Schema (draft 2020-12, and what draft 7 called otherwise) has to be. */
export const keywords = {
  type: 'types',
  enum: 'values',
  const: 'any',
  $ref: 'reference',
  $defs: 'schemas by name',
  definitions: 'schemas by name',
  allOf: 'schemas',
  anyOf: 'schemas',
  oneOf: 'schemas',
  not: 'schema',
  if: 'schema',
  // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema, and a string
  then: 'schema',
  else: 'schema',
  properties: 'schemas by name',
  additionalProperties: 'schema',
  unevaluatedProperties: 'schema',
  propertyNames: 'schema',
  required: 'names',
  dependentRequired: 'names by name',
  dependentSchemas: 'schemas by name',
  minProperties: 'count',
  maxProperties: 'count',
  items: 'schema',
  prefixItems: 'schemas',
  additionalItems: 'schema',
  unevaluatedItems: 'schema',
  contains: 'schema',
  minContains: 'count',
  maxContains: 'count',
  minItems: 'count',
  maxItems: 'count',
  uniqueItems: 'boolean',
  minLength: 'count',
  maxLength: 'count',
  pattern: 'pattern',
  format: 'format',
  minimum: 'number',
  maximum: 'number',
  exclusiveMinimum: 'number',
  exclusiveMaximum: 'number',
  multipleOf: 'positive number',
  // These describe, and check nothing.
  $schema: 'any',
  $comment: 'any',
  title: 'any',
  description: 'any',
  default: 'any',
  examples: 'any',
  example: 'any',
  deprecated: 'any',
  readOnly: 'any',
  writeOnly: 'any',
  contentEncoding: 'any',
  contentMediaType: 'any',
  contentSchema: 'any',
} as const

export type KeywordValue = (typeof keywords)[keyof typeof keywords]

/** Formats whose test takes linear time and that say the same to everybody. */
const formats = ['date', 'date-time', 'time', 'duration', 'email', 'hostname', 'ipv4', 'ipv6', 'uri', 'uuid']
const types = ['null', 'boolean', 'object', 'array', 'number', 'integer', 'string']

const isText = (value: unknown): value is string => typeof value === 'string'
const isList = (value: unknown, of: (each: unknown) => boolean): boolean => Array.isArray(value) && value.every(of)
const isCount = (value: unknown) => Number.isInteger(value) && Number(value) >= 0
export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const isSchema = (value: unknown) => typeof value === 'boolean' || isObject(value)

/** What a value has to be in words, and whether it is. */
export const values: Readonly<Record<KeywordValue, readonly [what: string, is: (value: unknown) => boolean]>> = {
  any: ['anything', () => true],
  boolean: ['true or false', (value) => typeof value === 'boolean'],
  number: ['a number', (value) => typeof value === 'number'],
  'positive number': ['a number above 0', (value) => typeof value === 'number' && value > 0],
  count: ['a whole number from 0', isCount],
  types: [
    `one or more of ${types.join(', ')}`,
    (value) => isList(Array.isArray(value) ? value : [value], (each) => isText(each) && types.includes(each)),
  ],
  values: ['a list of values', (value) => Array.isArray(value)],
  names: ['a list of names', (value) => isList(value, isText)],
  'names by name': [
    'lists of names',
    (value) => isObject(value) && Object.values(value).every((each) => isList(each, isText)),
  ],
  schema: ['a schema', isSchema],
  schemas: [
    'a list of schemas that is not empty',
    (value) => isList(value, isSchema) && Array.isArray(value) && value.length > 0,
  ],
  'schemas by name': ['schemas by name', (value) => isObject(value) && Object.values(value).every(isSchema)],
  reference: [
    'a reference inside of the schema, such as #/$defs/item',
    (value) => isText(value) && /^#\/(?:\$defs|definitions)\/[^/]+$/u.test(value),
  ],
  pattern: ['an expression', isText],
  format: [`one of ${formats.join(', ')}`, (value) => isText(value) && formats.includes(value)],
}
