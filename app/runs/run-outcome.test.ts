import { expect, test } from 'vitest'
import { outcomeOf } from './run-outcome.ts'

const failed = (code: string) => outcomeOf({ status: 'failed', error: { code, message: '' } })

test('a run that has not ended has no outcome', () => {
  expect(outcomeOf({ status: 'queued', error: null })).toBe(null)
  expect(outcomeOf({ status: 'running', error: null })).toBe(null)
})

test('how a run ended is its outcome', () => {
  expect(outcomeOf({ status: 'completed', error: null })).toBe('completed')
  expect(outcomeOf({ status: 'cancelled', error: null })).toBe('cancelled')
  expect(failed('MODEL_UNAVAILABLE')).toBe('failed')
  expect(failed('INTERNAL')).toBe('failed')
})

test('a request that the provider refused is no failure of the service', () => {
  expect(failed('MODEL_REQUEST_REFUSED')).toBe('refused')
  expect(failed('MODEL_UNKNOWN')).toBe('refused')
})
