import { describe, expect, test } from 'vitest'
import type { NewRefinementEvent } from '../contract/refinement-events.ts'
import type { RunInput } from '../contract/run-input.ts'
import type { AskStep } from './ask-step.ts'
import { foldEvents } from './fold.ts'
import { splitInputs } from './test-inputs.ts'
import { answer, carryOn, type Scripted, started } from './test-support/scripted-run.ts'

const prompt = 'Answer the question of a customer in one sentence: {{input}}'
const inputs = Array.from({ length: 9 }, (_, index) => ({ text: `Where is parcel number ${index} of mine?` }))
const better = `${prompt}\nWrite about nothing but the parcel.`
const fence = '```'

/** Refuses half of the time, until the prompt says what to write about. */
const target = ({ prompt: asked, input = 0, sample = 0, pair = 0 }: AskStep): Scripted =>
  asked.includes('nothing but the parcel') || (input + sample + pair) % 2 === 0
    ? answer('Your parcel is on its way and comes tomorrow.')
    : answer("I'm sorry, but I can't help with that.")

interface Writers {
  readonly writer?: string
  readonly analysis?: string
}

const rewrite = `- It was silent about the subject\n\n${fence}\n${better}\n${fence}`
const quoted = JSON.stringify({
  flaws: [{ quote: "I can't help with that", flaw: 'It refuses', fix: 'Say what to do' }],
})

const play =
  ({ writer = rewrite, analysis = quoted }: Writers = {}) =>
  (step: AskStep): Scripted =>
    step.role === 'target' ? target(step) : answer(step.role === 'analyser' ? analysis : writer)

const start = (changes: Partial<RunInput> = {}) => [
  started(prompt, {
    enhancer: 'llm_assisted',
    inputs,
    limits: { iterations: 2, maxTokens: 12_000, comparisons: 20 },
    ...changes,
  }),
]

const ofType = <T extends NewRefinementEvent['type']>(events: readonly NewRefinementEvent[], type: T) =>
  events.filter((event): event is Extract<NewRefinementEvent, { type: T }> => event.type === type)

describe('a run with test inputs', () => {
  const asked: AskStep[] = []
  const events = carryOn(start(), play(), asked)
  const { heldOut, search } = splitInputs(inputs.length)

  test('keeps a rewrite that answers better on several inputs, and shows it on inputs it never saw', () => {
    expect(events.at(-1)).toMatchObject({ type: 'run.completed', data: { outcome: 'improved', best: { version: 1 } } })
    const [compared] = ofType(events, 'comparison.completed')
    expect(compared?.data).toMatchObject({ verdict: 'better', version: 1, against: 0, pairs: 20 })
    const [version] = ofType(events, 'version.proposed').slice(1)
    expect(version?.data).toMatchObject({
      prompt: better,
      by: { role: 'enhancer', callId: 'r0-enhancer', metaPrompt: 0 },
      changes: [{ rule: 'llm-assisted', reason: 'It was silent about the subject' }],
    })
  })

  test('asks with the input in its place, each answer of the search and of the comparison once', () => {
    const targets = asked.filter(({ role }) => role === 'target')
    expect(targets.length).toBeGreaterThan(20)
    for (const { prompt: sent, input } of targets) {
      expect(sent).toContain(inputs[input ?? -1]?.text)
      expect(sent).not.toContain('{{input}}')
    }
    expect(new Set(asked.map(({ callId }) => callId)).size).toBe(asked.length)
  })

  test('shows the inputs that are held out to nobody but the target, and only in the comparison', () => {
    expect(heldOut).toHaveLength(3)
    expect(search).toHaveLength(6)
    const searched = asked.filter(({ role, pair }) => role === 'target' && pair === undefined)
    expect(searched.filter(({ input }) => heldOut.includes(input ?? -1))).toEqual([])
    const compared = asked.filter(({ pair }) => pair !== undefined)
    expect(compared.filter(({ input }) => !heldOut.includes(input ?? -1))).toEqual([])
    const written = asked.filter(({ role }) => role !== 'target')
    expect(written.length).toBeGreaterThan(0)
    for (const { prompt: sent } of written) for (const index of heldOut) expect(sent).not.toContain(inputs[index]?.text)
  })

  test('scores answers alone: how a prompt looks counts nothing', () => {
    const checks = ofType(events, 'evaluation.recorded').flatMap(({ data }) => data.checks)
    expect(checks.length).toBeGreaterThan(0)
    expect(checks.filter(({ subject }) => subject === 'prompt')).toEqual([])
  })

  test('decides every version before it ends', () => {
    const { versions } = foldEvents(events)
    expect(versions.length).toBeGreaterThan(1)
    expect(versions.filter(({ decision }) => decision === null)).toEqual([])
  })

  test('a run cut off after any event goes on to the same end, and repeats no answered call', () => {
    for (let length = 1; length <= events.length; length += 11) {
      const repeated: AskStep[] = []
      const prefix = events.slice(0, length)
      expect(carryOn(prefix, play(), repeated)).toEqual(events)
      const done = prefix.flatMap((event) =>
        event.type === 'output.recorded' || event.type === 'reply.recorded' ? [event.data.callId] : [],
      )
      expect(repeated.filter(({ callId }) => done.includes(callId))).toEqual([])
    }
  })
})

