import { Type } from 'typebox'
import { eventData, eventTypes } from './refinement-events.ts'

const closed = { additionalProperties: false } as const

/** The `data` of one server-sent event, for the API documentation; its TypeScript type is `RefinementEvent`. */
export const StreamedEvent = Type.Union(
  eventTypes.map((type) =>
    Type.Object(
      {
        seq: Type.Integer({ minimum: 1 }),
        at: Type.String({ format: 'date-time' }),
        type: Type.Enum([type]),
        data: eventData[type],
      },
      closed,
    ),
  ),
  { description: 'One event of a run; the id of the server-sent event is seq, its name is type' },
)
