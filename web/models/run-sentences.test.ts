import { expect, test } from 'vitest'
import type { RefinementEvent } from '../../app/contract/refinement-events.ts'
import { improvedRun, input, numbered, unchangedRun } from '../test-support/example-run.ts'
import { activityText, newsText, outcomeText, statusText } from './run-sentences.ts'
import { applyEvent, emptyRun } from './run-view.ts'

const fold = (events: RefinementEvent[]) => events.reduce(applyEvent, emptyRun)
const after = (count: number) => fold(improvedRun.slice(0, count))

test('says what a run is doing after each event', () => {
  expect([1, 2, 3, 4, 5, 6, 7, 8].map((count) => activityText(after(count)))).toEqual([
    'Waiting for its turn…',
    'Preparing your prompt…',
    'Asking gpt-5-mini (OpenAI) with your prompt…',
    'Scoring the answer to your prompt…',
    'Comparing your prompt with the best so far…',
    'Looking for the next change…',
    'Preparing version 1…',
    'Asking gpt-5-mini (OpenAI) with version 1…',
  ])
  expect(activityText(emptyRun)).toBeNull()
  expect(activityText(fold(improvedRun))).toBeNull()
})

test('says that it waits for a provider that limits the rate', () => {
  const events = numbered(
    ['run.started', input],
    ['version.proposed', { version: 0, parent: null, prompt: input.prompt, changes: [] }],
    ['call.started', { callId: 'a', version: 0, role: 'target', model: 'openai:gpt-5-mini' }],
    ['call.failed', { callId: 'a', code: 'MODEL_RATE_LIMITED', message: 'Wait.', retryAfterMs: 2000 }],
    ['call.started', { callId: 'b', version: 0, role: 'target', model: 'openai:gpt-5-mini' }],
  )
  expect(activityText(fold(events.slice(0, 4)))).toBe('Waiting 2 s before asking the model again…')
  expect(activityText(fold(events))).toBe('Asking gpt-5-mini (OpenAI) with your prompt…')
})

test('names the status in a word', () => {
  expect([emptyRun, after(1), after(2), fold(improvedRun)].map(statusText)).toEqual([
    'Loading',
    'Queued',
    'Running',
    'Completed',
  ])
})

test('an improvement is told with both scores', () => {
  expect(outcomeText(after(3))).toBeNull()
  expect(outcomeText(after(6))).toBe('Your own prompt is the best so far.')
  expect(outcomeText(after(11))).toBe('Version 1 is the best so far.')
  expect(outcomeText(fold(improvedRun))).toBe('Version 1 scores higher than your prompt: 50% → 90%.')
})

test('a run that found nothing better says so', () => {
  expect(outcomeText(fold(unchangedRun))).toBe('No better version was found; your prompt stays.')
  const cancelled = numbered(['run.started', input], ['run.cancelled', { best: null }])
  expect(outcomeText(fold(cancelled))).toBe('Nothing was scored before the run ended; your prompt stays.')
})

test('news are verdicts and ends, nothing smaller', () => {
  const news = improvedRun.map((_, index) => newsText(after(index + 1)))
  expect([...new Set(news)]).toEqual([
    '',
    'Your prompt scores 50%.',
    'Version 1 scores 90% and is kept.',
    'Version 2 scores 40% and is dropped.',
    'Completed. Version 1 scores higher than your prompt: 50% → 90%.',
  ])
})
