import { expect, test } from 'vitest'
import type { AuthorCheck } from '../../../../contract/author-checks.ts'
import { whyRefused } from '../acceptance.ts'
import { runCheck } from '../author-checks.ts'
import { kinds } from '../kinds.ts'
import { vectors } from './vectors.ts'

const tables = Object.entries(vectors)

test.each(tables)('%s says what it promises', (check, rows) => {
  expect(rows.length).toBeGreaterThanOrEqual(8)
  expect(rows[0]?.[2]).toBeLessThan(1)
  expect(rows.some(([, , score]) => score === 1)).toBe(true)
  for (const [parameters, text, score, expected] of rows) {
    const stated = { check, ...parameters } as AuthorCheck // the table has them by name
    const row = JSON.stringify([parameters, text])
    expect([row, whyRefused([stated], { hasExpected: true })]).toEqual([row, []])
    const finding = runCheck(stated, text, expected)
    expect([row, finding.score, finding.feedback]).toEqual([row, expect.closeTo(score, 3), expect.any(String)])
  }
})

test('every kind of check has its table', () => {
  expect(tables.map(([check]) => check).toSorted()).toEqual(Object.keys(kinds).toSorted())
})
