import { describe, expect, test } from 'vitest'
import type { EventDataOf, EventType, NewRefinementEvent } from '../../contract/refinement-events.ts'
import type { AskStep } from '../ask-step.ts'
import { decide } from '../decide.ts'
import { foldEvents } from '../fold.ts'
import { answer, carryOn, type Scripted, started } from '../test-support/scripted-run.ts'
import { mostReplies } from './judgement.ts'

const prompt = 'Write about our new product.'
const text = 'Our new product is a kettle. It boils a litre of water in two minutes, and it switches itself off.'

/** A verdict with this level for every criterion that the schema of the question names. */
const verdict = ({ jsonSchema }: AskStep, level: number, quote = 'boils a litre of water') => {
  const names = Object.keys(Object(jsonSchema?.schema['properties']))
  return JSON.stringify(
    Object.fromEntries(names.map((name) => [name, { evidence: [quote], reasoning: 'It says so.', level }])),
  )
}
const preference = (winner: string, quote = 'boils a litre of water') =>
  JSON.stringify({ evidence_a: [quote], evidence_b: [quote], reasoning: 'One is clearer.', winner })

const judged = { evaluator: 'llm_judge', models: { target: 'simulator:rules-v1', judge: 'openai:gpt-5-mini' } } as const
type Judge = (step: AskStep, nth: number) => string | Scripted

/** A run whose target always answers the same and whose judge is scripted. */
function run(
  judge: Judge,
  changes: Parameters<typeof started>[1] = {},
  target: (step: AskStep) => string = () => text,
) {
  const asked: AskStep[] = []
  let nth = -1
  const events = carryOn(
    [started(prompt, { ...judged, ...changes })],
    (step) => {
      if (step.role === 'target') return answer(target(step))
      nth += 1
      const reply = judge(step, nth)
      return typeof reply === 'string' ? answer(reply) : reply
    },
    asked,
  )
  return { events, asked, judging: asked.filter(({ role }) => role === 'judge'), state: foldEvents(events) }
}

const dataOf = <T extends EventType>(events: readonly NewRefinementEvent[], type: T): EventDataOf<T>[] =>
  events.flatMap((event) => (event.type === type ? [event.data as EventDataOf<T>] : [])) // the type was compared
const oneRewrite = { limits: { iterations: 1, maxTokens: 500_000, comparisons: 0 } }

