import type { TSchema } from 'typebox'

/** What makes two schemas the same. @fastify/swagger moves a body's examples elsewhere, so they do not count. */
const keyOf = (schema: object) => JSON.stringify({ ...schema, examples: undefined })

/** Deep copy in which every part that reads like a named schema is a reference to it. */
function withReferences(value: unknown, names: ReadonlyMap<string, string>, itself?: string): unknown {
  if (typeof value !== 'object' || value === null) return value
  const name = Array.isArray(value) ? undefined : names.get(keyOf(value))
  if (name !== undefined && name !== itself) return { $ref: `#/components/schemas/${name}` }
  if (Array.isArray(value)) return value.map((part) => withReferences(part, names))
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, withReferences(part, names)]))
}

/**
 * Gives the schemas of an OpenAPI document their names, once each under `components.schemas`, in place of a copy
 * wherever they are used: generated clients then have one type for each.
 */
export function nameSchemas<T extends { paths?: object; components?: object }>(
  document: T,
  schemas: Readonly<Record<string, TSchema>>,
): T {
  const names = new Map(Object.entries(schemas).map(([name, schema]) => [keyOf(schema), name]))
  const components = Object.entries(schemas).map(([name, schema]) => [
    name,
    withReferences(JSON.parse(JSON.stringify(schema)), names, name),
  ])
  return {
    ...document,
    paths: withReferences(document.paths, names),
    components: { ...document.components, schemas: Object.fromEntries(components) },
  }
}
