import { expect, test } from 'vitest'
import type { RunInput } from '../contract/run-input.ts'
import { type AskStep, drawOf } from './ask-step.ts'
import { applyEvent, foldEvents } from './fold.ts'
import { answer, carryOn, type Scripted, started } from './test-support/scripted-run.ts'

const prompt = 'Write about our new product in exactly 3 bullet points.'
const bullets = '- Our product is new\n- It saves every team a day of work\n- The product costs little'
const prose = 'Our new product saves every team a day of work each week, and the product costs little.'
const isOfItself = ({ pair, sample }: AskStep) => pair !== undefined && sample !== undefined

function play(
  ofItself: (step: AskStep) => Scripted,
  changes: Partial<RunInput> = {},
  best: 'rewrite' | 'author' = 'rewrite',
) {
  const limits = { iterations: 1, maxTokens: 50_000, comparisons: 6, selfComparisons: 8 }
  const asked: AskStep[] = []
  const model = (step: AskStep) => {
    if (step.role === 'judge') return answer('{}')
    if (isOfItself(step)) return ofItself(step)
    return answer((step.version === 0) === (best === 'author') ? bullets : prose)
  }
  const events = carryOn([started(prompt, { limits, ...changes })], model, asked)
  return { events, asked, state: foldEvents(events) }
}

/** Luck: every other answer is a good one, whichever side it is for. */
const lucky = ({ pair = 0, sample = 0 }: AskStep) =>
  answer((pair + (pair % 4 < 2 ? sample : 0)) % 2 === 0 ? bullets : prose)

test('after the winner, the author’s prompt is compared with itself, and that changes nothing', () => {
  const { events, state } = play(lucky)
  const compared = events.filter((event) => event.type === 'comparison.completed').map(({ data }) => data)
  expect(compared).toMatchObject([
    { version: 1, against: 0, verdict: 'better', pairs: 6 },
    { version: 0, against: 0, verdict: 'no-difference-shown', pairs: 8 },
  ])
  expect(compared[1]?.reason).toMatch(
    /^Your prompt against itself, by luck alone: .* \(95 % interval -0\.\d+ to \+0\.\d+\) over 8 pairs of fresh answers$/,
  )
  expect(state.comparison?.result).toEqual(compared[0])
  expect(state.selfComparison?.result).toEqual(compared[1])
  expect(events.at(-1)).toMatchObject({ type: 'run.completed', data: { outcome: 'improved', best: { version: 1 } } })
})

test('a prompt that luck makes “worse” than itself stays the best, and a winner stays the winner', () => {
  const unlucky = ({ sample }: AskStep) => answer(sample === 1 ? bullets : prose)
  for (const [best, version] of [
    ['author', 0],
    ['rewrite', 1],
  ] as const) {
    const { state } = play(unlucky, {}, best)
    expect(state.selfComparison?.result?.verdict).toBe('worse')
    expect(state.best?.version).toBe(version)
  }
})

test('it is made too where no rewrite won, and only where it was asked for', () => {
  const { events, state } = play(lucky, {}, 'author')
  expect(state.comparison).toBeNull()
  expect(state.selfComparison?.result).toMatchObject({ pairs: 8 })
  expect(events.at(-1)).toMatchObject({ data: { outcome: 'unchanged', stopReason: 'iterations' } })
  const without = play(lucky, { limits: { iterations: 1, maxTokens: 50_000, comparisons: 6 } })
  expect(without.asked.filter(isOfItself)).toEqual([])
  expect(without.state.selfComparison).toBeNull()
})

test('both answers of a pair are to the author’s prompt, and no answer of the run is drawn twice', () => {
  const { asked } = play(lucky)
  const own = asked.filter(isOfItself)
  expect(own).toHaveLength(16)
  expect(new Set(own.map((step) => step.prompt))).toEqual(new Set([prompt]))
  const draws = asked.filter(({ version }) => version === 0).map(drawOf)
  expect(new Set(draws).size).toBe(draws.length)
  expect(new Set(asked.map(({ callId }) => callId)).size).toBe(asked.length)
})

test('a judge is asked about its pairs, too, and no question of it has the id of another', () => {
  const { asked, state } = play(lucky, {
    evaluator: 'llm_judge',
    limits: { iterations: 1, maxTokens: 900_000, comparisons: 6, selfComparisons: 8 },
  })
  const questions = asked.filter(({ role, version, pair }) => role === 'judge' && version === 0 && pair !== undefined)
  expect(questions.length).toBeGreaterThanOrEqual(8)
  expect(new Set(asked.map(({ callId }) => callId)).size).toBe(asked.length)
  expect(state.selfComparison?.result?.pairs).toBe(8)
})

test('a call that fails cuts it short and takes nothing from the run', () => {
  const { events, state } = play(({ pair }) =>
    pair === 6 ? { code: 'MODEL_TIMED_OUT', message: 'It took too long' } : answer(bullets),
  )
  expect(state.selfComparison?.result).toMatchObject({
    pairs: 6,
    reason: expect.stringContaining('cut short: It took too long'),
  })
  expect(events.at(-1)).toMatchObject({ type: 'run.completed', data: { best: { version: 1 } } })
})

test('an event that does not fit is refused', () => {
  const { events } = play(lucky)
  const starts = events.flatMap((event, index) => (event.type === 'comparison.started' ? [index] : []))
  const begun = foldEvents(events.slice(0, (starts[1] ?? 0) + 1))
  const call = { callId: 'x', version: 0, role: 'target', model: 'simulator:rules-v1', pair: 0 } as const
  expect(() => applyEvent(begun, { type: 'call.started', data: call })).toThrow('version 0 is not compared')
  const first = applyEvent(begun, { type: 'call.started', data: { ...call, sample: 1 } })
  const output = {
    callId: 'x',
    version: 0,
    pair: 0,
    text: '',
    finishReason: 'stop',
    usage: { inputTokens: 1, outputTokens: 1 },
    durationMs: 1,
  } as const
  expect(() => applyEvent(first, { type: 'output.recorded', data: { ...output, sample: 2 } })).toThrow('no call x')
  const answered = applyEvent(first, { type: 'output.recorded', data: { ...output, sample: 1 } })
  expect(() => applyEvent(answered, { type: 'call.started', data: { ...call, sample: 1 } })).toThrow('has its answer')
  const again = events[starts[1] ?? 0]
  const over = foldEvents(events.slice(0, -1))
  if (again !== undefined) expect(() => applyEvent(over, again)).toThrow('the run must complete')
})
