import { type Static, Type } from 'typebox'
import { AuthorChecks } from './author-checks.ts'
import { JudgeCriterion, JudgeRepeats } from './judge.ts'
import { ModelId, ModelPrices } from './models.ts'

const closed = { additionalProperties: false } as const

export const RunLimits = Type.Object(
  {
    iterations: Type.Integer({ minimum: 1, maximum: 10, description: 'Most rewrites to try' }),
    maxTokens: Type.Integer({ minimum: 1_000, maximum: 1_000_000, description: 'Most tokens of all calls together' }),
    comparisons: Type.Optional(
      Type.Integer({
        minimum: 0,
        maximum: 50,
        description:
          'Pairs of fresh answers by which the best version and the author\u2019s prompt are compared at the end; below 6 nothing can be shown',
      }),
    ),
    selfComparisons: Type.Optional(
      Type.Integer({
        minimum: 0,
        maximum: 50,
        description:
          'Pairs of fresh answers by which the author\u2019s prompt is compared with itself last of all, to show what luck alone does to scores; below 6 no interval can be told',
      }),
    ),
    maxCalls: Type.Optional(
      Type.Integer({ minimum: 1, maximum: 10_000, description: 'Most calls of models, all roles together' }),
    ),
    maxCost: Type.Optional(
      Type.Number({
        exclusiveMinimum: 0,
        maximum: 10_000,
        description: 'Most USD of all calls together; refused when the price of a model is not known',
      }),
    ),
  },
  closed,
)
export type RunLimits = Static<typeof RunLimits>

export const TestInput = Type.Object(
  {
    text: Type.String({
      minLength: 1,
      maxLength: 20_000,
      description: 'Stands where the prompt says {{input}}; after the prompt when it says it nowhere',
    }),
    expected: Type.Optional(Type.String({ maxLength: 20_000, description: 'What a right answer says' })),
    generated: Type.Optional(Type.Boolean({ description: 'true: a model wrote it, not the author' })),
  },
  closed,
)
export type TestInput = Static<typeof TestInput>

export const Enhancer = Type.Enum(['rule_based', 'llm_assisted', 'architect'], {
  description:
    'What proposes rewrites: rules alone, a model that mends what failed, or a model that writes the prompt anew',
})

export const Evaluator = Type.Enum(['rules', 'llm_judge'], {
  description: 'What scores answers: rules alone, or rules and a model that judges what rules cannot see',
})

/** The parts that models play besides the target's. Each has a meta-prompt of its name. */
export const AssistantRole = Type.Enum(['enhancer', 'architect', 'analyser', 'reviser', 'judge', 'generator'])
export type AssistantRole = Static<typeof AssistantRole>

const MetaPromptUsed = Type.Object(
  { role: AssistantRole, version: Type.Integer({ minimum: 1 }), text: Type.String() },
  closed,
)

const RunPrice = Type.Union([Type.Omit(ModelPrices, ['source'], closed), Type.Null()])
/** By model id; null: not known. Type.Record would say it by patternProperties, which few tools for OpenAPI read. */
const RunPrices = Type.Unsafe<Record<string, Static<typeof RunPrice>>>({
  type: 'object',
  additionalProperties: RunPrice,
  description: 'What the models cost when the run was accepted, by id, in USD per million tokens; null: not known',
})
export type RunPrices = Static<typeof RunPrices>

/** A run as it was accepted: everything it depends on is resolved and stored, so that it can be replayed. */
export const RunInput = Type.Object(
  {
    prompt: Type.String(),
    models: Type.Object(
      {
        target: ModelId,
        enhancer: Type.Optional({ ...ModelId, description: 'Writes and analyses prompts; the target when absent' }),
        judge: Type.Optional({ ...ModelId, description: 'Judges answers; the target when absent' }),
      },
      closed,
    ),
    temperature: Type.Number({ minimum: 0, maximum: 2 }),
    limits: RunLimits,
    simulated: Type.Boolean({ description: 'true: the target is the simulator, not a language model' }),
    prices: Type.Optional(RunPrices),
    replayed: Type.Optional(Type.Boolean({ description: 'true: the answers come from a cassette, not from a model' })),
    inputs: Type.Optional(Type.Array(TestInput)),
    checks: Type.Optional(AuthorChecks),
    generateInputs: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: 30,
        description: 'Test inputs that a model writes at the start, besides the author\u2019s',
      }),
    ),
    enhancer: Type.Optional(Enhancer),
    evaluator: Type.Optional(Evaluator),
    judgeCriteria: Type.Optional(
      Type.Array(JudgeCriterion, { maxItems: 6, description: 'The author\u2019s own criteria for the judge' }),
    ),
    judgeRepeats: Type.Optional(JudgeRepeats),
    selfCorrection: Type.Optional(
      Type.Integer({ minimum: 0, maximum: 5, description: 'Rounds of analysing answers and revising the prompt' }),
    ),
    metaPrompts: Type.Optional(Type.Array(MetaPromptUsed)),
    lessons: Type.Optional(
      Type.Array(Type.Object({ id: Type.String(), text: Type.String() }, closed), {
        description: 'Lessons of earlier runs that whoever writes prompts is shown, with the evidence for each',
      }),
    ),
    withheldLessons: Type.Optional(
      Type.Array(Type.String(), {
        description:
          'Ids of lessons that would have been shown, but were drawn to be left out: what they do is measured so',
      }),
    ),
  },
  closed,
)
export type RunInput = Static<typeof RunInput>