test('a rewrite that lost the place of the input is refused, said so, and not measured', () => {
  const events = carryOn(start(), play({ writer: `${fence}\nAnswer the customer.\n${fence}` }))
  const refused = ofType(events, 'proposal.refused')
  expect(refused.map(({ data }) => [data.role, data.parent])).toEqual([
    ['enhancer', 0],
    ['enhancer', 0],
  ])
  expect(refused[0]?.data.reason).toContain('input')
  expect(foldEvents(events).versions).toHaveLength(1)
  expect(events.at(-1)).toMatchObject({ type: 'run.completed', data: { outcome: 'unchanged' } })
})

test('rounds of self-correction analyse answers, revise the prompt, and keep what is shown to be better', () => {
  const events = carryOn(start({ enhancer: 'rule_based', selfCorrection: 2 }), play())
  const roles = ofType(events, 'request.started').map(({ data }) => data.role)
  expect(roles.slice(0, 2)).toEqual(['analyser', 'reviser'])
  const revised = ofType(events, 'version.proposed').filter(({ data }) => data.by?.role === 'reviser')
  expect(revised[0]?.data).toMatchObject({ prompt: better, changes: [{ rule: 'self-correction' }] })
  expect(events.at(-1)).toMatchObject({ type: 'run.completed', data: { best: { version: revised[0]?.data.version } } })
})

test('a version whose analysis found nothing is not analysed again', () => {
  const events = carryOn(start({ enhancer: 'rule_based', selfCorrection: 5 }), play({ analysis: '{"flaws": []}' }))
  const analysed = ofType(events, 'request.started').map(({ data }) => data.version)
  expect(analysed.length).toBeGreaterThan(0)
  expect(new Set(analysed).size).toBe(analysed.length)
  expect(ofType(events, 'proposal.refused')[0]?.data.reason).toBe('The analysis found nothing to mend')
})

test('answers that are all right end the run without a rewrite', () => {
  const perfect = (step: AskStep) => (step.role === 'target' ? answer('Your parcel is on its way.') : answer(rewrite))
  const events = carryOn(start(), perfect)
  expect(ofType(events, 'request.started')).toEqual([])
  expect(events.at(-1)).toMatchObject({ type: 'run.completed', data: { outcome: 'unchanged', best: { score: 1 } } })
})

test('a version that is banned is not the winner, although it was', () => {
  const whole = carryOn(start(), play())
  const kept = whole.findIndex((event) => event.type === 'version.kept' && event.data.version === 1)
  expect(kept).toBeGreaterThan(0)
  const events = carryOn([...whole.slice(0, kept + 1), { type: 'version.banned', data: { version: 1 } }], play())
  expect(foldEvents(events).best?.version).not.toBe(1)
})

test('what the author says meanwhile reaches whoever writes the next rewrite', () => {
  const whole = carryOn(start(), play())
  const scored = whole.findIndex(({ type }) => type === 'evaluation.recorded')
  const asked: AskStep[] = []
  carryOn(
    [...whole.slice(0, scored + 1), { type: 'feedback.added', data: { text: 'Mention the carrier.' } }],
    play(),
    asked,
  )
  expect(asked.find(({ role }) => role === 'enhancer')?.prompt).toContain('Mention the carrier.')
})

test('a model writes test inputs besides those of the author, once, marked as generated', () => {
  const written = JSON.stringify({ inputs: ['Can I send it back?', 'Who brings it?', inputs[0]?.text] })
  const asked: AskStep[] = []
  const play2 = (step: AskStep) => (step.role === 'generator' ? answer(written) : play()(step))
  const events = carryOn(start({ inputs: inputs.slice(0, 2), generateInputs: 2 }), play2, asked)
  expect(ofType(events, 'inputs.generated').map(({ data }) => data.inputs)).toEqual([
    [
      { text: 'Can I send it back?', generated: true },
      { text: 'Who brings it?', generated: true },
    ],
  ])
  expect(foldEvents(events).inputs).toHaveLength(4)
  expect(asked.filter(({ role }) => role === 'generator')).toHaveLength(1)
  expect(asked.some(({ prompt: sent }) => sent.includes('Who brings it?'))).toBe(true)
})

test('a reply without inputs is said so, and the run goes on without', () => {
  const events = carryOn(start({ inputs: [], generateInputs: 3 }), (step) =>
    step.role === 'generator' ? answer('I cannot.') : play()(step),
  )
  expect(ofType(events, 'inputs.generated')[0]?.data).toMatchObject({
    inputs: [],
    problem: expect.stringMatching(/^Expected/),
  })
  expect(events.at(-1)?.type).toBe('run.completed')
})

test('each version records the answers that its writer was shown', () => {
  const events = carryOn(start(), play())
  const [, first] = ofType(events, 'version.proposed')
  const [request] = ofType(events, 'request.started')
  expect(first?.data.evidence?.length).toBeGreaterThan(0)
  expect(first?.data.evidence).toEqual(request?.data.evidence)
  expect(foldEvents(events).evidence[1]).toEqual(first?.data.evidence)
})

test('a winner whose fresh answers are no better gives the place back to the author’s prompt', () => {
  // Better in the search, alike in the comparison.
  const lucky = (step: AskStep) =>
    step.role !== 'target'
      ? play()(step)
      : step.pair === undefined
        ? target(step)
        : answer('Your parcel is on its way and comes tomorrow.')
  const events = carryOn(start(), lucky)
  const [compared] = ofType(events, 'comparison.completed')
  expect(compared?.data).toMatchObject({ verdict: 'no-difference-shown', mean: 0 })
  expect(ofType(events, 'best.chosen').at(-1)?.data).toMatchObject({ version: 0, previousBest: { version: 1 } })
  expect(events.at(-1)).toMatchObject({ type: 'run.completed', data: { outcome: 'unchanged', best: { version: 0 } } })
})
