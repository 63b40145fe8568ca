import { type Static, Type } from 'typebox'
import { RunLimits } from './run-input.ts'

const closed = { additionalProperties: false } as const
const VersionNumber = Type.Integer({ minimum: 0 })

/** What a person can do to a run that goes on. */
export const Steering = Type.Union(
  [
    Type.Object({ action: Type.Literal('pause') }, { ...closed, description: 'Ask nothing more for now' }),
    Type.Object({ action: Type.Literal('continue') }, { ...closed, description: 'Go on after a pause' }),
    Type.Object(
      { action: Type.Literal('feedback'), text: Type.String({ minLength: 1, maxLength: 2_000 }) },
      { ...closed, description: 'Something that every later rewrite by a model is asked to heed' },
    ),
    Type.Object(
      { action: Type.Literal('pin'), version: VersionNumber },
      { ...closed, description: 'Start further rewrites from this version' },
    ),
    Type.Object(
      { action: Type.Literal('ban'), version: VersionNumber },
      { ...closed, description: 'Neither start from this version nor let it win' },
    ),
    Type.Object(
      { action: Type.Literal('raise'), limits: Type.Partial(RunLimits) },
      { ...closed, description: 'Raise limits of the run; those left out stay' },
    ),
  ],
  {
    description: 'What a run that goes on shall do',
    examples: [
      { action: 'pause' },
      { action: 'feedback', text: 'Keep it under 100 words.' },
      { action: 'raise', limits: { iterations: 8 } },
    ],
  },
)
export type Steering = Static<typeof Steering>

/** How a run has been steered. */
export const SteeringState = Type.Object(
  {
    paused: Type.Boolean(),
    feedback: Type.Array(Type.String()),
    pinned: Type.Union([VersionNumber, Type.Null()]),
    banned: Type.Array(VersionNumber),
  },
  closed,
)
