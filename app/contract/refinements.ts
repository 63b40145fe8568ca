import { type Static, Type } from 'typebox'
import { AuthorChecks, StatedCheck } from './author-checks.ts'
import { Diagnosis } from './diagnosis.ts'
import { Judged } from './judge.ts'
import { ModelId } from './models.ts'
import { Change, CheckResult, ComparisonResult, FinishReason, StopReason, TokenUsage } from './refinement-events.ts'
import { Enhancer, Evaluator, RunInput, RunLimits, TestInput } from './run-input.ts'
import { SteeringState } from './steering.ts'

const closed = { additionalProperties: false } as const
const Nullable = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) => Type.Union([schema, Type.Null()])

export const RunId = Type.String({ format: 'uuid', description: 'Id of a refinement run' })
export const RunStatus = Type.Enum(['queued', 'running', 'completed', 'failed', 'cancelled'])
export type RunStatus = Static<typeof RunStatus>

export const StartRefinement = Type.Object(
  {
    prompt: Type.String({ minLength: 10, maxLength: 20_000, description: 'The prompt to refine' }),
    models: Type.Optional(
      Type.Object(
        {
          target: Type.Optional({
            ...ModelId,
            description: 'The model the prompt is written for; default: GET /api/v1/models',
          }),
          enhancer: RunInput.properties.models.properties.enhancer,
          judge: RunInput.properties.models.properties.judge,
        },
        closed,
      ),
    ),
    inputs: Type.Optional(
      Type.Array(TestInput, {
        maxItems: 100,
        description:
          'What the prompt will be used on. From 6 on, every third is held out of the search and used by the final comparison alone',
      }),
    ),
    generateInputs: RunInput.properties.generateInputs,
    enhancer: Type.Optional({ ...Enhancer, default: 'rule_based' }),
    evaluator: Type.Optional({ ...Evaluator, default: 'rules' }),
    judgeCriteria: RunInput.properties.judgeCriteria,
    judgeRepeats: RunInput.properties.judgeRepeats,
    selfCorrection: RunInput.properties.selfCorrection,
    temperature: Type.Optional(Type.Number({ minimum: 0, maximum: 2, default: 0.7 })),
    checks: Type.Optional(AuthorChecks),
    limits: Type.Optional(
      Type.Object(
        {
          iterations: Type.Optional({ ...RunLimits.properties.iterations, default: 4 }),
          maxTokens: Type.Optional({ ...RunLimits.properties.maxTokens, default: 50_000 }),
          comparisons: Type.Optional({ ...RunLimits.properties.comparisons, default: 8 }),
          selfComparisons: RunLimits.properties.selfComparisons,
          maxCalls: RunLimits.properties.maxCalls,
          maxCost: RunLimits.properties.maxCost,
        },
        closed,
      ),
    ),
  },
  {
    ...closed,
    description: 'Starts a refinement',
    examples: [
      { prompt: 'Write about our new product.' },
      {
        prompt: 'Classify the mood of this review as good or bad: {{input}}',
        inputs: [{ text: 'The soup was cold.' }, { text: 'We will come again.', expected: 'good' }],
        enhancer: 'llm_assisted',
        selfCorrection: 1,
      },
    ],
  },
)
export type StartRefinement = Static<typeof StartRefinement>

export const RefinementStarted = Type.Object(
  { id: RunId, status: RunStatus },
  { ...closed, description: 'The run and its state' },
)
export type RefinementStarted = Static<typeof RefinementStarted>

export const VersionAnswer = Type.Object(
  {
    input: Type.Integer({ minimum: 0, description: 'Index of the test input; 0 when the run has none' }),
    sample: Type.Integer({ minimum: 0, description: 'Which answer to the same text' }),
    text: Type.String(),
    finishReason: FinishReason,
    score: Nullable(Type.Number({ minimum: 0, maximum: 1 })),
    checks: Type.Array(CheckResult),
    judgement: Type.Optional(Judged),
  },
  closed,
)
export type VersionAnswer = Static<typeof VersionAnswer>

export const PromptVersion = Type.Object(
  {
    version: Type.Integer({ minimum: 0, description: '0 is the author\u2019s own prompt' }),
    parent: Nullable(Type.Integer({ minimum: 0 })),
    prompt: Type.String(),
    changes: Type.Array(Change),
    output: Nullable(
      Type.Object({ text: Type.String(), finishReason: FinishReason }, { ...closed, description: 'The first answer' }),
    ),
    answers: Type.Array(VersionAnswer, { description: 'All answers of the search, in the order they came' }),
    score: Nullable(Type.Number({ minimum: 0, maximum: 1, description: 'Mean of the answers\u2019 scores' })),
    checks: Type.Array(CheckResult, { description: 'Means over the answers; passed when all of them passed' }),
    decision: Nullable(Type.Object({ kept: Type.Boolean(), reason: Type.String() }, closed)),
  },
  closed,
)
export type PromptVersion = Static<typeof PromptVersion>

const Range = Type.Object({ start: Type.Integer({ minimum: 0 }), end: Type.Integer({ minimum: 0 }) }, closed)
export const SearchMatch = Type.Object(
  {
    field: Type.Enum(['prompt', 'best', 'notes'], {
      description: 'The author\u2019s prompt, the best version, or what the author told the run',
    }),
    start: Type.Integer({ minimum: 0, description: 'Where the excerpt begins in it' }),
    text: Type.String({ description: 'The excerpt' }),
    ranges: Type.Array(Range, {
      description: 'What was looked for, by its place in the excerpt, in UTF-16 code units as JavaScript counts',
    }),
  },
  closed,
)
export type SearchMatch = Static<typeof SearchMatch>

