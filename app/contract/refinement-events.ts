import { type Static, type TSchema, Type } from 'typebox'
import { Judged, Preferences, Preferred } from './judge.ts'
import { ModelId } from './models.ts'
import { AssistantRole, RunInput, RunLimits, TestInput } from './run-input.ts'

const closed = { additionalProperties: false } as const

/** A score in 0..1; 1 means every check passed. */
const Score = Type.Number({ minimum: 0, maximum: 1 })
/** Versions are numbered from 0, which is always the author's own prompt. */
const VersionNumber = Type.Integer({ minimum: 0 })
const CallId = Type.String({ description: 'Identifies one model call of the run; the same id is never paid twice' })

export const Change = Type.Object(
  {
    rule: Type.String({ description: 'Name of the rule that fired', examples: ['output-format'] }),
    reason: Type.String({ description: 'Why it fired on this prompt' }),
  },
  closed,
)
export type Change = Static<typeof Change>

export const CheckResult = Type.Object(
  {
    check: Type.String({ examples: ['not-truncated'] }),
    subject: Type.Enum(['prompt', 'output']),
    passed: Type.Boolean(),
    score: Score,
    weight: Type.Number({ exclusiveMinimum: 0 }),
    feedback: Type.String({ description: 'What was expected and what was found' }),
  },
  closed,
)
export type CheckResult = Static<typeof CheckResult>

export const TokenUsage = Type.Object(
  { inputTokens: Type.Integer({ minimum: 0 }), outputTokens: Type.Integer({ minimum: 0 }) },
  closed,
)
export type TokenUsage = Static<typeof TokenUsage>

export const FinishReason = Type.Enum(['stop', 'length', 'filtered'])
export type FinishReason = Static<typeof FinishReason>

export const StopReason = Type.Enum(['converged', 'iterations', 'budget'])
export type StopReason = Static<typeof StopReason>

const Scored = Type.Object({ version: VersionNumber, score: Score }, closed)
export type ScoredVersion = Static<typeof Scored>
const Best = Type.Union([Scored, Type.Null()], { description: 'The best version so far; null when none was scored' })

/** Counts from 0 the pairs of answers by which two versions are compared; absent in the search. */
const Pair = Type.Optional(
  Type.Integer({ minimum: 0, description: 'Pair of the final comparison that the call is for' }),
)

const ComparisonVerdict = Type.Enum(['better', 'worse', 'no-difference-shown'])
export const ComparisonResult = Type.Object(
  {
    version: VersionNumber,
    against: VersionNumber,
    verdict: ComparisonVerdict,
    pairs: Type.Integer({ minimum: 0 }),
    mean: Type.Number({ description: 'Mean difference of the answers\u2019 scores, version minus against, -1..1' }),
    interval: Type.Union([Type.Object({ lower: Type.Number(), upper: Type.Number() }, closed), Type.Null()], {
      description: 'Covers the true mean difference in 95 % of comparisons; null below 6 pairs',
    }),
    reason: Type.String({ description: 'The verdict in a sentence' }),
    preferences: Type.Optional(Preferences),
  },
  closed,
)
export type ComparisonResult = Static<typeof ComparisonResult>

const Verdict = Type.Object({ version: VersionNumber, score: Score, previousBest: Best, reason: Type.String() }, closed)

/** Which answer of a version: to which test input, and which of several to the same one. */
const cell = {
  input: Type.Optional(
    Type.Integer({ minimum: 0, description: 'Index of the test input; absent when the run has none' }),
  ),
  sample: Type.Optional(Type.Integer({ minimum: 0, description: 'Which answer to the same text; absent: the first' })),
}

/** Answers of the search that whoever wrote a version was shown. */
const Evidence = Type.Optional(
  Type.Array(
    Type.Object(
      { version: VersionNumber, input: Type.Integer({ minimum: 0 }), sample: Type.Integer({ minimum: 0 }) },
      closed,
    ),
    { description: 'Answers that the writer was shown; absent without test inputs' },
  ),
)

