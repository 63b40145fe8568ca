import type { ComparisonResult, EventDataOf, EventType, RefinementEvent } from '../../app/contract/refinement-events.ts'

export const runId = '3f0c2b6e-7c1f-4f0e-9a53-0d6f5b1f6a10'

const startedAt = Date.parse('2026-05-04T09:30:00Z')

/** Numbers events from 1 and dates them one second apart. */
export const numbered = (...events: { [T in EventType]: [T, EventDataOf<T>] }[EventType][]): RefinementEvent[] =>
  events.map(
    ([type, data], index) =>
      // The pairs are typed one by one; TypeScript cannot carry the pairing through `map`.
      ({ type, data, seq: index + 1, at: new Date(startedAt + index * 1000).toISOString() }) as RefinementEvent,
  )

const original = 'Write about our new product.'
const better = 'Write about our new product.\n\nAnswer in three short paragraphs.'
const worse = 'Write about our new product in Latin.'

const check = (name: string, score: number): EventDataOf<'evaluation.recorded'>['checks'][number] => ({
  check: name,
  subject: name === 'output-format' ? 'prompt' : 'output',
  passed: score === 1,
  score,
  weight: 1,
  feedback: score === 1 ? 'Expected and found.' : 'Expected a format, found none.',
})

const usage = { inputTokens: 40, outputTokens: 60 }
const model = 'openai:gpt-5-mini'

export const input: EventDataOf<'run.started'> = {
  prompt: original,
  models: { target: model },
  temperature: 0.7,
  limits: { iterations: 2, maxTokens: 50_000 },
  simulated: false,
}

/** Three versions: the author's own, one that is kept, one that is dropped. */
export const improvedRun: RefinementEvent[] = numbered(
  ['run.started', input],
  ['version.proposed', { version: 0, parent: null, prompt: original, changes: [] }],
  ['call.started', { callId: 'c0', version: 0, role: 'target', model }],
  ['output.recorded', { callId: 'c0', version: 0, text: 'It is new.', finishReason: 'stop', usage, durationMs: 1200 }],
  ['evaluation.recorded', { version: 0, score: 0.5, checks: [check('not-truncated', 1), check('output-format', 0)] }],
  ['version.kept', { version: 0, score: 0.5, previousBest: null, reason: 'The author’s own prompt is the bar.' }],
  [
    'version.proposed',
    {
      version: 1,
      parent: 0,
      prompt: better,
      changes: [{ rule: 'output-format', reason: 'The prompt names no format.' }],
    },
  ],
  ['call.started', { callId: 'c1', version: 1, role: 'target', model }],
  [
    'output.recorded',
    { callId: 'c1', version: 1, text: 'Three paragraphs.', finishReason: 'stop', usage, durationMs: 900 },
  ],
  ['evaluation.recorded', { version: 1, score: 0.9, checks: [check('not-truncated', 1), check('output-format', 0.8)] }],
  [
    'version.kept',
    { version: 1, score: 0.9, previousBest: { version: 0, score: 0.5 }, reason: 'Scores higher than version 0.' },
  ],
  ['version.proposed', { version: 2, parent: 1, prompt: worse, changes: [{ rule: 'tone', reason: 'No tone named.' }] }],
  ['call.started', { callId: 'c2', version: 2, role: 'target', model }],
  ['output.recorded', { callId: 'c2', version: 2, text: 'Novum est.', finishReason: 'length', usage, durationMs: 800 }],
  ['evaluation.recorded', { version: 2, score: 0.4, checks: [check('not-truncated', 0)] }],
  [
    'version.dropped',
    { version: 2, score: 0.4, previousBest: { version: 1, score: 0.9 }, reason: 'Scores lower than version 1.' },
  ],
  [
    'run.completed',
    {
      stopReason: 'iterations',
      reason: 'Both rewrites were tried.',
      outcome: 'improved',
      best: { version: 1, score: 0.9 },
      originalScore: 0.5,
    },
  ],
)

/** The same search, and its winner compared with the author's prompt on fresh answers. */
export function comparedRun(
  result: Pick<ComparisonResult, 'verdict' | 'pairs' | 'mean' | 'interval'>,
): RefinementEvent[] {
  const { pairs } = result
  const end = improvedRun.at(-1)
  if (end?.type !== 'run.completed') throw new Error('the example run does not complete')
  const best = result.verdict === 'worse' ? { version: 0, score: 0.5 } : end.data.best
  return numbered(
    ...improvedRun.slice(0, -1).map((event) => [event.type, event.data] as Parameters<typeof numbered>[number]), // as it was paired above
    [
      'comparison.started',
      { version: 1, against: 0, pairs, stopReason: 'iterations', reason: 'Both rewrites were tried.' },
    ],
    ...Array.from(
      { length: pairs },
      (_, pair): Parameters<typeof numbered> => [
        ...[0, 1].flatMap(
          (version): Parameters<typeof numbered> => [
            ['call.started', { callId: `p${pair}v${version}`, version, role: 'target', model, pair }],
            [
              'output.recorded',
              {
                callId: `p${pair}v${version}`,
                version,
                pair,
                text: 'Fresh.',
                finishReason: 'stop',
                usage,
                durationMs: 9,
              },
            ],
          ],
        ),
        ['pair.recorded', { pair, score: 0.9, against: 0.8 }],
      ],
    ).flat(),
    ['comparison.completed', { version: 1, against: 0, ...result, reason: 'The verdict in a sentence' }],
    ['run.completed', { ...end.data, best, outcome: best.version === 0 ? 'unchanged' : 'improved' }],
  )
}

/** The events of `improvedRun` up to and with the first of this type. */
export function upTo(type: EventType): RefinementEvent[] {
  const index = improvedRun.findIndex((event) => event.type === type)
  if (index < 0) throw new Error(`the example run has no ${type}`)
  return improvedRun.slice(0, index + 1)
}

export const unchangedRun: RefinementEvent[] = numbered(
  ['run.started', { ...input, models: { target: 'simulator:rules-v1' }, simulated: true }],
  ['version.proposed', { version: 0, parent: null, prompt: original, changes: [] }],
  ['call.started', { callId: 'c0', version: 0, role: 'target', model: 'simulator:rules-v1' }],
  ['output.recorded', { callId: 'c0', version: 0, text: 'It is new.', finishReason: 'stop', usage, durationMs: 2 }],
  ['evaluation.recorded', { version: 0, score: 1, checks: [check('not-truncated', 1)] }],
  ['version.kept', { version: 0, score: 1, previousBest: null, reason: 'The author’s own prompt is the bar.' }],
  [
    'run.completed',
    {
      stopReason: 'converged',
      reason: 'No rule fires on this prompt.',
      outcome: 'unchanged',
      best: { version: 0, score: 1 },
      originalScore: 1,
    },
  ],
)
