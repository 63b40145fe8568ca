import fc from 'fast-check'
import { expect, test } from 'vitest'
import { foldEvents } from '../refinement/fold.ts'
import { endedRuns } from '../test-support/random-runs.ts'
import { endingOf } from './run-ending.ts'

test('says of any run what its events say', () => {
  const outcomes = new Set<string>()
  fc.assert(
    fc.property(endedRuns, (events) => {
      const ending = endingOf(foldEvents(events))
      const last = events.at(-1)
      const proposed = events.filter((event) => event.type === 'version.proposed')
      const outcome = last?.type === 'run.completed' ? last.data.outcome : last?.type.slice('run.'.length)
      const best = last !== undefined && 'best' in last.data ? last.data.best : null
      const input = events[0]?.type === 'run.started' ? events[0].data : undefined
      const wasAsked = events.some((event) => event.type === 'output.recorded')
      expect(ending).toMatchObject({
        // Only the simulator’s price is known in these runs: it costs nothing.
        cost: input?.simulated || !wasAsked ? 0 : null,
        outcome,
        verdict: events.find((event) => event.type === 'comparison.completed')?.data.verdict ?? null,
        iterations: Math.max(0, proposed.length - 1),
        text: {
          prompt: input?.prompt,
          best: best?.version ? proposed[best.version]?.data.prompt : null,
          notes: null,
        },
      })
      outcomes.add(ending?.outcome ?? '')
      expect(endingOf(foldEvents(events.slice(0, -1)))).toBeUndefined()
    }),
    { numRuns: 60, seed: 4 },
  )
  expect([...outcomes].sort()).toEqual(['cancelled', 'failed', 'improved', 'unchanged'])
})