describe('A run with a judge', () => {
  test('asks the judge model about each answer, and adds its levels to the rules as checks of the answer', () => {
    const { events, judging, state } = run((step) => verdict(step, 2), oneRewrite)
    expect(judging.map(({ callId, model, temperature }) => [callId, model, temperature])).toEqual([
      ['v0-judge-0', 'openai:gpt-5-mini', 0],
      ['v1-judge-0', 'openai:gpt-5-mini', 0],
    ])
    const [first] = dataOf(events, 'evaluation.recorded')
    expect(first?.judgement).toEqual({ status: 'valid', replies: 1, rubric: 1 })
    const levels = first?.checks.filter(({ check }) => check.startsWith('judge-')) ?? []
    expect(levels.map(({ check, score, passed }) => [check, score, passed])).toEqual([
      ['judge-clarity', 0.5, false],
      ['judge-relevance', 0.5, false],
      ['judge-completeness', 0.5, false],
      ['judge-adherence', 0.5, false],
    ])
    expect(levels[0]?.feedback).toBe('Level 2 of 4: It says so. Seen in “boils a litre of water”')
    expect(state.status).toBe('completed')
  })

  test('lets the judge weigh as much as the rules about the answer, however many criteria there are', () => {
    const own = [{ name: 'calm', question: 'Is it calm from start to end?' }]
    for (const judgeCriteria of [[], own]) {
      const { events } = run((step) => verdict(step, 1), { ...oneRewrite, judgeCriteria })
      const [evaluation] = dataOf(events, 'evaluation.recorded')
      const weigh = (isJudge: boolean) =>
        (evaluation?.checks ?? [])
          .filter(({ check, subject }) => subject === 'output' && check.startsWith('judge-') === isJudge)
          .reduce((sum, { weight }) => sum + weight, 0)
      expect(weigh(true)).toBeCloseTo(weigh(false), 2)
      expect(weigh(true)).toBeGreaterThan(1)
    }
  })

  test('never tells the judge which version it reads, and shows it the author’s prompt for every one', () => {
    const { judging, state } = run((step) => verdict(step, 2), oneRewrite)
    const rewrite = state.versions[1]?.prompt ?? ''
    expect(rewrite.length).toBeGreaterThan(prompt.length)
    for (const step of judging) {
      expect(step.prompt).toContain(prompt)
      expect(step.prompt).not.toContain(rewrite)
      expect(step.prompt).not.toMatch(/version\s*\d|\bv[01]\b/i)
    }
  })

  test('sends a broken reply back once, asks afresh, and then goes on by the rules alone and says so', () => {
    const { events, judging } = run(() => 'I like it.', oneRewrite)
    const [first, second, third] = judging
    expect(judging.slice(0, 4).map(({ callId }) => callId)).toEqual([
      'v0-judge-0',
      'v0-judge-1',
      'v0-judge-2',
      'v1-judge-0',
    ])
    expect(second?.prompt).toContain('I like it.')
    expect(second?.prompt).toContain('there is no JSON object in the reply')
    expect(second?.prompt.startsWith(first?.prompt.trimEnd() ?? '?')).toBe(true)
    expect(third?.prompt).not.toContain('I like it.')
    const [evaluation] = dataOf(events, 'evaluation.recorded')
    expect(evaluation?.judgement).toEqual({
      status: 'invalid',
      replies: mostReplies,
      rubric: 1,
      problem: 'there is no JSON object in the reply',
    })
    expect(evaluation?.checks.some(({ check }) => check.startsWith('judge-'))).toBe(false)
    expect(evaluation?.score).toBe(
      dataOf(run((step) => verdict(step, 0), { evaluator: 'rules' }).events, 'evaluation.recorded')[0]?.score,
    )
  })

  test('counts a mended reply and one that came at the second time as repaired', () => {
    const { events } = run((step, nth) => {
      if (nth === 0) return `${verdict(step, 3).slice(0, -1)},}`
      return nth === 1 ? 'Well.' : verdict(step, 3)
    }, oneRewrite)
    expect(dataOf(events, 'evaluation.recorded').map(({ judgement }) => judgement)).toEqual([
      { status: 'repaired', replies: 1, rubric: 1 },
      { status: 'repaired', replies: 2, rubric: 1 },
    ])
  })

  test('takes a reply that was cut off for no verdict, whatever stands in it', () => {
    const cut: Judge = (step) => ({
      ...(answer(verdict(step, 4)) as Extract<Scripted, { text: string }>),
      finishReason: 'length',
    })
    const [evaluation] = dataOf(run(cut, oneRewrite).events, 'evaluation.recorded')
    expect(evaluation?.judgement).toMatchObject({ status: 'invalid', problem: expect.stringContaining('cut off') })
  })

  test.each([
    [4, 'the challenger’s', 0],
    [0, 'the challenger’s', 0],
    [4, 'the champion’s', 1],
    [0, 'the champion’s', 1],
  ])(
    'decides as the rules do when one of two judgements is invalid (level %i, %s fails)',
    (level, _, judgedVersion) => {
      const decisions = (judge: Judge, evaluator: 'rules' | 'llm_judge') =>
        run(judge, { ...oneRewrite, evaluator }).state.versions.map(({ decision }) => decision?.kept)
      const oneFails: Judge = (step) => (step.version === judgedVersion ? verdict(step, level) : 'no JSON')
      expect(decisions(oneFails, 'llm_judge')).toEqual(decisions(oneFails, 'rules'))
      const { events } = run(oneFails, oneRewrite)
      const verdicts = [...dataOf(events, 'version.kept'), ...dataOf(events, 'version.dropped')]
      expect(verdicts.find(({ version }) => version === 1)?.reason).toContain('by the rules alone')
    },
  )

  test('does not ask about an empty answer: it is at the lowest level of everything', () => {
    const { events, judging } = run(
      (step) => verdict(step, 4),
      oneRewrite,
      () => '  ',
    )
    expect(judging).toHaveLength(0)
    const [evaluation] = dataOf(events, 'evaluation.recorded')
    expect(evaluation).not.toHaveProperty('judgement')
    expect(evaluation?.checks.find(({ check }) => check === 'judge-clarity')).toMatchObject({ score: 0, passed: false })
  })

  test('asks the same again after a crash between question and reply, and nothing that is stored', () => {
    const { events, judging } = run((step, nth) => (nth === 0 ? 'no' : verdict(step, 2)), oneRewrite)
    for (const [index, event] of events.entries()) {
      if (event.type !== 'request.started') continue
      const step = decide(foldEvents(events.slice(0, index + 1)))
      const original = judging.find(({ callId }) => callId === event.data.callId)
      expect(step).toEqual({ ...original, isRepeat: true })
    }
    expect(judging.length).toBeGreaterThan(2)
  })

  test('goes on by the rules when the limits leave nothing for a judge, and says so', () => {
    const { events } = run((step) => verdict(step, 2), { limits: { iterations: 1, maxTokens: 50_000, maxCalls: 1 } })
    const [evaluation] = dataOf(events, 'evaluation.recorded')
    expect(evaluation?.judgement).toMatchObject({ status: 'unaffordable', replies: 0 })
    expect(events.at(-1)?.type).toBe('run.completed')
  })
})

