import type { JsonSchemaFormat } from '../../llm/model-client.ts'
import type { Criterion } from './rubric.ts'

const objectOf = (properties: Readonly<Record<string, unknown>>) => ({
  type: 'object',
  additionalProperties: false,
  required: Object.keys(properties),
  properties,
})

const strings = { type: 'array', items: { type: 'string' } } as const
const string = { type: 'string' } as const

/**
 * The form of a verdict: an object for each criterion, evidence before reasoning before level, so that a model that writes
 * from left to right decides last. An enum and no bounds, because not every provider enforces bounds.
 */
export const verdictSchema = (criteria: readonly Criterion[]): JsonSchemaFormat => ({
  name: 'verdict',
  schema: objectOf(
    Object.fromEntries(
      criteria.map(({ name, levels }) => [
        name,
        objectOf({
          evidence: strings,
          reasoning: string,
          level: { type: 'integer', enum: levels.map((_, level) => level) },
        }),
      ]),
    ),
  ),
})

/** The form of a preference between two answers. */
export const preferenceSchema: JsonSchemaFormat = {
  name: 'preference',
  schema: objectOf({
    evidence_a: strings,
    evidence_b: strings,
    reasoning: string,
    winner: { type: 'string', enum: ['A', 'B', 'tie'] },
  }),
}
