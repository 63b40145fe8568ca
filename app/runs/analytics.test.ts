import { afterAll, describe, expect, test } from 'vitest'
import { sqliteDatabases } from '../test-support/test-database.ts'
import { analyticsOf, daysUntil } from './analytics.ts'
import { analyticsSuite } from './analytics-suite.ts'

describe('on SQLite', () => {
  const databases = sqliteDatabases()
  afterAll(() => databases.close())
  analyticsSuite(databases)
})

test('days are those of UTC, also around the change of a month', () => {
  expect(daysUntil(new Date('2026-03-01T00:00:00.000Z'), 2)).toEqual(['2026-02-28', '2026-03-01'])
  expect(daysUntil(new Date('2026-03-01T23:59:59.999Z'), 1)).toEqual(['2026-03-01'])
  expect(daysUntil(new Date('2026-03-01T12:00:00.000Z'), 30)).toHaveLength(30)
})

test('shows days without a run, and no rate of nothing', () => {
  const days = daysUntil(new Date('2026-03-01T12:00:00.000Z'), 7)
  const { total, byDay, byModel, excluded } = analyticsOf([], days)
  expect(byDay).toHaveLength(7)
  expect(byDay[3]).toMatchObject({ day: '2026-02-26', runs: 0, successRate: null, meanBestScore: null })
  expect(total).toMatchObject({ runs: 0, successRate: null, meanDurationMs: null, cost: { usd: 0, unknownRuns: 0 } })
  expect([byModel, excluded]).toEqual([[], { simulated: 0, imported: 0 }])
})

test('adds up what is known of the cost, and says of how many runs it is not', () => {
  const count = { day: '2026-03-01', outcome: 'improved', verdict: 'better', model: 'openai:a', enhancer: 'architect', simulated: false, imported: false, runs: 3, iterations: 6, inputTokens: 30, outputTokens: 60, usd: 0.5, priced: 2, scored: 3, originalScores: 1.5, bestScores: 2.4, durationsMs: 900 } as const // biome-ignore format: one row
  const failed = { ...count, outcome: 'failed', verdict: null, model: 'openai:b', runs: 1, usd: 0, priced: 0, scored: 0, originalScores: 0, bestScores: 0 } as const // biome-ignore format: one row
  const { total, byModel } = analyticsOf([failed, count], ['2026-03-01'])
  expect(total).toMatchObject({
    successRate: 0.75,
    verdicts: { better: 3, worse: 0, 'no-difference-shown': 0, 'not-compared': 1 },
    meanOriginalScore: 0.5,
    meanBestScore: expect.closeTo(0.8),
    cost: { usd: 0.5, unknownRuns: 2 },
  })
  expect(byModel.map(({ model, runs }) => [model, runs])).toEqual([['openai:a', 3], ['openai:b', 1]]) // biome-ignore format: one line
})
