import { expect, test } from 'vitest'
import type { EventDataOf, NewRefinementEvent, RefinementEvent } from '../contract/refinement-events.ts'
import { applyEvent, foldEvents } from './fold.ts'
import { initialState } from './run-state.ts'
import { answer, carryOn, runInput, started } from './test-support/scripted-run.ts'

const prompt = 'Write about our new product.'
const original: EventDataOf<'version.proposed'> = { version: 0, parent: null, prompt, changes: [] }
const call = { callId: 'v0-target', version: 0, role: 'target', model: 'simulator:rules-v1' } as const
const output = {
  callId: 'v0-target',
  version: 0,
  text: 'A product.',
  finishReason: 'stop',
  usage: { inputTokens: 7, outputTokens: 3 },
  durationMs: 5,
} as const
const evaluation = { version: 0, score: 0.5, checks: [] }
const kept = { version: 0, score: 0.5, previousBest: null, reason: 'first' }

const upToKept: readonly NewRefinementEvent[] = [
  started(prompt),
  { type: 'version.proposed', data: original },
  { type: 'call.started', data: call },
  { type: 'output.recorded', data: output },
  { type: 'evaluation.recorded', data: evaluation },
  { type: 'version.kept', data: kept },
]
const first = (count: number) => foldEvents(upToKept.slice(0, count))

test('folds the events of one version', () => {
  expect(foldEvents(upToKept)).toEqual({
    input: runInput(prompt),
    limits: runInput(prompt).limits,
    inputs: [],
    inputsGenerated: false,
    isPaused: false,
    status: 'running',
    versions: [
      {
        ...original,
        output: { text: 'A product.', finishReason: 'stop' },
        answers: [{ input: 0, sample: 0, text: 'A product.', finishReason: 'stop', score: 0.5, checks: [] }],
        score: 0.5,
        checks: [],
        decision: { kept: true, reason: 'first' },
      },
    ],
    evidence: [[]],
    best: { version: 0, score: 0.5 },
    pendingCall: null,
    replies: [],
    proposals: { made: 0, corrections: 0, refused: [] },
    feedback: [],
    pinned: null,
    banned: [],
    comparison: null,
    selfComparison: null,
    callFailure: null,
    usage: { inputTokens: 7, outputTokens: 3 },
    usageByModel: { 'simulator:rules-v1': { inputTokens: 7, outputTokens: 3 } },
    calls: 1,
    longestAnswerTokens: 3,
    stopReason: null,
    error: null,
    lastSeq: 6,
  })
})

test('a run that is stored but not worked on is queued', () => {
  expect(first(1).status).toBe('queued')
  expect(first(2).status).toBe('running')
  expect(foldEvents([started(prompt), { type: 'run.resumed', data: { reason: 'restart' } }]).status).toBe('running')
})

test('a call is pending from its start to its result', () => {
  expect(first(3).pendingCall).toEqual({
    callId: 'v0-target',
    role: 'target',
    version: 0,
    model: 'simulator:rules-v1',
  })
  expect(first(4).pendingCall).toBeNull()
})

test('a dropped version leaves the champion as it is', () => {
  const events = carryOn([started(prompt, { limits: { iterations: 1, maxTokens: 50_000 } })], ({ version }) =>
    answer(version === 0 ? 'Our product is new and saves time.' : ''),
  )
  const state = foldEvents(events)
  expect(state.versions[1]?.decision?.kept).toBe(false)
  expect(state.best?.version).toBe(0)
})

test('usage adds up over all calls and remembers the longest answer', () => {
  const lengths = [300, 900, 20, 20, 20]
  const state = foldEvents(
    carryOn([started(prompt)], ({ version }) => answer(`Sure! Answer ${version}.`, lengths[version] ?? 1)),
  )
  const outputs = lengths.slice(0, state.versions.length)
  expect(state.usage.inputTokens).toBe(50 * outputs.length)
  expect(state.usage.outputTokens).toBe(outputs.reduce((sum, length) => sum + length, 0))
  expect(state.longestAnswerTokens).toBe(900)
})

const failure = { code: 'MODEL_TIMED_OUT', message: 'No answer in 60 s' }
const ends: readonly [string, NewRefinementEvent, object][] = [
  [
    'run.failed',
    { type: 'run.failed', data: { ...failure, best: { version: 0, score: 0.5 } } },
    { status: 'failed', error: failure },
  ],
  [
    'run.cancelled',
    { type: 'run.cancelled', data: { best: { version: 0, score: 0.5 } } },
    { status: 'cancelled', error: null },
  ],
  [
    'run.completed',
    {
      type: 'run.completed',
      data: {
        stopReason: 'budget',
        reason: '',
        outcome: 'unchanged',
        best: { version: 0, score: 0.5 },
        originalScore: 0.5,
      },
    },
    { status: 'completed', stopReason: 'budget' },
  ],
]
test.each(ends)('%s ends the run, and nothing follows', (_, end, expected) => {
  const state = applyEvent(foldEvents(upToKept), end)
  expect(state).toMatchObject(expected)
  expect(() => applyEvent(state, { type: 'run.resumed', data: { reason: 'again' } })).toThrow(/run has ended/)
})

