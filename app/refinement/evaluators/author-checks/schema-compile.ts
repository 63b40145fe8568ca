import { type TSchema, Type } from 'typebox'
import { quote } from '../check.ts'
import { deepest, depthOf } from './json-text.ts'
import { compile, refusePattern } from './pattern.ts'
import { isObject, type KeywordValue, keywords, values } from './schema-keywords.ts'

const schemaLimits = { characters: 20_000, levels: 20, subschemas: 1_000 } as const

type Compiled = TSchema | boolean

class Unusable extends Error {}

/**
 * Makes of an author's schema one that takes no longer than it is large: references are put in place (so there is no
 * recursion, and what they multiply is counted), patterns are RE2's, and unknown keywords are mistakes. Depends on
 * nothing but the schema; nothing is fetched.
 */
export function compileSchema(schema: unknown): { readonly compiled: Compiled; readonly problem?: string } {
  const nothing = false
  if (depthOf(schema, deepest) > deepest)
    return { compiled: nothing, problem: `expected at most ${schemaLimits.levels} levels, found more than ${deepest}` }
  const { length } = JSON.stringify(schema) ?? ''
  if (length > schemaLimits.characters)
    return {
      compiled: nothing,
      problem: `expected a schema of at most ${schemaLimits.characters} characters, found ${length}`,
    }
  try {
    return { compiled: new SchemaCompiler(schema).compile(schema, '', []) }
  } catch (error) {
    if (!(error instanceof Unusable)) throw error
    return { compiled: nothing, problem: error.message }
  }
}

class SchemaCompiler {
  readonly #root: unknown
  #subschemas = 0

  constructor(root: unknown) {
    this.#root = root
  }

  /** @param references those that lead to this place */
  compile(schema: unknown, at: string, references: readonly string[]): Compiled {
    const place = at === '' ? 'the schema' : at
    if (++this.#subschemas > schemaLimits.subschemas)
      throw new Unusable(
        `expected at most ${schemaLimits.subschemas} subschemas, found more; what is referred to counts each time`,
      )
    if (at.split('/').length - 1 > 2 * schemaLimits.levels)
      throw new Unusable(`expected at most ${schemaLimits.levels} levels, found more at ${quote(at)}`)
    if (typeof schema === 'boolean') return schema
    if (!isObject(schema))
      throw new Unusable(`expected an object or a boolean at ${place}, found ${quote(JSON.stringify(schema) ?? '')}`)
    const result: Record<string, unknown> = {}
    let target: Compiled | null = null
    for (const [keyword, value] of Object.entries(schema)) {
      const kind = this.#kindOf(keyword, value, place)
      if (kind === 'reference') target = this.#referred(String(value), at, references)
      else if (keyword !== '$defs' && keyword !== 'definitions' && keyword !== 'pattern' && keyword !== 'uniqueItems')
        result[keyword] = this.#compileValue(kind, value, `${at}/${keyword}`, references)
    }
    if (target !== null) result['allOf'] = [...(Array.isArray(result['allOf']) ? result['allOf'] : []), target]
    return this.#refined(Type.Unsafe(result), schema, place)
  }

  #kindOf(keyword: string, value: unknown, place: string): KeywordValue {
    if (!Object.hasOwn(keywords, keyword))
      throw new Unusable(
        `${quote(keyword)} at ${place} is not supported; known keywords: ${Object.keys(keywords).join(', ')}`,
      )
    const kind = keywords[keyword as keyof typeof keywords] // an own key of it
    const [what, isRight] = values[kind]
    if (!isRight(value))
      throw new Unusable(
        `expected ${what} for ${keyword} at ${place}, found ${quote(JSON.stringify(value) ?? 'nothing')}`,
      )
    return kind
  }

  #compileValue(kind: KeywordValue, value: unknown, at: string, references: readonly string[]): unknown {
    if (kind === 'schema') return this.compile(value, at, references)
    if (kind === 'schemas' && Array.isArray(value))
      return value.map((each, index) => this.compile(each, `${at}/${index}`, references))
    if (kind === 'schemas by name' && isObject(value))
      return Object.fromEntries(
        Object.entries(value).map(([name, each]) => [
          name,
          this.compile(each, `${at}/${name.replaceAll('/', '~1')}`, references),
        ]),
      )
    return value
  }

  #referred(reference: string, at: string, references: readonly string[]): Compiled {
    if (references.includes(reference))
      throw new Unusable(
        `${quote(reference)} leads to itself; recursive schemas are not supported, write out the levels that you need`,
      )
    const [, keyword = '', name = ''] = reference.split('/')
    const unescaped = name.replaceAll('~1', '/').replaceAll('~0', '~')
    const definitions = isObject(this.#root) ? this.#root[keyword] : undefined
    if (!isObject(definitions) || !Object.hasOwn(definitions, unescaped))
      throw new Unusable(`${quote(reference)} refers to nothing in the schema`)
    return this.compile(definitions[unescaped], `${at}/$ref`, [...references, reference])
  }

  /** With the tests that TypeBox would do in more than linear time. */
  #refined(compiled: TSchema, { pattern, uniqueItems }: Readonly<Record<string, unknown>>, place: string): TSchema {
    let result = compiled
    if (typeof pattern === 'string') {
      const problem = refusePattern(pattern)
      if (problem !== null) throw new Unusable(`${problem}; at ${place}`)
      const expression = compile(pattern)
      result = Type.Refine(
        result,
        (value: unknown) => typeof value !== 'string' || expression.test(value),
        () => `must match ${quote(pattern)}`,
      )
    }
    if (uniqueItems === true)
      result = Type.Refine(
        result,
        (value: unknown) => !Array.isArray(value) || new Set(value.map(canonical)).size === value.length,
        () => 'must not have the same item twice',
      )
    return result
  }
}

/** The same text for values that are equal as JSON. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (!isObject(value)) return JSON.stringify(value) ?? ''
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1))
  return `{${entries.map(([key, each]) => `${JSON.stringify(key)}:${canonical(each)}`).join(',')}}`
}
