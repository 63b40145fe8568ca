import fc from 'fast-check'
import type { NewRefinementEvent, RefinementEvent } from '../contract/refinement-events.ts'
import { isEnded } from '../refinement/event-order.ts'
import { foldEvents } from '../refinement/fold.ts'
import { answer, carryOn, started } from '../refinement/test-support/scripted-run.ts'

const prompts = [
  'Write about our new product.',
  'List three benefits of green tea as bullets, with a source for each.',
  'Summarise the text below in at most 50 words. “Zoë’s café \u0000 🙂”',
  '写一段关于我们新产品的介绍，不超过一百个字。',
]

/** Beginnings of lives that runs can have: whatever the models answer, however far they come, whoever ends them. */
const beginnings = fc.record({
  prompt: fc.constantFrom(...prompts),
  answers: fc.array(fc.oneof(fc.string({ unit: 'grapheme', maxLength: 80 }), fc.constantFrom('- It is new.', '')), {
    minLength: 1,
    maxLength: 6,
  }),
  failsAt: fc.option(fc.nat(8), { nil: -1 }),
  cancelAfter: fc.option(fc.integer({ min: 1, max: 20 }), { nil: Number.POSITIVE_INFINITY }),
  iterations: fc.integer({ min: 1, max: 4 }),
  comparisons: fc.constantFrom(0, 2, 6),
  selfComparisons: fc.constantFrom(0, 3),
  simulated: fc.boolean(),
  startedAt: fc.date({ min: new Date('2026-01-01'), max: new Date('2026-12-31'), noInvalidDate: true }),
})

function live(beginning: typeof beginnings extends fc.Arbitrary<infer T> ? T : never): RefinementEvent[] {
  const { prompt, answers, failsAt, cancelAfter, iterations, simulated, startedAt } = beginning
  const { comparisons, selfComparisons } = beginning
  const first = started(prompt, {
    limits: { iterations, maxTokens: 50_000, comparisons, selfComparisons },
    simulated,
    models: { target: simulated ? 'simulator:rules-v1' : 'openai:gpt-5-mini' },
  })
  let asked = 0
  const whole = carryOn([first], () => {
    const call = asked++
    return call === failsAt
      ? { code: 'MODEL_UNAVAILABLE', message: 'away' }
      : answer(answers[call % answers.length] ?? '')
  })
  return whole.length > cancelAfter ? dated(cancelled(whole.slice(0, cancelAfter)), startedAt) : dated(whole, startedAt)
}

function cancelled(events: NewRefinementEvent[]): NewRefinementEvent[] {
  const state = foldEvents(events)
  return isEnded(state) ? events : [...events, { type: 'run.cancelled', data: { best: state.best } }]
}

const dated = (events: readonly NewRefinementEvent[], startedAt: Date): RefinementEvent[] =>
  events.map((event, index) => ({
    ...event,
    seq: index + 1,
    at: new Date(startedAt.getTime() + index * 1_500).toISOString(),
  }))

/** Runs that have ended, of every kind, with the very decisions that the loop takes. */
export const endedRuns: fc.Arbitrary<RefinementEvent[]> = beginnings.map(live)
