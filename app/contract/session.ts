import { type Static, Type } from 'typebox'

const closed = { additionalProperties: false } as const

export const Session = Type.Object(
  {
    required: Type.Boolean({ description: 'true: the API answers 401 without the access token' }),
    valid: Type.Boolean({ description: 'true: this client may call the API' }),
  },
  { ...closed, description: 'Whether the server wants an access token, and whether the request carried one' },
)
export type Session = Static<typeof Session>

export const StartSession = Type.Object(
  { token: Type.String({ minLength: 1, maxLength: 1_000, description: 'The access token of the server' }) },
  { ...closed, description: 'Exchanges the access token for a cookie, for browsers: an EventSource sends no header' },
)
export type StartSession = Static<typeof StartSession>
