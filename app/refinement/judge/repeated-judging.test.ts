import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Preferred } from '../../contract/judge.ts'
import type { EventDataOf, EventType, NewRefinementEvent } from '../../contract/refinement-events.ts'
import type { RunInput } from '../../contract/run-input.ts'
import { type AskStep, drawOf } from '../ask-step.ts'
import { diagnose } from '../diagnosis.ts'
import { foldEvents } from '../fold.ts'
import { preflight } from '../preflight.ts'
import { answer, carryOn, runInput, started } from '../test-support/scripted-run.ts'
import { judgeRepeatedly, nextRepeat } from './repeats.ts'

const prompt = 'Write about our new product.'
const text = 'Our new product is a kettle. It boils a litre of water in two minutes, and it switches itself off.'
const preference = (winner: string) =>
  JSON.stringify({ evidence_a: [text], evidence_b: [text], reasoning: 'One is clearer.', winner })
const levels = ({ jsonSchema, version }: AskStep) =>
  JSON.stringify(
    Object.fromEntries(
      Object.keys(Object(jsonSchema?.schema['properties'])).map((name) => [
        name,
        { evidence: [text], reasoning: 'It says so.', level: version === 0 ? 1 : 4 },
      ]),
    ),
  )

const input = (changes: Partial<RunInput>): Partial<RunInput> => ({
  evaluator: 'llm_judge',
  models: { target: 'simulator:rules-v1', judge: 'openai:gpt-5-mini' },
  limits: { iterations: 1, maxTokens: 900_000, comparisons: 6 },
  judgeRepeats: 3,
  ...changes,
})

/** A run whose rewrite wins the search, and whose pairs this judge judges. */
function run(judge: (step: AskStep) => string, changes: Partial<RunInput> = {}) {
  const asked: AskStep[] = []
  const reply = (step: AskStep) =>
    step.role === 'target' ? text : step.pair === undefined ? levels(step) : judge(step)
  const first = started(prompt, input(changes))
  const events = carryOn([first], (step) => answer(reply(step)), asked)
  return { events, reply, judging: asked.filter(({ role, pair }) => role === 'judge' && pair !== undefined) }
}
const dataOf = <T extends EventType>(events: readonly NewRefinementEvent[], type: T): EventDataOf<T>[] =>
  events.flatMap((event) => (event.type === type ? [event.data as EventDataOf<T>] : [])) // the type was compared
const isRewriteA = ({ callId }: AskStep) => callId.includes('-v1-v0-')
/** Prefers this version, whatever the order. */
const prefers = (step: AskStep, version: 0 | 1) => preference(isRewriteA(step) === (version === 1) ? 'A' : 'B')

describe('Repeated judgements of a pair', () => {
  test('end as soon as the judge agrees with itself, each in both orders and drawn anew', () => {
    const { events, judging } = run((step) => prefers(step, 1))
    const first = judging.filter(({ pair }) => pair === 0)
    expect(first.map(({ callId, temperature }) => [callId, temperature])).toEqual([
      ['p0-v1-v0-judge-0', 0],
      ['p0-v0-v1-judge-0', 0],
      ['p0-r1-v0-v1-judge-0', 0.7],
      ['p0-r1-v1-v0-judge-0', 0.7],
    ])
    expect(new Set(first.map(drawOf)).size).toBe(2)
    const recorded = dataOf(events, 'pair.recorded')
    expect(recorded).toHaveLength(6)
    for (const { preference: given } of recorded)
      expect(given).toEqual({ outcome: 'version', byPlace: false, replies: 4, judgements: ['version', 'version'] })
    expect(dataOf(events, 'comparison.completed')[0]?.preferences).toMatchObject({
      version: 6,
      repeats: { judgements: 12, differing: 0 },
    })
  })

  test('that differ go on, and the most frequent counts', () => {
    const { events } = run((step) => prefers(step, step.repetition === undefined ? 0 : 1))
    const [recorded] = dataOf(events, 'pair.recorded')
    expect(recorded?.preference).toMatchObject({ outcome: 'version', judgements: ['against', 'version', 'version'] })
    const [result] = dataOf(events, 'comparison.completed')
    expect(result?.preferences?.repeats).toEqual({ judgements: 18, differing: 6 })
    expect(result?.reason).toContain('6 of 18 judgements unlike the others of their pair')
  })

  test('that come to nothing more leave the decision to those before, and to the rules when there are none', () => {
    const silent = run((step) => (step.repetition === undefined ? prefers(step, 1) : 'Well.')).events
    expect(dataOf(silent, 'pair.recorded')[0]?.preference).toMatchObject({
      outcome: 'version',
      judgements: ['version'],
      problem: expect.any(String),
    })
    const mute = run(() => 'Well.')
    expect(dataOf(mute.events, 'pair.recorded')[0]?.preference).toMatchObject({ outcome: 'none', judgements: [] })
    // A judge that cannot be used is not asked the same again.
    expect(mute.judging.filter(({ repetition }) => repetition !== undefined)).toEqual([])
  })

  test('are asked for by the run alone: without a wish one decides, and says nothing of others', () => {
    const { events, judging } = run((step) => prefers(step, 1), { judgeRepeats: 1 })
    expect(judging).toHaveLength(12)
    expect(dataOf(events, 'pair.recorded')[0]?.preference).toEqual({ outcome: 'version', byPlace: false, replies: 2 })
    expect(dataOf(events, 'comparison.completed')[0]?.preferences).not.toHaveProperty('repeats')
  })

  test('keep to the limit of calls', () => {
    for (const maxCalls of [8, 9, 11, 13, 20]) {
      const limits = { iterations: 1, maxTokens: 900_000, comparisons: 6, maxCalls }
      const { events } = run((step) => prefers(step, step.repetition === undefined ? 0 : 1), { limits })
      expect(foldEvents(events)).toMatchObject({ status: 'completed' })
      expect(foldEvents(events).calls).toBeLessThanOrEqual(maxCalls)
    }
  })

  test('go on after each event at which a process may end, to the same end', () => {
    const judge = (step: AskStep) => prefers(step, step.repetition === undefined ? 0 : 1)
    const limits = { iterations: 1, maxTokens: 900_000, comparisons: 1 }
    const { events, reply } = run(judge, { limits })
    expect(events.length).toBeGreaterThan(20)
    for (let cut = 1; cut <= events.length; cut++)
      expect(carryOn(events.slice(0, cut), (step) => answer(reply(step)))).toEqual(events)
  })
})

