import { expect, test } from 'vitest'
import type { AnalyticsQuery } from '../contract/analytics.ts'
import { analyticsOf } from '../runs/analytics.ts'
import { buildTestServer } from '../test-support/build-test-server.ts'

test('counts the days that are asked for, a week and no simulated runs when nothing is', async () => {
  const asked: AnalyticsQuery[] = []
  const analytics = async (query: AnalyticsQuery) => {
    asked.push(query)
    return analyticsOf([], ['2026-01-02'])
  }
  const { app } = await buildTestServer({ runs: { analytics } })
  const answer = await app.inject('/api/v1/analytics')
  expect(answer.statusCode).toBe(200)
  expect(answer.json()).toEqual(await analytics({}))
  await app.inject('/api/v1/analytics?days=30&simulated=true')
  expect([asked[0], asked[2]]).toEqual([
    { days: 7, simulated: false },
    { days: 30, simulated: true },
  ])
})

test.each(['days=2', 'days=x', 'simulated=1', 'weeks=1'])('refuses %s', async (query) => {
  const { app } = await buildTestServer()
  expect((await app.inject(`/api/v1/analytics?${query}`)).statusCode).toBe(400)
})
