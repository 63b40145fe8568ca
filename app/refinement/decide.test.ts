import { expect, test } from 'vitest'
import type { EventType, NewRefinementEvent } from '../contract/refinement-events.ts'
import type { AskStep } from './ask-step.ts'
import { decide } from './decide.ts'
import { foldEvents } from './fold.ts'
import { initialState } from './run-state.ts'
import { answer, carryOn, type Scripted, started } from './test-support/scripted-run.ts'

const prompt = 'Write about our new product.'
const good = 'Our new product saves every team a day of work each week.'
const typesOf = (events: readonly NewRefinementEvent[]): EventType[] => events.map((event) => event.type)
const last = (events: readonly NewRefinementEvent[]) => events.at(-1)

test('begins with the author’s own prompt', () => {
  const step = decide(foldEvents([started(prompt)]))
  expect(step).toEqual({
    kind: 'record',
    events: [{ type: 'version.proposed', data: { version: 0, parent: null, prompt, changes: [] } }],
  })
})

test('asks the target model with the temperature and within the limits of the run', () => {
  const asked: AskStep[] = []
  carryOn([started(prompt, { temperature: 0.3 })], () => answer(good), asked)
  expect(asked[0]).toEqual({
    kind: 'ask',
    callId: 'v0-target',
    role: 'target',
    version: 0,
    model: 'simulator:rules-v1',
    prompt,
    temperature: 0.3,
    maxOutputTokens: 4_096,
    isRepeat: false,
  })
  expect(asked[1]).toMatchObject({ callId: 'v1-target', version: 1 })
})

test('a call whose start is stored and whose result is not is repeated under the same id', () => {
  const events = [started(prompt), ...recorded([started(prompt)])]
  const ask = decide(foldEvents(events)) as AskStep // what follows the proposal, by the test above
  const stored: NewRefinementEvent = {
    type: 'call.started',
    data: { callId: ask.callId, version: 0, role: 'target', model: ask.model },
  }
  const resumed: NewRefinementEvent = { type: 'run.resumed', data: { reason: 'the process was restarted' } }
  expect(decide(foldEvents([...events, stored]))).toEqual({ ...ask, isRepeat: true })
  expect(decide(foldEvents([...events, stored, resumed]))).toEqual({ ...ask, isRepeat: true })
})

const recorded = (events: readonly NewRefinementEvent[]) => {
  const step = decide(foldEvents(events))
  return step.kind === 'record' ? step.events : []
}

test('one batch carries an answer from its evaluation to the next proposal', () => {
  const events = carryOn([started(prompt)], () => answer(good))
  const afterAnswer = events.findIndex((event) => event.type === 'output.recorded') + 1
  expect(typesOf(recorded(events.slice(0, afterAnswer)))).toEqual([
    'evaluation.recorded',
    'version.kept',
    'version.proposed',
  ])
})

test('the same answer to a better-formed prompt: each rewrite says which rules made it and why it was kept', () => {
  const events = carryOn([started(prompt)], () => answer(good))
  const proposals = events.flatMap((event) =>
    event.type === 'version.proposed' && event.data.version > 0 ? [event.data] : [],
  )
  expect(proposals.length).toBeGreaterThan(1)
  for (const { changes } of proposals) {
    expect(changes.length).toBeGreaterThan(0)
    expect(changes.length).toBeLessThanOrEqual(2)
    for (const { reason } of changes) expect(reason.length).toBeGreaterThan(20)
  }
  expect(last(events)).toMatchObject({
    type: 'run.completed',
    data: { stopReason: 'converged', outcome: 'improved', best: { version: proposals.length, score: 1 } },
  })
})

test('a rewrite is made from the champion, not from the last version', () => {
  const bad = new Set([1, 2])
  const events = carryOn([started(prompt)], ({ version }) =>
    answer(bad.has(version) ? 'I cannot help with that.' : good),
  )
  const parents = events.flatMap((event) => (event.type === 'version.proposed' ? [event.data.parent] : []))
  expect(parents.slice(0, 5)).toEqual([null, 0, 0, 0, 3])
})

