import { expect, test } from 'vitest'
import { summaryLines } from './summary.ts'

test('outputs, the time of each phase and the price', () => {
  const lines = summaryLines({
    outputs: { url: 'https://mpla.example.com', cluster: 'mpla-prod' },
    finished: [
      { name: 'settings', ms: 400 },
      { name: 'up', ms: 245_000 },
    ],
    monthlyUsd: 121.4,
  })
  expect(lines).toContain('  url      https://mpla.example.com')
  expect(lines).toContain('  cluster  mpla-prod')
  expect(lines).toContain('time   245 s: settings 0.4 s, up 245 s')
  expect(lines.at(-1)).toMatch(/^cost {3}about 121\.40 USD a month at list price; not included: /)
})