/** What each event type carries. A run is the ordered list of these and nothing else. */
export const eventData = {
  'run.started': RunInput,
  'run.resumed': Type.Object({ reason: Type.String() }, closed),
  'version.proposed': Type.Object(
    {
      version: VersionNumber,
      parent: Type.Union([VersionNumber, Type.Null()]),
      prompt: Type.String(),
      changes: Type.Array(Change),
      by: Type.Optional(
        Type.Object(
          {
            role: AssistantRole,
            callId: CallId,
            metaPrompt: Type.Integer({ minimum: 0, description: 'Version of the meta-prompt; 0 is the built-in one' }),
          },
          { ...closed, description: 'The model\u2019s part that wrote it; absent when rules did' },
        ),
      ),
      evidence: Evidence,
    },
    closed,
  ),
  'proposal.refused': Type.Object(
    {
      parent: VersionNumber,
      role: AssistantRole,
      callId: CallId,
      reason: Type.String({ description: 'Why the reply is no version to try' }),
    },
    closed,
  ),
  'inputs.generated': Type.Object(
    {
      callId: CallId,
      inputs: Type.Array(TestInput),
      problem: Type.Optional(Type.String({ description: 'Why there is none; the run goes on without' })),
    },
    { ...closed, description: 'Test inputs that a model wrote' },
  ),
  'call.started': Type.Object(
    { callId: CallId, version: VersionNumber, role: Type.Enum(['target']), model: ModelId, pair: Pair, ...cell },
    closed,
  ),
  'request.started': Type.Object(
    {
      callId: CallId,
      role: AssistantRole,
      model: ModelId,
      version: VersionNumber,
      pair: Pair,
      ...cell,
      evidence: Evidence,
    },
    { ...closed, description: 'A model is asked for something else than an answer: a rewrite, a judgement' },
  ),
  'call.failed': Type.Object(
    {
      callId: CallId,
      code: Type.String(),
      message: Type.String(),
      retryAfterMs: Type.Union([Type.Number(), Type.Null()]),
    },
    closed,
  ),
  'output.recorded': Type.Object(
    {
      callId: CallId,
      version: VersionNumber,
      pair: Pair,
      ...cell,
      text: Type.String(),
      finishReason: FinishReason,
      usage: TokenUsage,
      durationMs: Type.Number({ minimum: 0 }),
    },
    closed,
  ),
  'reply.recorded': Type.Object(
    {
      callId: CallId,
      role: AssistantRole,
      text: Type.String(),
      finishReason: FinishReason,
      usage: TokenUsage,
      durationMs: Type.Number({ minimum: 0 }),
    },
    closed,
  ),
  'evaluation.recorded': Type.Object(
    {
      version: VersionNumber,
      ...cell,
      score: Score,
      checks: Type.Array(CheckResult),
      judgement: Type.Optional(Judged),
    },
    closed,
  ),
  'version.kept': Verdict,
  'version.dropped': Verdict,
  'best.chosen': Type.Object(
    { version: VersionNumber, score: Score, previousBest: Best, reason: Type.String() },
    { ...closed, description: 'The search ended, and this version has the best evidence' },
  ),
  'comparison.started': Type.Object(
    {
      version: VersionNumber,
      against: VersionNumber,
      pairs: Type.Integer({ minimum: 1, maximum: 50, description: 'Pairs that are planned' }),
      inputs: Type.Optional(
        Type.Array(Type.Integer({ minimum: 0 }), {
          description: 'Test inputs of the pairs, in turn; absent when the run has none',
        }),
      ),
      stopReason: StopReason,
      reason: Type.String({ description: 'Why the search ended' }),
    },
    closed,
  ),
  'pair.recorded': Type.Object(
    {
      pair: Type.Integer({ minimum: 0 }),
      score: Type.Number({ minimum: 0, maximum: 1, description: 'Of the answer to the version' }),
      against: Type.Number({ minimum: 0, maximum: 1, description: 'Of the answer to the other one' }),
      preference: Type.Optional(Preferred),
    },
    closed,
  ),
  'comparison.completed': ComparisonResult,
  'run.paused': Type.Object({}, closed),
  'run.continued': Type.Object({}, closed),
  'feedback.added': Type.Object({ text: Type.String({ minLength: 1, maxLength: 2_000 }) }, closed),
  'version.pinned': Type.Object({ version: VersionNumber }, closed),
  'version.banned': Type.Object({ version: VersionNumber }, closed),
  'limits.raised': Type.Object({ limits: RunLimits }, closed),
  'run.completed': Type.Object(
    {
      stopReason: StopReason,
      reason: Type.String({ description: 'The stop reason in a sentence' }),
      outcome: Type.Enum(['improved', 'unchanged']),
      best: Scored,
      originalScore: Score,
    },
    closed,
  ),
  'run.failed': Type.Object({ code: Type.String(), message: Type.String(), best: Best }, closed),
  'run.cancelled': Type.Object({ best: Best }, closed),
} as const satisfies Record<string, TSchema>

export type EventType = keyof typeof eventData
export const eventTypes = Object.keys(eventData) as EventType[] // Object.keys widens to string[]; the keys are exactly these
const terminalEventTypes = ['run.completed', 'run.failed', 'run.cancelled'] as const satisfies EventType[]

export type EventDataOf<T extends EventType> = Static<(typeof eventData)[T]>
/** An event before it is stored: the log gives it its number and time. */
export type NewRefinementEvent = { [T in EventType]: { type: T; data: EventDataOf<T> } }[EventType]
/** A stored event. `seq` counts from 1 without gaps within a run and is the SSE event id. */
export type RefinementEvent = NewRefinementEvent & { seq: number; at: string }

export const isTerminal = (event: { type: EventType }): boolean =>
  (terminalEventTypes as readonly EventType[]).includes(event.type)