describe('A comparison with a judge', () => {
  const comparing = { limits: { iterations: 1, maxTokens: 900_000, comparisons: 6 } }
  /** Lets the rewrite win the search, then judges pairs. */
  const pairs =
    (judgePair: Judge): Judge =>
    (step, nth) =>
      step.pair === undefined ? verdict(step, step.version === 0 ? 1 : 4) : judgePair(step, nth)
  const isRewriteFirst = (step: AskStep) => step.callId.includes('-v1-v0-')

  test('asks each pair in both orders, counts a win only when they agree, and says how often', () => {
    const { events, judging } = run(
      pairs((step) => preference(isRewriteFirst(step) ? 'A' : 'B')),
      comparing,
    )
    const asked = judging.filter(({ pair }) => pair !== undefined)
    expect(asked).toHaveLength(12)
    expect(asked.slice(0, 4).map(({ callId }) => callId)).toEqual([
      'p0-v1-v0-judge-0',
      'p0-v0-v1-judge-0',
      'p1-v0-v1-judge-0',
      'p1-v1-v0-judge-0',
    ])
    const recorded = dataOf(events, 'pair.recorded')
    expect(recorded.map((pair) => pair.preference?.outcome)).toEqual(Array(6).fill('version'))
    const [result] = dataOf(events, 'comparison.completed')
    expect(result).toMatchObject({ verdict: 'better', preferences: { version: 6, against: 0, ties: 0, none: 0 } })
    expect(result?.reason).toContain(
      'the judge preferred it in 6 of 6 pairs (95 % interval 61 % to 100 %, sign test p = 0.031)',
    )
  })

  test('with a judge that always takes the first shows nothing, and counts its bias', () => {
    const { events } = run(
      pairs(() => preference('A')),
      comparing,
    )
    const [result] = dataOf(events, 'comparison.completed')
    expect(result).toMatchObject({ verdict: 'no-difference-shown', preferences: { ties: 6, byPlace: 6 } })
  })

  test('with a judge that cannot be used is decided by the rules, and says that', () => {
    const { events } = run(
      pairs(() => 'B is nicer'),
      comparing,
    )
    const recorded = dataOf(events, 'pair.recorded')
    expect(recorded).toHaveLength(6)
    const byRules = dataOf(
      run(
        pairs(() => ''),
        { ...comparing, evaluator: 'rules' },
      ).events,
      'pair.recorded',
    )
    for (const [index, { score, against, preference: given }] of recorded.entries()) {
      expect(given).toMatchObject({ outcome: 'none', replies: mostReplies })
      const rules = byRules[index]
      if (rules !== undefined) expect(score - against).toBeCloseTo((rules.score - rules.against) / 2, 10)
    }
    expect(dataOf(events, 'comparison.completed')[0]?.reason).toContain('6 without a usable judgement')
  })

  test('asks the second order only when the first has a winner', () => {
    const { judging } = run(
      pairs(() => preference('tie')),
      comparing,
    )
    expect(judging.filter(({ pair }) => pair !== undefined)).toHaveLength(6)
  })
})
