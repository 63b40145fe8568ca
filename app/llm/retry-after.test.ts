import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { durationMs, retryAfterMs } from './retry-after.ts'

const now = Date.parse('2026-03-01T12:00:00Z')
const read = (headers: Record<string, string>) => retryAfterMs(new Headers(headers), now)

describe('The time to wait', () => {
  test('is given in seconds, or finer in ms, which then counts', () => {
    expect(read({ 'retry-after': '2' })).toBe(2_000)
    expect(read({ 'retry-after': '0.25' })).toBe(250)
    expect(read({ 'retry-after': '2', 'retry-after-ms': '1500' })).toBe(1_500)
  })

  test('is given as a date, and 0 when that is past', () => {
    expect(read({ 'retry-after': 'Sun, 01 Mar 2026 12:01:30 GMT' })).toBe(90_000)
    expect(read({ 'retry-after': 'Sun, 01 Mar 2026 11:00:00 GMT' })).toBe(0)
  })

  test('is unknown when nothing readable is said', () => {
    expect(read({})).toBeUndefined()
    expect(read({ 'retry-after': 'soon' })).toBeUndefined()
    expect(durationMs('34')).toBeUndefined()
    expect(durationMs('soon')).toBeUndefined()
  })

  test('is read from a duration', () => {
    expect(durationMs('34.074s')).toBe(34_074)
    expect(durationMs('0s')).toBe(0)
  })

  test('is always a whole number from 0 to a day, or unknown', () => {
    const anything = fc.oneof(fc.string({ unit: 'grapheme-ascii' }), fc.double().map(String), fc.date().map(String))
    fc.assert(
      fc.property(anything, anything, (coarse, fine) => {
        const ms = retryAfterMs(new Headers({ 'retry-after': coarse, 'retry-after-ms': fine }), now)
        if (ms === undefined) return
        expect(Number.isInteger(ms)).toBe(true)
        expect(ms).toBeGreaterThanOrEqual(0)
        expect(ms).toBeLessThanOrEqual(86_400_000)
      }),
    )
  })
})
