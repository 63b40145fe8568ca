import { expect, test } from 'vitest'
import type { EventDataOf, NewRefinementEvent } from '../contract/refinement-events.ts'
import type { AskStep } from './ask-step.ts'
import { applyEvent, foldEvents } from './fold.ts'
import { answer, carryOn, type Scripted, started } from './test-support/scripted-run.ts'

const prompt = 'Write about our new product in exactly 3 bullet points.'
const bullets = '- Our product is new\n- It saves every team a day of work\n- The product costs little'
const prose = 'Our new product saves every team a day of work each week, and the product costs little.'

/** A search in which the first rewrite wins, because the author's prompt gets prose; what the pairs get, the test says. */
const play = (inPairs: (step: AskStep) => Scripted, changes: { comparisons?: number; maxTokens?: number } = {}) => {
  const { comparisons = 8, maxTokens = 50_000 } = changes
  const asked: AskStep[] = []
  const model = (step: AskStep) =>
    step.pair === undefined ? answer(step.version === 0 ? prose : bullets) : inPairs(step)
  const events = carryOn([started(prompt, { limits: { iterations: 1, maxTokens, comparisons } })], model, asked)
  return { events, asked: asked.filter(({ pair }) => pair !== undefined), state: foldEvents(events) }
}
const dataOf = <T extends NewRefinementEvent['type']>(events: readonly NewRefinementEvent[], type: T) =>
  events.filter((event) => event.type === type).map((event) => event.data as EventDataOf<T>) // of the type that was asked for

const asInTheSearch = ({ version }: AskStep) => answer(version === 0 ? prose : bullets)

test('a winner whose fresh answers score higher is better, with an interval above 0', () => {
  const { events, asked, state } = play(asInTheSearch)
  expect(dataOf(events, 'comparison.completed')).toEqual([
    {
      version: 1,
      against: 0,
      verdict: 'better',
      pairs: 8,
      mean: expect.any(Number),
      interval: { lower: expect.any(Number), upper: expect.any(Number) },
      reason: expect.stringMatching(
        /^The answers to version 1 score higher: \+0\.\d+ \(95 % interval \+0\.\d+ to \+0\.\d+\) over 8 pairs of fresh answers$/,
      ),
    },
  ])
  expect(state.best?.version).toBe(1)
  expect(dataOf(events, 'run.completed')).toMatchObject([{ outcome: 'improved', stopReason: 'iterations' }])
  expect(asked.slice(0, 4).map(({ callId }) => callId)).toEqual([
    ...['p0-v0-target', 'p0-v1-target'],
    ...['p1-v1-target', 'p1-v0-target'],
  ])
  expect(asked.map((step) => step.prompt)).toEqual(asked.map(({ version }) => state.versions[version]?.prompt))
})

test('a winner whose fresh answers score lower was luck: the author’s prompt is the best after all', () => {
  const { events, state } = play(({ version }) => answer(version === 0 ? bullets : prose))
  expect(dataOf(events, 'comparison.completed')).toMatchObject([
    { verdict: 'worse', interval: { upper: expect.any(Number) } },
  ])
  expect(state.best).toEqual({ version: 0, score: state.versions[0]?.score })
  expect(dataOf(events, 'run.completed')).toMatchObject([{ outcome: 'unchanged', best: { version: 0 } }])
})

test('what falls now this way and now that shows no difference, and the winner of the search stays', () => {
  const { events, state } = play(({ version, pair = 0 }) => answer((pair + version) % 2 === 0 ? bullets : prose))
  expect(dataOf(events, 'comparison.completed')).toMatchObject([{ verdict: 'no-difference-shown', pairs: 8 }])
  expect(state.best?.version).toBe(1)
})

test('only the answers count: how the two prompts look is no evidence', () => {
  const { events, state } = play(() => answer(bullets))
  expect(state.versions[1]?.prompt).not.toBe(prompt)
  expect(dataOf(events, 'comparison.completed')).toMatchObject([{ verdict: 'no-difference-shown', mean: 0 }])
})

test.each([
  [
    'a call that fails',
    ({ pair }: AskStep) => (pair === 6 ? { code: 'MODEL_TIMED_OUT', message: 'It took too long' } : answer(bullets)),
    {},
    6,
    /cut short: It took too long/,
  ],
  [
    'a budget that is used up',
    asInTheSearch,
    { maxTokens: 2_000 },
    expect.any(Number),
    /cut short: the next call needs about \d+ tokens, and \d+ of the run’s limit are left/,
  ],
] as const)(
  '%s ends the comparison with the pairs there are, and takes nothing from the run',
  (_, inPairs, limits, pairs, reason) => {
    const { events } = play(inPairs, limits)
    const [result] = dataOf(events, 'comparison.completed')
    expect(result).toMatchObject({ pairs, reason: expect.stringMatching(reason) })
    expect(result?.pairs).toBeLessThan(8)
    expect(events.at(-1)).toMatchObject({ type: 'run.completed', data: { best: { version: 1 } } })
  },
)

test('too few pairs say so', () => {
  const [result] = dataOf(play(asInTheSearch, { comparisons: 5 }).events, 'comparison.completed')
  expect(result).toMatchObject({ verdict: 'no-difference-shown', interval: null })
  expect(result?.reason).toMatch(/^No difference was shown: 5 pairs of fresh answers are too few, 6 are needed$/)
})

test('without comparisons, or without a rewrite that won, nothing is compared', () => {
  expect(play(asInTheSearch, { comparisons: 0 }).asked).toEqual([])
  const unchanged = carryOn(
    [started(prompt, { limits: { iterations: 1, maxTokens: 50_000, comparisons: 8 } })],
    (step) => answer(step.version === 0 ? prose : ''),
  )
  expect(dataOf(unchanged, 'comparison.started')).toEqual([])
})

test('an event that does not fit a comparison is refused', () => {
  const { events } = play(asInTheSearch)
  const at = (type: NewRefinementEvent['type'], nth = 0) =>
    events.map((event, index) => ({ event, index })).filter(({ event }) => event.type === type)[nth]?.index ?? -1
  const upTo = (index: number) => foldEvents(events.slice(0, index + 1))
  const begun = upTo(at('comparison.started'))
  const call = { callId: 'x', version: 1, role: 'target', model: 'simulator:rules-v1' } as const
  const scores = { score: 1, against: 0 }
  const refused: [typeof begun, NewRefinementEvent, RegExp][] = [
    [begun, { type: 'call.started', data: call }, /expected a call for pair 0/],
    [begun, { type: 'call.started', data: { ...call, version: 7, pair: 0 } }, /version 7 is not compared/],
    [begun, { type: 'pair.recorded', data: { pair: 0, ...scores } }, /pair 0 lacks an answer/],
    [
      begun,
      { type: 'version.proposed', data: { version: 2, parent: 1, prompt: 'x', changes: [] } },
      /the search has ended/,
    ],
    [upTo(at('pair.recorded')), { type: 'pair.recorded', data: { pair: 0, ...scores } }, /expected pair 1/],
    [
      upTo(at('comparison.started') - 1),
      { type: 'pair.recorded', data: { pair: 0, ...scores } },
      /no comparison has started/,
    ],
  ]
  for (const [state, event, message] of refused) expect(() => applyEvent(state, event)).toThrow(message)
  const finished = upTo(at('comparison.completed'))
  expect(() => applyEvent(finished, { type: 'call.started', data: { ...call, pair: 8 } })).toThrow(/must complete/)
})
