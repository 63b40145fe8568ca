import { Value } from 'typebox/value'

/** A union whose alternatives are told from each other by the value of one key. */
interface TaggedUnion {
  readonly anyOf: readonly object[]
  readonly discriminator: { readonly propertyName: string }
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isTagged = (schema: unknown): schema is TaggedUnion =>
  isObject(schema) && Array.isArray(schema['anyOf']) && isObject(schema['discriminator'])

/** A schema in which each tagged union takes anything. */
export function withoutTaggedUnions<T>(schema: T): T
export function withoutTaggedUnions(schema: unknown): unknown {
  if (isTagged(schema)) return {}
  if (Array.isArray(schema)) return schema.map((each) => withoutTaggedUnions(each))
  if (!isObject(schema)) return schema
  return Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, withoutTaggedUnions(value)]))
}

/** A part of a value, and what it has to be. */
interface TaggedPart {
  readonly at: string
  readonly value: unknown
  readonly schema: object
}

/**
 * The parts of a value where its schema has a tagged union, each with the alternative that its tag names: a mistake in
 * one is then told by that alternative alone, and not by how the value differs from each of them.
 */
export function taggedParts(schema: unknown, value: unknown, at = ''): readonly TaggedPart[] {
  if (isTagged(schema)) return [{ at, value, schema: alternativeOf(schema, value) }]
  if (!isObject(schema)) return []
  if (Array.isArray(value)) return value.flatMap((each, index) => taggedParts(schema['items'], each, `${at}/${index}`))
  const { properties } = schema
  if (!isObject(properties) || !isObject(value)) return []
  return Object.entries(value).flatMap(([key, each]) =>
    Object.hasOwn(properties, key) ? taggedParts(properties[key], each, `${at}/${key}`) : [],
  )
}

/** Of an unknown tag: that it has to be one of those that there are. */
function alternativeOf({ anyOf, discriminator: { propertyName } }: TaggedUnion, value: unknown): object {
  const tagOf = (schema: object): unknown => {
    const properties = isObject(schema) ? schema['properties'] : undefined
    const tag = isObject(properties) ? properties[propertyName] : undefined
    return isObject(tag) && Array.isArray(tag['enum']) ? tag['enum'][0] : undefined
  }
  const tag = isObject(value) ? value[propertyName] : undefined
  const same = anyOf.find((schema) => tag !== undefined && tagOf(schema) === tag)
  if (same !== undefined) return same
  return { type: 'object', required: [propertyName], properties: { [propertyName]: { enum: anyOf.map(tagOf) } } }
}

/** The errors of a part by its own schema. */
export const errorsOf = ({ schema, value }: TaggedPart) => Value.Errors(schema, value)
