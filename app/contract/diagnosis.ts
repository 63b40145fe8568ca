import { type Static, Type } from 'typebox'

export const Diagnosis = Type.Object(
  {
    code: Type.Enum(['already-good', 'budget', 'no-improvement', 'not-shown', 'rewrites-refused', 'provider']),
    finding: Type.String({ description: 'Why the run came to no more, in a sentence' }),
    suggestion: Type.String({ description: 'What to change in the next one' }),
  },
  { additionalProperties: false, description: 'What kept a run from coming to more' },
)
export type Diagnosis = Static<typeof Diagnosis>
