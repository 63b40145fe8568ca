import { Registry } from 'prom-client'
import { expect, test } from 'vitest'
import { addMemoryLimits, memoryLimitOf } from './memory-limits.ts'

const gib = 2 ** 30

test.each([
  { case: 'a container with a limit', constrained: gib, machine: 8 * gib, limit: gib },
  { case: 'a container without one', constrained: 0, machine: 8 * gib, limit: 8 * gib },
  { case: 'a kernel that writes no limit as a huge number', constrained: 2 ** 63, machine: 8 * gib, limit: 8 * gib },
])('$case', ({ constrained, machine, limit }) => {
  expect(memoryLimitOf(constrained, machine)).toBe(limit)
})

test('the limits are above what this process uses', async () => {
  const registry = new Registry()
  addMemoryLimits(registry)
  const values = (await registry.getMetricsAsJSON()).map(({ values: [first] }) => first?.value ?? 0)
  expect(values).toHaveLength(2)
  expect(values[0]).toBeGreaterThan(process.memoryUsage.rss())
  expect(values[1]).toBeGreaterThan(process.memoryUsage().heapUsed)
})
