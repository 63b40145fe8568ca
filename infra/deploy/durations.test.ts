import { expect, test } from 'vitest'
import { clock, seconds } from './durations.ts'

test.each([
  [0, '0:00'],
  [59_999, '0:59'],
  [60_000, '1:00'],
  [3_725_000, '62:05'],
])('%d ms on the clock are %s', (ms, text) => expect(clock(ms)).toBe(text))

test.each([
  [0, '0.0 s'],
  [840, '0.8 s'],
  [9_949, '9.9 s'],
  [9_950, '10 s'],
  [245_400, '245 s'],
])('%d ms took %s', (ms, text) => expect(seconds(ms)).toBe(text))
