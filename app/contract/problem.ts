import { type Static, Type } from 'typebox'

/** The body of every error answer. */
export const Problem = Type.Object(
  {
    statusCode: Type.Integer({ minimum: 400, maximum: 599 }),
    code: Type.String({ description: 'Stable, machine-readable name of the error', examples: ['INVALID_REQUEST'] }),
    message: Type.String({ description: 'What was expected, what came, and what to do' }),
    requestId: Type.String({ description: 'Quote it when you report the problem; the log lines carry it too' }),
  },
  { additionalProperties: false, description: 'An error' },
)
export type Problem = Static<typeof Problem>
