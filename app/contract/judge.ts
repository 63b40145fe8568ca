import { type Static, Type } from 'typebox'

const shipped = ['clarity', 'relevance', 'completeness', 'adherence']

/** A criterion of the author's own, beside those that every judge applies. */
export const JudgeCriterion = Type.Object(
  {
    name: Type.String({
      pattern: `^(?!(?:${shipped.join('|')})$)[a-z][a-z0-9]*(?:-[a-z0-9]+)*$`,
      maxLength: 32,
      description: `Lower-case words joined by hyphens; not ${shipped.join(', ')}, which are judged anyway`,
      examples: ['friendly-tone'],
    }),
    question: Type.String({
      minLength: 10,
      maxLength: 300,
      description: 'What the judge decides about an answer',
      examples: ['Does it speak to the customer as a patient colleague would?'],
    }),
    levels: Type.Optional(
      Type.Array(Type.String({ minLength: 3, maxLength: 200 }), {
        minItems: 2,
        maxItems: 5,
        description: 'A description of each level, worst first; default: five from "Not at all" to "Fully"',
      }),
    ),
  },
  { additionalProperties: false },
)
export type JudgeCriterion = Static<typeof JudgeCriterion>

/** How often a pair is judged at most. Odd, so that two sides cannot be level by the number alone. */
export const JudgeRepeats = Type.Enum([1, 3, 5, 7, 9, 11], {
  description:
    'Most judgements of each pair of a comparison, 1 by default; the most frequent counts. The judge is asked again only as long as that could change it',
})

/** How the judgement of one answer went. The levels themselves are checks named `judge-…`. */
export const Judged = Type.Object(
  {
    status: Type.Enum(['valid', 'repaired', 'invalid', 'unaffordable'], {
      description:
        'repaired: it took mending or another reply; invalid: no reply could be used, so the answer has the score of its rules alone; unaffordable: the run\u2019s limits left nothing for a judge',
    }),
    replies: Type.Integer({ minimum: 0, description: 'Replies of the judge that it took' }),
    rubric: Type.Integer({
      minimum: 1,
      description: 'Version of the criteria; levels of different ones do not compare',
    }),
    problem: Type.Optional(Type.String({ description: 'Why there is no verdict' })),
  },
  { additionalProperties: false },
)
export type Judged = Static<typeof Judged>

/** Which answer of a pair a judge prefers, asked in both orders. */
export const Preferred = Type.Object(
  {
    outcome: Type.Enum(['version', 'against', 'tie', 'none'], {
      description: 'A preference counts when both orders agree; none: no usable judgement, so the pair says nothing',
    }),
    byPlace: Type.Boolean({ description: 'true: the same place was preferred in both orders, whoever stood there' }),
    replies: Type.Integer({ minimum: 0, description: 'Replies of the judge that it took' }),
    problem: Type.Optional(Type.String({ description: 'Why there is no judgement' })),
    judgements: Type.Optional(
      Type.Array(Type.Enum(['version', 'against', 'tie']), {
        description: 'What each of several judgements of the pair came to, in order; absent where one was asked for',
      }),
    ),
  },
  { additionalProperties: false },
)
export type Preferred = Static<typeof Preferred>

/** What the judge made of all pairs of a comparison. */
export const Preferences = Type.Object(
  {
    version: Type.Integer({ minimum: 0, description: 'Pairs in which it preferred the version' }),
    against: Type.Integer({ minimum: 0, description: 'Pairs in which it preferred the other one' }),
    ties: Type.Integer({ minimum: 0 }),
    byPlace: Type.Integer({ minimum: 0, description: 'Of the ties: those where it went by the place' }),
    none: Type.Integer({ minimum: 0, description: 'Pairs without a usable judgement' }),
    repeats: Type.Optional(
      Type.Object(
        {
          judgements: Type.Integer({ minimum: 0, description: 'Of all pairs together' }),
          differing: Type.Integer({
            minimum: 0,
            description: 'Those that differ from the most frequent judgement of their pair',
          }),
        },
        { additionalProperties: false, description: 'How much the judge agrees with itself; absent without repeats' },
      ),
    ),
  },
  { additionalProperties: false },
)
export type Preferences = Static<typeof Preferences>
