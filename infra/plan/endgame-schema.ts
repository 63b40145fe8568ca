import { type Static, type TObject, Type } from 'typebox'

/**
 * Who acts on a key. `file`: the platform's client reads it from the file. `parameter`: the platform knows it, but as a
 * parameter of a deployment, so whoever deploys passes it on. `intent`: nothing of the platform is known to act on it.
 */
type Effect = 'file' | 'parameter' | 'intent'

/** What a right value is, completing "expected …", and what comes of it there. Both are printed in docs/endgame.md. */
type Note = { readonly description: string; readonly effect: Effect; readonly because: string }

const note = (effect: Effect, description: string, because: string): Note => ({ description, effect, because })
const closed = { additionalProperties: false }
const { Integer, Literal, Object: object, String: text } = Type
const relativePath = '^(?![./]*/)(?!.*\\.\\.)[\\w./-]+$'
const notConfigurable = 'no key, parameter or page of the platform mentions it'

/**
 * The `.endgame` file. The platform publishes no schema and checks three keys; unknown ones it keeps and ignores, so a
 * mistyped key would never be noticed there. This is stricter.
 */
export const EndgameSchema = object(
  {
    org: text({ minLength: 1, ...note('file', 'the name of an organisation of the account', 'looked up by name') }),
    app: text({
      pattern: '^[a-z0-9](?:[a-z0-9]|-(?=[a-z0-9])){2,19}$',
      ...note(
        'file',
        '3 to 20 lower-case letters, digits and single dashes, no dash first or last',
        'becomes part of a host name; the platform itself would let dashes stand anywhere',
      ),
    }),
    settings: object(
      {},
      {
        ...closed,
        ...note('file', 'an empty object', 'its client may reset it, so nothing of value can be kept in it'),
      },
    ),
    runtime: Literal('nodejs22.x', note('intent', 'nodejs22.x', 'the platform has no other, and asks for none')),
    buildCommand: text({
      minLength: 1,
      ...note('parameter', 'one line of shell, the installation included', 'runs on the platform'),
    }),
    buildArtifactPath: text({
      pattern: relativePath,
      ...note('parameter', 'a folder in the checkout, without ..', 'what is in it is deployed, and nothing else'),
    }),
    entrypointFile: text({
      pattern: `${relativePath.slice(0, -1)}\\.js$`,
      ...note('parameter', 'a .js file in the artifact folder, without ..', 'is run without arguments'),
    }),
    environment: Type.Array(
      text({ pattern: '^[A-Z][A-Z0-9_]*$', description: 'the name of a variable, without value' }),
      {
        minItems: 1,
        uniqueItems: true,
        ...note(
          'intent',
          'names of variables, each once',
          'values reach the application by a .env file only; no place of the platform holds secrets',
        ),
      },
    ),
    healthCheck: object(
      {
        path: text({
          pattern: '^/[\\w/-]*$',
          ...note('parameter', 'a path from the root', 'is asked for once after a deployment (`testing.path`)'),
        }),
        intervalSeconds: Integer({
          minimum: 10,
          maximum: 300,
          ...note(
            'intent',
            'a whole number of seconds from 10 to 300',
            `${notConfigurable}; a monitor outside must do it`,
          ),
        }),
        timeoutSeconds: Integer({
          minimum: 1,
          maximum: 120,
          ...note('intent', 'a whole number of seconds from 1, less than intervalSeconds', notConfigurable),
        }),
      },
      { ...closed, description: 'an object with path, intervalSeconds and timeoutSeconds' },
    ),
    resources: object(
      {
        memory: text({
          pattern: '^[1-9]\\d*Mi$',
          ...note('intent', 'a number of MiB, such as 1024Mi', notConfigurable),
        }),
        cpu: text({
          pattern: '^[1-9]\\d*m$',
          ...note('intent', 'thousandths of a processor, such as 500m', notConfigurable),
        }),
      },
      { ...closed, description: 'an object with memory and cpu' },
    ),
    scaling: object(
      {
        minInstances: Integer({
          minimum: 1,
          maximum: 3,
          ...note('intent', 'a whole number from 1 to 3, at most maxInstances', notConfigurable),
        }),
        maxInstances: Integer({
          minimum: 1,
          maximum: 3,
          ...note('intent', 'a whole number from 1 to 3', notConfigurable),
        }),
      },
      { ...closed, description: 'an object with minInstances and maxInstances' },
    ),
  },
  { ...closed, description: 'a JSON object' },
)

export type EndgameDocument = Static<typeof EndgameSchema>

/** Every key of the file with what is noted about it, in the order of the file; of objects their keys instead. */
export function endgameKeys(schema: TObject = EndgameSchema, within = ''): { key: string; note: Note }[] {
  return Object.entries(schema.properties).flatMap(([name, property]) => {
    const key = within + name
    if (isNoted(property)) return [{ key, note: property }]
    if (!Type.IsObject(property)) throw new Error(`expected ${key} of EndgameSchema to be noted, or an object`)
    return endgameKeys(property, `${key}.`)
  })
}

const isNoted = (schema: object): schema is Note => 'effect' in schema