test('rewrites that all make it worse leave the author’s prompt the winner', () => {
  const events = carryOn([started(prompt)], ({ version }) => answer(version === 0 ? good : 'I cannot help with that.'))
  expect(typesOf(events).filter((type) => type === 'version.dropped')).toHaveLength(4)
  expect(last(events)).toMatchObject({
    type: 'run.completed',
    data: { stopReason: 'iterations', outcome: 'unchanged', best: { version: 0 } },
  })
})

test('the best wins, not the last', () => {
  const events = carryOn([started(prompt)], ({ version }) =>
    answer(version === 1 ? good : 'Sure! I cannot help with that.'),
  )
  expect(last(events)).toMatchObject({ type: 'run.completed', data: { best: { version: 1 }, outcome: 'improved' } })
})

test('an original that passes every check is not rewritten', () => {
  const perfect =
    'You are an editor. For beginners, without jargon: write a short text about bees and honey. Goal: explain bees and honey. Output format: one paragraph.'
  const events = carryOn([started(perfect)], () => answer('Bees collect nectar and turn it into honey for the winter.'))
  expect(last(events)).toMatchObject({
    type: 'run.completed',
    data: { stopReason: 'converged', reason: 'Version 0 passes every check', outcome: 'unchanged' },
  })
  expect(typesOf(events).filter((type) => type === 'call.started')).toHaveLength(1)
})

test('converges when no rule has anything new, although the answer is still wrong', () => {
  const events = carryOn([started('Напиши стихотворение об осени и дожде.')], () =>
    answer('The autumn and the rain are what they are.'),
  )
  expect(last(events)).toMatchObject({
    type: 'run.completed',
    data: { stopReason: 'converged', reason: 'No rule has anything new to propose for version 0' },
  })
})

test('a failed call ends the run with the best version so far', () => {
  const failure: Scripted = { code: 'MODEL_UNAVAILABLE', message: 'The provider failed' }
  const first = carryOn([started(prompt)], () => failure)
  expect(last(first)).toEqual({ type: 'run.failed', data: { ...failure, best: null } })
  const second = carryOn([started(prompt)], ({ version }) => (version < 2 ? answer(good) : failure))
  expect(last(second)).toMatchObject({ type: 'run.failed', data: { ...failure, best: { version: 1 } } })
})

test('ends on the budget before a call that it would not pay for', () => {
  const limits = { iterations: 4, maxTokens: 1_000 }
  const events = carryOn([started(prompt, { limits })], () => answer(good, 600))
  expect(last(events)).toMatchObject({
    type: 'run.completed',
    data: {
      stopReason: 'budget',
      best: { version: 0 },
      reason: expect.stringMatching(/needs about \d+ tokens, and 350 /),
    },
  })
  expect(typesOf(events).filter((type) => type === 'version.proposed')).toHaveLength(1)
})

test('asks for no more output than the budget leaves', () => {
  const asked: AskStep[] = []
  carryOn([started(prompt, { limits: { iterations: 4, maxTokens: 1_000 } })], () => answer(good, 100), asked)
  expect(asked[0]?.maxOutputTokens).toBe(993)
  expect(asked[1]?.maxOutputTokens).toBeLessThan(850)
})

test('a prompt that its own limits do not pay for fails as a bad request and asks nothing', () => {
  const asked: AskStep[] = []
  const events = carryOn(
    [started('word '.repeat(1_000), { limits: { iterations: 1, maxTokens: 1_000 } })],
    () => answer(good),
    asked,
  )
  expect(asked).toEqual([])
  expect(last(events)).toEqual({
    type: 'run.failed',
    data: {
      code: 'INVALID_REQUEST',
      message:
        'limits.maxTokens: expected at least 1506 for this prompt and an answer, found 1000; raise it or shorten the prompt',
      best: null,
    },
  })
})

test('a finished or cancelled run has no next step', () => {
  const events = carryOn([started(prompt)], () => answer(good))
  expect(decide(foldEvents(events))).toEqual({ kind: 'finished' })
  const cancelled: NewRefinementEvent = { type: 'run.cancelled', data: { best: null } }
  expect(decide(foldEvents([started(prompt), cancelled]))).toEqual({ kind: 'finished' })
})

test('refuses to decide a run that has not started', () => {
  expect(() => decide(initialState)).toThrow(/run\.started/)
})
