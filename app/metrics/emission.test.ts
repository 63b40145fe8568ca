import fc from 'fast-check'
import { Counter, Registry } from 'prom-client'
import { expect, onTestFinished, test, vi } from 'vitest'
import { measurementsOf, sum, valuesOf } from '../test-support/cloudwatch.ts'
import type { EmfDocument } from './emf.ts'
import { startEmission, untilNextLine } from './emission.ts'
import type { PublishedMetric } from './published.ts'

const runsTotal: PublishedMetric = { name: 'runs_total', type: 'counter', unit: 'Count', statistic: 'Sum', dimensions: [], from: 'server', purpose: 'a test' } // biome-ignore format: a row of the table

function emission(intervalMs = 3_600_000) {
  const registry = new Registry()
  const runs = new Counter({ name: 'runs_total', help: '-', registers: [registry] })
  const [documents, onFailure] = [[] as EmfDocument[], vi.fn()]
  const write = (document: EmfDocument) => documents.push(document)
  const started = startEmission({ registry, metrics: [runsTotal], service: 's', providers: [], intervalMs, write, onFailure }) // biome-ignore format: all of it
  const values = () => valuesOf(documents.flatMap(measurementsOf), 'runs_total', { service: 's' })
  return { ...started, registry, runs, values, onFailure }
}

test('writes at once what is there, each interval what is new, and a last time when it stops', async () => {
  const { runs, values, stop } = emission(20)
  runs.inc(2) // before the first reading is done
  await expect.poll(values).toContain(2)
  runs.inc(3)
  await expect.poll(() => sum(values())).toBe(5)
  await expect.poll(() => values().length).toBeGreaterThan(3)
  runs.inc(4)
  await stop()
  expect(sum(values())).toBe(9)
})

test('writes nothing after it has stopped, and stops once', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  onTestFinished(() => void vi.useRealTimers())
  const { values, stop } = emission()
  await vi.waitFor(() => expect(vi.getTimerCount()).toBe(1))
  await Promise.all([stop(), stop()])
  expect(values()).toHaveLength(2)
  expect(vi.getTimerCount()).toBe(0)
  await emission().stop() // while it still reads for the first line
  expect(vi.getTimerCount()).toBe(0)
})

test('loses nothing when the registry cannot be read for a while', async () => {
  const { registry, runs, values, stop, onFailure } = emission(20)
  await expect.poll(() => values().length).toBeGreaterThan(0)
  const error = new Error('a collector of somebody else')
  const reading = vi.spyOn(registry, 'getMetricsAsJSON').mockRejectedValue(error)
  runs.inc(7)
  await expect.poll(() => onFailure.mock.calls.length).toBeGreaterThan(1)
  expect(onFailure).toHaveBeenLastCalledWith(error)
  expect(sum(values())).toBe(0)
  reading.mockRestore()
  await stop()
  expect(sum(values())).toBe(7)
})

test('a line comes in the middle of each interval of the clock, also when the timer is late or early', () => {
  const intervalMs = 60_000
  const time = fc.integer({ min: 1_700_000_000_000, max: 1_900_000_000_000 })
  const lateness = fc.integer({ min: -2, max: 29_000 })
  fc.assert(
    fc.property(time, fc.array(lateness, { minLength: 2, maxLength: 20 }), (start, late) => {
      let now = start + untilNextLine(start, intervalMs)
      const periods = late.map((by) => {
        now += by
        const period = Math.floor(now / intervalMs)
        now += untilNextLine(now, intervalMs)
        return period
      })
      expect(periods).toEqual(periods.map((_, index) => (periods[0] ?? 0) + index))
    }),
  )
})
