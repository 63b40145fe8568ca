import { expect, test } from 'vitest'
import { scattered } from '../statistics/scattered.ts'
import { leastTrials, settledTrials, standingOf } from './lesson-standing.ts'
import { estimateUplift, gainsOf } from './uplift-estimate.ts'

const judged = { retiredByAuthor: null, trials: leastTrials, estimate: { mean: -0.2, lower: -0.4, upper: -0.01 } }
const active = { state: 'active', retired: null }

test('is retired by measurement only after enough runs, and only when it can hardly help', () => {
  expect(standingOf(judged)).toEqual({
    state: 'retired',
    retired: {
      by: 'measurement',
      reason:
        'Over 8 runs those with it gained less than those without: -20.0 points of 100 (95 % interval -40.0 to -1.0)',
    },
  })
  expect(standingOf({ ...judged, trials: leastTrials - 1 })).toEqual(active)
  expect(standingOf({ ...judged, estimate: { mean: -0.2, lower: -0.4, upper: 0.01 } })).toEqual(active)
  expect(standingOf({ ...judged, estimate: null })).toEqual(active)
})

test('is retired, too, when many runs show no gain', () => {
  const estimate = { mean: 0, lower: -0.05, upper: 0.05 }
  expect(standingOf({ ...judged, trials: settledTrials, estimate })).toEqual({
    state: 'retired',
    retired: {
      by: 'measurement',
      reason:
        'Over 60 runs those with it gained no more than those without: 0.0 points of 100 (95 % interval -5.0 to 5.0)',
    },
  })
  expect(standingOf({ ...judged, trials: settledTrials - 1, estimate })).toEqual(active)
  expect(standingOf({ ...judged, trials: settledTrials, estimate: { ...estimate, mean: 0.001 } })).toEqual(active)
})

test('is retired when the author says so, whatever it did', () => {
  expect(standingOf({ ...judged, trials: 0, estimate: null, retiredByAuthor: { note: '' } })).toEqual({
    state: 'retired',
    retired: { by: 'author', reason: 'Retired by hand' },
  })
})

/** The share of lessons with an effect that are retired within 60 runs, looked at after each, whose gains spread by about 0.1. */
function retiredWithin60(effect: number, lessons = 300): number {
  let retired = 0
  for (let lesson = 0; lesson < lessons; lesson++) {
    const gains: { readonly isOffered: boolean; readonly gain: number }[] = []
    for (let run = 0; run < 60; run++) {
      const drawn = (place: number) => scattered(lesson, run, place)
      const isOffered = drawn(0) < 2 / 3
      // Three uniform draws together have a standard deviation of 1/2.
      const noise = 0.2 * (drawn(1) + drawn(2) + drawn(3) - 1.5)
      gains.push({ isOffered, gain: 0.15 + noise + (isOffered ? effect : 0) })
      const arm = (which: boolean) => gainsOf(gains.flatMap((trial) => (trial.isOffered === which ? [trial.gain] : [])))
      const estimate = estimateUplift(arm(true), arm(false))
      if (standingOf({ retiredByAuthor: null, trials: run + 1, estimate }).state === 'active') continue
      retired++
      break
    }
  }
  return retired / lessons
}

test('in simulated runs: what helps stays, what harms goes, and of what does nothing a half', () => {
  expect(retiredWithin60(0.1)).toBeLessThanOrEqual(0.01)
  expect(retiredWithin60(0.05)).toBeLessThanOrEqual(0.08)
  expect(retiredWithin60(0)).toBeGreaterThanOrEqual(0.4)
  expect(retiredWithin60(-0.1)).toBeGreaterThanOrEqual(0.9)
  expect(retiredWithin60(-0.2)).toBeGreaterThanOrEqual(0.99)
})
