import { type Static, Type } from 'typebox'
import { AuthorChecks, StatedCheck } from './author-checks.ts'
import { CheckResult } from './refinement-events.ts'

const closed = { additionalProperties: false } as const

export const TryChecks = Type.Object(
  {
    checks: { ...AuthorChecks, minItems: 1 },
    text: Type.String({ maxLength: 50_000, description: 'An answer as a model might give it' }),
    expected: Type.Optional(Type.String({ maxLength: 20_000, description: 'What a right answer says' })),
  },
  {
    ...closed,
    description: 'Tries checks on a text',
    examples: [{ checks: [{ check: 'bullet-count', exactly: 3 }], text: '- Light\n- Quiet\n- Cheap' }],
  },
)
export type TryChecks = Static<typeof TryChecks>

export const TriedChecks = Type.Object(
  {
    passed: Type.Boolean({ description: 'true: every check passed' }),
    score: Type.Number({ minimum: 0, maximum: 1, description: 'Weighted mean of the checks' }),
    checks: Type.Array(CheckResult, { description: 'In the order of the request' }),
  },
  { ...closed, description: 'What the checks say of the text' },
)
export type TriedChecks = Static<typeof TriedChecks>

export const CheckParameter = Type.Object(
  {
    name: Type.String(),
    kind: Type.Enum(['text', 'texts', 'integer', 'number', 'choice', 'flag', 'json'], {
      description: 'texts: a list of texts; choice: one of choices; flag: true or false; json: a JSON value',
    }),
    required: Type.Boolean(),
    description: Type.String(),
    default: Type.Optional(Type.Union([Type.String(), Type.Number(), Type.Boolean()])),
    choices: Type.Optional(Type.Array(Type.String())),
    minimum: Type.Optional(Type.Number()),
    maximum: Type.Optional(Type.Number({ description: 'Of a number, or of the characters of a text' })),
  },
  closed,
)
export type CheckParameter = Static<typeof CheckParameter>

export const CheckDescription = Type.Object(
  {
    check: Type.String({ examples: ['bullet-count'] }),
    group: Type.String({ description: 'Heading under which to show it' }),
    description: Type.String(),
    needsExpected: Type.Boolean({ description: 'true: it compares with an input\u2019s expected answer' }),
    parameters: Type.Array(CheckParameter),
    example: StatedCheck,
  },
  closed,
)
export type CheckDescription = Static<typeof CheckDescription>

export const CheckList = Type.Object(
  { checks: Type.Array(CheckDescription) },
  { ...closed, description: 'Every check that an author can state' },
)
export type CheckList = Static<typeof CheckList>
