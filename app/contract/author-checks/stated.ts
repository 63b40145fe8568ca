import { type TProperties, Type } from 'typebox'

/** Texts that an author states: short enough that thirty checks stay a small request. */
export const StatedText = (description: string) => Type.String({ minLength: 1, maxLength: 2_000, description })
export const StatedTexts = (description: string) =>
  Type.Array(Type.String({ minLength: 1, maxLength: 200 }), { minItems: 1, maxItems: 50, description })
export const Choice = (description: string, fallback: boolean) =>
  Type.Optional(Type.Boolean({ description, default: fallback }))

export const ignoreCase = { ignoreCase: Choice('true: upper and lower case are the same', false) }

const Count = (description: string) => Type.Optional(Type.Integer({ minimum: 0, maximum: 100_000, description }))

/** At least one of them, and not `exactly` together with another; checked when a run is accepted. */
export const range = {
  min: Count('Fewest that pass'),
  max: Count('Most that pass'),
  exactly: Count('The only number that passes; instead of min and max'),
}

const common = {
  name: Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 60,
      description: 'Name of the result, unique in the run; default: author- and the name of the check',
    }),
  ),
  weight: Type.Optional(
    Type.Number({
      minimum: 0.1,
      maximum: 100,
      default: 1,
      description: 'Weight beside the other checks that the author states',
    }),
  ),
}

/**
 * The schema of one check.
 * @param example its parameters, as the documentation shows them
 */
export const stated = <Name extends string, Parameters extends TProperties>(
  check: Name,
  description: string,
  parameters: Parameters,
  example: Readonly<Record<string, unknown>>,
) =>
  Type.Object(
    { check: Type.Enum([check]), ...parameters, ...common },
    { additionalProperties: false, description, examples: [{ check, ...example }] },
  )
