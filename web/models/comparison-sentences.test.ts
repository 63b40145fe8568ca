import { expect, test } from 'vitest'
import type { ComparisonResult } from '../../app/contract/refinement-events.ts'
import { comparedRun } from '../test-support/example-run.ts'
import { luckText, preferencesText } from './comparison-sentences.ts'
import { activityText, newsText, outcomeText } from './run-sentences.ts'
import { applyEvent, bestVersion, emptyRun, versionOf } from './run-view.ts'

const fold = (events: ReturnType<typeof comparedRun>) => events.reduce(applyEvent, emptyRun)
const interval = (lower: number, upper: number) => ({ lower, upper })

test('a winner that is shown to be better is called so, with how much and how sure', () => {
  const view = fold(comparedRun({ verdict: 'better', pairs: 8, mean: 0.125, interval: interval(0.04, 0.21) }))
  expect(outcomeText(view)).toBe(
    'Version 1 is better than your prompt: its answers score +12.5 points over 8 pairs of fresh answers (95% interval +4 to +21 points).',
  )
  expect(newsText(view)).toBe(`Completed. ${outcomeText(view)}`)
  expect(bestVersion(view)?.version).toBe(1)
})

test('no difference that was shown is no improvement', () => {
  const result = { verdict: 'no-difference-shown', pairs: 8, mean: 0.02, interval: interval(-0.05, 0.09) } as const
  expect(outcomeText(fold(comparedRun(result)))).toBe(
    'Version 1 won the search, but 8 pairs of fresh answers show no difference to your prompt (95% interval -5 to +9 points).',
  )
})

test('a winner that was luck gives the prompt back', () => {
  const view = fold(comparedRun({ verdict: 'worse', pairs: 8, mean: -0.2, interval: interval(-0.3, -0.1) }))
  expect(outcomeText(view)).toBe(
    'Version 1 won the search, but its answers score -20 points over 8 pairs of fresh answers (95% interval -30 to -10 points); your prompt stays.',
  )
  expect(bestVersion(view)?.version).toBe(0)
})

test('too few pairs are called too few', () => {
  const result = { verdict: 'no-difference-shown', pairs: 1, mean: 0.1, interval: null } as const
  expect(outcomeText(fold(comparedRun(result)))).toBe(
    'Version 1 won the search; 1 pair of fresh answers is too few to show whether it is better than your prompt.',
  )
})

test('says what luck alone does, once the author’s prompt was compared with itself', () => {
  const better = { verdict: 'better', pairs: 8, mean: 0.1, interval: { lower: 0.05, upper: 0.15 } } as const
  const itself = { version: 0, against: 0, pairs: 2 }
  const before = comparedRun(better).slice(0, -1)
  const data = { ...itself, stopReason: 'iterations', reason: 'Tried.' } as const
  const begun = fold([...before, { type: 'comparison.started', data, seq: before.length + 1, at: '' }])
  expect(activityText(begun)).toBe('Comparing your prompt with itself on fresh answers: pair 1 of 2…')
  expect(begun.comparison?.result).toMatchObject(better)
  const result = { ...itself, verdict: 'no-difference-shown', mean: 0.012, reason: '' } as const
  const told = (pairs: number, interval: ComparisonResult['interval']) => luckText({ ...result, pairs, interval })
  expect(told(8, { lower: -0.03, upper: 0.06 })).toBe(
    'By luck alone your prompt came out +1.2 points against itself over 8 pairs of fresh answers (95% interval -3 to +6 points); a difference of that size says nothing.',
  )
  expect(told(1, null)).toBe('Your prompt against itself: 1 pair of fresh answers is too few to tell what luck does.')
})

test('says which pair is under way, counts its tokens, and leaves the answers of the search as they are', () => {
  const events = comparedRun({ verdict: 'better', pairs: 3, mean: 0.1, interval: null })
  const at = events.findIndex(({ type }) => type === 'comparison.started')
  const texts = events.slice(at, -1).map((_, index) => activityText(fold(events.slice(0, at + index + 1))))
  expect([...new Set(texts)]).toEqual(
    [1, 2, 3].map((pair) => `Comparing version 1 with your prompt on fresh answers: pair ${pair} of 3…`),
  )
  const [before, after] = [fold(events.slice(0, at)), fold(events)]
  expect(after.usage.outputTokens - before.usage.outputTokens).toBe(360)
  expect(versionOf(after, 1)).toEqual(versionOf(before, 1))
})

test.each([
  [{ version: 5, against: 1, ties: 0, byPlace: 0, none: 0 }, 'The judge preferred the best version in 5 pairs and your prompt in 1.'],
  [{ version: 1, against: 0, ties: 2, byPlace: 1, none: 3 }, 'The judge preferred the best version in 1 pair and your prompt in 0; 2 ties (1 by place alone); 3 without a usable verdict.'],
  [{ version: 0, against: 0, ties: 1, byPlace: 1, none: 0 }, 'The judge preferred neither version; 1 tie (1 by place alone).'],
])('what the judge made of the pairs: %j', (preferences, text) => expect(preferencesText(preferences)).toBe(text)) // biome-ignore format: a table
