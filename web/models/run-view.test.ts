import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { RefinementEvent } from '../../app/contract/refinement-events.ts'
import { improvedRun, input, numbered, unchangedRun, upTo } from '../test-support/example-run.ts'
import { applyEvent, bestVersion, emptyRun, versionOf } from './run-view.ts'

const fold = (events: RefinementEvent[]) => events.reduce(applyEvent, emptyRun)

test('collects what happened to each version', () => {
  const view = fold(improvedRun)
  expect(view.versions.map(({ version, parent }) => [version, parent])).toEqual([
    [0, null],
    [1, 0],
    [2, 1],
  ])
  expect(versionOf(view, 1)).toMatchObject({
    changes: [{ rule: 'output-format' }],
    call: { id: 'c1', model: 'openai:gpt-5-mini' },
    output: { text: 'Three paragraphs.', durationMs: 900 },
    evaluation: { score: 0.9 },
    verdict: { kept: true, previousBest: { version: 0, score: 0.5 }, reason: 'Scores higher than version 0.' },
  })
  expect(versionOf(view, 2)?.verdict).toMatchObject({ kept: false })
})

test('knows the input, the times, the tokens of all calls and the end', () => {
  const view = fold(improvedRun)
  expect(view).toMatchObject({
    input,
    startedAt: '2026-05-04T09:30:00.000Z',
    endedAt: '2026-05-04T09:30:16.000Z',
    usage: { inputTokens: 120, outputTokens: 180 },
    originalScore: 0.5,
    best: { version: 1, score: 0.9 },
    end: { status: 'completed', outcome: 'improved', stopReason: 'iterations', reason: 'Both rewrites were tried.' },
    lastSeq: 17,
  })
})

test('the best version follows what is kept, not what came last', () => {
  expect(bestVersion(emptyRun)).toBeNull()
  expect(bestVersion(fold(upTo('version.proposed')))?.version).toBe(0)
  expect(bestVersion(fold(improvedRun.slice(0, 11)))?.version).toBe(1)
  expect(bestVersion(fold(improvedRun))?.version).toBe(1)
  expect(bestVersion(fold(unchangedRun))?.version).toBe(0)
})

test('a failed call is kept with its version, and the next try of it too', () => {
  const failure = { code: 'MODEL_RATE_LIMITED', message: 'Wait.', retryAfterMs: 2000 }
  const view = fold(
    numbered(
      ['run.started', input],
      ['version.proposed', { version: 0, parent: null, prompt: input.prompt, changes: [] }],
      ['call.started', { callId: 'a', version: 0, role: 'target', model: 'openai:gpt-5-mini' }],
      ['call.failed', { callId: 'a', ...failure }],
      ['run.resumed', { reason: 'The server was restarted.' }],
      ['call.started', { callId: 'b', version: 0, role: 'target', model: 'openai:gpt-5-mini' }],
      ['call.failed', { callId: 'b', ...failure, retryAfterMs: null }],
      ['run.failed', { code: 'MODEL_RATE_LIMITED', message: 'Still limited.', best: null }],
    ),
  )
  expect(versionOf(view, 0)).toMatchObject({ call: { id: 'b' }, failures: [failure, { retryAfterMs: null }] })
  expect(view.resumptions).toEqual([{ seq: 5, afterVersions: 1, reason: 'The server was restarted.' }])
  expect(view).toMatchObject({ best: null, end: { status: 'failed', message: 'Still limited.' } })
})

test('a cancelled run keeps its best version', () => {
  const view = fold([
    ...improvedRun.slice(0, 11),
    ...numbered(['run.cancelled', { best: { version: 1, score: 0.9 } }]).map((e) => ({ ...e, seq: 12 })),
  ])
  expect(view).toMatchObject({ end: { status: 'cancelled' }, best: { version: 1 } })
})

test('a stream that repeats events after a reconnection gives the same view', () => {
  const whole = fold(improvedRun)
  fc.assert(
    fc.property(fc.array(fc.nat(improvedRun.length), { maxLength: 6 }), (resumeFrom) => {
      const repeated = [...resumeFrom.flatMap((from) => improvedRun.slice(0, from)), ...improvedRun]
      expect(fold(repeated)).toEqual(whole)
    }),
  )
})

test('an event seen before changes nothing, not even the identity', () => {
  const view = fold(improvedRun)
  for (const event of improvedRun) expect(applyEvent(view, event)).toBe(view)
})

test('counts tokens by the model that took them, whatever its part', () => {
  const usage = { inputTokens: 5, outputTokens: 7 }
  const writer = { callId: 'r0', role: 'architect', version: 0, model: 'gemini:gemini-3.5-flash' } as const
  const reply = { callId: 'r0', role: 'architect', text: 'x', finishReason: 'stop', usage, durationMs: 1 } as const
  const at = '2026-05-04T09:30:00.000Z'
  const first = improvedRun.slice(0, 6)
  const view = [
    ...first,
    { seq: 7, at, type: 'request.started', data: writer } as const,
    { seq: 8, at, type: 'reply.recorded', data: reply } as const,
  ].reduce(applyEvent, emptyRun)
  expect(view.usageByModel).toEqual({
    'openai:gpt-5-mini': { inputTokens: 40, outputTokens: 60 },
    'gemini:gemini-3.5-flash': usage,
  })
  expect(view.usage).toEqual({ inputTokens: 45, outputTokens: 67 })
})
