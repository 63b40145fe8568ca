import { Compile } from 'typebox/compile'
import { Pointer } from 'typebox/value'
import { type EndgameDocument, EndgameSchema } from './endgame-schema.ts'
import { nearestName } from './nearest-name.ts'

const schema = Compile(EndgameSchema)

/** A relation between two keys, which a schema cannot say. */
const relations: readonly { readonly wrong: (document: EndgameDocument) => boolean; readonly problem: string }[] = [
  {
    wrong: ({ scaling }) => scaling.minInstances > scaling.maxInstances,
    problem: 'scaling.minInstances is more than scaling.maxInstances',
  },
  {
    wrong: ({ healthCheck }) => healthCheck.timeoutSeconds >= healthCheck.intervalSeconds,
    problem: 'healthCheck.timeoutSeconds is not less than healthCheck.intervalSeconds, so that checks would overlap',
  },
]

/**
 * What is wrong with the text of an `.endgame` file, one sentence for each key; empty when it is right.
 * Values are shown: the file may not hold secrets, which is one of the things looked at.
 */
export function endgameProblems(text: string): string[] {
  let document: unknown
  try {
    document = JSON.parse(text)
  } catch (error) {
    return [`It is no JSON (comments, final commas and a byte order mark are none): ${(error as Error).message}`] // JSON.parse throws SyntaxError only
  }
  if (!schema.Check(document))
    return [...new Set(schema.Errors(document).flatMap((error) => sentences(error, document)))]
  return relations.filter(({ wrong }) => wrong(document)).map(({ problem }) => problem)
}

function sentences(error: ReturnType<typeof schema.Errors>[number], document: unknown): string[] {
  const where = error.instancePath.slice(1).replaceAll('/', '.')
  const prefix = where === '' ? '' : `${where}.`
  const within: unknown = Pointer.Get(EndgameSchema, error.schemaPath.slice(1))
  switch (error.keyword) {
    case 'boolean': // says of each unknown key what additionalProperties says of all
      return []
    case 'required':
      return error.params.requiredProperties.map(
        (key) => `${prefix}${key} is missing; expected ${expected(within, key)}`,
      )
    case 'additionalProperties':
      return error.params.additionalProperties.map((key) => {
        const known = Object.keys(propertiesOf(within))
        const meant = nearestName(key, known)
        const hint = meant ? `${prefix}${meant} was meant?` : `expected ${known.join(', ') || 'no key at all'}`
        return `${prefix}${key} is no key of this file; ${hint}`
      })
    default: {
      const value = where === '' ? document : Pointer.Get(document, error.instancePath)
      return [`${where || 'The file'} is ${JSON.stringify(value)}; expected ${description(within)}`]
    }
  }
}

const isMap = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null
const propertiesOf = (part: unknown) => (isMap(part) && isMap(part['properties']) ? part['properties'] : {})
const description = (part: unknown) => (isMap(part) ? String(part['description']) : '')
const expected = (part: unknown, key: string) => description(propertiesOf(part)[key])
