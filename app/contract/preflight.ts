import { type Static, Type } from 'typebox'
import { ModelId } from './models.ts'

const closed = { additionalProperties: false } as const

const Range = (description: string) =>
  Type.Object({ low: Type.Integer({ minimum: 0 }), high: Type.Integer({ minimum: 0 }) }, { ...closed, description })

const Usd = Type.Union([Type.Number({ minimum: 0 }), Type.Null()])

const WarningCode = Type.Enum([
  'too-small',
  'few-rewrites',
  'comparison-cut',
  'same-family',
  'unknown-price',
  'context-too-small',
  'temperature-ignored',
  'model-ends',
])
export type WarningCode = Static<typeof WarningCode>

/** What a run would get for its limits. Nothing is stored or asked for it. */
export const Preflight = Type.Object(
  {
    rewrites: Range('Rewrites that the limits pay for, with long answers and with short ones'),
    pairs: Range('Pairs of fresh answers that are left for the comparison at the end'),
    calls: Type.Object(
      {
        target: Range('Of the model that the prompt is for'),
        enhancer: Range('Of the model that writes and analyses prompts'),
        judge: Range('Of the model that judges answers'),
        total: Range('Of all together'),
      },
      closed,
    ),
    tokens: Range('Of all calls together'),
    cost: Type.Object(
      {
        low: Usd,
        high: Usd,
        unknown: Type.Array(ModelId, { description: 'Models whose price is not known; low and high are null then' }),
      },
      { ...closed, description: 'USD at today\u2019s prices; 0 for the simulator' },
    ),
    warnings: Type.Array(
      Type.Object({ code: WarningCode, message: Type.String({ description: 'What is wrong and what to do' }) }, closed),
    ),
  },
  {
    ...closed,
    description:
      'What the limits of a refinement buy, estimated; a run that finds nothing more to improve ends earlier',
  },
)
export type Preflight = Static<typeof Preflight>
