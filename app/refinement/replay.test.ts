import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { NewRefinementEvent, RefinementEvent } from '../contract/refinement-events.ts'
import { replay } from './replay.ts'
import { answer, carryOn, started } from './test-support/scripted-run.ts'

const stored = (events: readonly NewRefinementEvent[]): RefinementEvent[] =>
  events.map((event, index) => ({ ...event, seq: index + 1, at: '2026-01-02T03:04:05.000Z' }))
const runs = fc
  .record({
    texts: fc.array(fc.lorem({ maxCount: 30 }), { minLength: 3, maxLength: 3 }),
    failing: fc.option(fc.nat(6)),
    comparisons: fc.nat(3),
  })
  .map(({ texts, failing, comparisons }) => {
    let calls = 0
    const limits = { iterations: 3, maxTokens: 50_000, comparisons }
    const events = carryOn([started('Write about our new product.', { limits })], ({ version }) =>
      calls++ === failing ? { code: 'MODEL_TIMED_OUT', message: 'too late' } : answer(texts[version % 3] ?? ''),
    )
    return stored(events)
  })

test('every run comes out the same when it is decided anew, also one that was interrupted', () => {
  fc.assert(
    fc.property(runs, fc.nat(), (events, at) => {
      const resumed: NewRefinementEvent = { type: 'run.resumed', data: { reason: 'restarted' } }
      const place = 1 + (at % (events.length - 1))
      const interrupted = stored([...events.slice(0, place), resumed, ...events.slice(place)])
      for (const each of [events, interrupted]) {
        const { calls, decided, difference } = replay(each)
        expect(difference).toBeNull()
        const asked = events.filter(({ type }) => type === 'call.started').length
        const answers = events.filter(({ type }) => type === 'output.recorded' || type === 'call.failed').length
        expect(calls).toHaveLength(asked)
        expect(decided).toBe(events.length - 1 - answers)
      }
    }),
    { numRuns: 12 },
  )
})

test('an event that does not follow from the ones before it is named, with what follows instead', () => {
  let named = 0
  fc.assert(
    fc.property(runs, (events) => {
      const at = events.findIndex(({ type }) => type === 'evaluation.recorded')
      const event = events[at]
      if (event?.type !== 'evaluation.recorded') return
      const checks = event.data.checks.map((check) => ({ ...check, feedback: 'Someone else wrote this' }))
      const changed = events.with(at, { ...event, data: { ...event.data, checks } })
      expect(replay(changed).difference).toMatchObject({ seq: at + 1, decided: { type: 'evaluation.recorded' } })
      named++
    }),
    { numRuns: 8 },
  )
  expect(named).toBeGreaterThan(0)
})
