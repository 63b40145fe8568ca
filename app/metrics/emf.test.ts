import fc from 'fast-check'
import { Counter, Gauge, Histogram, Registry } from 'prom-client'
import { expect, test } from 'vitest'
import { measurementsOf, sum, valuesOf } from '../test-support/cloudwatch.ts'
import { type EmfDocument, type EmfOptions, emfDocuments, emfLimits } from './emf.ts'
import { combinationsOf, type PublishedMetric } from './published.ts'
import { emptySnapshot, readSnapshot, type Snapshot } from './snapshot.ts'

const row = (given: Partial<PublishedMetric>): PublishedMetric => ({
  name: 'runs_total',
  type: 'counter',
  unit: 'Count',
  statistic: 'Sum',
  dimensions: [],
  from: 'server',
  purpose: 'a test',
  ...given,
})
const options = (metrics: readonly PublishedMetric[], providers = ['openai', 'gemini']): EmfOptions => ({
  metrics,
  service: 'mpla-test',
  providers,
  at: 1_795_000_000_000,
})
const service = { service: 'mpla-test' }
const measured = (documents: readonly EmfDocument[]) => documents.flatMap(measurementsOf)

const counter = (labelNames: string[] = []) => {
  const registry = new Registry()
  return { registry, counter: new Counter({ name: 'runs_total', help: '-', labelNames, registers: [registry] }) }
}

test('a document is what the specification asks for', async () => {
  const { registry, counter: runs } = counter(['outcome'])
  runs.inc({ outcome: 'failed' }, 3)
  const documents = emfDocuments(
    emptySnapshot,
    await readSnapshot(registry),
    options([row({ dimensions: ['outcome'] })]),
  )
  expect(documents[1]).toEqual({
    _aws: {
      Timestamp: 1_795_000_000_000,
      CloudWatchMetrics: [
        {
          Namespace: 'MPLA',
          Dimensions: [['service', 'outcome']],
          Metrics: [{ Name: 'runs_total', Unit: 'Count' }],
        },
      ],
    },
    service: 'mpla-test',
    outcome: 'failed',
    runs_total: 3,
  })
  expect(measured(documents)).toHaveLength(2)
})

test('a counter is its increase, and there when it is 0; one that does not exist is not', async () => {
  const { registry, counter: runs } = counter()
  const rows = [row({}), row({ name: 'other_total' })]
  const first = await readSnapshot(registry)
  runs.inc(5)
  const second = await readSnapshot(registry)
  expect(valuesOf(measured(emfDocuments(emptySnapshot, first, options(rows))), 'runs_total', service)).toEqual([0])
  expect(valuesOf(measured(emfDocuments(first, second, options(rows))), 'runs_total', service)).toEqual([5])
  expect(measured(emfDocuments(second, second, options(rows))).map(({ name }) => name)).toEqual(['runs_total'])
})

test('a counter that was reset, as by a restart, is new from 0', async () => {
  const { registry, counter: runs } = counter(['provider'])
  runs.inc({ provider: 'openai' }, 10)
  runs.inc({ provider: 'gemini' }, 10)
  const before = await readSnapshot(registry)
  registry.resetMetrics()
  runs.inc({ provider: 'openai' }, 4)
  const found = measured(
    emfDocuments(before, await readSnapshot(registry), options([row({ dimensions: ['provider'] })])),
  )
  expect(valuesOf(found, 'runs_total', { ...service, provider: 'openai' })).toEqual([4])
  expect(valuesOf(found, 'runs_total', { ...service, provider: 'gemini' })).toEqual([0])
})

/** Label values as a request could bring them about, none of which can be part of anything that is published. */
const hostile = fc.string({ unit: 'grapheme', maxLength: 30 }).map((text) => `PROMPT${text}`)

