import type { TSchema } from 'typebox'

const number = /^-?\d+(\.\d+)?$/

/**
 * Environment, query, path and headers are text: what reads as a number becomes one where the schema wants a number,
 * `true` and `false` where it wants either.
 * Stricter than TypeBox's own conversion, which takes "5.5" for the integer 5.
 */
export function convertText(schema: TSchema, values: unknown): unknown {
  const { properties } = schema as { properties?: Record<string, { type?: string }> } // any schema may have them
  if (properties === undefined || typeof values !== 'object' || values === null) return values
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      if (properties[name]?.type === 'boolean' && (value === 'true' || value === 'false'))
        return [name, value === 'true']
      const isNumeric = properties[name]?.type === 'integer' || properties[name]?.type === 'number'
      return [name, isNumeric && typeof value === 'string' && number.test(value) ? Number(value) : value]
    }),
  )
}
