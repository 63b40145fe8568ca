// What in a description of an API would break a client that was written for an earlier one. Compares what it knows of
// OpenAPI 3.1 as this server writes it: objects, arrays, unions, enumerations, bounds and formats.

type Json = Readonly<Record<string, unknown>>
/** Who has to understand a value: the server what clients send, the client what the server answers. */
type Direction = 'request' | 'response'

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)
const object = (value: unknown): Json => (isObject(value) ? value : {})
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])
const keys = (value: unknown) => Object.keys(object(value))

/**
 * A sentence for each thing that a client of `before` could rely on and `after` does not keep.
 * What is added is fine: clients send no more than they know, and skip what they do not know in an answer.
 */
export function breakingChanges(before: Json, after: Json): readonly string[] {
  const compare = comparison(before, after)
  return keys(before['paths']).flatMap((path) => {
    const [old, now] = [object(object(before['paths'])[path]), object(object(after['paths'])[path])]
    return keys(old).flatMap((method) => {
      const name = `${method.toUpperCase()} ${path}`
      if (!(method in now)) return [`${name} is gone`]
      return operationChanges(name, object(old[method]), object(now[method]), compare)
    })
  })
}

type Compare = (at: string, old: unknown, now: unknown, direction: Direction) => readonly string[]

function operationChanges(name: string, old: Json, now: Json, compare: Compare): readonly string[] {
  const [oldBody, nowBody] = [object(old['requestBody']), object(now['requestBody'])]
  const [oldAnswers, nowAnswers] = [object(old['responses']), object(now['responses'])]
  return [
    ...parameterChanges(name, list(old['parameters']).map(object), list(now['parameters']).map(object), compare),
    ...('content' in oldBody ? contentChanges(`${name}, body`, oldBody, nowBody, 'request', compare) : []),
    ...(!('content' in oldBody) && nowBody['required'] === true ? [`${name} wants a body`] : []),
    ...keys(oldAnswers).flatMap((status) =>
      status in nowAnswers
        ? contentChanges(
            `${name}, ${status}`,
            object(oldAnswers[status]),
            object(nowAnswers[status]),
            'response',
            compare,
          )
        : [`${name} answers ${status} no more`],
    ),
  ]
}

function parameterChanges(
  name: string,
  old: readonly Json[],
  now: readonly Json[],
  compare: Compare,
): readonly string[] {
  const idOf = (parameter: Json) => `${String(parameter['in'])} ${String(parameter['name'])}`
  const find = (among: readonly Json[], id: string) => among.find((each) => idOf(each) === id)
  return [
    ...old.flatMap((parameter) => {
      const id = idOf(parameter)
      const same = find(now, id)
      if (same === undefined) return [`${name} takes no ${id} any more`]
      return compare(`${name}, ${id}`, parameter['schema'], same['schema'], 'request')
    }),
    ...now
      .filter((parameter) => parameter['required'] === true && find(old, idOf(parameter))?.['required'] !== true)
      .map((parameter) => `${name} wants ${idOf(parameter)}`),
  ]
}

function contentChanges(at: string, old: Json, now: Json, direction: Direction, compare: Compare): readonly string[] {
  const [oldTypes, nowTypes] = [object(old['content']), object(now['content'])]
  return keys(oldTypes).flatMap((type) =>
    type in nowTypes
      ? compare(at, object(oldTypes[type])['schema'], object(nowTypes[type])['schema'], direction)
      : [`${at} is no ${type} any more`],
  )
}

