import { type Static, Type } from 'typebox'

const closed = { additionalProperties: false } as const
const Difference = Type.Number({ description: 'Of scores, -1..1' })

export const LessonId = Type.String({
  pattern: '^[0-9a-f]{32}$',
  description: 'The same for the same lesson about the same kind of task',
})

export const LessonOrigin = Type.Enum(['real', 'simulated'], {
  description: 'Whether language models answered in the runs that it comes from and goes to, or the simulator',
})
export type LessonOrigin = Static<typeof LessonOrigin>

const LessonState = Type.Enum(['active', 'retired'], { description: 'A retired lesson is offered to no run' })

const TaskKind = Type.String({
  minLength: 1,
  maxLength: 50,
  description: 'What kind of work the prompts ask for',
  examples: ['summarise'],
})
const Language = Type.String({
  minLength: 2,
  maxLength: 10,
  description: 'Of the prompts; `und` where it could not be told',
  examples: ['en'],
})

const Estimate = Type.Object(
  { mean: Difference, lower: Difference, upper: Difference },
  {
    ...closed,
    description:
      'How much more runs gained with the lesson than without: a mean drawn towards 0 by so much as the runs are few, and an interval that holds the truth with 95 % chance',
  },
)

const Arm = Type.Object(
  {
    runs: Type.Integer({ minimum: 0 }),
    mean: Type.Union([Difference, Type.Null()], {
      description: 'What these runs gained on average; null without runs',
    }),
  },
  closed,
)

export const Lesson = Type.Object(
  {
    id: LessonId,
    text: Type.String({ maxLength: 200 }),
    origin: LessonOrigin,
    taskKind: TaskKind,
    language: Language,
    createdAt: Type.String({ format: 'date-time' }),
    state: LessonState,
    retired: Type.Union(
      [
        Type.Object(
          { by: Type.Enum(['author', 'measurement']), reason: Type.String({ description: 'Why, in a sentence' }) },
          closed,
        ),
        Type.Null(),
      ],
      { description: 'Who retired it; null: nobody' },
    ),
    earned: Type.Object(
      {
        runs: Type.Integer({ minimum: 1, description: 'Runs that ended better with it' }),
        mean: Difference,
        pairs: Type.Integer({
          minimum: 0,
          description: 'Pairs of fresh answers by which they were shown to be better',
        }),
      },
      {
        ...closed,
        description:
          'What the rewrites it was part of gained. Chosen because they gained and for more than this lesson, so it is a reason to try it and no measure of it',
      },
    ),
    measured: Type.Object(
      {
        offered: { ...Arm, description: 'Later runs whose writer was shown it' },
        withheld: { ...Arm, description: 'Later runs that went without, chosen by chance' },
        uplift: Type.Union([Estimate, Type.Null()], { description: 'null until there are runs of both kinds' }),
      },
      { ...closed, description: 'What it did in later runs: the last 200 of them, since it was last restored' },
    ),
  },
  closed,
)
export type Lesson = Static<typeof Lesson>

const exampleLesson: Lesson = {
  id: '4f1d2c7a9b0e4d6f8a1b2c3d4e5f6a7b',
  text: 'State the form of the answer exactly.',
  origin: 'real',
  taskKind: 'summarise',
  language: 'en',
  createdAt: '2026-05-04T09:30:16.000Z',
  state: 'active',
  retired: null,
  earned: { runs: 3, mean: 0.21, pairs: 24 },
  measured: {
    offered: { runs: 14, mean: 0.19 },
    withheld: { runs: 6, mean: 0.08 },
    uplift: { mean: 0.07, lower: 0.01, upper: 0.13 },
  },
}

export const LessonList = Type.Object(
  {
    items: Type.Array(Lesson),
    total: Type.Integer({
      minimum: 0,
      description: 'Lessons that the filters let through, those not listed among them',
    }),
  },
  {
    ...closed,
    description: 'Lessons in the order in which they would be offered, then the retired ones',
    examples: [{ items: [exampleLesson], total: 1 }],
  },
)
export type LessonList = Static<typeof LessonList>

const Run = Type.String({ format: 'uuid', description: 'Id of the run' })
const At = Type.String({ format: 'date-time', description: 'When the run ended' })

export const LessonDetail = Type.Object(
  {
    ...Lesson.properties,
    evidence: Type.Array(
      Type.Object(
        {
          run: Run,
          version: Type.Integer({ minimum: 1, description: 'The version that was shown to be better' }),
          uplift: Type.Object({ mean: Difference, lower: Difference, upper: Difference }, closed),
          pairs: Type.Integer({ minimum: 1 }),
          lessons: Type.Integer({ minimum: 1, description: 'Lessons that the same run earned: they share its gain' }),
          at: At,
        },
        closed,
      ),
      { description: 'Runs that earned it, newest first, at most 100' },
    ),
    trials: Type.Array(
      Type.Object(
        {
          run: Run,
          offered: Type.Boolean({ description: 'false: the run went without it, to compare' }),
          uplift: Difference,
          pairs: Type.Integer({ minimum: 0, description: '0: the search found nothing better, so nothing was gained' }),
          at: At,
        },
        closed,
      ),
      { description: 'Later runs that it was measured in, newest first, at most 100' },
    ),
  },
  {
    ...closed,
    description: 'A lesson with the runs behind it',
    examples: [
      {
        ...exampleLesson,
        evidence: [
          {
            run: '3f0c2b6e-7c1f-4f0e-9a53-0d6f5b1f6a10',
            version: 2,
            uplift: { mean: 0.21, lower: 0.08, upper: 0.34 },
            pairs: 8,
            lessons: 2,
            at: '2026-05-04T09:30:16.000Z',
          },
        ],
        trials: [
          {
            run: '7a1c2b6e-7c1f-4f0e-9a53-0d6f5b1f6a11',
            offered: true,
            uplift: 0.18,
            pairs: 8,
            at: '2026-05-05T10:12:00.000Z',
          },
        ],
      },
    ],
  },
)
export type LessonDetail = Static<typeof LessonDetail>

export const LessonQuery = Type.Object(
  {
    origin: Type.Optional(LessonOrigin),
    state: Type.Optional(LessonState),
    taskKind: Type.Optional(TaskKind),
    language: Type.Optional(Language),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500, default: 100 })),
  },
  closed,
)
export type LessonQuery = Static<typeof LessonQuery>

export const SetLessonState = Type.Object(
  {
    state: LessonState,
    note: Type.Optional(
      Type.String({ maxLength: 500, pattern: '^[^\\u0000]*$', description: 'Why; shown with a retired lesson' }),
    ),
  },
  {
    ...closed,
    description: 'Retires a lesson, or restores it: then it is measured anew, and what it did before counts no more',
    examples: [{ state: 'retired', note: 'Our answers must not name a role.' }],
  },
)
export type SetLessonState = Static<typeof SetLessonState>
