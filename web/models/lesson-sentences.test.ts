import { expect, test } from 'vitest'
import { aboutText, earnedText, evidenceText, measuredText, shownText, trialText } from './lesson-sentences.ts'

test('says what a lesson is about', () => {
  expect(aboutText({ taskKind: 'summarise', language: 'en' })).toBe('Summarise, English')
  expect(aboutText({ taskKind: 'other', language: 'und' })).toBe('Other, language not known')
})

const arm = (runs: number) => ({ runs, mean: runs === 0 ? null : 0.1 })
test.each([
  [0, 0, null, 'Not measured yet: no later run of its kind has ended'],
  [1, 0, null, 'Not measured yet: 1 run with it, none without'],
  [0, 2, null, 'Not measured yet: 2 runs without it, none with it'],
  [
    9,
    4,
    { mean: 0.07, lower: -0.012, upper: 0.152 },
    '+7 points (95% interval -1.2 to +15.2) by 9 runs with it and 4 without',
  ],
])('says what %i runs with it and %i without have shown', (offered, withheld, uplift, text) => {
  expect(measuredText({ offered: arm(offered), withheld: arm(withheld), uplift })).toBe(text)
})

test.each([
  [0.01, 0.2, 'Helps'],
  [-0.2, -0.01, 'Harms'],
  [-0.1, 0.1, 'No effect shown'],
  [0, 0.1, 'No effect shown'],
])('says what an interval from %d to %d shows', (lower, upper, text) => {
  expect(shownText({ offered: arm(9), withheld: arm(4), uplift: { mean: (lower + upper) / 2, lower, upper } })).toBe(
    text,
  )
  expect(shownText({ offered: arm(9), withheld: arm(0), uplift: null })).toBeNull()
})

test('says what earned it, and what each run came to', () => {
  expect(earnedText({ runs: 1, mean: 0.21, pairs: 8 })).toBe(
    'Earned by 1 run that ended 21 points better over 8 pairs of fresh answers',
  )
  expect(earnedText({ runs: 3, mean: 0.2, pairs: 24 })).toContain('3 runs that ended 20 points better on average over')
  const run = { run: 'r', at: '2026-05-04T09:30:00.000Z' }
  const uplift = { mean: 0.21, lower: 0.08, upper: 0.34 }
  expect(evidenceText({ ...run, version: 2, uplift, pairs: 8, lessons: 1 })).toBe(
    'version 2: +21 points (95% interval +8 to +34) over 8 pairs',
  )
  expect(evidenceText({ ...run, version: 2, uplift, pairs: 8, lessons: 3 })).toContain(', shared by 3 lessons')
  expect(trialText({ ...run, offered: true, uplift: 0.18, pairs: 8 })).toBe('with it: +18 points over 8 pairs')
  expect(trialText({ ...run, offered: false, uplift: 0, pairs: 0 })).toBe('without it: kept your prompt')
})
