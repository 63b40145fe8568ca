import { Registry } from 'prom-client'
import { expect, test, vi } from 'vitest'
import { createMetrics } from '../plugins/metrics.ts'
import { addDatabaseGauges, countedPing } from './database-gauges.ts'
import { readSnapshot } from './snapshot.ts'

async function read(ping: () => Promise<void>) {
  const [registry, onFailure] = [new Registry(), vi.fn()]
  addDatabaseGauges({ registry }, ping, { timeoutMs: 30, onFailure })
  const snapshot = await readSnapshot(registry)
  expect(onFailure).not.toHaveBeenCalled()
  return [snapshot.get('mpla_database_up')?.[0]?.value, snapshot.get('mpla_database_ping_seconds')?.[0]?.value]
}

test('a database that answers is up, and its time is known', async () => {
  const [up, seconds] = await read(async () => {})
  expect(up).toBe(1)
  expect(seconds).toBeGreaterThan(0)
  expect(seconds).toBeLessThan(0.03)
})

test('one that refuses or does not answer in time is down, and has no time', async () => {
  expect(await read(() => Promise.reject(new Error('refused')))).toEqual([0, undefined])
  expect(await read(() => new Promise(() => {}))).toEqual([0, undefined])
})

test('pings that fail are counted, and fail as before', async () => {
  const metrics = createMetrics()
  const answers = [Promise.resolve(), Promise.reject(new Error('gone'))]
  for (const answer of answers) answer.catch(() => {})
  const ping = countedPing(metrics, () => answers.shift() ?? Promise.resolve())
  await ping()
  await expect(ping()).rejects.toThrow('gone')
  expect((await metrics.databasePingFailures.get()).values[0]?.value).toBe(1)
})