export const RunOutcome = Type.Enum(['improved', 'unchanged', 'failed', 'cancelled'])
export type RunOutcome = Static<typeof RunOutcome>

export const RefinementSummary = Type.Object(
  {
    id: RunId,
    status: RunStatus,
    createdAt: Type.String({ format: 'date-time' }),
    updatedAt: Type.String({ format: 'date-time' }),
    promptExcerpt: Type.String({ description: 'First 200 characters of the prompt' }),
    targetModel: ModelId,
    simulated: Type.Boolean(),
    originalScore: Nullable(Type.Number({ minimum: 0, maximum: 1 })),
    bestScore: Nullable(Type.Number({ minimum: 0, maximum: 1 })),
    importedFrom: Type.Optional(
      Type.Object(
        { id: Type.String({ description: 'Id of the run where it took place' }), exportedBy: Type.String() },
        { ...closed, description: 'Only in a run that was imported: where it took place' },
      ),
    ),
    matches: Type.Optional(
      Type.Array(SearchMatch, { description: 'Only in the answer to a search: where the words stand' }),
    ),
  },
  closed,
)
export type RefinementSummary = Static<typeof RefinementSummary>

export const Refinement = Type.Object(
  {
    ...RefinementSummary.properties,
    prompt: Type.String(),
    inputs: Type.Array(TestInput, { description: 'The test inputs; none when the prompt is asked as it stands' }),
    enhancer: Enhancer,
    lessons: RunInput.properties.lessons,
    withheldLessons: RunInput.properties.withheldLessons,
    replayed: Type.Optional(Type.Boolean({ description: 'true: the answers come from a cassette, not from a model' })),
    temperature: Type.Number(),
    limits: RunLimits,
    checks: Type.Optional(Type.Array(StatedCheck, { description: 'What the author states of every answer' })),
    versions: Type.Array(PromptVersion),
    best: Nullable(
      Type.Object({ version: Type.Integer({ minimum: 0 }), score: Type.Number(), prompt: Type.String() }, closed),
    ),
    comparison: Nullable(ComparisonResult),
    selfComparison: Nullable({
      ...ComparisonResult,
      description:
        'The author\u2019s prompt compared with itself: differences of this size are luck; null unless limits.selfComparisons asked for it',
    }),
    steering: SteeringState,
    diagnosis: Type.Array(Diagnosis, {
      description: 'Why a run that has ended came to no more; empty when it is better',
    }),
    stopReason: Nullable(StopReason),
    error: Nullable(Type.Object({ code: Type.String(), message: Type.String() }, closed)),
    usage: TokenUsage,
    calls: Type.Integer({ minimum: 0, description: 'Calls of models that were begun' }),
    cost: Type.Object(
      {
        usd: Nullable(
          Type.Number({ minimum: 0, description: 'At the prices of the day the run was accepted; null: not known' }),
        ),
        unknown: Type.Array(ModelId, { description: 'Models that were asked and whose price is not known' }),
      },
      closed,
    ),
    lastSeq: Type.Integer({ minimum: 0, description: 'Number of the newest event' }),
  },
  { ...closed, description: 'A run with all its versions' },
)
export type Refinement = Static<typeof Refinement>

export const RefinementPage = Type.Object(
  {
    items: Type.Array(RefinementSummary),
    nextCursor: Nullable(Type.String({ description: 'Pass it as ?cursor= for the next page; null on the last' })),
  },
  {
    ...closed,
    description: 'Some runs, newest first; those found by words, the most relevant first',
    examples: [
      {
        items: [
          {
            id: '3f0c2b6e-7c1f-4f0e-9a53-0d6f5b1f6a10',
            status: 'completed',
            createdAt: '2026-05-04T09:30:00.000Z',
            updatedAt: '2026-05-04T09:30:16.000Z',
            promptExcerpt: 'Write about our new product.',
            targetModel: 'openai:gpt-5-mini',
            simulated: false,
            originalScore: 0.5,
            bestScore: 0.9,
            matches: [
              { field: 'prompt', start: 0, text: 'Write about our new product.', ranges: [{ start: 20, end: 27 }] },
            ],
          },
        ],
        nextCursor: null,
      },
    ],
  },
)
export type RefinementPage = Static<typeof RefinementPage>

/** Which runs a list shows; all that are given must hold. */
export const RunFilter = Type.Object(
  {
    q: Type.Optional(
      Type.String({
        maxLength: 500,
        description:
          'Words that the author\u2019s prompt, the best version and what the author told the run have together: all of them, each also as the beginning of a longer one (from three letters on), without regard to case and accents. "Words in quotes" are found as they are and one after the other; -word and -"some words" must not be there. Anything else is passed over.',
        examples: ['refund -"gift card"'],
      }),
    ),
    status: Type.Optional(RunStatus),
    outcome: Type.Optional({ ...RunOutcome, description: 'How the run ended' }),
    model: Type.Optional({ ...ModelId, description: 'The target model' }),
    enhancer: Type.Optional(Type.String({ minLength: 1, maxLength: 50, examples: ['rule_based'] })),
    simulated: Type.Optional(Type.Boolean({ description: 'Whether the simulator answered' })),
    from: Type.Optional(Type.String({ format: 'date-time', description: 'Started at this time or later' })),
    to: Type.Optional(Type.String({ format: 'date-time', description: 'Started before this time' })),
  },
  closed,
)
export type RunFilter = Static<typeof RunFilter>

export const ListQuery = Type.Object(
  {
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 20 })),
    cursor: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
    ...RunFilter.properties,
  },
  closed,
)
export type ListQuery = Static<typeof ListQuery>