const outcomes = ['version', 'against', 'tie'] as const
test('what an early end decides is what all judgements would have decided', () => {
  const drawn = fc.record({
    most: fc.constantFrom(1, 3, 5, 7, 9, 11),
    all: fc.array(fc.constantFrom(...outcomes), { minLength: 11, maxLength: 11 }),
  })
  fc.assert(
    fc.property(drawn, ({ most, all }) => {
      let asked = 0
      const judge = (repetition: number): Preferred => {
        expect(repetition).toBe(asked++)
        return { outcome: all[repetition] ?? 'tie', byPlace: false, replies: 2 }
      }
      const found = judgeRepeatedly(most as 1 | 3, judge) // one of the numbers of the contract
      if ('kind' in found) throw new Error('Expected a judgement')
      const whole = all.slice(0, most)
      expect(found.outcome).toBe(nextRepeat(whole, most).majority ?? 'tie')
      expect(found.replies).toBe(2 * asked)
      expect(asked).toBeLessThanOrEqual(most)
    }),
  )
})

describe('The diagnosis', () => {
  const found = (judge: (step: AskStep) => string, changes: Partial<RunInput> = {}) =>
    diagnose(foldEvents(run(judge, changes).events)).find(({ code }) => code === 'judge-disagreement')

  test('names a judge that does not agree with itself, and what to try', () => {
    const wavering = (step: AskStep) =>
      prefers(step, ((step.pair ?? 0) + ([1, 3].includes(step.repetition ?? 0) ? 1 : 0)) % 2 === 0 ? 1 : 0)
    const diagnosis = found(wavering)
    expect(diagnosis?.finding).toContain('6 of 18 judgements differed')
    expect(diagnosis?.suggestion).toMatch(/models\.judge.*raise judgeRepeats/)
    expect(found(wavering, { judgeRepeats: 7 })?.suggestion).not.toContain('judgeRepeats')
  })

  test('leaves a judge that goes by the place, with repeats as without, to the finding that says so', () => {
    for (const judgeRepeats of [1, 3] as const) {
      const { events } = run(() => preference('A'), { judgeRepeats })
      expect(diagnose(foldEvents(events)).map(({ code }) => code)).toContain('judge-by-place')
    }
  })

  test('says nothing of a judge that agrees with itself, nor of rules', () => {
    const tied = () => preference('tie')
    expect(found(tied)).toBeUndefined()
    expect(found(tied, { evaluator: 'rules' })).toBeUndefined()
  })
})

describe('The preflight', () => {
  const told = (changes: Partial<RunInput>) => preflight(runInput(prompt, input(changes)), () => ({}))

  test('counts the judgements of a judge that agrees with itself and of one that never does', () => {
    const once = told({ judgeRepeats: 1 }).calls
    expect(once.judge).toEqual({ low: 2 + 12, high: 2 + 12 })
    expect(told({ judgeRepeats: 3 }).calls).toEqual({
      ...once,
      judge: { low: 2 + 24, high: 2 + 36 },
      total: { low: once.target.low + 26, high: once.target.high + 38 },
    })
  })

  test('holds: real runs of either kind of judge lie within what was told', () => {
    for (const judgeRepeats of [3, 5] as const) {
      const { low, high } = told({ judgeRepeats }).calls.judge
      const made = (judge: (step: AskStep) => string) =>
        dataOf(run(judge, { judgeRepeats }).events, 'request.started').length
      expect(made((step) => prefers(step, 1))).toBe(low)
      const torn = (step: AskStep) => prefers(step, (step.repetition ?? 0) % 2 === 0 ? 1 : 0)
      expect(made(torn)).toBe(high)
    }
  })

  test('says that limits which paid for all comparisons pay for fewer', () => {
    const limits = { iterations: 1, maxTokens: 900_000, comparisons: 6, maxCalls: 28 }
    expect(told({ limits, judgeRepeats: 1 }).pairs).toEqual({ low: 6, high: 6 })
    expect(told({ limits, judgeRepeats: 3 }).pairs.low).toBeLessThan(6)
  })
})
