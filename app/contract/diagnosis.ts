import { type Static, Type } from 'typebox'
import { Enhancer, RunInput, RunLimits } from './run-input.ts'

export const Diagnosis = Type.Object(
  {
    // No enumeration: more of them will come, and a client that meets an unknown one shows its sentences.
    code: Type.String({ description: 'Names the kind', examples: ['no-improvement', 'budget'] }),
    finding: Type.String({ description: 'Why the run came to no more, in a sentence' }),
    suggestion: Type.String({ description: 'What to change in the next one' }),
    change: Type.Optional(
      Type.Object(
        {
          enhancer: Type.Optional(Enhancer),
          selfCorrection: RunInput.properties.selfCorrection,
          limits: Type.Optional(Type.Partial(RunLimits)),
        },
        {
          additionalProperties: false,
          description:
            'The first of what is suggested, as settings of POST /refinements; absent where only a person can decide',
        },
      ),
    ),
  },
  { additionalProperties: false, description: 'What kept a run from coming to more' },
)
export type Diagnosis = Static<typeof Diagnosis>
