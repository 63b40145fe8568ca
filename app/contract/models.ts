import { type Static, Type } from 'typebox'

/** `provider:model`, for example `openai:gpt-5-mini`, `gemini:gemini-2.5-flash` or `simulator:rules-v1`. */
export const ModelId = Type.String({
  pattern: '^(openai|gemini|simulator):[A-Za-z0-9][A-Za-z0-9._:/@-]{0,127}$',
  description: 'provider:model, as listed by GET /api/v1/models',
  examples: ['openai:gpt-5-mini', 'simulator:rules-v1'],
})

export const Provider = Type.Enum(['openai', 'gemini', 'simulator'])
export type Provider = Static<typeof Provider>

export const Model = Type.Object(
  {
    id: ModelId,
    provider: Provider,
    name: Type.String({ description: 'Name to show; the simulator is named "Simulator (not a language model)"' }),
    simulated: Type.Boolean({ description: 'true: deterministic rules answer, not a language model' }),
  },
  { additionalProperties: false },
)
export type Model = Static<typeof Model>

export const ModelList = Type.Object(
  {
    models: Type.Array(Model),
    default: ModelId,
    unavailable: Type.Array(
      Type.Object({ provider: Provider, code: Type.String(), message: Type.String() }, { additionalProperties: false }),
      { description: 'Providers that are configured but could not be listed, with the reason' },
    ),
  },
  { additionalProperties: false, description: 'The models that can be asked' },
)
export type ModelList = Static<typeof ModelList>
