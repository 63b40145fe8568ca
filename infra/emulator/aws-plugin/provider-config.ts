import type { PropertyIndex } from './property-index.ts'
import { inside, isMarked, isObject, type Values } from './pulumi-values.ts'

/** Blocks that are one object for a program and a list for the bridge, which has them in the plural. */
const blocks: Record<string, string> = {
  assumeRole: 'assumeRoles',
  assumeRoleWithWebIdentity: 'assumeRoleWithWebIdentities',
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** A block as the bridge takes it: a list; of the endpoints only those that it knows. */
function asBlock(key: string, value: unknown, knownEndpoints: readonly string[]): unknown {
  const list = isObject(value) && !isMarked(value) ? [value] : value
  if (key !== 'endpoints' || !Array.isArray(list)) return list
  return list.map((item: unknown) =>
    isObject(item) ? Object.fromEntries(Object.entries(item).filter(([name]) => knownEndpoints.includes(name))) : item,
  )
}

/**
 * Provider configuration of a program for the bridge; settings that the bridge does not know are left out. Settings that
 * are not strings arrive as JSON text or as they are, so both are understood and kept in their form.
 */
export function providerConfig(values: Values, index: Pick<PropertyIndex, 'config' | 'endpoints'>): Values {
  const result: Values = {}
  for (const [name, value] of Object.entries(values)) {
    const key = blocks[name] ?? name
    if (!index.config[key] && key !== 'version') continue
    result[key] = inside(value, (plain) => {
      if (index.config[key] !== 'a') return plain
      if (typeof plain !== 'string') return asBlock(key, plain, index.endpoints)
      const list = parsed(plain)
      return list === undefined ? plain : JSON.stringify(asBlock(key, list, index.endpoints))
    })
  }
  return result
}