test('the increases of a counter add up to its value, under the published values alone, whatever is counted beside', async () => {
  const increment = fc.record({
    outcome: fc.oneof(fc.constantFrom('completed', 'failed', 'cancelled'), hostile),
    provider: fc.oneof(fc.constantFrom('openai', 'gemini', 'simulator'), hostile),
    model: hostile,
    by: fc.integer({ min: 0, max: 1_000 }),
    thenRead: fc.boolean(),
  })
  const metric = row({ dimensions: ['provider', 'outcome'] })
  let isAnythingCounted = false
  await fc.assert(
    fc.asyncProperty(fc.array(increment, { maxLength: 30 }), async (increments) => {
      const { registry, counter: runs } = counter(['outcome', 'provider', 'model'])
      const documents: EmfDocument[] = []
      let previous: Snapshot = emptySnapshot
      const read = async () => {
        const current = await readSnapshot(registry)
        documents.push(...emfDocuments(previous, current, options([metric])))
        previous = current
      }
      for (const { by, thenRead, ...labels } of increments) {
        runs.inc(labels, by)
        if (thenRead) await read()
      }
      await read()
      const found = measured(documents)
      for (const labels of combinationsOf(metric, ['openai', 'gemini'])) {
        const counted = increments.filter(
          ({ provider, outcome }) => provider === labels['provider'] && outcome === labels['outcome'],
        )
        isAnythingCounted ||= counted.length > 0
        expect(sum(valuesOf(found, 'runs_total', { ...service, ...labels }))).toBe(sum(counted.map(({ by }) => by)))
      }
      expect(JSON.stringify(documents)).not.toMatch(/PROMPT|simulator|cancelled/)
    }),
  )
  expect(isAnythingCounted).toBe(true)
})

test('a gauge is its value; what is no number, or not there, is left out', async () => {
  const registry = new Registry()
  const [waiting, lag] = ['waiting', 'lag'].map((name) => new Gauge({ name, help: '-', registers: [registry] }))
  waiting?.set(7)
  lag?.set(Number.NaN)
  const rows = ['waiting', 'lag', 'absent'].map((name) => row({ name, type: 'gauge' }))
  const found = measured(emfDocuments(emptySnapshot, await readSnapshot(registry), options(rows)))
  expect(found.map(({ name, values }) => [name, values])).toEqual([['waiting', [7]]])
})

const buckets = [0.1, 1, 10]
const seconds = row({ name: 'call_seconds', type: 'histogram', unit: 'Seconds', dimensions: ['provider'] })

test('a histogram is one number for each observation, in its bucket, and they add up', async () => {
  const observation = fc.double({ min: 0, max: 10, noNaN: true })
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(observation, { maxLength: 150 }), { maxLength: 4 }), async (readings) => {
      const registry = new Registry()
      const calls = new Histogram({ name: 'call_seconds', help: '-', labelNames: ['provider', 'model'], buckets, registers: [registry] }) // biome-ignore format: a set-up on one line
      let previous = emptySnapshot
      for (const observations of readings) {
        for (const [index, value] of observations.entries())
          calls.observe({ provider: 'openai', model: `m${index % 3}` }, value)
        const current = await readSnapshot(registry)
        const values = valuesOf(measured(emfDocuments(previous, current, options([seconds]))), 'call_seconds', {
          ...service,
          provider: 'openai',
        })
        previous = current
        expect(values).toHaveLength(observations.length)
        expect(sum(values)).toBeCloseTo(sum(observations), 2)
        const upTo = (bound: number, of: readonly number[]) => of.filter((value) => value <= bound * 1.000_01).length
        // Numbers on a bound may be told from either side of it, so each bound is asked with a margin.
        for (const bound of buckets) expect(upTo(bound, values)).toBeGreaterThanOrEqual(upTo(bound / 1.000_02, observations)) // biome-ignore format: one comparison
      }
    }),
    { numRuns: 50 },
  )
})

test('an observation beyond the last bound is told as that bound, and more than 100 take more documents', async () => {
  const registry = new Registry()
  const calls = new Histogram({ name: 'call_seconds', help: '-', labelNames: ['provider'], buckets, registers: [registry] }) // biome-ignore format: a set-up on one line
  for (let n = 0; n < 250; n++) calls.observe({ provider: 'gemini' }, 5_000)
  const documents = emfDocuments(emptySnapshot, await readSnapshot(registry), options([seconds]))
  expect(documents).toHaveLength(3)
  expect(valuesOf(measured(documents), 'call_seconds', { ...service, provider: 'gemini' })).toEqual(Array(250).fill(10))
})

test('no document has more metrics or bytes than the limits, and none is lost', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 250 }), fc.integer({ min: 1, max: 255 }), async (count, length) => {
      const names = [...new Set(Array.from({ length: count }, (_, n) => `m${n}`.padEnd(length, '_').slice(0, 255)))]
      const snapshot: Snapshot = new Map(names.map((name) => [name, [{ labels: {}, value: 1 }]]))
      const documents = emfDocuments(emptySnapshot, snapshot, options(names.map((name) => row({ name }))))
      expect(measured(documents).map(({ name }) => name)).toEqual(names)
      for (const document of documents)
        expect(Buffer.byteLength(JSON.stringify(document))).toBeLessThan(emfLimits.lineBytes - 200)
    }),
    { numRuns: 20 },
  )
})