test('a cancelled call is pending no more', () => {
  const state = applyEvent(first(3), { type: 'run.cancelled', data: { best: null } })
  expect(state).toMatchObject({ status: 'cancelled', pendingCall: null, best: null })
})

test('does not change the state it is given', () => {
  const freeze = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return
    Object.freeze(value)
    Object.values(value).forEach(freeze)
  }
  let state = initialState
  for (const event of upToKept) {
    freeze(state)
    freeze(event)
    state = applyEvent(state, event)
  }
  expect(state.lastSeq).toBe(upToKept.length)
})

test('stored events must be numbered without a gap', () => {
  const stored = (seq: number): RefinementEvent => ({ ...started(prompt), seq, at: '2026-01-01T00:00:00.000Z' })
  expect(foldEvents([stored(1)]).lastSeq).toBe(1)
  expect(() => foldEvents([stored(2)])).toThrow('Event 2 (run.started) cannot follow event 0: expected number 1')
})

const proposed = (data: Partial<typeof original>): NewRefinementEvent => ({
  type: 'version.proposed',
  data: { ...original, ...data },
})
const impossible: readonly [string, number, NewRefinementEvent, RegExp][] = [
  ['anything before the start', 0, { type: 'run.resumed', data: { reason: '' } }, /first event must be run\.started/],
  ['a second start', 1, started(prompt), /already started/],
  [
    'a first version that is not the author’s prompt',
    1,
    proposed({ prompt: 'Another' }),
    /prompt the run was started with/,
  ],
  ['a first version with a parent', 1, proposed({ parent: 0 }), /version 0 has no parent/],
  ['a skipped version number', 1, proposed({ version: 1 }), /expected version 0, found 1/],
  ['a rewrite before the last is scored', 4, proposed({ version: 1, parent: 0 }), /version 0 is not scored/],
  ['a rewrite of a later version', 6, proposed({ version: 1, parent: 1 }), /no earlier version/],
  ['a call for a version that is not there', 1, { type: 'call.started', data: call }, /there is no version 0/],
  ['a second call at once', 3, { type: 'call.started', data: call }, /v0-target has no result yet/],
  ['a second call of a version', 4, { type: 'call.started', data: call }, /has its output already/],
  [
    'an output without a call',
    2,
    { type: 'output.recorded', data: output },
    /no call v0-target of version 0 is waiting/,
  ],
  ['an output of another call', 3, { type: 'output.recorded', data: { ...output, callId: 'x' } }, /no call x/],
  [
    'a failure of another call',
    3,
    { type: 'call.failed', data: { callId: 'x', ...failure, retryAfterMs: null } },
    /no call x/,
  ],
  ['an evaluation without an output', 3, { type: 'evaluation.recorded', data: evaluation }, /no output to evaluate/],
  ['a second evaluation', 5, { type: 'evaluation.recorded', data: evaluation }, /evaluated already/],
  ['a verdict without an evaluation', 4, { type: 'version.kept', data: kept }, /not evaluated yet/],
  [
    'a verdict on another score',
    5,
    { type: 'version.kept', data: { ...kept, score: 0.6 } },
    /expected the score 0\.5, found 0\.6/,
  ],
  [
    'a verdict against another champion',
    5,
    { type: 'version.kept', data: { ...kept, previousBest: { version: 0, score: 1 } } },
    /expected the best to be none/,
  ],
  ['a second verdict', 6, { type: 'version.dropped', data: kept }, /decided already/],
  [
    'an end with another champion',
    6,
    { type: 'run.cancelled', data: { best: null } },
    /expected the best to be version 0 with 0\.5, found none/,
  ],
]
test.each(impossible)('refuses %s', (_, count, event, message) => {
  expect(() => applyEvent(first(count), event)).toThrow(message)
  expect(() => applyEvent(first(count), event)).toThrow(`(${event.type})`)
})

test('refuses to go on after a failed call', () => {
  const failed = applyEvent(first(3), {
    type: 'call.failed',
    data: { callId: 'v0-target', ...failure, retryAfterMs: null },
  })
  expect(() => applyEvent(failed, { type: 'call.started', data: call })).toThrow(/the run must fail/)
})
