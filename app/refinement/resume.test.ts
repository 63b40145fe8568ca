import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isTerminal, type NewRefinementEvent } from '../contract/refinement-events.ts'
import type { PromptVersion } from '../contract/refinements.ts'
import { accept } from './acceptance.ts'
import type { AskStep } from './ask-step.ts'
import { decide } from './decide.ts'
import { foldEvents } from './fold.ts'
import { carryOn, type Scripted, started } from './test-support/scripted-run.ts'

const prompts = fc.oneof(
  fc.constantFrom(
    'Write about our new product.',
    'Summarize the following text in at most 3 bullet points:\n\nThe fox jumps over the dog.',
    'Compare PostgreSQL and MySQL in a table with several criteria.',
    'Return only valid JSON with the keys name and age of a fictional person.',
    'Schreibe einen kurzen Text über die Vorteile von Wärmepumpen, höchstens 20 Wörter.',
    "Écris un poème sur l'automne et la pluie.",
    'Nombra cinco ideas para una cena vegetariana, como máximo 40 palabras.',
    '秋と雨についての詩を書いてください。',
  ),
  fc.string({ minLength: 10, maxLength: 300, unit: 'grapheme' }),
)

const texts = fc.oneof(
  fc.constantFrom(
    '',
    'Certainly! Here is a short text. I hope this helps!',
    "I'm sorry, but I can't help with that.",
    'Could you please provide more details about the product?',
    '- PostgreSQL is strict\n- MySQL is simple',
    '| a | b |\n|---|---|\n| PostgreSQL | MySQL |',
    '{"name": "Ada", "age": 36}',
    'Wärmepumpen sparen Energie, das sind ihre Vorteile.',
    'the same words again '.repeat(30),
  ),
  fc.lorem({ maxCount: 60 }),
  fc.string({ maxLength: 200 }),
)

const answers = fc.record({
  text: texts,
  finishReason: fc.constantFrom('stop' as const, 'stop' as const, 'length' as const, 'filtered' as const),
  usage: fc.record({ inputTokens: fc.nat(3_000), outputTokens: fc.nat(4_096) }),
})
const failures = fc.record({ code: fc.constantFrom('MODEL_TIMED_OUT', 'MODEL_UNAVAILABLE'), message: fc.string() })

const runs = fc.record({
  prompt: prompts,
  limits: fc.record({
    iterations: fc.integer({ min: 1, max: 10 }),
    maxTokens: fc.integer({ min: 1_000, max: 60_000 }),
    comparisons: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 9 })),
    selfComparisons: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 7 })),
  }),
  script: fc.array(fc.oneof({ weight: 15, arbitrary: answers }, { weight: 1, arbitrary: failures }), {
    minLength: 11,
    maxLength: 11,
  }),
})
type Run = typeof runs extends fc.Arbitrary<infer T> ? T : never

/** Deterministic: version n always gets the nth line of the script, in a later pair that many lines further on. */
const play =
  ({ script }: Run) =>
  ({ version, pair, sample = 0 }: AskStep): Scripted =>
    script[pair === undefined ? version : (version + 3 * pair + 5 * sample + 1) % script.length] ?? {
      code: 'NO_LINE',
      message: '',
    }
const start = ({ prompt, limits }: Run) => [started(prompt, { limits })]

test('every run ends, within its limits, with its one terminal event last', () => {
  fc.assert(
    fc.property(runs, (run) => {
      const asked: AskStep[] = []
      const events = carryOn(start(run), play(run), asked)
      expect(events.filter(isTerminal)).toHaveLength(1)
      expect(events.findIndex(isTerminal)).toBe(events.length - 1)
      expect(asked.length).toBeLessThanOrEqual(
        run.limits.iterations + 1 + 2 * (run.limits.comparisons + run.limits.selfComparisons),
      )
      expect(new Set(asked.map(({ callId }) => callId)).size).toBe(asked.length)
      for (const { maxOutputTokens } of asked) expect(maxOutputTokens).toBeGreaterThanOrEqual(256)
    }),
    { numRuns: 100 },
  )
})

test('the runs drawn here end in each way that a run can end by itself', () => {
  const ends = fc.sample(runs, { numRuns: 100, seed: 1 }).map((run) => {
    const end = carryOn(start(run), play(run)).at(-1)
    return end?.type === 'run.completed' ? end.data.stopReason : end?.type
  })
  expect([...new Set(ends)].sort()).toEqual(['budget', 'converged', 'iterations', 'run.failed'])
})

test('the winner is the highest score that was accepted, and never below the author’s own prompt', () => {
  let improved = 0
  fc.assert(
    fc.property(runs, (run) => {
      const state = foldEvents(carryOn(start(run), play(run)))
      const scored = state.versions.filter((version) => version.decision !== null)
      const champion = scored.reduce<Readonly<PromptVersion> | null>((best, version) => {
        const isAccepted = best === null || accept(toScored(best), toScored(version)).kept
        expect(version.decision?.kept).toBe(isAccepted)
        return isAccepted ? version : best
      }, null)
      const compared = state.comparison?.result
      const isNoBetter = compared?.interval != null && compared.mean < 0
      const winner = isNoBetter ? scored[0] : champion
      expect(state.best).toEqual(winner == null ? null : { version: winner.version, score: winner.score })
      if (champion === null) return
      const kept = scored.filter((version) => version.decision?.kept)
      expect(champion.score).toBe(Math.max(...kept.map((version) => version.score ?? 0)))
      expect(champion.score).toBeGreaterThanOrEqual(state.versions[0]?.score ?? 1)
      if (champion.version > 0) improved++
    }),
    { numRuns: 100 },
  )
  expect(improved).toBeGreaterThan(0)
})

const toScored = ({ version, score, checks }: Readonly<PromptVersion>) => ({ version, score: score ?? 0, checks })

test('a run cut off after any event goes on to exactly the same end, and no answered call is made again', () => {
  let cuts = 0
  fc.assert(
    fc.property(runs, fc.boolean(), (run, marksResume) => {
      const whole = carryOn(start(run), play(run))
      const final = foldEvents(whole)
      for (let length = 1; length <= whole.length; length++) {
        const prefix = whole.slice(0, length)
        const resumed: NewRefinementEvent = { type: 'run.resumed', data: { reason: 'the process was restarted' } }
        const isMarked = marksResume && length < whole.length
        const asked: AskStep[] = []
        const events = carryOn(isMarked ? [...prefix, resumed] : prefix, play(run), asked)
        expect(events.filter((event) => event.type !== 'run.resumed')).toEqual(whole)
        const lastSeq = events.length
        expect(foldEvents(events)).toEqual({ ...final, lastSeq })
        const answered = prefix.flatMap((event) => (event.type === 'output.recorded' ? [event.data.callId] : []))
        expect(asked.filter(({ callId }) => answered.includes(callId))).toEqual([])
        const isInFlight = prefix.at(-1)?.type === 'call.started'
        expect(asked.map(({ isRepeat }) => isRepeat)).toEqual(asked.map((_, index) => isInFlight && index === 0))
        cuts++
      }
    }),
    { numRuns: 15 },
  )
  expect(cuts).toBeGreaterThan(100)
})

test('the same state gives the same step', () => {
  fc.assert(
    fc.property(runs, fc.nat(), (run, at) => {
      const events = carryOn(start(run), play(run))
      const prefix = events.slice(0, 1 + (at % events.length))
      expect(decide(foldEvents(prefix))).toEqual(decide(foldEvents(structuredClone(prefix))))
    }),
    { numRuns: 30 },
  )
})
