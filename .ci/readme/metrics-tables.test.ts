import { expect, test } from 'vitest'
import { publishedMetrics } from '../../app/metrics/published.ts'
import { usage } from '../../infra/plan/prices.ts'
import { combinations, publishedTable, registeredTable } from './metrics-tables.ts'

test('every published metric is in the tables, and no metric without a reason', () => {
  for (const { name } of publishedMetrics) expect(publishedTable()).toContain(`\`${name}\``)
  expect(publishedTable() + registeredTable()).not.toMatch(/undefined|NaN/)
})

test('the estimate of a stack counts what one provider makes the application publish', () => {
  expect(usage.customMetrics).toBe(combinations(['openai']))
})
