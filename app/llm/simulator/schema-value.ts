const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Deeper than people nest what they ask for. */
const deepest = 8

/** Whether a JSON value in a prompt is a JSON Schema of what is wanted, and no example of it. */
export const isSchema = (value: unknown): value is Readonly<Record<string, unknown>> =>
  isObject(value) &&
  (value['type'] === 'object' ? isObject(value['properties']) : value['type'] === 'array' && isObject(value['items']))

/**
 * A value that the schema allows, as far as the simulator reads schemas: types, properties, items, enum and const, bounds of
 * numbers and fewest items. What else a schema says it does not see.
 * @param text the next text to put in
 */
export function valueBySchema(schema: unknown, text: () => string, depth = 0): unknown {
  if (!isObject(schema) || depth > deepest) return text()
  if ('const' in schema) return schema['const']
  if (Array.isArray(schema['enum']) && schema['enum'].length > 0) return schema['enum'][0]
  const numberOf = (keyword: string, fallback: number) => {
    const bound = schema[keyword]
    return typeof bound === 'number' ? bound : fallback
  }
  switch (schema['type']) {
    case 'object': {
      const properties = isObject(schema['properties']) ? Object.entries(schema['properties']) : []
      return Object.fromEntries(properties.map(([name, inner]) => [name, valueBySchema(inner, text, depth + 1)]))
    }
    case 'array': {
      const count = Math.min(50, Math.max(1, numberOf('minItems', 1)))
      return Array.from({ length: count }, () => valueBySchema(schema['items'], text, depth + 1))
    }
    case 'integer':
    case 'number':
      return numberOf('minimum', Math.min(1, numberOf('maximum', 1)))
    case 'boolean':
      return true
    case 'null':
      return null
    default:
      return text()
  }
}
