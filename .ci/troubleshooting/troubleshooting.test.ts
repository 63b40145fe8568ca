import { expect, test } from 'vitest'
import { firstNotPrinted } from '../readme/steps.ts'
import { troubles } from './table.ts'

const rows = Object.values(troubles).flat()

test('there are rows enough, most of them shown and none twice', () => {
  expect(rows.length).toBeGreaterThanOrEqual(30)
  expect(rows.filter(({ shown }) => shown.by !== 'source').length).toBeGreaterThan(rows.length * 0.7)
  expect(new Set(rows.map(({ says }) => says)).size).toBe(rows.length)
})

const byCheck = rows.flatMap(({ says, shown }) => (shown.by === 'check' ? [{ says, reproduce: shown.reproduce }] : []))
test.each(byCheck)('says: $says', async ({ says, reproduce }) => {
  const printed = await reproduce()
  expect(firstNotPrinted([`…${says}…`], printed), printed).toBeUndefined()
})

test('what only AWS says has its page there', () => {
  for (const { shown } of rows)
    if (shown.by === 'source') expect(shown.source).toMatch(/^https:\/\/docs\.aws\.amazon\.com\/\S+\.html$/)
})
