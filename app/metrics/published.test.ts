import { afterAll, expect, test } from 'vitest'
import { createMetrics } from '../plugins/metrics.ts'
import { sqliteDatabases } from '../test-support/test-database.ts'
import { addLookedUpMetrics } from './looked-up.ts'
import { combinationsOf, publishedMetrics, unpublished } from './published.ts'

const databases = sqliteDatabases()
afterAll(() => databases.close())

async function allMetrics() {
  const [metrics, database] = [createMetrics(), await databases.open()]
  addLookedUpMetrics(metrics, { database, pingDatabase: () => database.ping(), log: { warn: () => {} } })
  return metrics.registry.getMetricsAsArray()
}

test('every metric of ours is published, or it is said why not; never both', async () => {
  const ours = (await allMetrics()).map(({ name }) => name)
  expect(ours.length).toBeGreaterThan(20)
  const published = publishedMetrics.filter(({ name, from }) => from === 'server' && !name.startsWith('nodejs_'))
  const decided = [...published.map(({ name }) => name), ...Object.keys(unpublished)]
  expect(decided.toSorted()).toEqual(ours.toSorted())
})

/** What the library's types leave out or call an enum. */
interface Registered {
  readonly type: string
  readonly labelNames: readonly string[]
}

test('a row has the type, the unit and the labels of its metric', async () => {
  const metrics = new Map((await allMetrics()).map((metric) => [metric.name, metric]))
  let looked = 0
  for (const { name, type, unit, dimensions } of publishedMetrics) {
    expect([name, unit === 'Seconds']).toEqual([name, name.endsWith('_seconds')])
    const metric = metrics.get(name)
    if (metric === undefined) continue
    looked++
    const { type: registered, labelNames } = metric as unknown as Registered
    expect([name, registered]).toEqual([name, type])
    expect(labelNames).toEqual(expect.arrayContaining([...dimensions]))
  }
  expect(looked).toBeGreaterThan(10)
})

test('names are unique, and a statistic fits its type', () => {
  const names = publishedMetrics.map(({ name }) => name)
  expect(new Set(names).size).toBe(names.length)
  for (const { type, statistic, name } of publishedMetrics)
    expect([name, statistic === 'Sum', statistic === 'p95']).toEqual([name, type === 'counter', type === 'histogram'])
})

test('a row appears once for each combination of its dimensions', () => {
  expect(combinationsOf({ dimensions: [] }, ['openai'])).toEqual([{}])
  expect(combinationsOf({ dimensions: ['provider', 'direction'] }, ['openai', 'gemini'])).toEqual([
    { provider: 'openai', direction: 'input' },
    { provider: 'openai', direction: 'output' },
    { provider: 'gemini', direction: 'input' },
    { provider: 'gemini', direction: 'output' },
  ])
  expect(combinationsOf({ dimensions: ['provider'] }, [])).toEqual([])
})
