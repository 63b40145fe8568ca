import { type Finding, failed, passed, quote } from '../check.ts'
import { findingBySchema, refuseSchema } from './json-schema.ts'
import { deepest, depthOf, jsonOf } from './json-text.ts'
import type { Kinds } from './kind.ts'

/** Begins a demand; more on the JSON may follow. */
function isJson(where: 'whole' | 'bare' | 'block' = 'whole', type?: string): string {
  const what = type === undefined ? 'valid JSON' : `one JSON ${type}`
  return {
    whole: `The answer is nothing but ${what}`,
    bare: `The answer is, without a code fence, nothing but ${what}`,
    block: `The first fenced block of the answer is ${what}`,
  }[where]
}

export const jsonKinds: Kinds<'json' | 'json-schema' | 'json-value'> = {
  json: {
    demand: ({ where, type }) => `${isJson(where, type)}.`,
    run: ({ where = 'whole', type }, { text }) => {
      const read = jsonOf(text, where)
      if ('finding' in read) return read.finding
      const found = kindOf(read.value)
      if (type === undefined || type === found) return passed('The answer is valid JSON')
      return failed(`Expected JSON that is an ${type}, found ${named(found)}`, 0.5)
    },
  },

  'json-schema': {
    demand: ({ schema, where }) => `${isJson(where)} that fits this JSON Schema: ${JSON.stringify(schema)}`,
    refuse: ({ schema }) => refuseSchema(schema),
    run: ({ schema, where = 'whole' }, { text }) => {
      const read = jsonOf(text, where)
      return 'finding' in read ? halved(read.finding) : findingBySchema(schema, read.value)
    },
  },

  'json-value': {
    // Which value is right is for the model to find.
    demand: ({ path, where }) =>
      path === '' ? `${isJson(where)}.` : `${isJson(where)} with a value at ${path} (a JSON Pointer).`,
    refuse: ({ path, equals }) => {
      if (/~(?![01])/u.test(path))
        return `expected ~ in a path to be followed by 0 or 1 (RFC 6901), found ${quote(path)}`
      return depthOf(equals, deepest) > deepest
        ? `expected a value at most ${deepest} levels deep, found it deeper`
        : null
    },
    run: (check, { text }) => {
      const { path, where = 'whole' } = check
      const read = jsonOf(text, where)
      if ('finding' in read) return halved(read.finding)
      const place = path === '' ? 'the whole' : path
      const found = valueAt(read.value, path)
      if (found === undefined) return failed(`Expected a value at ${place}, found none`, 0.25)
      if (!('equals' in check)) return passed(`Found ${shown(found.value)} at ${place}`)
      return isSame(found.value, check.equals)
        ? passed(`Found ${shown(found.value)} at ${place}`)
        : failed(`Expected ${shown(check.equals)} at ${place}, found ${shown(found.value)}`, 0.5)
    },
  },
}

/** Valid JSON is only a part of what these ask for. */
const halved = (finding: Finding): Finding => ({ ...finding, score: finding.score / 2 })

const shown = (value: unknown): string => quote(JSON.stringify(value) ?? 'nothing', 60)

const kindOf = (value: unknown): string => {
  if (value === null) return 'null'
  return Array.isArray(value) ? 'array' : typeof value
}
const named = (kind: string): string => {
  if (kind === 'null') return kind
  return kind === 'array' || kind === 'object' ? `an ${kind}` : `a ${kind}`
}

/** What a JSON Pointer (RFC 6901) points at; own keys only. */
function valueAt(whole: unknown, path: string): { readonly value: unknown } | undefined {
  const keys = path
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'))
  let value = whole
  for (const key of keys) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined
    if (Array.isArray(value) && !/^(?:0|[1-9]\d*)$/u.test(key)) return undefined
    value = Reflect.get(value, key)
  }
  return { value }
}

/** Equal as JSON: the order of keys means nothing. */
function isSame(one: unknown, other: unknown): boolean {
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return one === other
  if (Array.isArray(one) !== Array.isArray(other)) return false
  const [left, right] = [new Map(Object.entries(one)), new Map(Object.entries(other))]
  return left.size === right.size && [...left].every(([key, value]) => right.has(key) && isSame(value, right.get(key)))
}
