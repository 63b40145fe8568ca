import { type Static, Type } from 'typebox'

/** `provider:model`, for example `openai:gpt-5-mini`, `gemini:gemini-2.5-flash` or `simulator:rules-v1`. */
export const ModelId = Type.String({
  pattern: '^(openai|gemini|simulator):[A-Za-z0-9][A-Za-z0-9._:/@-]{0,127}$',
  description: 'provider:model, as listed by GET /api/v1/models',
  examples: ['openai:gpt-5-mini', 'simulator:rules-v1'],
})

export const Provider = Type.Enum(['openai', 'gemini', 'simulator'])
export type Provider = Static<typeof Provider>

const perMillion = (what: string) => Type.Number({ minimum: 0, description: `USD per million tokens ${what}` })
/** What a model costs, as its provider publishes it. */
export const ModelPrices = Type.Object(
  {
    input: perMillion('read'),
    output: perMillion('written, thinking included'),
    asOf: Type.String({ format: 'date', description: 'Day on which the source said so' }),
    source: Type.String({ description: 'Where it is published' }),
  },
  { additionalProperties: false },
)
export type ModelPrices = Static<typeof ModelPrices>

export const Model = Type.Object(
  {
    id: ModelId,
    provider: Provider,
    name: Type.String({ description: 'Name to show; the simulator is named "Simulator (not a language model)"' }),
    simulated: Type.Boolean({ description: 'true: deterministic rules answer, not a language model' }),
    limits: Type.Optional(
      Type.Object(
        {
          contextTokens: Type.Integer({ minimum: 1, description: 'Most tokens of a prompt' }),
          outputTokens: Type.Integer({ minimum: 1, description: 'Most tokens of an answer' }),
        },
        { additionalProperties: false, description: 'Absent: not known' },
      ),
    ),
    prices: Type.Optional(
      Type.Union([ModelPrices, Type.Null()], { description: 'null: not known, and nothing is guessed' }),
    ),
    capabilities: Type.Optional(
      Type.Object(
        {
          temperature: Type.Boolean({ description: 'false: answers at its own temperature, whatever a run asks for' }),
          structuredOutput: Type.Boolean({ description: 'false: a wanted JSON schema is put into the prompt' }),
        },
        { additionalProperties: false },
      ),
    ),
    endsOn: Type.Optional(
      Type.String({ format: 'date', description: 'Day on which the provider has said to take the model away' }),
    ),
    replayed: Type.Optional(
      Type.Boolean({ description: 'true: answers that were recorded before are given, and no model is asked' }),
    ),
  },
  { additionalProperties: false },
)
export type Model = Static<typeof Model>

/** How a server can be held to a form of its answers. */
export const StructuredOutput = Type.Enum(['schema', 'json', 'none'])
export type StructuredOutput = Static<typeof StructuredOutput>

export const ProbedServer = Type.Object(
  {
    provider: Provider,
    model: ModelId,
    lists: Type.Boolean({ description: 'Whether it answered with a list of models' }),
    structuredOutput: Type.Union([StructuredOutput, Type.Null()], {
      description:
        'schema: it keeps to a JSON schema. json: it has a JSON mode, and a schema is put into the prompt. none: it has neither, and a schema is put into the prompt. null: not known, because the model did not answer',
    }),
    temperature: Type.Union([Type.Boolean(), Type.Null()], {
      description: 'false: the model refused one and is asked without. null: not known, because it did not answer',
    }),
    problems: Type.Array(
      Type.Object(
        {
          asked: Type.Enum(['list', 'answer'], { description: 'Which of the two it was asked for' }),
          code: Type.String(),
          message: Type.String({ description: 'What happened, and what to do' }),
        },
        { additionalProperties: false },
      ),
      { description: 'Empty: nothing is in the way' },
    ),
    probedAt: Type.String({ format: 'date-time' }),
  },
  { additionalProperties: false, description: 'What a server could do when it was asked at the start' },
)
export type ProbedServer = Static<typeof ProbedServer>

export const ModelList = Type.Object(
  {
    models: Type.Array(Model),
    default: ModelId,
    unavailable: Type.Array(
      Type.Object({ provider: Provider, code: Type.String(), message: Type.String() }, { additionalProperties: false }),
      { description: 'Providers that are configured but could not be listed, with the reason' },
    ),
    servers: Type.Optional(
      Type.Array(ProbedServer, {
        description:
          'OpenAI-compatible servers, as they were when this process asked them; absent without one, and until it has answered',
      }),
    ),
  },
  { additionalProperties: false, description: 'The models that can be asked' },
)
export type ModelList = Static<typeof ModelList>
