import { type Static, Type } from 'typebox'

const closed = { additionalProperties: false } as const
const Timestamp = Type.String({ format: 'date-time' })

export const HealthCheck = Type.Object(
  {
    status: Type.Enum(['ok', 'failing', 'unknown'], { description: 'unknown: not asked yet, or no clear answer' }),
    message: Type.String(),
  },
  closed,
)
export type HealthCheck = Static<typeof HealthCheck>

/** Type.Record would say it by patternProperties, which few tools for OpenAPI read. */
const Providers = Type.Unsafe<Record<string, HealthCheck>>({ type: 'object', additionalProperties: HealthCheck })

export const Health = Type.Object(
  {
    status: Type.Enum(['ok', 'failing'], { description: 'failing when any check is failing' }),
    version: Type.String(),
    timestamp: Timestamp,
    checks: Type.Object(
      { database: HealthCheck, shutdown: HealthCheck, providers: Providers },
      { ...closed, description: 'Nothing sensitive: no address, no key, no provider text' },
    ),
  },
  { ...closed, description: 'Every check' },
)
export type Health = Static<typeof Health>

export const Live = Type.Object(
  { status: Type.Enum(['ok']), timestamp: Timestamp },
  { ...closed, description: 'The process answers' },
)
export type Live = Static<typeof Live>

export const Ready = Type.Object(
  { status: Type.Enum(['ok', 'failing']), timestamp: Timestamp, message: Type.String() },
  { ...closed, description: 'Whether traffic may be sent here, and if not, why' },
)
export type Ready = Static<typeof Ready>
