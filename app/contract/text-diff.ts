import { type Static, Type } from 'typebox'

export const DiffPart = Type.Object(
  { kind: Type.Enum(['same', 'removed', 'added']), text: Type.String() },
  {
    additionalProperties: false,
    description:
      'One of the parts that, in order and without the added ones, make up the old text, and without the removed ones the new one',
  },
)
export type DiffPart = Static<typeof DiffPart>