/** Compares two schemas, each of which may name others of its document. */
function comparison(before: Json, after: Json): Compare {
  const resolve = (document: Json, schema: unknown): Json => {
    const name = /^#\/components\/schemas\/(.+)$/.exec(String(object(schema)['$ref'] ?? ''))?.[1]
    return name === undefined ? object(schema) : object(object(object(document['components'])['schemas'])[name])
  }

  function compare(at: string, oldSchema: unknown, nowSchema: unknown, direction: Direction): readonly string[] {
    const [old, now] = [resolve(before, oldSchema), resolve(after, nowSchema)]
    if ('anyOf' in old || 'anyOf' in now) return unionChanges(at, old, now, direction)
    if (old['type'] !== now['type']) return [`${at} is ${String(now['type'])}, and was ${String(old['type'])}`]
    return [
      ...valueChanges(at, old, now, direction),
      ...propertyChanges(at, old, now, direction),
      ...('items' in old ? compare(`${at}[]`, old['items'], now['items'], direction) : []),
    ]
  }

  /** Each alternative that one side may send has to be one that the other side knows. */
  function unionChanges(at: string, old: Json, now: Json, direction: Direction): readonly string[] {
    const alternatives = (schema: Json) => ('anyOf' in schema ? list(schema['anyOf']) : [schema])
    const [sent, known] =
      direction === 'request' ? [alternatives(old), alternatives(now)] : [alternatives(now), alternatives(old)]
    return sent.flatMap((one) => {
      const [document, other] = direction === 'request' ? [before, after] : [after, before]
      const kind = kindOf(resolve(document, one))
      const same = known.filter((each) => kindOf(resolve(other, each)) === kind)
      const results = same.map((each) =>
        direction === 'request' ? compare(at, one, each, direction) : compare(at, each, one, direction),
      )
      // A kind of event or check that is new is skipped by who does not know it; an answer of another type is not.
      if (results.length === 0)
        return direction === 'response' && /^(?:event|check) /.test(kind) ? [] : [`${at} may not be ${kind}`]
      return results.toSorted((a, b) => a.length - b.length)[0] ?? []
    })
  }

  function propertyChanges(at: string, old: Json, now: Json, direction: Direction): readonly string[] {
    const [oldOnes, nowOnes] = [object(old['properties']), object(now['properties'])]
    const [oldRequired, nowRequired] = [list(old['required']), list(now['required'])]
    const [wanted, had] = direction === 'request' ? [nowRequired, oldRequired] : [oldRequired, nowRequired]
    return [
      ...keys(oldOnes).flatMap((key) =>
        key in nowOnes ? compare(`${at}.${key}`, oldOnes[key], nowOnes[key], direction) : [`${at}.${key} is gone`],
      ),
      ...wanted
        .filter((key) => !had.includes(key) && (direction === 'request' || String(key) in nowOnes))
        .map((key) => `${at}.${String(key)} ${direction === 'request' ? 'must be sent' : 'may be missing'}`),
    ]
  }

  return compare
}

/** What tells the alternatives of a union from each other: the type of an event, the name of a check, else the JSON type. */
function kindOf(schema: Json): string {
  const checks = list(object(object(schema['properties'])['check'])['enum'])
  if (checks.length === 1) return `check ${String(checks[0])}`
  const type = object(object(schema['properties'])['type'])
  const name = type['const'] ?? (list(type['enum']).length === 1 ? list(type['enum'])[0] : undefined)
  return typeof name === 'string' ? `event ${name}` : String(schema['type'])
}

/** Bounds may only become wider in what clients send, and only narrower in what they get. */
function valueChanges(at: string, old: Json, now: Json, direction: Direction): readonly string[] {
  const [narrow, wide] = direction === 'request' ? [old, now] : [now, old]
  const least = (schema: Json, key: string) => Number(schema[key] ?? Number.NEGATIVE_INFINITY)
  const most = (schema: Json, key: string) => Number(schema[key] ?? Number.POSITIVE_INFINITY)
  const outside = [
    ...['minimum', 'exclusiveMinimum', 'minLength', 'minItems'].filter((key) => least(narrow, key) < least(wide, key)),
    ...['maximum', 'exclusiveMaximum', 'maxLength', 'maxItems'].filter((key) => most(narrow, key) > most(wide, key)),
  ]
  const unknown = 'enum' in wide ? list(narrow['enum']).filter((value) => !list(wide['enum']).includes(value)) : []
  const texts = ['pattern', 'format'].filter((key) => old[key] !== now[key] && (direction === 'response' || key in now))
  return [
    ...[...outside, ...texts].map((key) => `${at}: ${key} is ${String(now[key])}, and was ${String(old[key])}`),
    ...unknown.map((value) => `${at}: ${String(value)} is ${direction === 'request' ? 'not taken any more' : 'new'}`),
    ...(old['const'] === now['const'] ? [] : [`${at} is ${String(now['const'])}, and was ${String(old['const'])}`]),
    ...('enum' in wide && !('enum' in narrow) ? [`${at} is one of ${list(wide['enum']).join(', ')} only`] : []),
  ]
}
