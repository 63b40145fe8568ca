import { expect, test } from 'vitest'
import { matchesLogPattern, parseLogPattern } from './log-pattern.ts'

const finds = (pattern: string, line: unknown) => matchesLogPattern(parseLogPattern(pattern), line)

test('finds lines by text, by number, by the beginning of a text, and by several of them', () => {
  const line = { level: 'warn', code: 'MODEL_TIMED_OUT', res: { statusCode: 503 } }
  expect(finds('{ $.level = "warn" }', line)).toBe(true)
  expect(finds('{ $.level = "error" || $.level = "warn" }', line)).toBe(true)
  expect(finds('{ $.level = "warn" && $.code = "OVERLOADED" }', line)).toBe(false)
  expect(finds('{ $.code = "MODEL_*" }', line)).toBe(true)
  expect(finds('{ $.code = "MODEL" }', line)).toBe(false)
  expect([500, 503, 504].map((status) => finds(`{ $.res.statusCode >= ${status} }`, line))).toEqual([true, true, false])
  expect(finds('{ $.res.statusCode != 200 }', line)).toBe(true)
  expect(finds('{ $.durationMs > 1000 }', line)).toBe(false)
})

test.each([
  '$.level = "warn"',
  '{ level = "warn" }',
  '{ $.level == "warn" }',
  "{ $.level = 'warn' }",
  '{ $.level = warn }',
  '{ $.level = "warn" or $.level = "error" }',
  '{ $.level > "warn" }',
  '{ $.level = "warn" | $.level = "error" }',
])('%s is no pattern', (pattern) => {
  expect(() => parseLogPattern(pattern)).toThrow(/Expected/)
})
