import { type Static, Type } from 'typebox'

const closed = { additionalProperties: false } as const
const Check = Type.Object({ status: Type.Enum(['ok', 'failing', 'unknown']), message: Type.String() }, closed)

export const Health = Type.Object(
  {
    status: Type.Enum(['ok', 'failing']),
    version: Type.String(),
    timestamp: Type.String({ format: 'date-time' }),
    checks: Type.Object(
      { database: Check, shutdown: Check, providers: Type.Record(Type.String(), Check) },
      { ...closed, description: 'Nothing sensitive: no address, no key, no provider text' },
    ),
  },
  closed,
)
export type Health = Static<typeof Health>

export const Live = Type.Object({ status: Type.Literal('ok'), timestamp: Type.String({ format: 'date-time' }) }, closed)
export const Ready = Type.Object(
  { status: Type.Enum(['ok', 'failing']), timestamp: Type.String({ format: 'date-time' }), message: Type.String() },
  closed,
)
