import { type Static, Type } from 'typebox'
import { ModelId } from './models.ts'

const closed = { additionalProperties: false } as const
const Count = Type.Integer({ minimum: 0 })
const Nullable = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) => Type.Union([schema, Type.Null()])
const Mean = (description: string) => Nullable(Type.Number({ description: `${description}; null: of no run` }))

/** What a group of runs that have ended came to. */
export const RunTotals = Type.Object(
  {
    runs: Count,
    outcomes: Type.Object({ improved: Count, unchanged: Count, failed: Count, cancelled: Count }, closed),
    successRate: Mean('Improved runs of those that were not cancelled, 0..1'),
    verdicts: Type.Object(
      { better: Count, worse: Count, 'no-difference-shown': Count, 'not-compared': Count },
      { ...closed, description: 'What the comparison on fresh answers showed' },
    ),
    meanIterations: Mean('Rewrites that were tried'),
    meanOriginalScore: Mean('Score of the author\u2019s prompt, of runs that scored one'),
    meanBestScore: Mean('Score of the best version, of the same runs'),
    inputTokens: Count,
    outputTokens: Count,
    cost: Type.Object(
      {
        usd: Type.Number({ minimum: 0, description: 'Of the runs whose cost is known' }),
        unknownRuns: Type.Integer({ minimum: 0, description: 'Runs whose cost is not known' }),
      },
      closed,
    ),
    meanDurationMs: Mean('Time from acceptance to end'),
  },
  closed,
)
export type RunTotals = Static<typeof RunTotals>

const UtcDay = Type.String({ format: 'date', description: 'A day in UTC' })

export const Analytics = Type.Object(
  {
    from: UtcDay,
    to: UtcDay,
    total: RunTotals,
    byDay: Type.Array(Type.Object({ day: UtcDay, ...RunTotals.properties }, closed), {
      description: 'Every day from the first to the last, also those without a run',
    }),
    byModel: Type.Array(Type.Object({ model: ModelId, ...RunTotals.properties }, closed)),
    byEnhancer: Type.Array(Type.Object({ enhancer: Type.String(), ...RunTotals.properties }, closed)),
    excluded: Type.Object(
      {
        simulated: Type.Integer({ minimum: 0, description: 'Runs of the simulator; 0 when they are counted' }),
        imported: Type.Integer({ minimum: 0, description: 'Runs that took place elsewhere' }),
      },
      { ...closed, description: 'Runs of these days that are in no number above' },
    ),
  },
  { ...closed, description: 'What the runs that ended in these days came to' },
)
export type Analytics = Static<typeof Analytics>

export const AnalyticsQuery = Type.Object(
  {
    days: Type.Optional(
      Type.Unsafe<1 | 7 | 30>({
        type: 'integer',
        enum: [1, 7, 30],
        default: 7,
        description: 'How many days in UTC, the last one being today',
      }),
    ),
    simulated: Type.Optional(Type.Boolean({ default: false, description: 'true: runs of the simulator are counted' })),
  },
  closed,
)
export type AnalyticsQuery = Static<typeof AnalyticsQuery>
